//! A number with its interval and the story of how it was computed.

use crate::random::Random;

/// Bounds that hold the true value with probability `level`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
    /// Probability, as a share.
    pub level: f64,
}

/// An indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// Its interval; `None` where one document or one year allows none.
    pub interval: Option<Interval>,
    /// How it was computed.
    pub explanation: Explanation,
}

/// How an interval came about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bootstrap {
    /// Resamples drawn; the more, the steadier the bounds.
    pub resamples: usize,
    /// Start of the random stream.
    pub seed: u64,
    /// Probability that the interval should have, as a share.
    pub level: f64,
}

impl Default for Bootstrap {
    fn default() -> Bootstrap {
        Bootstrap { resamples: 1000, seed: 1, level: 0.95 }
    }
}

/// The numbers behind an indicator, for a page to say in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Explanation {
    /// Growth of a share: slope of the logarithm by Poisson regression.
    Growth {
        /// Years looked at.
        years: usize,
        /// Count of the topic over these years.
        count: f64,
    },
    /// How young a topic is: share of its papers in the latest years.
    Novelty {
        /// Papers in the latest years.
        recent: f64,
        /// Papers in all.
        all: f64,
        /// How many years count as latest.
        years: usize,
    },
    /// How alike the documents of a topic are.
    Coherence {
        /// Documents compared.
        documents: usize,
    },
    /// Mean of citations over what is expected in the field and year.
    Impact {
        /// Papers with an expected value.
        papers: usize,
        /// Papers left out, because nothing is expected in their field and year.
        left_out: usize,
    },
    /// Share of papers among the most cited of their field and year.
    Top {
        /// Papers ranked.
        papers: usize,
        /// The share that counts as most cited.
        share: f64,
    },
    /// Relative citation ratio.
    Relative {
        /// Citations a year.
        rate: f64,
        /// Citations a year that the benchmark papers of such a field get.
        expected: f64,
    },
    /// How spread a topic is over its categories: entropy over that of an even spread.
    Uncertainty {
        /// Categories in use.
        categories: usize,
        /// Documents in all.
        documents: f64,
    },
    /// Disruption.
    Disruption {
        /// Papers that cite the focal one alone.
        only_focal: usize,
        /// Papers that cite it and what it builds on.
        both: usize,
        /// Papers that cite only what it builds on.
        only_references: usize,
    },
    /// Papers whose pairs of sources are unusual.
    Combination {
        /// Pairs of sources in the paper.
        pairs: usize,
        /// Shuffled networks compared with.
        shuffles: usize,
    },
    /// Share of documents of one kind.
    Share {
        /// Documents of the kind.
        of_kind: f64,
        /// Documents in all.
        all: f64,
    },
    /// Change of a share a year.
    Drift {
        /// First year.
        from: i32,
        /// Last year.
        to: i32,
        /// Documents in all.
        documents: f64,
    },
}

/// Interval by resampling `count` things: `of` computes the number from the places drawn. `None` for fewer than two.
/// Costs `resamples` evaluations.
pub fn bootstrap(count: usize, how: Bootstrap, mut of: impl FnMut(&[usize]) -> f64) -> Option<Interval> {
    if count < 2 || how.resamples == 0 {
        return None;
    }
    let mut random = Random::new(how.seed);
    let mut places = vec![0; count];
    let mut values: Vec<f64> = (0..how.resamples)
        .map(|_| {
            for place in &mut places {
                *place = random.below(count);
            }
            of(&places)
        })
        .filter(|value| !value.is_nan())
        .collect();
    if values.is_empty() {
        return None;
    }
    values.sort_by(f64::total_cmp);
    let tail = (1.0 - how.level) / 2.0;
    let at = |share: f64| values[((share * values.len() as f64) as usize).min(values.len() - 1)];
    Some(Interval { low: at(tail), high: at(1.0 - tail), level: how.level })
}

/// 95 % interval of a share (Wilson 1927): sound also at 0 and 1 and for small numbers.
pub fn wilson(of_kind: f64, all: f64) -> Option<Interval> {
    const Z: f64 = 1.959_963_984_540_054;
    if all <= 0.0 {
        return None;
    }
    let share = of_kind / all;
    let square = Z * Z / all;
    let centre = (share + square / 2.0) / (1.0 + square);
    let half = Z / (1.0 + square) * (share * (1.0 - share) / all + square / (4.0 * all)).max(0.0).sqrt();
    Some(Interval { low: (centre - half).max(0.0), high: (centre + half).min(1.0), level: 0.95 })
}

/// The share of one kind with its interval.
pub fn share(of_kind: f64, all: f64) -> Option<Estimate> {
    (all > 0.0).then(|| Estimate {
        value: of_kind / all,
        interval: wilson(of_kind, all),
        explanation: Explanation::Share { of_kind, all },
    })
}

/// Mean; NaN for nothing.
pub(crate) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The value below which `share` of the sorted values lie, with a straight line between neighbours.
pub(crate) fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let at = share * last as f64;
    let (below, part) = (at.floor() as usize, at.fract());
    Some(sorted[below] + part * (sorted[(below + 1).min(last)] - sorted[below]))
}
