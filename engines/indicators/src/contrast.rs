//! How far two numbers are apart, with an interval: shares of two periods, of two topics, any two estimates. Exchanging
//! the two turns every sign round and changes nothing else.

use crate::estimate::{Estimate, Interval};

/// Two-sided 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// So many of a kind among so many.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Part {
    /// Of the kind.
    pub count: f64,
    /// In all.
    pub all: f64,
}

impl Part {
    /// The share of the kind; `None` where there is nothing.
    pub fn share(self) -> Option<f64> {
        (self.all > 0.0).then(|| self.count / self.all)
    }
}

/// A difference or ratio with its interval of 95 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contrast {
    /// The number.
    pub value: f64,
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

/// How many times the earlier share the later one is, as a natural logarithm: 0 for no change, ln 2 for twice as much.
///
/// With half a paper added to each count (Walter 1975; Agresti 1999), so that a share that was 0 has a ratio too. The
/// interval is that of the ratio of two binomial shares. `None` where a period has no papers at all, or where a count
/// is larger than its total.
pub fn log_ratio(earlier: Part, later: Part) -> Option<Contrast> {
    let is_share = |part: Part| part.all > 0.0 && (0.0..=part.all).contains(&part.count);
    if !is_share(earlier) || !is_share(later) {
        return None;
    }
    let log = |part: Part| ((part.count + 0.5) / (part.all + 0.5)).ln();
    let variance = |part: Part| 1.0 / (part.count + 0.5) - 1.0 / (part.all + 0.5);
    let value = log(later) - log(earlier);
    let half = Z * (variance(earlier) + variance(later)).max(0.0).sqrt();
    Some(Contrast { value, low: value - half, high: value + half })
}

/// `a` less `b`, with the interval that their intervals imply (Zou and Donner 2008; for two shares with Wilson's
/// intervals this is Newcombe's). `None` unless both have an interval.
pub fn difference(a: &Estimate, b: &Estimate) -> Option<Contrast> {
    between((a.value, a.interval?), (b.value, b.interval?))
}

/// As [`difference`], for numbers whose explanations are kept elsewhere.
pub fn between((a, of_a): (f64, Interval), (b, of_b): (f64, Interval)) -> Option<Contrast> {
    let value = a - b;
    let low = value - (a - of_a.low).hypot(of_b.high - b);
    let high = value + (of_a.high - a).hypot(b - of_b.low);
    (value.is_finite() && low.is_finite() && high.is_finite()).then_some(Contrast { value, low, high })
}
