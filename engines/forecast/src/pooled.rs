//! Short annual counts, forecast by a regression that is learnt from all series of a corpus.
//!
//! Twenty small numbers say little about their own dynamics; thousands of such series say much: how fast a peak is
//! forgotten, how far small topics rise and large ones fall back. The regression is linear in recent counts, their
//! mean, root and a term that bends with size, all at constant exposure, so that growth of the corpus is neither learnt nor
//! extrapolated. Absolute errors are minimised, in units of each series' own changes, because medians are wanted.

use crate::error::ForecastError;
use crate::forecast::{Explanation, Forecast};
use crate::method::Method;
use crate::series::{Frequency, Kind, Series};

/// Recent counts that enter one by one, and years that the mean runs over.
const RECENT: usize = 4;
const YEARS: usize = 8;
/// Constant, root, recent counts, mean, bent size.
const TERMS: usize = 4 + RECENT;
/// Changes smaller than this do not make a series more important: a fifth of a paper a year.
const LEAST_CHANGE: f64 = 0.2;
/// Rounds of reweighting; the coefficients settle to two digits in about twenty.
const ROUNDS: usize = 40;

type Row = [f64; TERMS];

/// What was learnt, for each step ahead.
#[derive(Clone, Debug, PartialEq)]
pub struct Pooled {
    steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq)]
struct Step {
    point: Row,
    /// Median absolute error by constant, root and size.
    error: [f64; 3],
    examples: usize,
}

impl Pooled {
    /// Learns from every origin in the past of every series that leaves [`YEARS`] values before it and the horizon
    /// after it. Costs 40 passes over the origins for each step.
    pub fn learn(series: &[&Series], horizon: usize) -> Result<Pooled, ForecastError> {
        let method = Method::Pooled;
        if horizon == 0 {
            return Err(ForecastError::NoHorizon);
        }
        let mut steps = Vec::with_capacity(horizon);
        for step in 1..=horizon {
            let mut examples = Examples::default();
            for series in series {
                check(series)?;
                examples.add(series, step);
            }
            if examples.rows.len() < 10 * TERMS {
                let observed = series.iter().map(|series| series.len()).max().unwrap_or(0);
                return Err(ForecastError::TooShort { method, needed: YEARS + step + 1, observed });
            }
            steps.push(examples.fit());
        }
        Ok(Pooled { steps })
    }

    /// Forecasts one series, with the exposure held at its last value. Needs [`YEARS`] values.
    pub fn forecast(&self, series: &Series, horizon: usize) -> Result<Forecast, ForecastError> {
        let method = Method::Pooled;
        check(series)?;
        if horizon == 0 || horizon > self.steps.len() {
            return Err(ForecastError::NoHorizon);
        }
        let values = at_constant_exposure(series, series.len());
        if values.len() < YEARS {
            return Err(ForecastError::TooShort { method, needed: YEARS, observed: values.len() });
        }
        let (row, size) = terms(&values);
        let steps = &self.steps[..horizon];
        let point: Vec<f64> = steps.iter().map(|step| dot(&row, &step.point).max(0.0)).collect();
        // The median absolute error of a normal is .6745 of its standard deviation.
        let spread = steps.iter().map(|step| (dot(&error_terms(size), &step.error) / 0.6745).max(0.5)).collect();
        let examples = steps.iter().map(|step| step.examples).min().unwrap_or(0);
        Ok(Forecast { method, point, spread, explanation: Explanation::Pooled { examples } })
    }
}

fn check(series: &Series) -> Result<(), ForecastError> {
    let method = Method::Pooled;
    if series.kind() != Kind::Count {
        return Err(ForecastError::NotCounts { method });
    }
    if series.frequency() != Frequency::Annual {
        return Err(ForecastError::NotAnnual { method });
    }
    Ok(())
}

/// The first `length` counts as they would be had the exposure always been that of the last of them.
fn at_constant_exposure(series: &Series, length: usize) -> Vec<f64> {
    let mut values = series.filled();
    values.truncate(length);
    if let (Some(exposure), Some(last)) = (series.exposure(), length.checked_sub(1)) {
        for (value, then) in values.iter_mut().zip(exposure) {
            *value *= exposure[last] / then;
        }
    }
    values
}

/// The terms of one origin, and the size that bends them.
fn terms(values: &[f64]) -> (Row, f64) {
    let last = |back: usize| values[values.len() - 1 - back];
    let size: f64 = (0..RECENT).map(|back| last(back) * (RECENT - back) as f64 / 10.0).sum();
    let mean = values[values.len() - YEARS..].iter().sum::<f64>() / YEARS as f64;
    let mut row = [0.0; TERMS];
    row[0] = 1.0;
    row[1] = size.sqrt();
    for back in 0..RECENT {
        row[2 + back] = last(back);
    }
    row[2 + RECENT] = mean;
    row[3 + RECENT] = size * size.ln_1p();
    (row, size)
}

fn error_terms(size: f64) -> [f64; 3] {
    [1.0, size.sqrt(), size]
}

fn dot<const N: usize>(a: &[f64; N], b: &[f64; N]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[derive(Default)]
struct Examples {
    rows: Vec<Row>,
    sizes: Vec<f64>,
    outcomes: Vec<f64>,
    weights: Vec<f64>,
}

impl Examples {
    fn add(&mut self, series: &Series, step: usize) {
        for length in YEARS..(series.len() + 1).saturating_sub(step) {
            let Some(outcome) = series.value(length + step - 1) else { continue };
            let Some(past) = series.until(length) else { continue };
            let change = past.change_scale();
            if change <= 0.0 {
                continue;
            }
            let exposure = series.exposure().map_or(1.0, |all| all[length - 1] / all[length + step - 1]);
            let (row, size) = terms(&at_constant_exposure(series, length));
            self.rows.push(row);
            self.sizes.push(size);
            self.outcomes.push(outcome * exposure);
            self.weights.push(1.0 / change.max(LEAST_CHANGE));
        }
    }

    fn fit(&self) -> Step {
        let point = least_absolute(&self.rows, &self.outcomes, &self.weights);
        let residuals: Vec<f64> = self
            .rows
            .iter()
            .zip(&self.outcomes)
            .map(|(row, outcome)| (outcome - dot(row, &point).max(0.0)).abs())
            .collect();
        let rows: Vec<[f64; 3]> = self.sizes.iter().map(|size| error_terms(*size)).collect();
        Step { point, error: least_absolute(&rows, &residuals, &self.weights), examples: self.rows.len() }
    }
}

/// Coefficients with the least weighted absolute errors, by iteratively reweighted least squares.
fn least_absolute<const N: usize>(rows: &[[f64; N]], outcomes: &[f64], weights: &[f64]) -> [f64; N] {
    let mut coefficients = [0.0; N];
    for round in 0..ROUNDS {
        let mut products = [[0.0; N]; N];
        let mut right = [0.0; N];
        for ((row, outcome), weight) in rows.iter().zip(outcomes).zip(weights) {
            let residual = (outcome - dot(row, &coefficients)).abs() * weight;
            let factor = if round == 0 { weight * weight } else { weight * weight / residual.max(1e-3) };
            for (i, value) in row.iter().enumerate() {
                right[i] += factor * value * outcome;
                for j in 0..=i {
                    products[i][j] += factor * value * row[j];
                }
            }
        }
        let next = solve(products, right);
        let moved = next.iter().zip(&coefficients).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        coefficients = next;
        if moved < 1e-4 {
            break;
        }
    }
    coefficients
}

/// Solves a symmetric system given by its lower half, by Cholesky's factors. A touch of ridge keeps terms that never vary
/// from making it singular.
fn solve<const N: usize>(mut matrix: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for (i, row) in matrix.iter_mut().enumerate() {
        row[i] += 1e-9 * row[i] + 1e-9;
    }
    for i in 0..N {
        for j in 0..=i {
            let known: f64 = (0..j).map(|k| matrix[i][k] * matrix[j][k]).sum();
            let rest = matrix[i][j] - known;
            matrix[i][j] = if i == j { rest.max(1e-12).sqrt() } else { rest / matrix[j][j] };
        }
    }
    for i in 0..N {
        let known: f64 = (0..i).map(|k| matrix[i][k] * right[k]).sum();
        right[i] = (right[i] - known) / matrix[i][i];
    }
    for i in (0..N).rev() {
        let known: f64 = (i + 1..N).map(|k| matrix[k][i] * right[k]).sum();
        right[i] = (right[i] - known) / matrix[i][i];
    }
    right
}
