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

/// Growth that may be elevenfold a year may be anything, and is not shown.
const WIDEST_GROWTH: f64 = 10.0;
/// In fewer years nothing is usual, so nothing stands out.
const BURST_YEARS: usize = 5;

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
        clinic::distance(&clinical).and_then(|estimate| told("distance", estimate)),
        clinic::drift(&clinical, about.how()).and_then(|estimate| told("drift", estimate)),
    ];
    let cited = about.frame.citing().indicators(about.members, about.how());
    found.into_iter().flatten().chain(cited).collect()
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
    let mut indicator = told("growth", estimate)?;
    if indicator.interval.is_none_or(|(_, high)| high > WIDEST_GROWTH) {
        return None;
    }
    indicator.because.extend([f64::from(first), f64::from(last)]);
    Some(indicator)
}

fn novelty(about: &About<'_>) -> Option<Indicator> {
    let counts: Vec<f64> = about.years.iter().map(|year| f64::from(year.records)).collect();
    told("novelty", emergence::novelty(&counts, LATEST)?)
}

/// The latest burst, if there was any.
fn burst(about: &About<'_>) -> Option<Indicator> {
    let (first, counts, totals) = stretch(about)?;
    if counts.len() < BURST_YEARS {
        return None;
    }
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
    told("coherence", emergence::coherence(&compared, about.how())?)
}

fn spread(about: &About<'_>) -> Option<Indicator> {
    let finer = &about.frame.landscape.topics[about.finer?];
    let categories: Vec<u32> = about.members.iter().filter_map(|record| finer[*record as usize]).collect();
    told("spread", emergence::uncertainty(&categories, about.how())?)
}

/// The indicator as it is stored; `i18n` says `because` in a sentence, in this order. `None` where a number has no bounds,
/// which says nothing and has no place in a file.
pub(super) fn told(name: &str, estimate: Estimate) -> Option<Indicator> {
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
    let bounds = interval.map_or([0.0, 0.0], |(low, high)| [low, high]);
    let is_finite = estimate.value.is_finite() && bounds.iter().all(|bound| bound.is_finite());
    is_finite.then(|| Indicator { name: name.to_owned(), value: estimate.value, interval, because })
}

#[cfg(test)]
mod tests {
    use bellwether_indicators::emergence;
    use proptest::prelude::*;

    use super::told;
    use crate::model::topic::Indicator;

    proptest! {
        /// JSON has no word for infinity, and would give back what it cannot read.
        #[test]
        fn what_is_stored_can_be_read_again(years in prop::collection::vec((0..3_000_u32, 0..100_000_u32), 1..12)) {
            let counts: Vec<f64> = years.iter().map(|(count, _)| f64::from(*count)).collect();
            let totals: Vec<f64> = years.iter().map(|(count, others)| f64::from(count + others)).collect();
            let estimates = [emergence::growth(&counts, &totals), emergence::novelty(&counts, 3)];
            for indicator in estimates.into_iter().flatten().filter_map(|estimate| told("growth", estimate)) {
                let text = serde_json::to_string(&indicator).expect("written");
                let read: Indicator = serde_json::from_str(&text).expect("read");
                prop_assert!((read.value - indicator.value).abs() <= 1e-12 * indicator.value.abs());
                prop_assert_eq!(read.interval.is_some(), indicator.interval.is_some());
            }
        }

        #[test]
        fn a_topic_of_one_year_has_no_endless_growth(total in 1..100_000_u32) {
            let estimate = emergence::growth(&[0.0, 0.0, 0.0, 1.0], &[1.0, 1.0, 1.0, f64::from(total)]);
            let stored = estimate.and_then(|estimate| told("growth", estimate));
            prop_assert!(stored.is_none_or(|stored| stored.interval.is_some_and(|(_, high)| high.is_finite())));
        }
    }
}
