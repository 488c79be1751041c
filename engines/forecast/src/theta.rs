//! Theta methods: smoothing plus a share of a line (Assimakopoulos and Nikolopoulos 2000; the state space forms of
//! Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler 2016).
//!
//! Fiorucci et al. search level at the start, `alpha` and theta together. For a given `alpha` the errors are linear in the
//! other two, so least squares finds those and only `alpha` is searched: the same optimum at a fraction of the cost.

use crate::error::ForecastError;
use crate::forecast::{Explanation, Forecast};
use crate::method::Method;
use crate::optimise::line;
use crate::season::adjusted;
use crate::series::Series;

/// Range of `alpha`, as in the authors' implementation.
const ALPHA: (f64, f64) = (0.1, 0.99);

/// Whether the line is fitted once to all values, or anew at every step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    /// Once, and half of its slope is used: theta 2.
    Standard,
    /// Anew at each step, with the share that fits best.
    Dynamic,
}

/// The standard Theta method, theta 2. Seasons are taken out first and put back.
pub fn standard(series: &Series, horizon: usize) -> Result<Forecast, ForecastError> {
    adjusted(series, |values, seasonal| forecast(values, seasonal, horizon, Line::Standard, Method::Theta))
}

/// The dynamic optimised Theta method (DOTM). Seasons are taken out first and put back.
pub fn dynamic(series: &Series, horizon: usize) -> Result<Forecast, ForecastError> {
    adjusted(series, |values, seasonal| forecast(values, seasonal, horizon, Line::Dynamic, Method::DynamicTheta))
}

fn forecast(
    series: &Series,
    seasonal: bool,
    horizon: usize,
    line: Line,
    method: Method,
) -> Result<Forecast, ForecastError> {
    let observed = series.observed();
    if observed < 4 {
        return Err(ForecastError::TooShort { method, needed: 4, observed });
    }
    let values = series.filled();
    let fitted = fit(&values, line);
    let (point, spread) = fitted.ahead(&values, line, horizon);
    if point.iter().chain(&spread).any(|value| !value.is_finite()) {
        return Err(ForecastError::NotFinite { method });
    }
    let explanation = Explanation::Theta { alpha: fitted.alpha, line: fitted.share, seasonal };
    Ok(Forecast { method, point, spread, explanation })
}

struct Fitted {
    alpha: f64,
    /// `1 - 1 / theta`.
    share: f64,
    level: f64,
    deviation: f64,
}

/// Intercept and slope of the least squares line through the first values, for each number of them, or that through all.
struct Lines(Vec<(f64, f64)>);

impl Lines {
    fn new(values: &[f64], line: Line) -> Lines {
        let mut lines = Vec::with_capacity(values.len());
        let (mut mean, mut slope, mut intercept) = (0.0, 0.0, values[0]);
        for (at, value) in values.iter().enumerate() {
            // Before the first value the line is flat through it.
            lines.push((intercept, slope));
            let count = at as f64 + 1.0;
            (mean, slope) = next_line(mean, slope, *value, count);
            intercept = mean - slope * (count + 1.0) / 2.0;
        }
        if line == Line::Standard {
            lines.fill((intercept, slope));
        }
        Lines(lines)
    }
}

/// Mean and slope after one more value.
fn next_line(mean: f64, slope: f64, value: f64, count: f64) -> (f64, f64) {
    if count < 2.0 {
        return (value, 0.0);
    }
    let slope = ((count - 2.0) * slope + 6.0 * (value - mean) / count) / (count + 1.0);
    (((count - 1.0) * mean + value) / count, slope)
}

/// What a full share of the line adds to the level when the next value is number `count`.
fn line_part(alpha: f64, power: f64, (intercept, slope): (f64, f64)) -> f64 {
    power * intercept + (1.0 - power * (1.0 - alpha)) / alpha * slope
}

fn fit(values: &[f64], line_kind: Line) -> Fitted {
    let lines = Lines::new(values, line_kind);
    let (alpha, _) = line(ALPHA.0, ALPHA.1, 12, 1e-4, |alpha| squares(values, &lines, alpha, line_kind).0);
    let (squares, level, share) = squares(values, &lines, alpha, line_kind);
    let free = (values.len() as f64 - 3.0).max(1.0);
    Fitted { alpha, share, level, deviation: (squares / free).sqrt() }
}

/// Sum of squared errors after the first, which the level at the start absorbs, with the level at the start and the share of the line that make it least.
fn squares(values: &[f64], lines: &Lines, alpha: f64, kind: Line) -> (f64, f64, f64) {
    let (mut smooth, mut power) = (0.0, 1.0);
    let (mut ee, mut el, mut eg, mut ll, mut lg, mut gg) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
    for (at, (value, line)) in values.iter().zip(&lines.0).enumerate() {
        let error = value - smooth;
        let part = line_part(alpha, power, *line);
        let was = power;
        smooth += alpha * error;
        power *= 1.0 - alpha;
        if at == 0 {
            continue;
        }
        ee += error * error;
        el += error * was;
        eg += error * part;
        ll += was * was;
        lg += was * part;
        gg += part * part;
    }
    let determinant = ll * gg - lg * lg;
    let free = if determinant > 1e-12 * ll * gg { (eg * ll - el * lg) / determinant } else { 0.0 };
    let share = if kind == Line::Standard { 0.5 } else { free.clamp(0.0, 1.0) };
    let level = (el - share * lg) / ll;
    let squares =
        ee - 2.0 * (level * el + share * eg) + level * level * ll + 2.0 * level * share * lg + share * share * gg;
    (squares.max(0.0), level, share)
}

impl Fitted {
    fn ahead(&self, values: &[f64], kind: Line, horizon: usize) -> (Vec<f64>, Vec<f64>) {
        let (mut level, mut power) = (self.level, 1.0);
        let (mut mean, mut slope) = (0.0, 0.0);
        for (at, value) in values.iter().enumerate() {
            level += self.alpha * (value - level);
            power *= 1.0 - self.alpha;
            (mean, slope) = next_line(mean, slope, *value, at as f64 + 1.0);
        }
        let mut line = (mean - slope * (values.len() as f64 + 1.0) / 2.0, slope);
        let mut point = Vec::with_capacity(horizon);
        let mut spread = Vec::with_capacity(horizon);
        for step in 0..horizon {
            let expected = level + self.share * line_part(self.alpha, power, line);
            point.push(expected);
            spread.push(self.deviation * (1.0 + step as f64 * self.alpha * self.alpha).sqrt());
            // The forecast stands for the value that is not known yet.
            level += self.alpha * (expected - level);
            power *= 1.0 - self.alpha;
            if kind == Line::Dynamic {
                let count = (values.len() + step + 1) as f64;
                (mean, slope) = next_line(mean, slope, expected, count);
                line = (mean - slope * (count + 1.0) / 2.0, slope);
            }
        }
        (point, spread)
    }
}
