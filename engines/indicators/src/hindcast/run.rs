//! One cut-off: fit on what was known by then, judge on what came, beside simple rules.

use crate::estimate::{Bootstrap, Interval, bootstrap};
use crate::hindcast::features::{NAMES, of_series};
use crate::hindcast::logistic::Model;
use crate::hindcast::question::{Measure, Question};
use crate::hindcast::score::{auroc, best_share, precision_at, threat, threshold_at};

/// Years a series must have before it is asked about.
const LEAST_PAST: usize = 5;

/// How to fit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Weight of the prior, in examples for each indicator.
    pub ridge: f64,
    /// How many earlier years are learnt from, at most.
    pub training_years: usize,
    /// Rounds of Newton's method at most.
    pub rounds: usize,
    /// For the intervals, over topics.
    pub bootstrap: Bootstrap,
}

impl Default for Options {
    /// Five years of examples: more would be staler, fewer would be noisier. Chosen beforehand.
    fn default() -> Options {
        let bootstrap = Bootstrap { resamples: 200, seed: 1, level: 0.95 };
        Options { ridge: 1.0, training_years: 5, rounds: 30, bootstrap }
    }
}

/// Why there is no hindcast.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HindcastError {
    /// The years after the cut-off are not all there.
    #[error("judging year {cutoff} needs {needed} years, the series have {years}")]
    NotJudgeable {
        /// Place of the year, from 0.
        cutoff: usize,
        /// Years needed.
        needed: usize,
        /// Years there.
        years: usize,
    },
    /// A series is not as long as the totals.
    #[error("series {0} is not as long as the totals")]
    Length(usize),
    /// All earlier topics had the same outcome, or there were none.
    #[error("nothing can be learnt before year {0}: no topics, or all had the same outcome")]
    NothingToLearn(usize),
    /// All topics had the same outcome.
    #[error("nothing can be judged at year {0}: no topics, or all had the same outcome")]
    NothingToJudge(usize),
}

/// What answers the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The fitted combination.
    Combination,
    /// What grew fast enough goes on.
    Persistence,
    /// Size in the year of the cut-off.
    Size,
    /// Growth over the years before.
    PastGrowth,
    /// Mean publication year.
    MeanYear,
}

impl Rule {
    /// The simple rules.
    pub const SIMPLE: [Rule; 4] = [Rule::Persistence, Rule::Size, Rule::PastGrowth, Rule::MeanYear];
}

/// A rule's marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// Which rule.
    pub rule: Rule,
    /// Area under the ROC curve, with its interval.
    pub auroc: (f64, Option<Interval>),
    /// Share of yes among the first fifty, with its interval.
    pub precision_at_50: (f64, Option<Interval>),
    /// Threat score in percent when as large a share is answered yes as was best in the training years, with its interval.
    pub threat: (f64, Option<Interval>),
}

/// One cut-off.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Place of the year, from 0.
    pub cutoff: usize,
    /// Topics asked about.
    pub topics: usize,
    /// Topics that did grow.
    pub grew: usize,
    /// Examples learnt from.
    pub examples: usize,
    /// The combination first, then the simple rules.
    pub judged: Vec<Judged>,
    /// How far the AUROC of the combination lies above that of the best simple rule, on the same resamples.
    pub advantage: (f64, Option<Interval>),
    /// Indicators with their weights, heaviest first.
    pub weights: Vec<(&'static str, f64)>,
    /// The fitted combination.
    pub model: Model,
}

struct Examples {
    rows: Vec<Vec<f64>>,
    outcomes: Vec<bool>,
    /// Outcomes at constant total. The combination learns from these, whatever is asked: how the whole corpus grew in the training
    /// years says nothing about topics, and would only be mistaken for an effect of their age.
    at_constant_total: Vec<bool>,
    simple: Vec<Vec<f64>>,
}

/// Fits on all years whose answer was known at `cutoff` and judges the answers given at `cutoff`. Simple rules get the
/// direction and the share of yes that were best on the same training years. Costs `training_years` times the series
/// for the fit, and `resamples` sorts for the intervals.
pub fn run(
    series: &[Vec<f64>],
    totals: &[f64],
    cutoff: usize,
    question: Question,
    options: Options,
) -> Result<Report, HindcastError> {
    let needed = cutoff + question.years + 1;
    if totals.len() < needed {
        return Err(HindcastError::NotJudgeable { cutoff, needed, years: totals.len() });
    }
    if let Some(at) = series.iter().position(|counts| counts.len() != totals.len()) {
        return Err(HindcastError::Length(at));
    }
    let training = known_at(series, totals, cutoff, question, options)?;
    let judging = examples(series, totals, cutoff..=cutoff, question);
    let grew = judging.outcomes.iter().filter(|outcome| **outcome).count();
    if grew == 0 || grew == judging.outcomes.len() {
        return Err(HindcastError::NothingToJudge(cutoff));
    }
    let model = Model::fit(&training.rows, &training.at_constant_total, options.ridge, options.rounds)
        .ok_or(HindcastError::NothingToLearn(cutoff))?;
    let probabilities: Vec<f64> = judging.rows.iter().map(|row| model.probability(row)).collect();
    let learnt: Vec<f64> = training.rows.iter().map(|row| model.probability(row)).collect();
    let threshold = threshold_at(&probabilities, best_share(&learnt, &training.outcomes));
    let mut scored = vec![(Rule::Combination, probabilities, threshold)];
    for (at, rule) in Rule::SIMPLE.into_iter().enumerate() {
        let column = |examples: &Examples| examples.simple.iter().map(|row| row[at]).collect::<Vec<f64>>();
        let learnt = column(&training);
        let sign = if auroc(&learnt, &training.outcomes) < 0.5 { -1.0 } else { 1.0 };
        let signed = |values: Vec<f64>| values.into_iter().map(|value| sign * value).collect::<Vec<_>>();
        let share = best_share(&signed(learnt), &training.outcomes);
        let scores = signed(column(&judging));
        let threshold = threshold_at(&scores, share);
        scored.push((rule, scores, threshold));
    }
    let judged: Vec<Judged> = scored
        .iter()
        .map(|(rule, scores, threshold)| judge(*rule, scores, *threshold, &judging.outcomes, options.bootstrap))
        .collect();
    let advantage = advantage(&scored, &judging.outcomes, options.bootstrap);
    let mut weights: Vec<_> = NAMES.into_iter().zip(model.weights().iter().copied()).collect();
    weights.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    Ok(Report {
        cutoff,
        topics: judging.outcomes.len(),
        grew,
        examples: training.outcomes.len(),
        judged,
        advantage,
        weights,
        model,
    })
}

/// The combination as it can be fitted at `now`, on all years whose answer is known by then: what is asked of the years to
/// come. Costs as much as the fit of [`run`].
pub fn fit(
    series: &[Vec<f64>],
    totals: &[f64],
    now: usize,
    question: Question,
    options: Options,
) -> Result<Model, HindcastError> {
    if totals.len() <= now {
        return Err(HindcastError::NotJudgeable { cutoff: now, needed: now + 1, years: totals.len() });
    }
    if let Some(at) = series.iter().position(|counts| counts.len() != totals.len()) {
        return Err(HindcastError::Length(at));
    }
    let training = known_at(series, totals, now, question, options)?;
    Model::fit(&training.rows, &training.at_constant_total, options.ridge, options.rounds)
        .ok_or(HindcastError::NothingToLearn(now))
}

/// The examples whose answer is known at `now`.
fn known_at(
    series: &[Vec<f64>],
    totals: &[f64],
    now: usize,
    question: Question,
    options: Options,
) -> Result<Examples, HindcastError> {
    let newest = now.checked_sub(question.years).ok_or(HindcastError::NothingToLearn(now))?;
    let oldest = (newest + 1).saturating_sub(options.training_years).max(LEAST_PAST - 1);
    Ok(examples(series, totals, oldest..=newest, question))
}

fn examples(
    series: &[Vec<f64>],
    totals: &[f64],
    years: std::ops::RangeInclusive<usize>,
    question: Question,
) -> Examples {
    let mut examples =
        Examples { rows: Vec::new(), outcomes: Vec::new(), at_constant_total: Vec::new(), simple: Vec::new() };
    let share = Question { measure: Measure::Share, ..question };
    for year in years {
        for counts in series.iter().filter(|counts| question.asks(counts, year)) {
            let row = of_series(&counts[..=year], &totals[..=year]);
            examples.simple.push(simple(&counts[..=year], &totals[..=year], row[9], question));
            examples.rows.push(row.to_vec());
            examples.outcomes.push(question.answer(counts, totals, year));
            examples.at_constant_total.push(share.answer(counts, totals, year));
        }
    }
    examples
}

/// Scores of the simple rules, from the past alone.
fn simple(counts: &[f64], totals: &[f64], mean_year: f64, question: Question) -> Vec<f64> {
    let now = counts.len() - 1;
    let before = now - question.years.min(now);
    let persists = question.answer(&counts[before..], &totals[before..], 0) && now > before;
    let past = ((counts[now] + 0.5) / totals[now] / ((counts[before] + 0.5) / totals[before])).ln();
    vec![f64::from(u8::from(persists)), counts[now], past, mean_year]
}

fn judge(rule: Rule, scores: &[f64], threshold: f64, outcomes: &[bool], how: Bootstrap) -> Judged {
    let with = |of: &dyn Fn(&[f64], &[bool]) -> f64| {
        let interval = bootstrap(scores.len(), how, |places| {
            let (scores, outcomes) = draw(scores, outcomes, places);
            of(&scores, &outcomes)
        });
        (of(scores, outcomes), interval)
    };
    Judged {
        rule,
        auroc: with(&auroc),
        precision_at_50: with(&|scores, outcomes| precision_at(scores, outcomes, 50)),
        threat: with(&|scores, outcomes| threat(scores, outcomes, threshold)),
    }
}

fn advantage(scored: &[(Rule, Vec<f64>, f64)], outcomes: &[bool], how: Bootstrap) -> (f64, Option<Interval>) {
    let over_best = |places: Option<&[usize]>| {
        let mut areas = scored.iter().map(|(_, scores, _)| match places {
            Some(places) => {
                let (scores, outcomes) = draw(scores, outcomes, places);
                auroc(&scores, &outcomes)
            }
            None => auroc(scores, outcomes),
        });
        areas.next().unwrap_or(f64::NAN) - areas.fold(f64::NEG_INFINITY, f64::max)
    };
    (over_best(None), bootstrap(outcomes.len(), how, |places| over_best(Some(places))))
}

fn draw(scores: &[f64], outcomes: &[bool], places: &[usize]) -> (Vec<f64>, Vec<bool>) {
    places.iter().map(|place| (scores[*place], outcomes[*place])).unzip()
}
