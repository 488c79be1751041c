//! How well the growth of topics would have been foretold.

use serde::Serialize;
use utoipa::ToSchema;

/// A hindcast over the topics of one level.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
#[schema(as = foresight::HindcastReport)]
pub struct HindcastReport {
    /// The level.
    pub level: u8,
    /// Topics of it.
    pub topics: u32,
    /// The stretch of years without a gap.
    pub years: Option<(u16, u16)>,
    /// How many years in a row a hindcast needs.
    pub years_needed: u16,
    /// The growth a year that was asked about, at constant total.
    pub growth: f64,
    /// Over so many years.
    pub ahead: u16,
    /// The cut-offs that could be judged, oldest first.
    pub cutoffs: Vec<Cutoff>,
    /// Those that could not, with the reason.
    pub skipped: Vec<HindcastSkipped>,
    /// Why there is no hindcast at all.
    pub reason: Option<String>,
}

/// One cut-off: fitted on the years up to it, judged on those after it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
#[schema(as = foresight::HindcastCutoff)]
pub struct Cutoff {
    /// The last year that was known.
    pub year: u16,
    /// Topics asked about.
    pub topics: u32,
    /// Topics that did grow.
    pub grew: u32,
    /// Examples learnt from.
    pub examples: u32,
    /// The combination of indicators, then the simple rules that it must beat.
    pub marks: Vec<Marks>,
    /// How far the AUROC of the combination lies above that of the best simple rule.
    pub advantage: Score,
}

/// The marks of a rule.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
#[schema(as = foresight::HindcastMarks)]
pub struct Marks {
    /// `combination`, `persistence`, `size`, `past-growth` or `mean-year`.
    pub rule: String,
    /// Area under the ROC curve.
    pub auroc: Score,
    /// Share of those that grew among the first fifty.
    pub precision_at_50: Score,
    /// Threat score in per cent.
    pub threat: Score,
}

/// A number with its interval of 95 %.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, ToSchema)]
#[schema(as = foresight::HindcastScore)]
pub struct Score {
    /// The number.
    pub value: f64,
    /// Ends of its interval, where it can be told.
    pub interval: Option<(f64, f64)>,
}

/// A cut-off that could not be judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = foresight::HindcastSkipped)]
pub struct HindcastSkipped {
    /// The year.
    pub year: u16,
    /// Why.
    pub reason: SkipReason,
}

/// Why a cut-off could not be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
#[schema(as = foresight::HindcastSkipReason)]
pub enum SkipReason {
    /// There is nothing to learn from.
    #[error("nothing can be learnt before it: no topics, or all had the same outcome")]
    NothingToLearn,
    /// There is nothing to judge by.
    #[error("nothing can be judged after it: no topics, or all had the same outcome")]
    NothingToJudge,
}

impl SkipReason {
    /// The name of the message that says so.
    pub fn message(self) -> &'static str {
        match self {
            SkipReason::NothingToLearn => "foresight-hindcast-unlearnt",
            SkipReason::NothingToJudge => "foresight-hindcast-alike",
        }
    }
}
