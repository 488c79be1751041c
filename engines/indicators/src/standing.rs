//! Where an estimate stands among those of its peers, and the mean of several such standings: a score that needs no
//! weights where there is nothing that weights could be learnt from.

use crate::estimate::Interval;

/// A share of peers, 0 to 1, with bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// The share of peers that lie below, those alike counted half.
    pub value: f64,
    /// Where the lower bound of the estimate would stand.
    pub low: f64,
    /// Where the upper bound of the estimate would stand.
    pub high: f64,
}

/// Values of one indicator of all topics that are compared, in order.
#[derive(Clone, Debug, Default)]
pub struct Peers(Vec<f64>);

impl Peers {
    /// These values; those that are no numbers are left out.
    pub fn new(values: impl IntoIterator<Item = f64>) -> Peers {
        let mut values: Vec<f64> = values.into_iter().filter(|value| !value.is_nan()).collect();
        values.sort_by(f64::total_cmp);
        Peers(values)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Where an estimate stands. Without an interval the bounds are the value's own. `None` without peers, or for what is
    /// no number. Costs O(log peers).
    pub fn standing(&self, value: f64, interval: Option<Interval>) -> Option<Standing> {
        let below = |value: f64| {
            let (less, not_more) =
                (self.0.partition_point(|peer| *peer < value), self.0.partition_point(|peer| *peer <= value));
            (less + not_more) as f64 / 2.0 / self.0.len() as f64
        };
        if self.0.is_empty() || value.is_nan() {
            return None;
        }
        let own = below(value);
        let (low, high) = interval.map_or((own, own), |interval| (below(interval.low), below(interval.high)));
        Some(Standing { value: own, low: low.min(own), high: high.max(own) })
    }
}

/// The mean of standings; its bounds take the errors of the parts as independent. `None` for none.
pub fn mean(parts: &[Standing]) -> Option<Standing> {
    if parts.is_empty() {
        return None;
    }
    let count = parts.len() as f64;
    let value = parts.iter().map(|part| part.value).sum::<f64>() / count;
    let reach = |of: fn(&Standing) -> f64| parts.iter().map(|part| of(part).powi(2)).sum::<f64>().sqrt() / count;
    let low = (value - reach(|part| part.value - part.low)).max(0.0);
    let high = (value + reach(|part| part.high - part.value)).min(1.0);
    Some(Standing { value, low, high })
}
