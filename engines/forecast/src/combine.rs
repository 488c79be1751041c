//! The median of several methods: hard to beat, and unmoved by one member gone astray (Petropoulos and Svetunkov 2020).

use crate::error::ForecastError;
use crate::forecast::{Explanation, Forecast};
use crate::method::{self, Method, Options};
use crate::series::{Kind, Series};

/// Members for levels and rates, and for counts.
const SMOOTH: &[Method] = &[Method::Ets, Method::DynamicTheta, Method::SeasonalNaive];
const COUNTS: &[Method] = &[Method::Counts, Method::DynamicTheta, Method::Simple, Method::Share];

/// The median, at each step, of the members that can forecast this series.
pub fn forecast(series: &Series, horizon: usize, options: Options) -> Result<Forecast, ForecastError> {
    let members = if series.kind() == Kind::Count && series.exposure().is_some() { COUNTS } else { SMOOTH };
    of(series, members, horizon, options)
}

/// The median of `members`; those that refuse the series are left out, and when all do, the refusal of the first counts.
pub fn of(series: &Series, members: &[Method], horizon: usize, options: Options) -> Result<Forecast, ForecastError> {
    let mut forecasts = Vec::with_capacity(members.len());
    let mut refusal = None;
    for member in members {
        match method::forecast(series, *member, horizon, options) {
            Ok(forecast) => forecasts.push(forecast),
            Err(error) => refusal = refusal.or(Some(error)),
        }
    }
    if forecasts.is_empty() {
        return Err(refusal.unwrap_or(ForecastError::NoHorizon));
    }
    let at = |step: usize, of: fn(&Forecast) -> &[f64]| median(forecasts.iter().map(|f| of(f)[step]).collect());
    Ok(Forecast {
        method: Method::Median,
        point: (0..horizon).map(|step| at(step, |forecast| &forecast.point)).collect(),
        spread: (0..horizon).map(|step| at(step, |forecast| &forecast.spread)).collect(),
        explanation: Explanation::Median { members: forecasts.iter().map(|forecast| forecast.method).collect() },
    })
}

/// The middle value; the mean of the two middle ones. Not for an empty list.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    if values.len() % 2 == 1 { values[half] } else { 0.5 * (values[half - 1] + values[half]) }
}
