//! What can be wrong with a series or a request, said so that a person can mend it.

use crate::method::Method;

/// Why numbers are not a series.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SeriesError {
    /// There are no values at all, or all are missing.
    #[error("the series holds no observed value")]
    NothingObserved,
    /// A value is infinite or not a number; a missing value is `None`.
    #[error("value {position} of the series is not a finite number")]
    NotFinite {
        /// Place in the series, from 0.
        position: usize,
    },
    /// A count or rate below zero.
    #[error("value {position} of the series is {value}, but counts and rates cannot be negative")]
    Negative {
        /// Place in the series, from 0.
        position: usize,
        /// What stood there.
        value: f64,
    },
    /// Exposure and values differ in length.
    #[error("the series has {values} values but {exposures} exposures")]
    ExposureLength {
        /// Length of the series.
        values: usize,
        /// Length of the exposure.
        exposures: usize,
    },
    /// An exposure that is not a positive number.
    #[error("exposure {position} is {value}, but exposures must be positive")]
    ExposureNotPositive {
        /// Place in the series, from 0.
        position: usize,
        /// What stood there.
        value: f64,
    },
    /// Exposure for something that is not counted.
    #[error("only counts are exposed to a total")]
    ExposureOfNoCount,
}

/// Why there is no forecast.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ForecastError {
    /// Nothing was asked for.
    #[error("the horizon is 0; ask for at least one step")]
    NoHorizon,
    /// The method needs more history.
    #[error("{method} needs {needed} observed values, the series has {observed}")]
    TooShort {
        /// Which method.
        method: Method,
        /// How many values it needs.
        needed: usize,
        /// How many there are.
        observed: usize,
    },
    /// The method forecasts counts only.
    #[error("{method} forecasts counts, and the series is not one")]
    NotCounts {
        /// Which method.
        method: Method,
    },
    /// The method needs the total that the counts are part of.
    #[error("{method} needs the total that each count is part of")]
    NoExposure {
        /// Which method.
        method: Method,
    },
    /// The method knows no seasons.
    #[error("{method} forecasts annual series only")]
    NotAnnual {
        /// Which method.
        method: Method,
    },
    /// The method learns from many series; see [`crate::pooled::Pooled`].
    #[error("{method} must be learnt from many series first")]
    NotLearnt {
        /// Which method.
        method: Method,
    },
    /// The series, or what was made of it, has no finite forecast (values near the largest number there is).
    #[error("{method} finds no finite forecast; are the values too large?")]
    NotFinite {
        /// Which method.
        method: Method,
    },
    /// Calibration saw too few errors for the asked level.
    #[error("calibrating {level} needs {needed} earlier errors {step} steps ahead, there are {seen}")]
    TooFewErrors {
        /// The level asked for, as a share.
        level: f64,
        /// Steps ahead.
        step: usize,
        /// Errors needed.
        needed: usize,
        /// Errors seen.
        seen: usize,
    },
    /// A level that is no share.
    #[error("the level {0} does not lie between 0 and 1")]
    Level(f64),
    /// The forecast was made by another method than the calibration.
    #[error("the calibration is for {expected}, the forecast is by {found}")]
    OtherMethod {
        /// What the calibration was made with.
        expected: Method,
        /// What the forecast was made with.
        found: Method,
    },
}
