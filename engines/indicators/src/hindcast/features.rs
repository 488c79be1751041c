//! What can be known of a yearly series at its end: indicators that the combination weighs.

use crate::burst::{Sensitivity, bursts};
use crate::emergence;

/// Names of the indicators, in the order of [`of_series`].
pub const NAMES: [&str; 16] = [
    "size",
    "size squared",
    "level",
    "jump against three years",
    "jump squared",
    "change since last year",
    "growth over four years",
    "growth over all years",
    "novelty",
    "mean publication year",
    "age",
    "in a burst",
    "weight of the latest burst",
    "unsteadiness",
    "below its peak",
    "zero years",
];

/// The indicators of a series that ends now. Both slices end in the same year; nothing later is passed in, so nothing
/// later can be used. At least five years.
pub fn of_series(counts: &[f64], totals: &[f64]) -> [f64; NAMES.len()] {
    let now = counts.len() - 1;
    let at_constant_total: Vec<f64> =
        counts.iter().zip(totals).map(|(count, total)| count * totals[now] / total).collect();
    let value = |back: usize| at_constant_total[now - back];
    let log = |value: f64| (value + 0.5).ln();
    let size = log(value(0));
    let level = log((4.0 * value(0) + 3.0 * value(1) + 2.0 * value(2) + value(3)) / 10.0);
    let jump = size - log((value(1) + value(2) + value(3)) / 3.0);
    let all: f64 = counts.iter().sum::<f64>().max(1e-9);
    let mean_age = counts.iter().enumerate().map(|(at, count)| count * (now - at) as f64).sum::<f64>() / all;
    let first = counts.iter().position(|count| *count > 0.0).unwrap_or(now);
    let spans = bursts(counts, totals, Sensitivity::default());
    let latest = spans.last();
    let changes: Vec<f64> = at_constant_total[first..].windows(2).map(|pair| log(pair[1]) - log(pair[0])).collect();
    let mean_change = changes.iter().sum::<f64>() / changes.len().max(1) as f64;
    let unsteadiness =
        (changes.iter().map(|change| (change - mean_change).powi(2)).sum::<f64>() / changes.len().max(1) as f64).sqrt();
    let peak = at_constant_total.iter().copied().fold(0.0, f64::max);
    let recent_zeros = (0..5.min(counts.len())).filter(|back| counts[now - back] == 0.0).count();
    [
        size,
        size * size,
        level,
        jump,
        jump * jump,
        size - log(value(1)),
        log((value(0) + value(1)) / 2.0) - log((value(3) + value(4)) / 2.0),
        emergence::growth(counts, totals).map_or(0.0, |growth| growth.value.clamp(-0.9, 2.0).ln_1p()),
        emergence::novelty(counts, 3).map_or(0.0, |novelty| novelty.value),
        -mean_age,
        ((now - first) as f64 + 1.0).ln(),
        f64::from(u8::from(latest.is_some_and(|burst| burst.to == now))),
        latest.map_or(0.0, |burst| burst.weight.max(0.0).ln_1p()),
        unsteadiness,
        log(peak) - size,
        recent_zeros as f64,
    ]
}
