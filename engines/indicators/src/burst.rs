//! Bursts: spans in which a topic takes a raised share of everything (Kleinberg 2002, the two-state machine for batched
//! arrivals).
//!
//! The low state expects the overall share, the high state `raise` times as much. Moving up costs `cost * ln(years)`, moving down nothing;
//! the cheapest path of states is found exactly. Dividing by the yearly total keeps growth of the corpus from looking like a burst.

/// How readily bursts are seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sensitivity {
    /// How many times the usual share the high state expects.
    pub raise: f64,
    /// Price of a burst; higher sees fewer.
    pub cost: f64,
}

impl Default for Sensitivity {
    /// Kleinberg's own: twice the share, price 1.
    fn default() -> Sensitivity {
        Sensitivity { raise: 2.0, cost: 1.0 }
    }
}

/// A span of years in the high state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Burst {
    /// First year, from 0.
    pub from: usize,
    /// Last year.
    pub to: usize,
    /// How much better the high state explains the span than the low one, in units of log likelihood.
    pub weight: f64,
}

/// All bursts, oldest first. Counts larger than their total are taken as equal to it. Costs O(years).
pub fn bursts(counts: &[f64], totals: &[f64], sensitivity: Sensitivity) -> Vec<Burst> {
    let years = counts.len().min(totals.len());
    let (sum, total) = (counts[..years].iter().sum::<f64>(), totals[..years].iter().sum::<f64>());
    if sum <= 0.0 || total <= 0.0 || years < 2 {
        return Vec::new();
    }
    let low = (sum / total).min(1.0);
    // A share cannot pass 1, and at 1 a single other paper would be impossible.
    let high = (low * sensitivity.raise).min(0.9999);
    if high <= low {
        return Vec::new();
    }
    // Binomial coefficients are the same in both states and fall out.
    let cost = |at: usize, share: f64| {
        let count = counts[at].clamp(0.0, totals[at].max(0.0));
        -(count * share.ln() + (totals[at].max(0.0) - count) * (-share).ln_1p())
    };
    let up = sensitivity.cost * (years as f64).ln();
    // Before the first year the machine is in the low state.
    let mut best = [0.0, f64::INFINITY];
    let mut from = Vec::with_capacity(years);
    for at in 0..years {
        let to_low = usize::from(best[1] < best[0]);
        let to_high = usize::from(best[1] <= best[0] + up);
        from.push([to_low, to_high]);
        best = [best[to_low] + cost(at, low), best[to_high] + if to_high == 0 { up } else { 0.0 } + cost(at, high)];
    }
    let mut state = usize::from(best[1] < best[0]);
    let mut high_years = vec![false; years];
    for at in (0..years).rev() {
        high_years[at] = state == 1;
        state = from[at][state];
    }
    spans(&high_years, |at| cost(at, low) - cost(at, high))
}

fn spans(high_years: &[bool], gain: impl Fn(usize) -> f64) -> Vec<Burst> {
    let mut spans: Vec<Burst> = Vec::new();
    for (at, _) in high_years.iter().enumerate().filter(|(_, high)| **high) {
        match spans.last_mut() {
            Some(last) if last.to + 1 == at => {
                last.to = at;
                last.weight += gain(at);
            }
            _ => spans.push(Burst { from: at, to: at, weight: gain(at) }),
        }
    }
    spans
}
