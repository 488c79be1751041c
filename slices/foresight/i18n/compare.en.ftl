# Two topics, clusters, institutions or countries side by side.
foresight-compare = Compare
foresight-compare-title = Compare
foresight-compare-lead = Two topics, clusters, institutions or countries side by side: size, growth, distance to the patient, subjects, and how far they are apart.
foresight-compare-kinds = What to compare
foresight-kind-topics = Topics
foresight-kind-clusters = Clusters
foresight-kind-institutions = Institutions
foresight-kind-countries = Countries
foresight-compare-a = First
foresight-compare-b = Second
foresight-compare-open = choose …
foresight-compare-narrow = Words that narrow the choice
foresight-compare-choose = Choose two
foresight-compare-help-topics = The choice holds the largest topics; type words to be offered topics of all levels that hold them.
foresight-compare-help-clusters = Clusters are compared by the records that the searches of their areas find.
foresight-compare-help-institutions = The choice holds the institutions with most records; type words of a name to be offered others.
foresight-compare-help-countries = The choice holds the countries with most records; type the name of another as the sources write it.
foresight-compare-how-clusters = A cluster’s records are those that the searches of its areas find.
foresight-compare-how-institutions = An institution’s years are those of all its works; stages and subjects are those of its newest works that are on the map, two hundred at most.
foresight-compare-how-countries = A country is the one that the source states: for articles usually that of the journal, for trials that of the register’s entry.
foresight-compare-unknown = Nothing is known of “{ $id }”. It may have been numbered anew when the landscape was built; choose again.
foresight-compare-same = Choose two that differ.
foresight-compare-intervals = Intervals of 95 %. Differences are the first less the second, in percentage points; they take the two as independent.
foresight-compare-chart = Share of all records, % by year, without years that have few records
foresight-compare-about = What the records are about
foresight-compare-no-records = None of its records is on the map.
foresight-compare-where = Venues and countries
foresight-compare-read = { $n ->
    [one] One record of { $of } was counted for this.
   *[other] { $n } records of { $of } were counted for this, an even sample where that is fewer.
}
foresight-venues = Venues
foresight-countries = Countries
foresight-measure = Measure
foresight-difference = Difference
foresight-measure-share = Share of all records
foresight-measure-growth = Growth of the share
foresight-measure-novelty = Share of the latest three years
foresight-measure-clinical = Clinical work or nearer to practice
foresight-looked-at = Of these looked at on the map
foresight-in-common = Records in common, on the map
foresight-not-known = not known
foresight-may-be-chance = may be chance
foresight-points = { $n } points
foresight-all-records = All records
