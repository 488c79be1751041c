//! The indicators of a topic, each with its interval and the numbers that its explanation names.

use bellwether_indicators::burst::{Sensitivity, bursts};
use bellwether_indicators::clinic::{self, Document};
use bellwether_indicators::emergence;
use bellwether_indicators::estimate::{Bootstrap, Estimate, Explanation};
use bellwether_indicators::triangle as corners;

use crate::model::topic::{Indicator, YearCount};
use crate::service::topics::Frame;

/// Resamples for an interval: bounds of 95 % are steady to a few per cent, and thousands of topics take seconds.
const RESAMPLES: usize = 200;
/// Coherence of larger topics is computed from an even sample of so many records.
const COMPARED: usize = 300;
/// Years that count as the latest.
const LATEST: usize = 3;

/// A topic in the making.
pub struct About<'a> {
    /// The whole.
    pub frame: &'a Frame<'a>,
    /// The topic's records.
    pub members: &'a [u32],
    /// Its records by year.
    pub years: &'a [YearCount],
    /// The level of the topics inside it.
    pub finer: Option<usize>,
    /// Start of the random stream.
    pub seed: u64,
}

impl About<'_> {
    fn how(&self) -> Bootstrap {
        Bootstrap { resamples: RESAMPLES, seed: self.seed, level: 0.95 }
    }

    fn clinical(&self) -> Vec<Document> {
        let facts = self.members.iter().map(|record| &self.frame.read.facts[*record as usize]);
        let dated = facts.filter(|fact| fact.year > 0);
        dated.map(|fact| Document { year: i32::from(fact.year), clinical: fact.clinical }).collect()
    }
}

/// Those that the topic's records allow.
pub fn all(about: &About<'_>) -> Vec<Indicator> {
    let clinical = about.clinical();
    let found = [
        growth(about),
        novelty(about),
        burst(about),
        coherence(about),
        spread(about),
        clinic::distance(&clinical).map(|estimate| told("distance", estimate)),
        clinic::drift(&clinical, about.how()).map(|estimate| told("drift", estimate)),
    ];
    found.into_iter().flatten().collect()
}

/// Shares of humans, animals and cells.
pub fn triangle(about: &About<'_>) -> Option<[f32; 3]> {
    let facts = about.members.iter().map(|record| &about.frame.read.facts[*record as usize]);
    let positions: Vec<_> = facts.filter_map(|fact| fact.position).collect();
    let all = positions.len() as f64;
    let share = |of: fn(&corners::Position) -> f64| (positions.iter().map(of).sum::<f64>() / all) as f32;
    (!positions.is_empty()).then(|| [share(|at| at.human), share(|at| at.animal), share(|at| at.cell)])
}

/// The counts of the last stretch of years without a gap, with the corpus's, and its first year.
fn stretch(about: &About<'_>) -> Option<(u16, Vec<f64>, Vec<f64>)> {
    let (first, last) = about.frame.run()?;
    let within = about.years.iter().filter(|year| (first..=last).contains(&year.year));
    let (counts, totals) = within.map(|year| (f64::from(year.records), f64::from(year.corpus))).unzip();
    Some((first, counts, totals))
}

fn growth(about: &About<'_>) -> Option<Indicator> {
    let (first, counts, totals) = stretch(about)?;
    let estimate = emergence::growth(&counts, &totals)?;
    let last = first + counts.len() as u16 - 1;
    let mut indicator = told("growth", estimate);
    indicator.because.extend([f64::from(first), f64::from(last)]);
    Some(indicator)
}

fn novelty(about: &About<'_>) -> Option<Indicator> {
    let counts: Vec<f64> = about.years.iter().map(|year| f64::from(year.records)).collect();
    Some(told("novelty", emergence::novelty(&counts, LATEST)?))
}

/// The latest burst, if there was any.
fn burst(about: &About<'_>) -> Option<Indicator> {
    let (first, counts, totals) = stretch(about)?;
    let found = bursts(&counts, &totals, Sensitivity::default());
    let burst = found.last()?;
    let because = vec![f64::from(first) + burst.from as f64, f64::from(first) + burst.to as f64];
    Some(Indicator { name: "burst".to_owned(), value: burst.weight, interval: None, because })
}

fn coherence(about: &About<'_>) -> Option<Indicator> {
    let every = about.members.len().div_ceil(COMPARED).max(1);
    let vectors = &about.frame.landscape.vectors;
    let compared: Vec<&[f32]> =
        about.members.iter().step_by(every).map(|record| vectors.row(*record as usize)).collect();
    Some(told("coherence", emergence::coherence(&compared, about.how())?))
}

fn spread(about: &About<'_>) -> Option<Indicator> {
    let finer = &about.frame.landscape.topics[about.finer?];
    let categories: Vec<u32> = about.members.iter().filter_map(|record| finer[*record as usize]).collect();
    Some(told("spread", emergence::uncertainty(&categories, about.how())?))
}

/// The indicator as it is stored; `i18n` says `because` in a sentence, in this order.
fn told(name: &str, estimate: Estimate) -> Indicator {
    let because = match estimate.explanation {
        Explanation::Growth { years, count } => vec![years as f64, count],
        Explanation::Novelty { recent, all, years } => vec![recent, all, years as f64],
        Explanation::Coherence { documents } => vec![documents as f64],
        Explanation::Uncertainty { categories, documents } => vec![categories as f64, documents],
        Explanation::Share { of_kind, all } => vec![of_kind, all],
        Explanation::Drift { from, to, documents } => vec![f64::from(from), f64::from(to), documents],
        _ => Vec::new(),
    };
    let interval = estimate.interval.map(|interval| (interval.low, interval.high));
    Indicator { name: name.to_owned(), value: estimate.value, interval, because }
}
