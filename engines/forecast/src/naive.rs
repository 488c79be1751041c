//! The methods every other must beat: the last value, the last season, the line through first and last.

use crate::error::ForecastError;
use crate::forecast::{Explanation, Forecast};
use crate::method::Method;
use crate::series::Series;

/// Every step ahead is the last observed value.
pub fn naive(series: &Series, horizon: usize) -> Result<Forecast, ForecastError> {
    let values = series.filled();
    let point = vec![values[values.len() - 1]; horizon];
    let deviation = root_mean_square(values.windows(2).map(|pair| pair[1] - pair[0]));
    let spread = (1..=horizon).map(|step| deviation * (step as f64).sqrt()).collect();
    answer(Method::Naive, series, point, spread)
}

/// Every step ahead is the value of the same season last year; the last value where no year was seen yet.
pub fn seasonal_naive(series: &Series, horizon: usize) -> Result<Forecast, ForecastError> {
    let period = series.frequency().period();
    let values = series.filled();
    if values.len() <= period {
        return naive(series, horizon).map(|forecast| Forecast { method: Method::SeasonalNaive, ..forecast });
    }
    let last = &values[values.len() - period..];
    let point = (0..horizon).map(|step| last[step % period]).collect();
    let deviation = root_mean_square(values.windows(period + 1).map(|window| window[period] - window[0]));
    let spread = (0..horizon).map(|step| deviation * ((step / period + 1) as f64).sqrt()).collect();
    answer(Method::SeasonalNaive, series, point, spread)
}

/// The line through the first and the last value goes on.
pub fn drift(series: &Series, horizon: usize) -> Result<Forecast, ForecastError> {
    let values = series.filled();
    let observed = values.len();
    if observed < 2 {
        return Err(ForecastError::TooShort { method: Method::Drift, needed: 2, observed });
    }
    let last = values[observed - 1];
    let slope = (last - values[0]) / (observed - 1) as f64;
    let deviation = root_mean_square(values.windows(2).map(|pair| pair[1] - pair[0] - slope));
    let point = (1..=horizon).map(|step| last + slope * step as f64).collect();
    let widen = |step: f64| deviation * (step * (1.0 + step / (observed - 1) as f64)).sqrt();
    let spread = (1..=horizon).map(|step| widen(step as f64)).collect();
    answer(Method::Drift, series, point, spread)
}

fn answer(method: Method, series: &Series, point: Vec<f64>, spread: Vec<f64>) -> Result<Forecast, ForecastError> {
    if point.iter().chain(&spread).any(|value| !value.is_finite()) {
        return Err(ForecastError::NotFinite { method });
    }
    Ok(Forecast { method, point, spread, explanation: Explanation::Plain { observed: series.observed() } })
}

fn root_mean_square(errors: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut count) = (0.0_f64, 0.0);
    for error in errors {
        sum += error * error;
        count += 1.0;
    }
    if count > 0.0 { (sum / count).sqrt() } else { 0.0 }
}
