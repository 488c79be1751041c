//! Forms without season: the states at the start are solved for, not searched.
//!
//! For given weights every error is linear in level and slope at the start, so least squares finds both in one walk,
//! and the search is left with one to three variables in a box. For relative errors the squares are weighted
//! by what the unweighted solution expects; the likelihood is then that of the states found.

use crate::ets::filter::{LogSum, State, Walk};
use crate::ets::form::{Error, Form, Trend, Weights};
use crate::optimise::simplex;

/// Slopes move slowly: the weight of new values in the slope, as a share of that in the level, is a priori
/// Beta(1, 5), with the mean 1/6.
const SLOW_SLOPE: f64 = 4.0;

/// Room for one walk: errors with nothing at the start, and how much each falls with level and slope.
pub struct Room {
    errors: Vec<f64>,
    by_level: Vec<f64>,
    by_slope: Vec<f64>,
    values: Vec<f64>,
}

impl Room {
    pub fn new(length: usize) -> Room {
        let room = || Vec::with_capacity(length);
        Room { errors: room(), by_level: room(), by_slope: room(), values: room() }
    }
}

/// Weights and states at the start that make the values most likely, with the walk from there.
pub fn search(form: Form, values: &[f64], budget: usize) -> (Weights, State, Walk) {
    let mut room = Room::new(values.len());
    let mut deviance = |place: [f64; 4]| {
        let (_, walk) = profile(form, Weights::at(form, &place), values, &mut room);
        // On a dozen values the likelihood alone often prefers a slope that follows every jump; such forecasts are bad.
        walk.deviance(form.error) - 2.0 * SLOW_SLOPE * (1.0 - place[1]).max(1e-9).ln()
    };
    const TOLERANCE: f64 = 2e-3;
    let place = match form.trend {
        Trend::None => {
            let (alpha, _) = crate::optimise::line(0.0, 1.0, 7, 4e-3, |alpha| deviance([alpha, 0.0, 0.0, 0.0]));
            [alpha, 0.0, 0.0, 0.0]
        }
        Trend::Additive => {
            let starts = [[0.2, 0.1], [0.5, 0.1], [0.9, 0.1], [0.9, 0.6]];
            let least = simplex(&starts, 0.15, TOLERANCE, budget, |at| deviance([at[0], at[1], 0.0, 0.0]));
            [least.at[0], least.at[1], 0.0, 0.0]
        }
        Trend::Damped => {
            let starts = [[0.2, 0.1, 0.9], [0.5, 0.2, 0.5], [0.9, 0.1, 0.9], [0.9, 0.7, 0.5]];
            let least = simplex(&starts, 0.15, TOLERANCE, budget, |at| deviance([at[0], at[1], 0.0, at[2]]));
            [least.at[0], least.at[1], 0.0, least.at[2]]
        }
    };
    let weights = Weights::at(form, &place);
    let (state, walk) = profile(form, weights, values, &mut room);
    (weights, state, walk)
}

/// The best states at the start for given weights, and the walk from them.
fn profile(form: Form, weights: Weights, values: &[f64], room: &mut Room) -> (State, Walk) {
    let sloped = form.trend != Trend::None;
    linearise(weights, values, sloped, room);
    let (mut level, mut slope) = solve(room, sloped, |_| 1.0);
    if form.error == Error::Multiplicative {
        let expected = |at: usize| {
            let expected = room.values[at] - room.errors[at] + room.by_level[at] * level + room.by_slope[at] * slope;
            if expected > 0.0 { 1.0 / (expected * expected) } else { 0.0 }
        };
        (level, slope) = solve(room, sloped, expected);
    }
    let walk = judge(room, level, slope, form.error);
    (State { level, slope, seasons: Vec::new() }, walk)
}

/// Errors as linear functions of level and slope at the start.
fn linearise(weights: Weights, values: &[f64], sloped: bool, room: &mut Room) {
    let Weights { alpha, beta, phi, .. } = weights;
    room.errors.clear();
    room.by_level.clear();
    room.by_slope.clear();
    room.values.clear();
    let (mut level, mut slope) = (0.0, 0.0);
    let (mut level_by_level, mut slope_by_level) = (1.0, 0.0);
    let (mut level_by_slope, mut slope_by_slope) = (0.0, if sloped { 1.0 } else { 0.0 });
    for &value in values {
        slope *= phi;
        slope_by_level *= phi;
        slope_by_slope *= phi;
        level += slope;
        level_by_level += slope_by_level;
        level_by_slope += slope_by_slope;
        if value.is_nan() {
            continue;
        }
        let error = value - level;
        room.values.push(value);
        room.errors.push(error);
        room.by_level.push(level_by_level);
        room.by_slope.push(level_by_slope);
        level += alpha * error;
        slope += beta * error;
        slope_by_level -= beta * level_by_level;
        slope_by_slope -= beta * level_by_slope;
        level_by_level *= 1.0 - alpha;
        level_by_slope *= 1.0 - alpha;
    }
}

/// Level and slope with the least weighted squares.
fn solve(room: &Room, sloped: bool, weight: impl Fn(usize) -> f64) -> (f64, f64) {
    let (mut ll, mut ls, mut ss, mut le, mut se) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for at in 0..room.errors.len() {
        let weight = weight(at);
        let (level, slope, error) = (room.by_level[at], room.by_slope[at], room.errors[at]);
        ll += weight * level * level;
        ls += weight * level * slope;
        ss += weight * slope * slope;
        le += weight * level * error;
        se += weight * slope * error;
    }
    let determinant = ll * ss - ls * ls;
    if !sloped || determinant <= 1e-12 * ll * ss {
        return (if ll > 0.0 { le / ll } else { 0.0 }, 0.0);
    }
    ((le * ss - se * ls) / determinant, (se * ll - le * ls) / determinant)
}

fn judge(room: &Room, level: f64, slope: f64, error: Error) -> Walk {
    let mut walk = Walk {
        squares: 0.0,
        relative_squares: 0.0,
        log_expected: 0.0,
        observed: room.errors.len(),
        crossed_zero: false,
    };
    let mut logs = LogSum::new();
    for at in 0..room.errors.len() {
        let residual = room.errors[at] - room.by_level[at] * level - room.by_slope[at] * slope;
        walk.squares += residual * residual;
        if error == Error::Multiplicative {
            let expected = room.values[at] - residual;
            if expected <= 0.0 {
                walk.crossed_zero = true;
                return walk;
            }
            let relative = residual / expected;
            walk.relative_squares += relative * relative;
            logs.add(expected);
        }
    }
    walk.log_expected = logs.total();
    walk
}
