# Emerging topics: the table, its sentences, what the corpus does not allow.
foresight-emerging-title = Emerging topics
foresight-emerging-lead = Topics that are new, grow, hold together and are still open, by their own numbers; each row says why. Orders are by the lower end of the interval.
foresight-emerging-none-help = Use fewer words or filters, or another level.
foresight-any-stage = any stage
foresight-stage-middle = Stage of the middle record
foresight-size-min = At least so many records
foresight-size-max = At most so many records
foresight-early-from = Earlier period: from
foresight-early-to = Earlier period: to
foresight-late-from = Later period: from
foresight-late-to = Later period: to
foresight-sort-score = Highest score first
foresight-sort-change = Largest rise between the periods first
foresight-sort-novelty = Newest first
foresight-score = Score
foresight-uncertainty = Uncertainty
foresight-change = Change of share
foresight-part-novelty = novelty
foresight-part-growth = growth
foresight-part-coherence = coherence
foresight-part-impact = impact
foresight-part-spread = uncertainty
foresight-why-novelty = { $recent ->
    [one] one of its { $all } records is of the latest { $years } years
   *[other] { $recent } of its { $all } records are of the latest { $years } years
}
foresight-why-grew = its share of all records grew by { $n } % a year ({ $low } … { $high })
foresight-why-fell = its share of all records fell by { $n } % a year ({ $low } … { $high })
foresight-why-rose = it rose from { $a } of { $of_a } in { $earlier } to { $b } of { $of_b } in { $later }, { $times } times the share ({ $low } … { $high })
foresight-why-sank = it sank from { $a } of { $of_a } in { $earlier } to { $b } of { $of_b } in { $later }, { $times } times the share ({ $low } … { $high })
foresight-why-chance = from { $a } of { $of_a } in { $earlier } to { $b } of { $of_b } in { $later }, { $times } times the share ({ $low } … { $high }), may be chance
foresight-why-score = on average over its parts it stands above { $n } % of the topics of its level ({ $low } … { $high })
foresight-why-nothing = Its numbers say too little.
foresight-why-missing = Not known: { $names }.
foresight-limits = What these records do not allow
foresight-limit-no-years = The records have no years, so growth, novelty and periods are not known.
foresight-limit-short = Without a gap the records span { $n ->
    [one] only the year { $first }
   *[other] only the years { $first } to { $last } ({ $n })
}: growth rests on few points, and there are no forecasts, which need { $needed } years.
foresight-limit-uneven = The years are uneven: { $least } records of { $year }, { $most } of { $other }. Which files were ingested then shows in growth and in the periods as much as the field does; shares of small years are chance.
foresight-limit-no-periods = Periods cannot be compared: that takes two years in a row.
foresight-limit-few = { $name }: known of { $n } of { $of } topics only, so it does not count in the score.
foresight-limit-some = { $name }: known of { $n } of { $of } topics; the others have no score.
foresight-limit-none-novelty = { $name }: not known, because the records have no years ({ $n } of { $of }).
foresight-limit-none-growth = { $name }: known of { $n } of { $of } topics, because it takes three years in a row with records.
foresight-limit-none-coherence = { $name }: known of { $n } of { $of } topics, because it takes two records in a topic.
foresight-limit-none-impact = { $name }: known of { $n } of { $of } topics, because this landscape holds no citations that can be counted in their field and year. It does not count in the score.
foresight-limit-none-spread = { $name }: known of { $n } of { $of } topics, because the finest topics have no topics inside. It does not count in the score.
foresight-how-score = Score, from 0 to 100: for each of { $names }, the share of the { $n ->
    [one] one topic of this level that stands
   *[other] { $n } topics of this level that stand
} below; then the mean of these shares. Its interval is made of where the ends of each part’s interval would stand, taking their errors as independent.
foresight-how-weights = Every part counts the same. Weights would have to be learnt from topics whose later growth is known; these records span too few years for that, and weights from elsewhere would be a guess.
foresight-how-change = Change of share: the topic’s share of all records of the later period over that of the earlier one, with half a record added to each; 95 % interval of the ratio of two binomial shares. Years of the last months may still be incomplete; that touches the topic and the corpus alike.
foresight-how-stage = Stage of the middle record: half of the records whose stage is known lie at it or nearer to the laboratory.
foresight-period-outside = The records are of the years { $first } to { $last }.
foresight-period-backwards = This period ends before it begins.
foresight-period-overlap = The later period must begin after the earlier one ends.
