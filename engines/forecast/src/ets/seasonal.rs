//! Forms with seasons: the states at the start come from walking to the end and back (backcasting).
//!
//! Searching a dozen seasons at the start costs thousands of walks and fits noise; walking back from the end gives
//! states that the whole series agrees with, so only the weights are searched (Svetunkov 2023, section 11.4).

use crate::ets::filter::{State, Walk, walk};
use crate::ets::form::{Form, Season, Trend, Weights};
use crate::optimise::simplex;
use crate::season::{Composition, indices};

/// Weights that make the values most likely, the states at the end, and the walk to there. `filled` is `values` without gaps.
pub fn search(form: Form, values: &[f64], filled: &[f64], period: usize, budget: usize) -> (Weights, State, Walk) {
    let rough = rough_state(form, filled, period);
    let mut state = rough.clone();
    let mut deviance = |place: [f64; 4]| {
        state.clone_from(&rough);
        profile(form, Weights::at(form, &place), values, &mut state).deviance(form.error)
    };
    const TOLERANCE: f64 = 5e-3;
    let place = match form.trend {
        Trend::None => {
            let starts = [[0.1, 0.05], [0.4, 0.1], [0.8, 0.3]];
            let least = simplex(&starts, 0.15, TOLERANCE, budget, |at| deviance([at[0], 0.0, at[1], 0.0]));
            [least.at[0], 0.0, least.at[1], 0.0]
        }
        Trend::Additive => {
            let starts = [[0.1, 0.05, 0.05], [0.4, 0.05, 0.1], [0.8, 0.1, 0.3]];
            let least = simplex(&starts, 0.15, TOLERANCE, budget, |at| deviance([at[0], at[1], at[2], 0.0]));
            [least.at[0], least.at[1], least.at[2], 0.0]
        }
        Trend::Damped => {
            let starts = [[0.1, 0.05, 0.05, 0.9], [0.4, 0.05, 0.1, 0.9], [0.8, 0.1, 0.3, 0.5]];
            simplex(&starts, 0.15, TOLERANCE, budget, |at| deviance(*at)).at
        }
    };
    let weights = Weights::at(form, &place);
    let mut state = rough;
    let walk = profile(form, weights, values, &mut state);
    (weights, state, walk)
}

/// Walks to the end, back, and to the end again; the last walk is judged and its states are left in `state`.
fn profile(form: Form, weights: Weights, values: &[f64], state: &mut State) -> Walk {
    walk(form.season, weights, values, state, false);
    turn(state);
    walk(form.season, weights, values, state, true);
    turn(state);
    walk(form.season, weights, values, state, false)
}

/// Makes ready to walk the other way: the next value is the one just seen.
fn turn(state: &mut State) {
    state.seasons.reverse();
    state.slope = -state.slope;
}

/// Level, slope and seasons by decomposition and a line through the first years without seasons.
fn rough_state(form: Form, filled: &[f64], period: usize) -> State {
    let composition = if form.season == Season::Additive { Composition::Sum } else { Composition::Product };
    let mut seasons = indices(filled, period, composition);
    if form.season == Season::Multiplicative {
        for season in &mut seasons {
            *season = season.max(1e-2);
        }
    }
    let first = &filled[..filled.len().min(10.max(2 * period))];
    let adjusted: Vec<f64> = first
        .iter()
        .enumerate()
        .map(|(at, value)| match form.season {
            Season::Multiplicative => value / seasons[at % period],
            _ => value - seasons[at % period],
        })
        .collect();
    let (level, slope) = line_through(&adjusted);
    let slope = if form.trend == Trend::None { 0.0 } else { slope };
    let level = if form.trend == Trend::None { adjusted.iter().sum::<f64>() / adjusted.len() as f64 } else { level };
    State { level, slope, seasons }
}

/// Value before the first place, and slope, of the least squares line.
fn line_through(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let middle = (count + 1.0) / 2.0;
    let mean = values.iter().sum::<f64>() / count;
    let (mut product, mut square) = (0.0, 0.0);
    for (at, value) in values.iter().enumerate() {
        let from_middle = at as f64 + 1.0 - middle;
        product += from_middle * (value - mean);
        square += from_middle * from_middle;
    }
    let slope = if square > 0.0 { product / square } else { 0.0 };
    (mean - slope * middle, slope)
}
