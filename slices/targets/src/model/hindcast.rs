//! Would growth have been foreseen? The marks of the score and of simple rules at earlier years.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The hindcast of the score of emergence.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = targets::Hindcast)]
pub struct Hindcast {
    /// Years over which a target's share of all papers has to grow.
    pub years: u32,
    /// By how much a year, as a share.
    pub growth: f64,
    /// Papers that a target must have in the year of the cut-off to be asked about.
    pub least: u32,
    /// Earlier years, the oldest first. Empty where there are too few years or targets to judge.
    pub cutoffs: Vec<Cutoff>,
    /// Weights of the combination as it is fitted now, the heaviest first.
    pub weights: Vec<Weight>,
}

/// One earlier year: fitted on what was known by then, judged on the years after it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = targets::Cutoff)]
pub struct Cutoff {
    /// The year.
    pub year: u16,
    /// Targets asked about.
    pub targets: u32,
    /// How many of them did grow.
    pub grew: u32,
    /// Examples from earlier years that the combination was fitted on.
    pub examples: u32,
    /// The score first, then the simple rules.
    pub rules: Vec<Marks>,
    /// How far the score's AUROC lies above that of the best simple rule.
    pub advantage: Mark,
}

/// The marks of one rule.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = targets::Marks)]
pub struct Marks {
    /// Which: `score`, `persistence`, `size`, `past-growth` or `mean-year`.
    pub rule: String,
    /// Probability that a target that grew ranks above one that did not.
    pub auroc: Mark,
    /// Share of targets that grew among the first fifty.
    pub precision_at_50: Mark,
    /// Hits over hits, misses and false alarms, in per cent.
    pub threat: Mark,
}

/// A number with its interval of 95 %, by bootstrap over targets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = targets::Mark)]
pub struct Mark {
    /// The number.
    pub value: f64,
    /// Ends of the interval, where it can be told.
    pub interval: Option<(f64, f64)>,
}

/// The weight of an indicator, standardised, so that weights can be compared.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = targets::Weight)]
pub struct Weight {
    /// Which indicator.
    pub name: String,
    /// Its weight.
    pub weight: f64,
}

/// The name of the score among the rules.
pub const SCORE: &str = "score";

impl Cutoff {
    /// The marks of the score.
    pub fn score(&self) -> Option<&Marks> {
        self.rules.iter().find(|marks| marks.rule == SCORE)
    }

    /// The best simple rule by this mark, the first of those that are equal.
    pub fn best_simple(&self, of: impl Fn(&Marks) -> f64) -> Option<&Marks> {
        let simple = self.rules.iter().filter(|marks| marks.rule != SCORE);
        simple.reduce(|best, other| if of(other) > of(best) { other } else { best })
    }

    /// Is the score better than every simple rule beyond doubt: does the whole interval of the advantage lie above zero?
    pub fn is_clearly_better(&self) -> bool {
        self.advantage.interval.is_some_and(|(low, _)| low > 0.0)
    }

    /// Does the whole interval of the score's mark lie above the mark of every simple rule?
    pub fn is_clearly_best(&self, of: impl Fn(&Marks) -> Mark) -> bool {
        match (self.score().and_then(|score| of(score).interval), self.best_simple(|marks| of(marks).value)) {
            (Some((low, _)), Some(best)) => low > of(best).value,
            _ => false,
        }
    }

    /// Has the score a higher mark than every simple rule, doubt or not?
    pub fn is_best(&self, of: impl Fn(&Marks) -> Mark) -> bool {
        match (self.score(), self.best_simple(|marks| of(marks).value)) {
            (Some(score), Some(best)) => of(score).value > of(best).value,
            _ => false,
        }
    }
}
