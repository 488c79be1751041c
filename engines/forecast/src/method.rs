//! The methods by name, and the one door to them.

use std::fmt;

use crate::error::ForecastError;
use crate::ets::{self, Form};
use crate::forecast::Forecast;
use crate::season::adjusted;
use crate::series::Series;
use crate::{combine, counts, naive, share, theta};

/// A method that needs nothing but the series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    /// The last value.
    Naive,
    /// The value of the same season last year.
    SeasonalNaive,
    /// The line through first and last value.
    Drift,
    /// Simple exponential smoothing.
    Simple,
    /// Smoothing with a slope.
    Holt,
    /// Smoothing with a slope that fades.
    DampedTrend,
    /// The form of exponential smoothing that suits best.
    Ets,
    /// The Theta method.
    Theta,
    /// The dynamic optimised Theta method.
    DynamicTheta,
    /// Counts with a drifting level, seen as part of the total where that is known.
    Counts,
    /// Log share of the total, times a forecast of the total.
    Share,
    /// Median of several.
    Median,
    /// A regression learnt from many series; see [`crate::pooled`].
    Pooled,
}

impl Method {
    /// Those that [`forecast`] knows.
    pub const ALL: [Method; 12] = [
        Method::Naive,
        Method::SeasonalNaive,
        Method::Drift,
        Method::Simple,
        Method::Holt,
        Method::DampedTrend,
        Method::Ets,
        Method::Theta,
        Method::DynamicTheta,
        Method::Counts,
        Method::Share,
        Method::Median,
    ];
}

impl fmt::Display for Method {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Method::Naive => "the naive method",
            Method::SeasonalNaive => "the seasonal naive method",
            Method::Drift => "drift",
            Method::Simple => "simple exponential smoothing",
            Method::Holt => "Holt's method",
            Method::DampedTrend => "damped trend",
            Method::Ets => "exponential smoothing",
            Method::Theta => "the Theta method",
            Method::DynamicTheta => "the dynamic optimised Theta method",
            Method::Counts => "the count model",
            Method::Share => "the share of the total",
            Method::Median => "the median of several methods",
            Method::Pooled => "the regression over all series",
        })
    }
}

/// How much work one series may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Walks through the series for each form of exponential smoothing.
    pub budget: usize,
}

impl Default for Options {
    /// Enough for the search to settle on the series of the M3 competition.
    fn default() -> Options {
        Options { budget: 160 }
    }
}

/// Forecasts `horizon` steps.
///
/// Costs O(n) walks of the series, at most `options.budget` for each form of exponential smoothing compared (up to 15).
/// Refuses histories too short for the method, naming how many values it needs.
pub fn forecast(series: &Series, method: Method, horizon: usize, options: Options) -> Result<Forecast, ForecastError> {
    if horizon == 0 {
        return Err(ForecastError::NoHorizon);
    }
    let smoothing = |form: Form| {
        adjusted(series, |series, _| ets::fit_form(series, form, method, options.budget)?.forecast(method, horizon))
    };
    let mut forecast = match method {
        Method::Naive => naive::naive(series, horizon),
        Method::SeasonalNaive => naive::seasonal_naive(series, horizon),
        Method::Drift => adjusted(series, |series, _| naive::drift(series, horizon)),
        Method::Simple => smoothing(Form::SIMPLE),
        Method::Holt => smoothing(Form::HOLT),
        Method::DampedTrend => smoothing(Form::DAMPED),
        Method::Ets => ets::choose(series, options.budget)?.forecast(method, horizon),
        Method::Theta => theta::standard(series, horizon),
        Method::DynamicTheta => theta::dynamic(series, horizon),
        Method::Counts => counts::forecast(series, horizon),
        Method::Share => share::forecast(series, horizon, None, options),
        Method::Median => combine::forecast(series, horizon, options),
        Method::Pooled => Err(ForecastError::NotLearnt { method }),
    }?;
    if series.stops_at_zero() {
        for point in &mut forecast.point {
            *point = point.max(0.0);
        }
    }
    Ok(forecast)
}
