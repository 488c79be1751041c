# Words of the search, record and help pages
search-title = Evidence
search-form = Search the evidence records
search-query = Query
search-button = Search
search-hint = Words, "phrases", AND, OR, NOT, fields such as title: or mesh:
search-help-link = How to search
search-no-records = No evidence yet
search-no-records-help = Records appear here after source files have been ingested: run "bellwether evidence ingest" with a file or folder.
search-nothing = No record matches
search-nothing-help = Check the spelling, remove a filter, or use fewer words.
search-did-you-mean = Did you mean:
search-total = { $n ->
    [one] { $n } record
   *[other] { $n } records
}
search-total-about = About { $n } records (counted in a sample of 1 in { $one_in })
search-sampled = Counts below are estimates from a sample of 1 in { $n } records.
search-years = Records by year
search-narrow = Narrow the result
search-sort = Order
sort-relevance = Best match
sort-newest = Newest
sort-oldest = Oldest
sort-title = Title
notice-any-word = Few records hold all of these words, so records with any of them are shown, the best first.
notice-related = { $n ->
    [one] Few records hold these words; one record that is like them is added at the end.
   *[other] Few records hold these words; { $n } records that are like them are added at the end.
}
notice-all-words-link = Only records with all words
notice-ignored = Too common to be searched: { $words }
notice-unknown-heading = There is no subject heading “{ $name }”. { $similar }
notice-exploded = { $n ->
    [0] Searched as the heading “{ $heading }”.
    [one] Searched as the heading “{ $heading }” with one narrower heading.
   *[other] Searched as the heading “{ $heading }” with { $n } narrower headings.
}
notice-no-vocabulary = No subject headings are loaded (“bellwether vocab pull mesh”), so headings are found by their exact names alone.
notice-too-deep = Only the first { $n } records can be paged to. Narrow the search, or export the whole result.

field-any = Text
field-title = Title
field-author = Author
field-affiliation = Affiliation
field-mesh = Subject heading
field-journal = Journal or register
field-year = Year
field-date = Date
field-kind = Kind
field-type = Publication type
field-language = Language
field-country = Country
field-source = Source
field-keyword = Keyword or substance
field-grant = Grant
field-is = Property
field-id = Identifier
kind-publication = Publication
kind-trial = Trial
kind-grant = Grant
kind-patent = Patent
kind-guideline = Guideline
is-retracted = retracted
is-abstract = with abstract
is-references = with references

record-untitled = Record without title
record-retracted = Retracted
record-retracted-long = This work has been retracted.
record-retraction-in = This work has been retracted. Notice:
record-partial-retraction-in = Part of this work has been retracted. Notice:
record-concern-in = The publisher has expressed concern about this work. Notice:
record-erratum-in = There is a correction to this work:
record-retraction-of = This record retracts:
record-more-authors = { $n ->
    [one] and one more
   *[other] and { $n } more
}
record-affiliations = Affiliations
record-abstract = Abstract
record-no-abstract = The source has no abstract.
record-other-abstract = Abstract in another language or by another party ({ $language })
record-headings = Subject headings
record-major = main point
record-keywords = Keywords
record-substances = Substances
record-references = { $n ->
    [one] One reference
   *[other] { $n } references
}
record-more-references = { $n ->
    [one] One more reference
   *[other] { $n } more references
}
record-facts = Facts
record-similar = More like this
fact-venue = Journal or register
fact-date = Date
fact-volume = Volume, issue, pages
fact-types = Publication types
fact-language = Language
fact-country = Country
fact-status = Status
fact-grants = Grants
fact-phase = Phase
fact-enrolment = Participants
fact-sponsor = Sponsor
fact-conditions = Conditions
fact-interventions = Interventions
fact-countries = Countries of sites
fact-key = Record

help-title = How to search
help-lead = Type words as they come. Everything else on this page makes a search more exact.
help-examples = Examples
help-query = Query
help-finds = What it finds
help-words = Records with all of the words in any form (cancers, dietary); with any of them if few hold all. Best match first.
help-phrase = The words next to each other in this order.
help-near = The words with up to five others between them.
help-boolean = AND, OR and NOT in capital letters, with parentheses.
help-signs = A word that must be there (+), and one that must not (-).
help-field = The word in one field.
help-mesh = A subject heading by name or synonym, with everything narrower.
help-mesh-exact = The subject heading alone.
help-author = An author by last name and initials.
help-years = A range of years; both ends belong to it. 2019.. and ..2021 are open at one end.
help-prefix = Words that begin so.
help-typos = Words with one wrong letter; ~2 for two.
help-pubmed = PubMed's tags work as well.
help-is = A property, and a kind of record.
help-fields = Fields
help-field-name = Field
help-other-names = Other names
help-tags = PubMed tags
help-takes = Takes
help-takes-words = words, phrases, beginnings
help-takes-whole = a whole value
help-takes-range = a year, a date or a range
help-ranking = How records are ordered
help-ranking-1 = A record stands higher the more often it holds the words, the rarer they are elsewhere, and if they are in its title. The first two hundred records are then ordered anew: those where the words stand close together, and those that share words with the first ten, move up.
help-ranking-2 = This changes the order only, never which records are found. Where a search has no words, the newest record comes first.
help-ranking-3 = Large results are counted in a sample; the page then says how large the sample is.

query-too-long = The query is longer than { $n } bytes. Shorten it.
query-too-deep = The query is nested deeper than { $n } levels. Remove parentheses.
query-too-many = The query has more than { $n } terms. Use broader ones.
query-unclosed-quote = This quotation mark is never closed. Add a second one.
query-unclosed-parenthesis = This parenthesis is never closed. Add “)”.
query-unopened-parenthesis = This parenthesis closes nothing. Remove it, or add “(” before.
query-loose-tag = A tag in brackets stands right after a term, such as asthma[mh]. To search for brackets, use quotation marks.
query-loose-operator = { $sign } needs a term on each side that it joins. Write it in small letters to search for the word.
query-no-value = { $field }: needs a value right after the colon.
query-nothing-inside = There is nothing between these signs. Remove them.
query-unknown-field = There is no field “{ $name }”. If the colon belongs to the word, put the word in quotation marks.
query-unknown-field-near = There is no field “{ $name }”; perhaps “{ $near }”? If the colon belongs to the word, put the word in quotation marks.
query-unknown-tag = There is no tag [{ $tag }]. The usual ones are [ti], [au], [mh], [ta], [dp], [pt], [la], [ad].
query-wildcard = * may only stand at the end of a word of two letters or more. To search for the sign itself, use quotation marks.
query-tolerance = After a word, ~1 and ~2 give the number of wrong letters; after a phrase, ~1 to ~50 the number of words between.
query-not-a-date = “{ $text }” is not a date or a range. Write 2020, 2020-05, 2019..2021 or 2019..
query-backwards = This range ends before it starts. Exchange its ends.
query-not-a-value = { $field }: takes { $expected }, not “{ $found }”.
query-not-for-field = { $field }: cannot be searched in this way. Give the value itself.
search-export-first = { $format }, the first { $n } records
