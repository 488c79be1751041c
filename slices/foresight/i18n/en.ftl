# The landscape of a field, its topics, their growth and what may follow.
foresight-menu-map = Map
foresight-map-title = Map of the field
foresight-map-lead = { $records } records in { $topics } topics: records about the same lie close together
foresight-map-source = Ingested evidence, generation { $generation }
foresight-map-keys = Drag or use the arrow keys to move, the wheel or + and − to zoom, 0 to see all, Enter for the record in the middle.
foresight-map-loading = Loading the map
foresight-map-failed = The map cannot be shown here; the table below holds the same topics.
foresight-map-marked = records marked
foresight-map-refused = This query cannot be read; the help of the search says how queries are written.
foresight-show-records = Show them as a list
foresight-legend = What colours mean
foresight-colour = Colour by
foresight-colour-topic = topic
foresight-colour-year = year
foresight-colour-stage = distance to the patient
foresight-colour-kind = kind of record
foresight-find = Mark what a search finds
foresight-mark = Mark
foresight-years = Years
foresight-year-first = First year shown
foresight-year-last = Last year shown
foresight-act-in = Zoom in
foresight-act-out = Zoom out
foresight-act-home = Whole map
foresight-act-lasso = Draw a line around records
foresight-act-clear = Clear marks
foresight-act-png = Save as PNG
foresight-act-svg = Save as SVG
foresight-kind-publication = Publication
foresight-kind-trial = Trial
foresight-kind-grant = Grant
foresight-kind-patent = Patent
foresight-kind-guideline = Guideline
foresight-stage = Stage
foresight-stage-0 = Laboratory: animals and cells
foresight-stage-1 = Studies of people
foresight-stage-2 = Clinical work and early trials
foresight-stage-3 = Controlled and late trials
foresight-stage-4 = Practice: guidelines
foresight-stage-unknown = { $n ->
    [one] One record does not say
   *[other] { $n } records do not say
}. Stages are read from the kind of record, trial phases, publication types and the headings Humans and Animals.
foresight-topic = Topic
foresight-topics-title = Topics
foresight-topics-lead = What the field is made of: groups of records that are about the same and cite each other. Growth is ordered by the lower end of its interval.
foresight-all-topics = All topics with their growth
foresight-records = Records
foresight-share = Share
foresight-terms = Telling words
foresight-headings = Subject headings
foresight-parent = Part of
foresight-how = How this was made
foresight-how-made = Built from generation { $generation } of the evidence with seed { $seed }, { $dimensions } dimensions and { $neighbours } neighbours; the same settings and evidence give the same landscape. { $left ->
    [one] One record says too little to have a place.
   *[other] { $left } records say too little to have a place.
}
foresight-how-made-of = Built from the records of “{ $query }” in generation { $generation } of the evidence with seed { $seed }, { $dimensions } dimensions and { $neighbours } neighbours; the same settings and evidence give the same landscape. { $left ->
    [one] One record says too little to have a place.
   *[other] { $left } records say too little to have a place.
}
foresight-unbuilt = No landscape yet
foresight-unbuilt-help = It is built from the ingested evidence, of at least a few records with titles or abstracts; an analyst starts that here or with the command “bellwether landscape build”.
foresight-build = Build the landscape
foresight-build-help = Building takes about a minute for fifty thousand records; what is shown now stays until the new landscape is whole.
foresight-percent = { $n } %
foresight-percent-a-year = { $n } % a year
foresight-points-a-year = { $n } points a year
foresight-found = { $n ->
    [one] One topic
   *[other] { $n } topics
}
foresight-none = No such topic
foresight-none-help = Use fewer words, or another level.
foresight-topic-words = Words
foresight-level = Level, 1 is the coarsest
foresight-level-n = { $n } of { $of }
foresight-sort = Order
foresight-sort-size = Most records first
foresight-sort-growth = Surest growth first
foresight-sort-name = By name
foresight-search = Show
foresight-records-title = Records of the map
foresight-records-inside = Records inside the line
foresight-records-found = { $n ->
    [one] One record
   *[other] { $n } records
}
foresight-records-none = No records there
foresight-records-none-help = Draw a larger line on the map.
foresight-over-time = Over time
foresight-chart-growth = Its share of all records changed by { $growth }
foresight-chart-records = { $n } records
foresight-chart-measure = Records by year of publication
foresight-outlook-how = The forecast is by the method “{ $method }” of the count as part of all records; its intervals are as wide as the errors that the same forecasts made in earlier years.
foresight-outlook-short = No forecast: without a gap the evidence has only the years { $first } to { $last } ({ $years }), and a forecast needs { $needed }.
foresight-outlook-unsure = No forecast: too few topics have a past from which the errors of forecasts could be learnt.
foresight-outlook-no-years = No forecast: the records have no years.
foresight-indicators = Indicators
foresight-indicator = Indicator
foresight-value = Value (95 % interval)
foresight-how-computed = How this was computed
foresight-no-indicators = Too few records for indicators.
foresight-intervals = Intervals allow for the chance by which these records and no others were found, not for gaps in the evidence. Records drawn again 200 times give those of coherence, spread and approach.
foresight-indicator-growth = Growth
foresight-indicator-novelty = Novelty
foresight-indicator-burst = Burst
foresight-indicator-coherence = Coherence
foresight-indicator-spread = Spread
foresight-indicator-distance = Distance to the patient
foresight-indicator-drift = Approach to the patient
foresight-because-growth = Yearly change of the topic’s share of all records, by Poisson regression over { $a } years from { $c } to { $d } with { $b } records of the topic.
foresight-because-novelty = { $a } of its { $b } records are of the latest { $c } years of the evidence.
foresight-because-burst = From { $a } to { $b } its share was better explained by twice the usual share (Kleinberg 2002); the value is how much better, as a logarithm of likelihoods.
foresight-because-coherence = Mean likeness of all pairs among { $a } of its records, 0 for unrelated to 1 for alike.
foresight-because-spread = How evenly { $b } records lie in its { $a } subtopics: 0 all in one, 1 evenly.
foresight-because-distance = { $a } of { $b } records with a year are neither trials nor guidelines nor of a clinical publication type.
foresight-because-drift = Yearly change of that share from { $a } to { $b } over { $c } records; below zero the topic comes nearer to the patient.
foresight-patient = Distance to the patient
foresight-triangle-words = Between people ({ $human }), animals ({ $animal }), and cells and molecules ({ $cell }), by the subject headings of its records
foresight-triangle-none = Its records have no subject headings that lie between people, animals and cells.
foresight-triangle-no-headings = Where it lies between people, animals and cells is not known: subject headings (MeSH) were not loaded when the landscape was built.
foresight-corner-human = People
foresight-corner-animal = Animals
foresight-corner-cell = Cells
foresight-key-works = Key records
foresight-key-works-how = Those nearest to the middle of the topic, the most typical first.
foresight-inside = Topics inside
foresight-more = { $n ->
    [one] One more topic is in the list of topics.
   *[other] { $n } more topics are in the list of topics.
}
foresight-related = Related topics
foresight-nearness = Nearness, 0 to 1
job-kind-foresight-build = Building of the landscape
