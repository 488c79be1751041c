//! What a method answers: a value for each step ahead, how far off it may be, and how it was made.

use crate::method::Method;

/// Values for the steps ahead.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// Which method.
    pub method: Method,
    /// The value expected at each step: a median for counts, because few papers and many papers err unevenly.
    pub point: Vec<f64>,
    /// Standard deviation of the error at each step, by the model's own account. It is too small for most real series;
    /// [`crate::conformal::Calibration`] says by how much.
    pub spread: Vec<f64>,
    /// How it was made.
    pub explanation: Explanation,
}

/// How a forecast was made, for a page to say in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Explanation {
    /// The last value, or that of the last season, or the line through first and last.
    Plain {
        /// Values it was made from.
        observed: usize,
    },
    /// Exponential smoothing.
    Smoothing {
        /// The form, as in ETS(A,Ad,N).
        form: crate::ets::Form,
        /// Weight of new values in the level, trend, season; and what is left of the trend after a step.
        weights: crate::ets::Weights,
        /// Corrected Akaike criterion.
        aicc: f64,
        /// How many forms were compared.
        compared: usize,
    },
    /// A Theta method.
    Theta {
        /// Weight of new values in the level.
        alpha: f64,
        /// Weight of the line: 0 is smoothing alone, 1 is the line at its full slope.
        line: f64,
        /// Whether seasons were taken out and put back.
        seasonal: bool,
    },
    /// Counts with a level that drifts.
    Counts {
        /// Share of what is known that survives a step: near 1 the level stands still.
        memory: f64,
        /// Share of zeros beyond what the level explains.
        extra_zeros: f64,
        /// Whether the count is seen as part of a total.
        exposed: bool,
    },
    /// Log shares of a total.
    Share {
        /// How the share was forecast.
        share: Box<Explanation>,
        /// How the total was forecast; `None` when its future was given.
        total: Option<Box<Explanation>>,
    },
    /// A regression learnt from many series.
    Pooled {
        /// Examples it was learnt from.
        examples: usize,
    },
    /// The median of several methods.
    Median {
        /// Which took part.
        members: Vec<Method>,
    },
}
