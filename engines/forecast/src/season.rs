//! Seasons: whether there are any, and the usual size of each (classical decomposition); methods
//! that know no seasons run on what is left without them.

use crate::error::ForecastError;
use crate::forecast::Forecast;
use crate::series::Series;

/// Whether the correlation of the values with those one period before is larger than chance allows at 90 %, as in the
/// Theta method of Assimakopoulos and Nikolopoulos (2000). Needs three periods.
pub fn is_seasonal(values: &[f64], period: usize) -> bool {
    if period < 2 || values.len() < 3 * period {
        return false;
    }
    let correlations = autocorrelations(values, period);
    let spread = (1.0 + 2.0 * correlations[..period - 1].iter().map(|value| value * value).sum::<f64>()).sqrt();
    correlations[period - 1].abs() > 1.644_853_626_951_472_2 * spread / (values.len() as f64).sqrt()
}

fn autocorrelations(values: &[f64], lags: usize) -> Vec<f64> {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let variance: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (1..=lags)
        .map(|lag| {
            let product: f64 = values.iter().zip(&values[lag..]).map(|(a, b)| (a - mean) * (b - mean)).sum();
            if variance > 0.0 { product / variance } else { 0.0 }
        })
        .collect()
}

/// How seasons combine with the level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Composition {
    /// Level plus season.
    Sum,
    /// Level times season.
    Product,
}

/// The usual size of each season; place 0 is that of the first value. They sum to 0, or have the mean 1. Needs two periods.
pub fn indices(values: &[f64], period: usize, composition: Composition) -> Vec<f64> {
    let trend = centred_means(values, period);
    let mut sums = vec![(0.0, 0.0); period];
    for (at, trend) in trend.iter().enumerate() {
        let Some(trend) = trend else { continue };
        let detrended = match composition {
            Composition::Sum => values[at] - trend,
            Composition::Product if *trend != 0.0 => values[at] / trend,
            Composition::Product => continue,
        };
        sums[at % period].0 += detrended;
        sums[at % period].1 += 1.0;
    }
    let neutral = if composition == Composition::Sum { 0.0 } else { 1.0 };
    let mut indices: Vec<f64> =
        sums.iter().map(|(sum, count)| if *count > 0.0 { sum / count } else { neutral }).collect();
    let mean = indices.iter().sum::<f64>() / period as f64;
    for index in &mut indices {
        match composition {
            Composition::Sum => *index -= mean,
            Composition::Product if mean != 0.0 => *index /= mean,
            Composition::Product => {}
        }
    }
    indices
}

/// Moving means over one period, centred; none at the ends.
fn centred_means(values: &[f64], period: usize) -> Vec<Option<f64>> {
    let half = period / 2;
    (0..values.len())
        .map(|at| {
            let (from, to) = (at.checked_sub(half)?, at + half);
            let window = values.get(from..=to)?;
            let sum: f64 = window.iter().sum();
            // An even period has no middle: the two ends count half.
            let excess = if period.is_multiple_of(2) { 0.5 * (window[0] + window[window.len() - 1]) } else { 0.0 };
            Some((sum - excess) / period as f64)
        })
        .collect()
}

/// Runs `method` on the series without its seasons, where it has any, and puts them back into the forecast. The method is
/// told whether there were any.
pub(crate) fn adjusted(
    series: &Series,
    method: impl FnOnce(&Series, bool) -> Result<Forecast, ForecastError>,
) -> Result<Forecast, ForecastError> {
    let period = series.frequency().period();
    let filled = series.filled();
    if !is_seasonal(&filled, period) {
        return method(series, false);
    }
    let (composition, indices) = seasons_of(&filled, period);
    let without = series.map(|at, value| take_out(composition, value, indices[at % period]));
    let mut forecast = method(&without, true)?;
    for step in 0..forecast.point.len() {
        let index = indices[(series.len() + step) % period];
        match composition {
            Composition::Sum => forecast.point[step] += index,
            Composition::Product => {
                forecast.point[step] *= index;
                forecast.spread[step] *= index;
            }
        }
    }
    Ok(forecast)
}

/// Seasons as factors; as amounts where factors would be near or below zero.
fn seasons_of(values: &[f64], period: usize) -> (Composition, Vec<f64>) {
    if values.iter().all(|value| *value > 0.0) {
        let factors = indices(values, period, Composition::Product);
        if factors.iter().all(|factor| *factor >= 0.01) {
            return (Composition::Product, factors);
        }
    }
    (Composition::Sum, indices(values, period, Composition::Sum))
}

fn take_out(composition: Composition, value: f64, index: f64) -> f64 {
    match composition {
        Composition::Sum => value - index,
        Composition::Product => value / index,
    }
}
