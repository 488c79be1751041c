//! The forms of exponential smoothing and their parameters.

use std::fmt;

/// How errors enter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Error {
    /// The same size at every level.
    Additive,
    /// In proportion to the level.
    Multiplicative,
}

/// How the level moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trend {
    /// Not by itself.
    None,
    /// By a slope.
    Additive,
    /// By a slope that fades.
    Damped,
}

/// How seasons enter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Season {
    /// Not at all.
    None,
    /// The same amount every year.
    Additive,
    /// The same share every year.
    Multiplicative,
}

/// One form, as in ETS(M,Ad,N).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Form {
    /// How errors enter.
    pub error: Error,
    /// How the level moves.
    pub trend: Trend,
    /// How seasons enter.
    pub season: Season,
}

impl Form {
    /// ETS(A,N,N): simple exponential smoothing.
    pub const SIMPLE: Form = Form { error: Error::Additive, trend: Trend::None, season: Season::None };
    /// ETS(A,A,N): Holt's method.
    pub const HOLT: Form = Form { error: Error::Additive, trend: Trend::Additive, season: Season::None };
    /// ETS(A,Ad,N): the damped trend of Gardner and McKenzie.
    pub const DAMPED: Form = Form { error: Error::Additive, trend: Trend::Damped, season: Season::None };

    /// How many numbers are fitted, the variance and the states at the start included, for the information criterion.
    pub fn parameters(self, period: usize) -> usize {
        let trend = match self.trend {
            Trend::None => 0,
            Trend::Additive => 2,
            Trend::Damped => 3,
        };
        let season = if self.season == Season::None { 0 } else { period };
        3 + trend + season
    }
}

impl fmt::Display for Form {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let error = if self.error == Error::Additive { "A" } else { "M" };
        let trend = match self.trend {
            Trend::None => "N",
            Trend::Additive => "A",
            Trend::Damped => "Ad",
        };
        let season = match self.season {
            Season::None => "N",
            Season::Additive => "A",
            Season::Multiplicative => "M",
        };
        write!(out, "ETS({error},{trend},{season})")
    }
}

/// How fast each state follows new values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// Of the level.
    pub alpha: f64,
    /// Of the slope; at most `alpha`.
    pub beta: f64,
    /// Of the season; at most `1 - alpha`.
    pub gamma: f64,
    /// What is left of the slope after a step; 1 when it does not fade.
    pub phi: f64,
}

/// The slope fades by at least 2 % and at most 20 % a step, as in R's `ets()`: less cannot be told from no fading,
/// more not from no slope.
const PHI: (f64, f64) = (0.8, 0.98);

impl Weights {
    /// Weights of a place in the unit box: level, slope as share of level, season as share of the rest, fading.
    pub(crate) fn at(form: Form, place: &[f64; 4]) -> Weights {
        let alpha = 1e-4 + place[0] * (0.9999 - 1e-4);
        let sloped = form.trend != Trend::None;
        let seasonal = form.season != Season::None;
        Weights {
            alpha,
            beta: if sloped { alpha * (1e-4 + place[1] * (1.0 - 2e-4)) } else { 0.0 },
            gamma: if seasonal { (1.0 - alpha) * (1e-4 + place[2] * (1.0 - 2e-4)) } else { 0.0 },
            phi: if form.trend == Trend::Damped { PHI.0 + place[3] * (PHI.1 - PHI.0) } else { 1.0 },
        }
    }
}
