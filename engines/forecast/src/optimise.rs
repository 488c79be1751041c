//! Least values of functions of a few bounded variables: golden section for one, Nelder and Mead (1965) for several.
//!
//! Deterministic, and bounded by a count of evaluations. Points outside the unit box are drawn to its border, so
//! callers map each variable from 0..1 to what it means.

const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// Where the least value was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Least<const N: usize> {
    /// The place, in the unit box.
    pub at: [f64; N],
    /// The value there.
    pub value: f64,
}

/// The least value on `low..high`: the best of `grid` even places, then golden section around it to `tolerance`.
pub fn line(low: f64, high: f64, grid: usize, tolerance: f64, mut of: impl FnMut(f64) -> f64) -> (f64, f64) {
    let step = (high - low) / (grid.max(2) - 1) as f64;
    let mut best = (low, f64::INFINITY);
    for place in 0..grid.max(2) {
        let at = low + step * place as f64;
        let value = of(at);
        if value < best.1 {
            best = (at, value);
        }
    }
    let (mut left, mut right) = ((best.0 - step).max(low), (best.0 + step).min(high));
    let (mut first, mut second) = (right - GOLDEN * (right - left), left + GOLDEN * (right - left));
    let (mut at_first, mut at_second) = (of(first), of(second));
    while right - left > tolerance {
        if at_first <= at_second {
            (right, second, at_second) = (second, first, at_first);
            first = right - GOLDEN * (right - left);
            at_first = of(first);
        } else {
            (left, first, at_first) = (first, second, at_second);
            second = left + GOLDEN * (right - left);
            at_second = of(second);
        }
    }
    for candidate in [(first, at_first), (second, at_second)] {
        if candidate.1 < best.1 {
            best = candidate;
        }
    }
    best
}

/// The least value in the unit box, from the best of `starts`, with at most `budget` evaluations; stops when the values
/// at the corners of the simplex differ by less than `tolerance`.
pub fn simplex<const N: usize>(
    starts: &[[f64; N]],
    edge: f64,
    tolerance: f64,
    budget: usize,
    mut of: impl FnMut(&[f64; N]) -> f64,
) -> Least<N> {
    let mut spent = 0;
    let mut value_at = |at: &[f64; N]| {
        spent += 1;
        let value = of(at);
        (if value.is_nan() { f64::INFINITY } else { value }, spent)
    };
    let mut best = Least { at: [0.5; N], value: f64::INFINITY };
    for start in starts {
        let (value, _) = value_at(start);
        if value < best.value {
            best = Least { at: *start, value };
        }
    }
    if !best.value.is_finite() {
        return best;
    }
    let mut corners = vec![best];
    let mut used = 0;
    for variable in 0..N {
        let mut at = best.at;
        at[variable] = if at[variable] + edge <= 1.0 { at[variable] + edge } else { at[variable] - edge };
        let (value, spent) = value_at(&at);
        used = spent;
        corners.push(Least { at, value });
    }
    loop {
        corners.sort_by(|a, b| a.value.total_cmp(&b.value));
        let (least, worst) = (corners[0], corners[N]);
        if used >= budget || worst.value - least.value < tolerance {
            return least;
        }
        let centre = centre_of(&corners[..N]);
        let mut try_at = |factor: f64| {
            let at = along(&centre, &worst.at, factor);
            let (value, spent) = value_at(&at);
            used = spent;
            Least { at, value }
        };
        let reflected = try_at(-1.0);
        let replacement = if reflected.value < least.value {
            let expanded = try_at(-2.0);
            Some(if expanded.value < reflected.value { expanded } else { reflected })
        } else if reflected.value < corners[N - 1].value {
            Some(reflected)
        } else {
            let contracted = try_at(if reflected.value < worst.value { -0.5 } else { 0.5 });
            (contracted.value < worst.value.min(reflected.value)).then_some(contracted)
        };
        match replacement {
            Some(corner) => corners[N] = corner,
            None => {
                for corner in &mut corners[1..] {
                    corner.at = along(&least.at, &corner.at, 0.5);
                    (corner.value, used) = value_at(&corner.at);
                }
            }
        }
    }
}

fn centre_of<const N: usize>(corners: &[Least<N>]) -> [f64; N] {
    let mut centre = [0.0; N];
    for corner in corners {
        for (sum, at) in centre.iter_mut().zip(corner.at) {
            *sum += at / N as f64;
        }
    }
    centre
}

/// From `origin` by `factor` of the way to `to`, inside the box.
fn along<const N: usize>(origin: &[f64; N], to: &[f64; N], factor: f64) -> [f64; N] {
    let mut at = *origin;
    for (value, to) in at.iter_mut().zip(to) {
        *value = (*value + factor * (to - *value)).clamp(0.0, 1.0);
    }
    at
}
