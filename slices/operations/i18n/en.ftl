# Background jobs.
jobs-title = Jobs
jobs-lead-all = Work that the installation does in the background, for everybody
jobs-lead-own = Work that the installation does in the background for you
jobs-any = Any
jobs-filter = Show
jobs-n = { $n ->
    [one] One job
   *[other] { $n } jobs
}
jobs-state = State
jobs-state-counted = { $state } ({ $n })
jobs-kind = Kind
jobs-progress = Progress
jobs-percent = { $percent } %
jobs-wanted-by = Wanted by
jobs-wanted-at = Wanted
jobs-started-at = Started last
jobs-finished-at = Ended
jobs-duration = Duration
jobs-error = Problem
jobs-attempts = Attempts
jobs-attempts-of = { $attempts } of at most { $max }
jobs-id = Id
jobs-queued = Waiting
jobs-running = Running
jobs-done = Done
jobs-failed = Failed
jobs-cancelled = Called off
jobs-stopping = Stopping
jobs-stopping-help = It was called off and stops at its next step.
jobs-by-installation = The installation
jobs-by-somebody-gone = Somebody without an account
jobs-none = No job yet
jobs-none-help = Here stands work that takes longer than a page may, such as ingests, with its progress.
jobs-none-such = No such job
jobs-none-such-help = No job is of this kind and in this state.
jobs-failed-heading = It was given up
jobs-tried-again-heading = The last attempt failed; it will be tried again
jobs-call-off = Call off
jobs-retry = Try again
jobs-details = Show details
jobs-refresh = Show the state now
jobs-called-off = The job was called off.
jobs-over-before = The job was over already, or called off before.
jobs-retried = The job waits for another attempt.
