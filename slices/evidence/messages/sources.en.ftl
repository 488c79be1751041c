# Sources and ingests.
sources-title = Sources
sources-lead = { $records ->
    [one] { $records } record that can be found
   *[other] { $records } records that can be found
}
sources-none = Nothing has been ingested yet
sources-none-help = Here stand the sources of the evidence and every file that was read, once an analyst has ingested the first one.
sources-source = Source
sources-records = Records
sources-size = Size
sources-mebibytes = { $size } MiB
sources-last-added = Last added to
sources-ledger = Files
sources-ledger-lead = Every source file that was read, newest first. A file is taken whole or not at all.
sources-file = File
sources-read-at = Read
sources-outcome = Outcome
sources-ingested = Ingested
sources-refused = Refused
sources-counts = { $records } records: { $new } new, { $replaced } replaced; { $deleted } withdrawn
ingests-title = Ingests
ingests-lead = Source files on their way into the evidence
ingests-one = Ingest
ingests-list = Earlier and running ingests
ingests-none = No ingest was started here yet
ingests-none-help = Choose files above to start one. Ingests at the command line are listed under the sources only.
ingests-start = Start an ingest
ingests-start-button = Ingest chosen files
ingests-inbox-empty = The inbox is empty. Add source files above, or put them into the folder “inbox” of the installation and load this page again.
ingests-files = Files
ingests-files-help = Files in the inbox of the installation. They are read in the order of their names.
ingests-known = read before
ingests-nothing-chosen = Choose at least one file.
ingests-not-in-inbox = “{ $name }” is no longer in the inbox.
ingests-wanted-at = Started
ingests-finished-at = Ended
ingests-state = State
ingests-more-files = and { $count } more
ingests-queued = Waiting
ingests-running = Running
ingests-done = Done
ingests-failed = Failed
ingests-stopped = Stopped
ingests-progress = Bytes read
ingests-refresh = Show the state now
ingests-stop = Stop the ingest
ingests-stopping = It stops at the next record block; what is ingested stays.
ingests-unchanged = Unchanged: the same bytes were ingested before
ingests-not-read = Not read yet
job-kind-evidence-ingest = Ingest of source files
uploads-title = Add source files
uploads-files = Files from this device
uploads-files-help = PubMed XML, OpenAlex, trial registers, RIS or BibTeX, plain or packed with gzip; at most { $size } each.
uploads-button = Put into the inbox
uploads-progress = Files on their way
uploads-waiting = Waiting
uploads-done = In the inbox
uploads-after = Show the inbox
uploads-sent = The files are in the inbox. Choose them below to ingest them.
uploads-nothing = Choose at least one file.
uploads-partly = { $n ->
    [one] One file before it is in the inbox.
   *[other] { $n } files before it are in the inbox.
}
uploads-name-empty = The file has no name.
uploads-name-long = The name is too long; at most 200 bytes.
uploads-name-signs = The name may only have letters, digits, blanks and . _ - ( ) + , = @ #
uploads-name-ends = The name must begin with a letter or digit and must not end with a blank or a dot.
uploads-name-no-source = Files with the ending .{ $ending } are no sources.
uploads-taken = There is a file of this name in the inbox already. Rename the new one, or ingest the one that is there.
uploads-empty = The file is empty.
uploads-unknown-kind = This is not PubMed XML, OpenAlex, a trial register, RIS or BibTeX, plain or packed with gzip.
uploads-too-large = The file is too large; at most { $size }.
uploads-no-space = The disk of the installation has not enough space left. Tell an administrator.
uploads-cut = The file did not arrive whole. Send it again.
