//! Unusual combinations of knowledge (Uzzi, Mukherjee, Stringer and Jones 2013): how often two sources are cited
//! together, against networks in which references changed places within their year.

use std::collections::BTreeMap;

use crate::estimate::{Estimate, Explanation, Interval, quantile};
use crate::random::Random;

/// A reference: the source (journal) it appeared in, and its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Source.
    pub source: u32,
    /// Year of the cited work.
    pub year: i32,
}

/// How a paper combines its sources.
#[derive(Clone, Debug, PartialEq)]
pub struct Combination {
    /// Tenth percentile of the z scores: low is novel.
    pub novelty: Estimate,
    /// Median of the z scores: high is conventional.
    pub conventionality: Estimate,
}

type Pairs = BTreeMap<(u32, u32), f64>;

/// For each paper, from its references. `None` for papers without two references. Costs `shuffles` times the number of
/// pairs; ten shuffles are usual. The intervals are binomial ones of the percentiles over the paper's pairs.
pub fn combinations(papers: &[Vec<Reference>], shuffles: usize, seed: u64) -> Vec<Option<Combination>> {
    let observed = count(papers);
    let mut sums: BTreeMap<(u32, u32), (f64, f64)> = BTreeMap::new();
    let mut shuffled = papers.to_vec();
    let mut random = Random::new(seed);
    for _ in 0..shuffles {
        shuffle_within_years(&mut shuffled, &mut random);
        for (pair, times) in count(&shuffled) {
            if observed.contains_key(&pair) {
                let sum = sums.entry(pair).or_default();
                sum.0 += times;
                sum.1 += times * times;
            }
        }
    }
    let score = |pair: (u32, u32)| {
        let (sum, squares) = sums.get(&pair).copied().unwrap_or_default();
        let times = shuffles.max(1) as f64;
        let mean = sum / times;
        let variance = (squares / times - mean * mean).max(0.0);
        // Pairs that no shuffle varies get the spread of a rare event, so that their score stays finite.
        (observed.get(&pair).copied().unwrap_or(0.0) - mean)
            / variance.sqrt().max((mean.max(1.0 / times)).sqrt().min(1.0))
    };
    papers
        .iter()
        .map(|paper| {
            let mut scores: Vec<f64> = pairs(paper).map(score).collect();
            scores.sort_by(f64::total_cmp);
            let explanation = Explanation::Combination { pairs: scores.len(), shuffles };
            let at = |share: f64| {
                let interval = percentile_interval(&scores, share);
                Some(Estimate { value: quantile(&scores, share)?, interval, explanation: explanation.clone() })
            };
            Some(Combination { novelty: at(0.1)?, conventionality: at(0.5)? })
        })
        .collect()
}

/// Pairs of sources of one paper; two references to one source are a pair of it with itself.
fn pairs(paper: &[Reference]) -> impl Iterator<Item = (u32, u32)> {
    paper.iter().enumerate().flat_map(move |(at, first)| {
        paper[at + 1..].iter().map(move |second| (first.source.min(second.source), first.source.max(second.source)))
    })
}

fn count(papers: &[Vec<Reference>]) -> Pairs {
    let mut counts = Pairs::new();
    for pair in papers.iter().flat_map(|paper| pairs(paper)) {
        *counts.entry(pair).or_default() += 1.0;
    }
    counts
}

/// Where works of one year are cited, and where they appeared.
#[derive(Default)]
struct Year {
    places: Vec<(usize, usize)>,
    sources: Vec<u32>,
}

/// Each paper keeps how many works of which year it cites; which ones they are is drawn anew.
fn shuffle_within_years(papers: &mut [Vec<Reference>], random: &mut Random) {
    let mut by_year: BTreeMap<i32, Year> = BTreeMap::new();
    for (paper, references) in papers.iter().enumerate() {
        for (place, reference) in references.iter().enumerate() {
            let year = by_year.entry(reference.year).or_default();
            year.places.push((paper, place));
            year.sources.push(reference.source);
        }
    }
    for Year { places, mut sources } in by_year.into_values() {
        random.shuffle(&mut sources);
        for ((paper, place), source) in places.into_iter().zip(sources) {
            papers[paper][place].source = source;
        }
    }
}

/// Order statistics around a percentile, by the normal limit of the binomial.
fn percentile_interval(sorted: &[f64], share: f64) -> Option<Interval> {
    let count = sorted.len() as f64;
    if sorted.len() < 2 {
        return None;
    }
    let half = 1.96 * (count * share * (1.0 - share)).sqrt();
    let at = |place: f64| sorted[place.clamp(0.0, count - 1.0) as usize];
    Some(Interval { low: at((count * share - half).floor()), high: at((count * share + half).ceil()), level: 0.95 })
}
