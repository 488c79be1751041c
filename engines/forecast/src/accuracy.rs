//! How far off forecasts were.

/// Symmetric mean absolute percentage error, in percent, as in the M3 competition (Makridakis and Hibon 2000).
pub fn smape(actual: &[f64], forecast: &[f64]) -> f64 {
    let term = |(actual, forecast): (&f64, &f64)| {
        let sum = actual.abs() + forecast.abs();
        if sum > 0.0 { 200.0 * (actual - forecast).abs() / sum } else { 0.0 }
    };
    actual.iter().zip(forecast).map(term).sum::<f64>() / actual.len() as f64
}

/// Mean absolute error over `scale`, the mean absolute (seasonal) change of the history (Hyndman and Koehler 2006).
/// `None` where the history never changed.
pub fn mase(actual: &[f64], forecast: &[f64], scale: f64) -> Option<f64> {
    let error: f64 = actual.iter().zip(forecast).map(|(actual, forecast)| (actual - forecast).abs()).sum();
    (scale > 0.0).then(|| error / actual.len() as f64 / scale)
}

/// Share of `actual` within its bounds.
pub fn coverage(actual: &[f64], lower: &[f64], upper: &[f64]) -> f64 {
    let within = actual
        .iter()
        .zip(lower.iter().zip(upper))
        .filter(|(actual, (lower, upper))| *lower <= *actual && *actual <= *upper);
    within.count() as f64 / actual.len() as f64
}

/// Mean scaled interval score at `level`: width plus a penalty for what fell outside (Gneiting and Raftery 2007), over `scale`.
pub fn interval_score(actual: &[f64], lower: &[f64], upper: &[f64], level: f64, scale: f64) -> Option<f64> {
    let penalty = 2.0 / (1.0 - level);
    let one = |at: usize| {
        let below = (lower[at] - actual[at]).max(0.0);
        let above = (actual[at] - upper[at]).max(0.0);
        upper[at] - lower[at] + penalty * (below + above)
    };
    (scale > 0.0).then(|| (0..actual.len()).map(one).sum::<f64>() / actual.len() as f64 / scale)
}
