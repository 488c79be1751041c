//! One walk of the states through the values, and the states after it.
//!
//! Additive and multiplicative errors share the walk, because a relative error times the expected value is the
//! error; they differ in how likely the errors are. A gap moves the states without correcting them.

use crate::ets::form::{Error, Season, Weights};

/// Level, slope and seasons. `seasons[0]` belongs to the next step.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    pub level: f64,
    pub slope: f64,
    pub seasons: Vec<f64>,
}

/// What a walk left.
#[derive(Clone, Copy, Debug)]
pub struct Walk {
    /// Sum of squared errors.
    pub squares: f64,
    /// Sum of squared errors relative to what was expected.
    pub relative_squares: f64,
    /// Sum of the logarithms of what was expected.
    pub log_expected: f64,
    /// How many values were observed.
    pub observed: usize,
    /// Whether some expected value was not positive, where relative errors have no meaning.
    pub crossed_zero: bool,
}

impl Walk {
    /// Minus twice the log likelihood, up to a constant that forms share. Lower is better.
    pub fn deviance(&self, error: Error) -> f64 {
        // A perfect fit would be infinitely likely; the floor keeps comparisons finite.
        match error {
            Error::Additive => self.observed as f64 * self.squares.max(f64::MIN_POSITIVE).ln(),
            Error::Multiplicative if self.crossed_zero => f64::INFINITY,
            Error::Multiplicative => {
                self.observed as f64 * self.relative_squares.max(f64::MIN_POSITIVE).ln() + 2.0 * self.log_expected
            }
        }
    }

    /// Standard deviation of the errors, relative ones for multiplicative errors, after `parameters` were fitted.
    pub fn deviation(&self, error: Error, parameters: usize) -> f64 {
        let squares = if error == Error::Additive { self.squares } else { self.relative_squares };
        (squares / (self.observed as f64 - parameters as f64).max(1.0)).sqrt()
    }
}

/// Sums logarithms by multiplying first: one logarithm for sixteen values, far from the ends of the number range.
#[derive(Clone, Copy)]
pub struct LogSum {
    product: f64,
    pending: u8,
    sum: f64,
}

impl LogSum {
    pub fn new() -> LogSum {
        LogSum { product: 1.0, pending: 0, sum: 0.0 }
    }

    pub fn add(&mut self, value: f64) {
        self.product *= value;
        self.pending += 1;
        if self.pending == 16 || !(1e-100..1e100).contains(&self.product) {
            self.sum += self.product.ln();
            (self.product, self.pending) = (1.0, 0);
        }
    }

    pub fn total(self) -> f64 {
        self.sum + self.product.ln()
    }
}

/// Walks through `values`, changing `state` to what is known after the last. `backward` walks from the last value to
/// the first; the slope then points the other way, which the caller arranges.
pub fn walk(season: Season, weights: Weights, values: &[f64], state: &mut State, backward: bool) -> Walk {
    match (season, backward) {
        (Season::None, false) => steps::<0>(weights, values.iter(), state),
        (Season::None, true) => steps::<0>(weights, values.iter().rev(), state),
        (Season::Additive, false) => steps::<1>(weights, values.iter(), state),
        (Season::Additive, true) => steps::<1>(weights, values.iter().rev(), state),
        (Season::Multiplicative, false) => steps::<2>(weights, values.iter(), state),
        (Season::Multiplicative, true) => steps::<2>(weights, values.iter().rev(), state),
    }
}

fn steps<'a, const SEASON: u8>(weights: Weights, values: impl Iterator<Item = &'a f64>, state: &mut State) -> Walk {
    let Weights { alpha, beta, gamma, phi } = weights;
    let mut walk = Walk { squares: 0.0, relative_squares: 0.0, log_expected: 0.0, observed: 0, crossed_zero: false };
    let mut logs = LogSum::new();
    let (mut level, mut slope) = (state.level, state.slope);
    let period = state.seasons.len();
    let mut place = 0;
    for &value in values {
        let base = level + phi * slope;
        let season = if SEASON == 0 { 0.0 } else { state.seasons[place] };
        let expected = if SEASON == 2 { base * season } else { base + season };
        slope *= phi;
        level = base;
        if !value.is_nan() {
            let error = value - expected;
            let in_level = if SEASON == 2 { error / season } else { error };
            level += alpha * in_level;
            slope += beta * in_level;
            match SEASON {
                1 => state.seasons[place] += gamma * error,
                2 => state.seasons[place] += gamma * error / base,
                _ => {}
            }
            walk.squares += error * error;
            if expected > 0.0 {
                let relative = error / expected;
                walk.relative_squares += relative * relative;
                logs.add(expected);
            } else {
                walk.crossed_zero = true;
            }
            walk.observed += 1;
        }
        if SEASON != 0 {
            place += 1;
            if place == period {
                place = 0;
            }
        }
    }
    (state.level, state.slope) = (level, slope);
    if SEASON != 0 {
        state.seasons.rotate_left(place);
    }
    walk.log_expected = logs.total();
    walk
}

/// The values that the states lead to.
pub fn ahead(season: Season, phi: f64, state: &State, horizon: usize) -> Vec<f64> {
    let (mut level, mut slope) = (state.level, state.slope);
    (0..horizon)
        .map(|step| {
            slope *= phi;
            level += slope;
            match season {
                Season::None => level,
                Season::Additive => level + state.seasons[step % state.seasons.len()],
                Season::Multiplicative => level * state.seasons[step % state.seasons.len()],
            }
        })
        .collect()
}
