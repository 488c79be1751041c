//! Thousands of series: calibrated on their own past, forecast, with progress and a stop between series.

use std::ops::ControlFlow;

use crate::backtest::{Plan, roll};
use crate::conformal::{Band, Calibration, Calibrator};
use crate::error::ForecastError;
use crate::forecast::Forecast;
use crate::series::{Kind, Series};

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Series done.
    pub done: usize,
    /// Series in all.
    pub of: usize,
}

/// The caller stopped the work; nothing of it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("stopped after {done} series")]
pub struct Stopped {
    /// Series done until then.
    pub done: usize,
}

/// A forecast with its bands.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// Points and explanation.
    pub forecast: Forecast,
    /// One for each level asked for.
    pub bands: Vec<Band>,
}

/// Errors of `forecaster` at the origins of `plan`, for all `series` of one `kind`. Callers with several processors give
/// each a part of the series and merge.
pub fn gather(
    series: &[Series],
    kind: Kind,
    plan: Plan,
    mut forecaster: impl FnMut(&Series, usize) -> Result<Forecast, ForecastError>,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Option<Calibrator>, Stopped> {
    let mut calibrator: Option<Calibrator> = None;
    for (done, one) in series.iter().enumerate() {
        for outcome in roll(one, plan, &mut forecaster).into_iter().flatten() {
            let method = outcome.forecast.method;
            let calibrator = calibrator.get_or_insert_with(|| Calibrator::new(method, kind, plan.horizon));
            calibrator.add(&outcome.forecast, &outcome.actual);
        }
        if progress(Progress { done: done + 1, of: series.len() }).is_break() {
            return Err(Stopped { done: done + 1 });
        }
    }
    Ok(calibrator)
}

/// Forecasts all `series` with a band for each of `levels`. A series that cannot be forecast says why and does not hold up
/// the others.
pub fn forecast_all(
    series: &[Series],
    horizon: usize,
    calibration: &Calibration,
    levels: &[f64],
    mut forecaster: impl FnMut(&Series, usize) -> Result<Forecast, ForecastError>,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Vec<Result<Outlook, ForecastError>>, Stopped> {
    let mut outlooks = Vec::with_capacity(series.len());
    for (done, one) in series.iter().enumerate() {
        outlooks.push(forecaster(one, horizon).and_then(|forecast| {
            let bands = levels.iter().map(|level| calibration.band(&forecast, *level)).collect::<Result<_, _>>()?;
            Ok(Outlook { forecast, bands })
        }));
        if progress(Progress { done: done + 1, of: series.len() }).is_break() {
            return Err(Stopped { done: done + 1 });
        }
    }
    Ok(outlooks)
}
