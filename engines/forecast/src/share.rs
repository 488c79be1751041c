//! A count as a share of a total: the log share is smoothed, the total is forecast by itself, and both are multiplied.
//!
//! Growth of the whole literature then neither looks like growth of a topic nor hides its decline.

use crate::error::ForecastError;
use crate::ets::{self, Form};
use crate::forecast::{Explanation, Forecast};
use crate::method::{Method, Options};
use crate::series::{Kind, Series};

/// Added to counts before logarithms, so that zeros have one (Haldane's half).
const HALF: f64 = 0.5;

/// Forecasts counts by their share; `totals` are those of the steps ahead where they are known, for instance from a plan.
pub fn forecast(
    series: &Series,
    horizon: usize,
    totals: Option<&[f64]>,
    options: Options,
) -> Result<Forecast, ForecastError> {
    let method = Method::Share;
    if series.kind() != Kind::Count {
        return Err(ForecastError::NotCounts { method });
    }
    let exposure = series.exposure().ok_or(ForecastError::NoExposure { method })?;
    let logs: Vec<Option<f64>> = (0..series.len())
        .map(|at| series.value(at).map(|value| ((value + HALF) / (exposure[at] + 2.0 * HALF)).ln()))
        .collect();
    let frequency = series.frequency();
    let not_finite = |_| ForecastError::NotFinite { method };
    let logs = Series::new(frequency, Kind::Level, &logs).map_err(not_finite)?;
    let fitted = ets::fit_form(&logs, Form::SIMPLE, method, options.budget)?;
    let share = fitted.forecast(method, horizon)?;
    let (totals, explanation) = match totals {
        Some(totals) => (totals.iter().copied().map(f64::ln).collect::<Vec<_>>(), None),
        None => {
            let logs: Vec<f64> = exposure.iter().map(|value| value.ln()).collect();
            let logs = Series::complete(frequency, Kind::Level, &logs).map_err(not_finite)?;
            let total = ets::fit_form(&logs, Form::DAMPED, method, options.budget)
                .or_else(|_| ets::fit_form(&logs, Form::SIMPLE, method, options.budget))?
                .forecast(method, horizon)?;
            (total.point, Some(Box::new(total.explanation)))
        }
    };
    let value = |log: f64, total: f64| ((log + total).exp() - HALF).max(0.0);
    let point: Vec<f64> = share.point.iter().zip(&totals).map(|(log, total)| value(*log, *total)).collect();
    let spread: Vec<f64> =
        (0..horizon.min(point.len())).map(|step| (share.spread[step] * (point[step] + HALF)).max(HALF)).collect();
    if point.iter().chain(&spread).any(|value| !value.is_finite()) {
        return Err(ForecastError::NotFinite { method });
    }
    let explanation = Explanation::Share { share: Box::new(share.explanation), total: explanation };
    Ok(Forecast { method, point, spread, explanation })
}
