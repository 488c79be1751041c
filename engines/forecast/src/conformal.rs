//! Intervals that hold what they promise: how wide a model's own account must be made is learnt from the errors it made
//! on many series at earlier origins (split conformal prediction, Vovk et al. 2005), step by step and side by side.
//!
//! Series are divided by how uncertain their model is, so that intervals are right for the steady and for the
//! erratic, not only for both together. Counts and rates are compared as square roots, where their errors are even.

use crate::error::ForecastError;
use crate::forecast::Forecast;
use crate::method::Method;
use crate::series::Kind;

/// At most so many classes, each with at least so many errors a step.
const CLASSES: usize = 4;
const LEAST_IN_CLASS: usize = 150;
/// Anscombe's constant: square roots of small counts plus this have nearly the same spread.
const ANSCOMBE: f64 = 0.375;

/// One error, with the uncertainty the model stated.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Error {
    uncertainty: f64,
    score: f64,
}

/// Gathers errors; parts gathered apart can be merged in any order.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibrator {
    method: Method,
    kind: Kind,
    steps: Vec<Vec<Error>>,
}

impl Calibrator {
    /// For one method, one kind of series and `horizon` steps.
    pub fn new(method: Method, kind: Kind, horizon: usize) -> Calibrator {
        Calibrator { method, kind, steps: vec![Vec::new(); horizon] }
    }

    /// Takes in what a forecast at an earlier origin said and what came.
    pub fn add(&mut self, forecast: &Forecast, actual: &[Option<f64>]) {
        for (step, errors) in self.steps.iter_mut().enumerate() {
            let (Some(point), Some(Some(actual))) = (forecast.point.get(step), actual.get(step)) else { continue };
            let spread = own_spread(self.kind, *point, forecast.spread[step]);
            let score = (scale(self.kind, *actual) - scale(self.kind, *point)) / spread;
            errors.push(Error { uncertainty: uncertainty(forecast, step), score });
        }
    }

    /// Takes in the errors of another.
    pub fn merge(&mut self, other: Calibrator) {
        for (mine, theirs) in self.steps.iter_mut().zip(other.steps) {
            mine.extend(theirs);
        }
    }

    /// Sorts the errors into classes.
    pub fn finish(self) -> Calibration {
        let steps = self.steps.into_iter().map(classes).collect();
        Calibration { method: self.method, kind: self.kind, steps }
    }
}

fn classes(mut errors: Vec<Error>) -> Vec<Class> {
    errors.sort_by(|a, b| a.uncertainty.total_cmp(&b.uncertainty).then(a.score.total_cmp(&b.score)));
    let count = (errors.len() / LEAST_IN_CLASS).clamp(1, CLASSES);
    let mut made: Vec<Class> = Vec::with_capacity(count);
    let mut from = 0;
    for class in 1..=count {
        let mut to = (errors.len() * class / count).max(from);
        // Errors of the same uncertainty stay together; parted, the smaller ones would make a class of their own.
        while to > 0 && to < errors.len() && errors[to].uncertainty == errors[to - 1].uncertainty {
            to += 1;
        }
        let Some(last) = errors[from..to].last() else { continue };
        let mut scores: Vec<f64> = errors[from..to].iter().map(|error| error.score).collect();
        scores.sort_by(f64::total_cmp);
        made.push(Class { up_to: last.uncertainty, scores });
        from = to;
    }
    made
}

#[derive(Clone, Debug, PartialEq)]
struct Class {
    up_to: f64,
    scores: Vec<f64>,
}

/// Bounds at one level.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// Share of outcomes that should fall within.
    pub level: f64,
    /// Lower bound at each step; not below zero for counts and rates.
    pub lower: Vec<f64>,
    /// Upper bound at each step.
    pub upper: Vec<f64>,
    /// Errors that the first step was learnt from, for people who ask how this was computed.
    pub learnt_from: usize,
}

/// How far off forecasts of one method were on many series.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    method: Method,
    kind: Kind,
    steps: Vec<Vec<Class>>,
}

impl Calibration {
    /// Bounds around a forecast. Refuses levels that the errors seen cannot tell: 95 % needs 39 errors at each step.
    pub fn band(&self, forecast: &Forecast, level: f64) -> Result<Band, ForecastError> {
        if !(level > 0.0 && level < 1.0) {
            return Err(ForecastError::Level(level));
        }
        if forecast.method != self.method {
            return Err(ForecastError::OtherMethod { expected: self.method, found: forecast.method });
        }
        let mut band = Band { level, lower: Vec::new(), upper: Vec::new(), learnt_from: 0 };
        for step in 0..forecast.point.len() {
            let class = self.class(forecast, step);
            let scores = class.map_or(&[][..], |class| &class.scores);
            let (low, high) = quantiles(scores, level).ok_or(ForecastError::TooFewErrors {
                level,
                needed: (2.0 / (1.0 - level)).ceil() as usize - 1,
                step: step + 1,
                seen: scores.len(),
            })?;
            let point = forecast.point[step];
            let (centre, spread) = (scale(self.kind, point), own_spread(self.kind, point, forecast.spread[step]));
            band.lower.push(unscale(self.kind, centre + low * spread).min(point));
            band.upper.push(unscale(self.kind, centre + high * spread).max(point));
            if step == 0 {
                band.learnt_from = scores.len();
            }
        }
        Ok(band)
    }

    fn class(&self, forecast: &Forecast, step: usize) -> Option<&Class> {
        let classes = self.steps.get(step)?;
        let uncertainty = uncertainty(forecast, step);
        classes.iter().find(|class| uncertainty <= class.up_to).or(classes.last())
    }
}

/// The scores between which `level` of the next ones fall, counting the next one itself.
fn quantiles(scores: &[f64], level: f64) -> Option<(f64, f64)> {
    let outside = (1.0 - level) / 2.0;
    // Rounding up against rounding errors of the product, as in 20 * 0.05.
    let below = (outside * (scores.len() as f64 + 1.0) + 1e-9).floor() as usize;
    if below == 0 || scores.is_empty() {
        return None;
    }
    Some((scores[below - 1], scores[scores.len() - below]))
}

/// Stated spread as a share of the value.
fn uncertainty(forecast: &Forecast, step: usize) -> f64 {
    let size = forecast.point[step].abs();
    if size > 0.0 { forecast.spread[step] / size } else { f64::MAX }
}

fn scale(kind: Kind, value: f64) -> f64 {
    if kind == Kind::Level { value } else { (value.max(0.0) + ANSCOMBE).sqrt() }
}

fn unscale(kind: Kind, value: f64) -> f64 {
    if kind == Kind::Level { value } else { (value.max(0.0) * value.max(0.0) - ANSCOMBE).max(0.0) }
}

/// The stated spread on the scale of comparison (delta method), never zero.
fn own_spread(kind: Kind, point: f64, spread: f64) -> f64 {
    let spread = spread.max(1e-9 * point.abs()).max(f64::MIN_POSITIVE);
    if kind == Kind::Level { spread } else { (spread / (2.0 * scale(kind, point))).max(1e-9) }
}
