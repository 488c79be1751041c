# Forecasts of series that people bring, and the hindcast.
foresight-forecast-title = Forecast a series
foresight-forecast-lead = Bring a series of years, quarters or months and see what may follow, with intervals
foresight-forecast-bring = Your series
foresight-forecast-series = Table of name, period and value
foresight-forecast-series-help = As CSV, one line for each value: periods such as 2021, 2021-Q3 or 2021-07; leave the value empty where nothing was observed. Several series may stand in one table.
foresight-forecast-file = Or a file of the same form
foresight-forecast-steps = Steps ahead
foresight-forecast-steps-help = { $least } to { $most } years, quarters or months
foresight-forecast-steps-wrong = is no whole number
foresight-forecast-submit = Forecast
foresight-forecast-more = { $n ->
    [one] One more series is not drawn here; the API gives all.
   *[other] { $n } more series are not drawn here; the API gives all.
}
foresight-forecast-counts = Taken for counts: whole numbers, none below zero
foresight-forecast-rates = Taken for values that are never below zero
foresight-forecast-levels = Taken for values that may be below zero
foresight-forecast-source = Your table
foresight-forecast-none = No forecast:
foresight-forecast-how = By the method “{ $method }”.
foresight-forecast-learnt = The interval of { $level } % is as wide as the errors of { $n } earlier forecasts of these series were.
foresight-forecast-model = The interval of { $level } % is the model’s own account, because there are too few earlier forecasts to learn from; it is usually too narrow.
foresight-forecast-hindcast = How well the growth of topics would have been foretold
foresight-hindcast-title = Hindcast of topics
foresight-hindcast-lead = How well the growth of this landscape’s topics would have been foretold from the years before
foresight-hindcast-question = Asked about { $topics } topics of level { $level }: does the share of all records grow at least { $growth } a year over { $ahead } years?
foresight-hindcast-no-years = No hindcast: the records have no years.
foresight-hindcast-short = No hindcast: without a gap the evidence has only the years { $first } to { $last } ({ $years }), and a hindcast needs { $needed }.
foresight-hindcast-unjudged = No hindcast: from { $first } to { $last } ({ $years } years; { $needed } are needed) no cut-off had topics of both outcomes before and after it.
foresight-hindcast-skipped = Years that could not be judged
foresight-hindcast-how = A regression over 16 indicators of yearly series is fitted on years whose outcome was known at the cut-off and judged on the years after it, beside simple rules that use the same years. Intervals of 95 % come from topics drawn again 200 times.
foresight-hindcast-cutoff = Known up to { $year }
foresight-hindcast-numbers = { $grew } of { $topics } topics grew; learnt from { $examples } examples.
foresight-hindcast-rule = Rule
foresight-hindcast-precision = Precision of the first 50
foresight-hindcast-threat = Threat score, %
foresight-hindcast-advantage = AUROC of the combination above that of the best simple rule:
foresight-rule-combination = Combination of indicators
foresight-rule-persistence = What grew goes on
foresight-rule-size = Size
foresight-rule-past-growth = Past growth
foresight-rule-mean-year = Mean year of publication
