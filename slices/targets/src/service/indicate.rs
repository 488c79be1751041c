//! The indicators of a target, each with its interval and the numbers that its explanation names.

use bellwether_foresight::api::Indicator;
use bellwether_indicators::burst::{Sensitivity, bursts};
use bellwether_indicators::emergence;
use bellwether_indicators::estimate::{Estimate, share};

use crate::model::target::{Span, Target};

/// Years over which growth is measured: long enough for an interval that says something, short enough to be of today.
const GROWTH_YEARS: usize = 10;
/// Years that count as the latest.
const LATEST: usize = 3;
/// Growth that may be elevenfold a year may be anything, and is not shown.
const WIDEST_GROWTH: f64 = 10.0;
/// In fewer years nothing is usual, so nothing stands out.
const BURST_YEARS: usize = 5;

/// Gives the target its bursts and indicators; `counts` are its papers a year, `totals` those of all genes.
pub fn indicate(target: &mut Target, counts: &[f64], totals: &[f64], first_year: u16) {
    let year = |at: usize| first_year + at as u16;
    let last = counts.len() - 1;
    let from = counts.len().saturating_sub(GROWTH_YEARS);
    let (recent, recent_totals) = (&counts[from..], &totals[from..]);
    let growth = emergence::growth(recent, recent_totals);
    let growth = growth.filter(|growth| growth.interval.is_some_and(|interval| interval.high <= WIDEST_GROWTH));
    let because = vec![recent.iter().sum(), f64::from(year(from)), f64::from(year(last))];
    target.indicators.extend(growth.and_then(|growth| told("growth", &growth, because)));
    let of_last = share(counts[last], totals[last]);
    let because = vec![counts[last], totals[last], f64::from(year(last))];
    target.indicators.extend(of_last.and_then(|share| told("share", &share, because)));
    let latest = counts[counts.len().saturating_sub(LATEST)..].iter().sum();
    let because = vec![latest, counts.iter().sum(), LATEST as f64];
    let novelty = emergence::novelty(counts, LATEST);
    target.indicators.extend(novelty.and_then(|novelty| told("novelty", &novelty, because)));
    if counts.len() < BURST_YEARS {
        return;
    }
    let found = bursts(counts, totals, Sensitivity::default());
    target.bursts = found.iter().map(|burst| Span { from: year(burst.from), to: year(burst.to) }).collect();
    target.indicators.extend(found.last().map(|burst| Indicator {
        name: "burst".to_owned(),
        value: burst.weight,
        interval: None,
        because: vec![f64::from(year(burst.from)), f64::from(year(burst.to))],
    }));
}

/// The indicator as it is stored; `i18n` says `because` in a sentence, in this order. `None` where a number has no bounds,
/// which says nothing and has no place in a file.
fn told(name: &str, estimate: &Estimate, because: Vec<f64>) -> Option<Indicator> {
    let interval = estimate.interval.map(|interval| (interval.low, interval.high));
    let bounds = interval.map_or([0.0, 0.0], |(low, high)| [low, high]);
    let is_finite = estimate.value.is_finite() && bounds.iter().all(|bound| bound.is_finite());
    is_finite.then(|| Indicator { name: name.to_owned(), value: estimate.value, interval, because })
}
