# Human genes as molecular targets: papers on each, growth, what may follow, and which are likely to grow.
targets-title = Targets
targets-lead = Human genes as molecular targets: how much is published on each, how that grew, and what may follow. A search takes a symbol, an older symbol, an Entrez or Ensembl id, or words of the name. Growth is ordered by the lower end of its interval.
targets-unbuilt = No targets yet
targets-unbuilt-help = They are built from links between papers and human genes (NCBI’s gene2pubmed, or Bioconductor’s org.Hs.eg.db) and from the ingested evidence, which teaches the years of papers. An analyst starts that here with a file in the inbox, or with the command “bellwether targets build FILE”.
targets-build = Build the targets
targets-build-help = Building takes less than a minute for all human genes; what is shown now stays until the new targets are whole.
targets-build-kept = The links of the last build, with the evidence of today
targets-build-papers = Links between papers and genes
targets-build-names = Names of genes
targets-build-no-names = None; the file of links has them, or they are not known
targets-build-no-files = The inbox holds no file to build from. Put gene2pubmed.gz of NCBI or org.Hs.eg.sqlite of Bioconductor there.
targets-build-nothing = there are no links of an earlier build; choose a file of the inbox
targets-none = No such target
targets-none-help = Check the spelling, or ask for fewer papers or any years.
targets-found = { $n ->
    [one] One target
   *[other] { $n } targets
}
targets-words = Gene
targets-least = Papers
targets-least-n = { $n ->
    [0] any number
   *[other] at least { $n }
}
targets-least-last = Papers in the last year
targets-burst = Bursts
targets-burst-any = with or without
targets-burst-ever = with a burst
targets-burst-now = bursting now
targets-sort = Order
targets-sort-papers = Most papers, best match first
targets-sort-last = Most papers in the last year
targets-sort-growth = Surest growth
targets-sort-expected = Most papers expected
targets-sort-score = Likeliest to grow
targets-sort-symbol = By symbol
targets-search = Show
targets-symbol = Target
targets-name = Name
targets-entrez = Entrez gene
targets-aliases = Other symbols
targets-ensembl = Ensembl
targets-location = Location
targets-kind = Kind of gene
targets-papers = Papers
targets-papers-in = In { $year }
targets-last-year = Papers in the last year
targets-trend = Trend
targets-trend-words = Papers a year from { $first } ({ $from }) to { $last } ({ $to })
targets-expected = Expected papers
targets-expected-in = Expected in { $year }
targets-score = Score
targets-score-rank = { $score }, place { $rank } of { $of }
targets-rank = Place
targets-why = What its numbers say
targets-source = Source
targets-percent = { $n } %
targets-percent-a-year = { $n } % a year
targets-over-time = Over time
targets-no-papers = No paper of the source speaks of this gene.
targets-no-series = No paper on this gene is counted from { $first } to { $last }: its papers are older, newer than what is known, or speak of too many genes.
targets-chart-growth = Its share of all papers on human genes changed by { $growth } over the last ten years
targets-chart-papers = { $n ->
    [one] One paper
   *[other] { $n } papers
}
targets-chart-measure = Papers that speak of the gene, by year
targets-chart-source = { $kind }; years from PubMed ids
targets-chart-source-dated = { $kind } of { $date }; years from PubMed ids
targets-outlook-how = The forecast is of the gene’s share of all papers on human genes, by a regression learnt from all genes, with the number of all papers held at that of the last year; its intervals are as wide as the errors of the same regression when it knew only earlier years.
targets-outlook-none = No forecast: there are fewer than ten papers in the last ten years, or too few genes or years to learn from.
targets-exactness = { $counted ->
    [one] One of its { $papers } papers is counted here
   *[other] { $counted } of its { $papers } papers are counted here
}; { $exact ->
    [0] no year is that of a record
    [one] one year is that of its record
   *[other] { $exact } years are those of their records
} in the evidence, the others are estimated from PubMed ids.
targets-indicators = Indicators
targets-indicator = Indicator
targets-value = Value (95 % interval)
targets-how-computed = How this was computed
targets-no-indicators = No paper is counted, so there are no indicators.
targets-intervals = Intervals allow for the chance by which these papers and no others were written, not for gaps in the source.
targets-indicator-growth = Growth
targets-indicator-share = Share
targets-indicator-novelty = Novelty
targets-indicator-burst = Burst
targets-because-growth = Yearly change of the gene’s share of all papers on human genes, by Poisson regression over the { $a } papers of { $b } to { $c }.
targets-because-share = { $a } of the { $b } papers on human genes in { $c } speak of it.
targets-because-novelty = { $a } of its { $b } counted papers are of the latest { $c } years.
targets-because-burst = From { $a } to { $b } its share was better explained by twice the usual share (Kleinberg 2002); the value is how much better, as a logarithm of likelihoods.
targets-because-burst-year = In { $a } its share was better explained by twice the usual share (Kleinberg 2002); the value is how much better, as a logarithm of likelihoods.
targets-because-score = Probability that its share of all papers grows at least { $growth } a year over { $years } years, by a logistic regression over 16 indicators of its series that was fitted on all earlier years.
targets-burst-years = Years of bursts
targets-records = Records in the evidence
targets-records-n = { $n ->
    [one] One record
   *[other] { $n } records
} of its { $papers } papers are in the evidence, the newest first.
targets-records-none = The evidence holds no record of its papers, or did not when the targets were built.
targets-topics = Topics it is spoken of in
targets-topic = Topic
targets-topic-records = Records of the gene
targets-topic-size = All records
targets-topics-none = None of its records lies in a topic of the landscape.
targets-related = Genes spoken of together with it
targets-shared = Shared papers
targets-times = Times as many as by chance
targets-related-how = Only papers that do not speak of very many genes count; first come the genes that speak most against chance.
targets-related-none = No other gene shares at least two papers with it.
targets-how = How this was made
targets-made-source = Links between papers and genes are those of { $kind }: { $links } links of { $genes } human genes.
targets-made-source-dated = Links between papers and genes are those of { $kind }, data of { $date }: { $links } links of { $genes } human genes.
targets-made-counts = { $papers } papers of { $first } to { $last } are counted. The last year is the latest whose papers are all known of. { $left } links are left out: their papers are older, newer than what is known, or speak of more than { $most } genes.
targets-made-years = The year of { $share } of the papers is that of their record in the evidence. The others are estimated from ranges of PubMed ids, which the records and the references they print have taught: of { $judged } papers that were kept aside, { $right } had the right year and { $near } were at most a year off.
targets-made-years-unjudged = The year of { $share } of the papers is that of their record in the evidence. The others are estimated from ranges of PubMed ids; too few years are known to say how well.
targets-made-repeated = Built with generation { $generation } of the evidence and seed { $seed } from the file with SHA-256 { $sha }; the same file, evidence and settings give the same numbers.
targets-emerging-title = Emerging targets
targets-emerging-lead = Human genes that are likely to take a growing share of papers, and how good such scores were in earlier years.
targets-emerging-found = { $n ->
    [one] One target has a score
   *[other] { $n } targets have a score
}
targets-emerging-none = No scores
targets-emerging-none-help = A score needs at least eight years of series and targets of which some grew and others did not.
targets-question = The score is the probability that a target’s share of all papers grows at least { $growth } a year over the next { $years } years, for targets with at least { $least } papers in the last year. It is learnt from earlier years alone.
targets-unjudged = Too few years or targets are there to say how good such scores were, so they deserve little trust.
targets-verdict-auroc = By AUROC it was clearly better than the best simple rule at { $n } of { $of } cut-offs.
targets-verdict-precision = Among its first fifty targets more grew than among those of any simple rule at { $n } of { $of } cut-offs, clearly at { $clear }: there the whole interval lies above the best of them.
targets-verdict-threat = By threat score it was better than every simple rule at { $n } of { $of } cut-offs, clearly at { $clear }.
targets-verdict-not = Not in { $years }.
targets-hindcast = How good such scores were
targets-hindcast-how = At each cut-off the score was fitted on what was known by then and judged on the { $years } years after it, beside simple rules: what grew goes on (persistence), size, past growth, mean publication year. Simple rules get the direction that was best in the same earlier years. Intervals of 95 % are by bootstrap over targets.
targets-hindcast-rules = All rules at each cut-off
targets-hindcast-year = Cut-off { $year }, learnt from { $examples } examples
targets-cutoff = Cut-off
targets-grew = Grew
targets-grew-of = { $n } of { $of }
targets-auroc = AUROC
targets-advantage = Above the best simple rule
targets-not-clearly = not clearly
targets-precision = Precision@50
targets-threat = Threat score
targets-best-simple = best simple: { $n } ({ $rule })
targets-rule = Rule
targets-rule-score = Score
targets-rule-persistence = persistence
targets-rule-size = size
targets-rule-past-growth = past growth
targets-rule-mean-year = mean year
targets-weights = What the score weighs
targets-weights-how = Weights of the indicators as fitted now, standardised so that they can be compared; above zero an indicator raises the score.
targets-weight = Weight
targets-feature-size = Size
targets-feature-size-squared = Size, squared
targets-feature-level = Level of the last four years
targets-feature-jump-against-three-years = Jump against the three years before
targets-feature-jump-squared = Jump, squared
targets-feature-change-since-last-year = Change since the year before
targets-feature-growth-over-four-years = Growth over four years
targets-feature-growth-over-all-years = Growth over all years
targets-feature-novelty = Novelty
targets-feature-mean-publication-year = Mean publication year
targets-feature-age = Age
targets-feature-in-a-burst = In a burst
targets-feature-weight-of-the-latest-burst = Weight of the latest burst
targets-feature-unsteadiness = Unsteadiness
targets-feature-below-its-peak = Distance below its peak
targets-feature-zero-years = Recent years without papers
targets-reason-size = its size
targets-reason-jump = the jump of the last year
targets-reason-growth = past growth
targets-reason-youth = its youth
targets-reason-burst = bursts
targets-reason-steadiness = its steadiness
targets-says-papers = { $last ->
    [one] One paper
   *[other] { $last } papers
} in { $year }, { $before } in { $then }.
targets-says-papers-alone = { $last ->
    [one] One paper
   *[other] { $last } papers
} in { $year }.
targets-says-grew = Its share of all papers grew { $growth } % a year from { $from } to { $to } (95 %: { $low } to { $high }).
targets-says-shrank = Its share of all papers fell { $growth } % a year from { $from } to { $to } (95 %: { $low } to { $high }).
targets-says-bursts = A burst has been going on since { $from }.
targets-says-burst = Its latest burst was { $from } to { $to }.
targets-says-score = The score is { $score }.
targets-says-score-raised = The score of { $score } is raised by { $raised }.
targets-says-score-lowered = The score of { $score } is lowered by { $lowered }.
targets-says-score-both = The score of { $score } is raised by { $raised } and lowered by { $lowered }.
targets-says-expected = { $middle ->
    [one] One paper is
   *[other] { $middle } papers are
} expected in { $year } (80 %: { $low } to { $high }).
job-kind-targets-build = Building of the targets
