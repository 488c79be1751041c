//! A forecast of a series that somebody brought.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::rhythm::Rhythm;

/// Steps ahead that may be asked for.
pub const STEPS: std::ops::RangeInclusive<u32> = 1..=24;
/// Series that a page or the API forecasts at once; the command line has no such limit.
pub const MOST_SERIES: usize = 200;

/// A series to forecast.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = foresight::ForecastAsked)]
pub struct ForecastAsked {
    /// A table with the columns name, period and value, as CSV.
    pub series: String,
    /// Steps ahead, 1 to 24; 3 if nothing is asked.
    pub steps: Option<u32>,
}

/// What is expected of a series.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = foresight::SeriesForecast)]
pub struct SeriesForecast {
    /// Its name.
    pub name: String,
    /// How often it was observed.
    pub rhythm: Rhythm,
    /// Were its values taken for counts, for what is never negative, or for anything?
    pub kind: ValueKind,
    /// What was observed, in the order of time.
    pub seen: Vec<SeenPoint>,
    /// The method; empty where there is no forecast.
    pub method: String,
    /// What is expected, the nearest period first.
    pub expected: Vec<ExpectedPoint>,
    /// Where the intervals of 80 % come from.
    pub source80: IntervalSource,
    /// Where the intervals of 95 % come from.
    pub source95: IntervalSource,
    /// Why there is no forecast, where there is none.
    pub problem: Option<NoForecast>,
}

/// Why a series has no forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema, thiserror::Error)]
#[serde(tag = "reason", rename_all = "kebab-case")]
#[schema(as = foresight::NoForecast)]
pub enum NoForecast {
    /// All its values are missing.
    #[error("the series holds no observed value")]
    NothingObserved,
    /// The methods need more history.
    #[error("{needed} observed values are needed, the series has {observed}")]
    TooShort {
        /// How many values are needed.
        needed: u32,
        /// How many there are.
        observed: u32,
    },
    /// Its values are beyond what can be computed with.
    #[error("no finite forecast is found; are the values too large?")]
    NotFinite,
}

/// What the values of a series are, by how they look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = foresight::ValueKind)]
pub enum ValueKind {
    /// Whole numbers, none below zero.
    Count,
    /// Numbers, none below zero.
    Rate,
    /// Any numbers.
    Level,
}

/// Where intervals come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase", tag = "from", content = "errors")]
#[schema(as = foresight::IntervalSource)]
pub enum IntervalSource {
    /// From how far off so many earlier forecasts of these series were.
    Learnt(u32),
    /// From the model's own account, because there were too few earlier forecasts to learn from; usually too narrow.
    Model,
}

/// A value that was observed.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = foresight::SeenPoint)]
pub struct SeenPoint {
    /// When.
    pub period: String,
    /// How much; nothing where nothing was observed.
    pub value: Option<f64>,
}

/// A value that is expected.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = foresight::ExpectedPoint)]
pub struct ExpectedPoint {
    /// When.
    pub period: String,
    /// The middle of what is expected.
    pub middle: f64,
    /// Ends of the interval that is to hold four of five outcomes.
    pub wide80: (f64, f64),
    /// Ends of the interval that is to hold nineteen of twenty outcomes.
    pub wide95: (f64, f64),
}
