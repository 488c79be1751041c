//! Fits one form, or the form that the corrected Akaike criterion prefers.

use crate::error::ForecastError;
use crate::ets::filter::{State, ahead, walk};
use crate::ets::form::{Error, Form, Season, Trend, Weights};
use crate::ets::{fit, seasonal};
use crate::forecast::{Explanation, Forecast};
use crate::method::Method;
use crate::series::Series;

/// A fitted form.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    form: Form,
    weights: Weights,
    state: State,
    aicc: f64,
    /// Standard deviation of the errors, relative to what was expected when errors are multiplicative.
    deviation: f64,
    compared: usize,
}

/// Fits `form`. Costs about a hundred walks through the series.
pub fn fit_form(series: &Series, form: Form, method: Method, budget: usize) -> Result<Fitted, ForecastError> {
    let period = series.frequency().period();
    let needed = if form.season == Season::None { 3 } else { 2 * period + 1 };
    if series.observed() < needed {
        return Err(ForecastError::TooShort { method, needed, observed: series.observed() });
    }
    fit_one(series, &series.filled(), form, budget).ok_or(ForecastError::NotFinite { method })
}

/// Fits every form that suits the series and keeps that with the least AICc: up to 15, without multiplicative ones
/// where a value is not positive, without seasons in annual or short series.
pub fn choose(series: &Series, budget: usize) -> Result<Fitted, ForecastError> {
    let observed = series.observed();
    if observed < 3 {
        return Err(ForecastError::TooShort { method: Method::Ets, needed: 3, observed });
    }
    let filled = series.filled();
    let positive = filled.iter().all(|value| *value > 0.0);
    let period = series.frequency().period();
    let mut best: Option<Fitted> = None;
    let mut compared = 0;
    for form in forms(positive, period > 1 && observed > 2 * period) {
        if observed <= form.parameters(period) + 1 {
            continue;
        }
        compared += 1;
        if let Some(fitted) = fit_one(series, &filled, form, budget)
            && best.as_ref().is_none_or(|best| fitted.aicc < best.aicc)
        {
            best = Some(fitted);
        }
    }
    // Three or four values allow no comparison; smoothing alone is then the choice.
    let best = best.or_else(|| fit_one(series, &filled, Form::SIMPLE, budget));
    best.map(|best| Fitted { compared, ..best }).ok_or(ForecastError::NotFinite { method: Method::Ets })
}

fn forms(positive: bool, seasonal: bool) -> impl Iterator<Item = Form> {
    let errors = [Error::Additive, Error::Multiplicative];
    let trends = [Trend::None, Trend::Additive, Trend::Damped];
    let seasons = [Season::None, Season::Additive, Season::Multiplicative];
    let all = errors.into_iter().flat_map(move |error| {
        trends.into_iter().flat_map(move |trend| seasons.into_iter().map(move |season| Form { error, trend, season }))
    });
    all.filter(move |form| {
        let multiplicative = form.error == Error::Multiplicative || form.season == Season::Multiplicative;
        let infinite = form.error == Error::Additive && form.season == Season::Multiplicative;
        !infinite && (positive || !multiplicative) && (seasonal || form.season == Season::None)
    })
}

fn fit_one(series: &Series, filled: &[f64], form: Form, budget: usize) -> Option<Fitted> {
    let period = series.frequency().period();
    let values = series.raw();
    let (weights, state, last) = if form.season == Season::None {
        let (weights, mut state, last) = fit::search(form, values, budget);
        walk(Season::None, weights, values, &mut state, false);
        (weights, state, last)
    } else {
        seasonal::search(form, values, filled, period, budget)
    };
    let deviance = last.deviance(form.error);
    if !deviance.is_finite() || !state.level.is_finite() || !state.slope.is_finite() {
        return None;
    }
    let (observed, parameters) = (series.observed() as f64, form.parameters(period) as f64);
    // With no freedom left the criterion has no value, and the form is the last to be chosen.
    let free = observed - parameters - 1.0;
    let aicc = if free > 0.0 { deviance + 2.0 * parameters * observed / free } else { f64::MAX };
    let deviation = last.deviation(form.error, form.parameters(period));
    Some(Fitted { form, weights, state, aicc, deviation, compared: 1 })
}

impl Fitted {
    /// The form.
    pub fn form(&self) -> Form {
        self.form
    }

    /// Its weights.
    pub fn weights(&self) -> Weights {
        self.weights
    }

    /// Corrected Akaike criterion, up to a constant that depends on the series alone.
    pub fn aicc(&self) -> f64 {
        self.aicc
    }

    /// Values `horizon` steps ahead.
    pub fn forecast(&self, method: Method, horizon: usize) -> Result<Forecast, ForecastError> {
        let point = ahead(self.form.season, self.weights.phi, &self.state, horizon);
        let spread = self.spread(&point);
        if point.iter().chain(&spread).any(|value| !value.is_finite()) {
            return Err(ForecastError::NotFinite { method });
        }
        let explanation =
            Explanation::Smoothing { form: self.form, weights: self.weights, aicc: self.aicc, compared: self.compared };
        Ok(Forecast { method, point, spread, explanation })
    }

    /// Standard deviations by the formula for linear forms (Hyndman et al. 2008, table 6.2), with relative errors
    /// taken at the forecast; exact for additive errors.
    fn spread(&self, point: &[f64]) -> Vec<f64> {
        let Weights { alpha, beta, gamma, phi } = self.weights;
        let period = self.state.seasons.len().max(1);
        let (mut sum, mut trend, mut fading) = (1.0, 0.0, 1.0);
        point
            .iter()
            .enumerate()
            .map(|(step, point)| {
                if step > 0 {
                    fading *= phi;
                    trend += if beta > 0.0 { beta * fading } else { 0.0 };
                    let season = if step % period == 0 { gamma } else { 0.0 };
                    sum += (alpha + trend + season).powi(2);
                }
                let size = if self.form.error == Error::Additive { 1.0 } else { point.abs() };
                self.deviation * size * sum.sqrt()
            })
            .collect()
    }
}
