//! How well a grouping agrees with a known truth: pairwise and B-cubed precision and recall.

use std::collections::BTreeMap;

/// Precision and recall, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quality {
    /// Of what was joined, the share that belongs together.
    pub precision: f64,
    /// Of what belongs together, the share that was joined.
    pub recall: f64,
}

impl Quality {
    /// Harmonic mean.
    pub fn f1(&self) -> f64 {
        let sum = self.precision + self.recall;
        if sum > 0.0 { 2.0 * self.precision * self.recall / sum } else { 0.0 }
    }
}

/// Over pairs of items: precision = pairs together in both / pairs together in the grouping; recall = … / in the truth.
///
/// Both slices give each item's group; 1 where there is no pair to judge. Costs O(n log n).
pub fn pairwise(found: &[u64], truth: &[u64]) -> Quality {
    let (both, by_found, by_truth) = tables(found, truth);
    let pairs =
        |counts: &mut dyn Iterator<Item = &u64>| counts.map(|count| (count * (count - 1) / 2) as f64).sum::<f64>();
    let together = pairs(&mut both.values());
    let share = |all: f64| if all > 0.0 { together / all } else { 1.0 };
    Quality { precision: share(pairs(&mut by_found.values())), recall: share(pairs(&mut by_truth.values())) }
}

/// B-cubed (Bagga and Baldwin 1998): the mean over items of the share of the item's group that is right, and of the
/// share of its true group that was found.
pub fn b_cubed(found: &[u64], truth: &[u64]) -> Quality {
    let (both, by_found, by_truth) = tables(found, truth);
    let items = found.len().max(1) as f64;
    let mean = |all: &dyn Fn(&(u64, u64)) -> u64| {
        both.iter().map(|(groups, count)| (count * count) as f64 / all(groups) as f64).sum::<f64>() / items
    };
    Quality { precision: mean(&|(group, _)| by_found[group]), recall: mean(&|(_, group)| by_truth[group]) }
}

type Tables = (BTreeMap<(u64, u64), u64>, BTreeMap<u64, u64>, BTreeMap<u64, u64>);

fn tables(found: &[u64], truth: &[u64]) -> Tables {
    let (mut both, mut by_found, mut by_truth) = Tables::default();
    for (one, other) in found.iter().zip(truth) {
        *both.entry((*one, *other)).or_default() += 1;
        *by_found.entry(*one).or_default() += 1;
        *by_truth.entry(*other).or_default() += 1;
    }
    (both, by_found, by_truth)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of Amigó et al. (2009), "A comparison of extrinsic clustering evaluation metrics", in small:
    /// truth {a b c} {d e}, found {a b} {c d e}.
    #[test]
    fn a_small_table_by_hand() {
        let (truth, found) = ([1, 1, 1, 2, 2], [1, 1, 2, 2, 2]);
        let pairs = pairwise(&found, &truth);
        assert_eq!((pairs.precision, pairs.recall), (2.0 / 4.0, 2.0 / 4.0));
        let items = b_cubed(&found, &truth);
        // Precision: a, b 1; c 1/3; d, e 2/3. Recall: a, b 2/3; c 1/3; d, e 1.
        assert!((items.precision - (2.0 + 1.0 / 3.0 + 4.0 / 3.0) / 5.0).abs() < 1e-12);
        assert!((items.recall - (4.0 / 3.0 + 1.0 / 3.0 + 2.0) / 5.0).abs() < 1e-12);
    }
}
