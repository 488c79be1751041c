//! Average-linkage agglomeration of one block under must-links and cannot-links.

use crate::persons::pair::{self, Bond, Prepared};

/// Log-odds that stand for certainty: a must-link in an average.
const CERTAIN: f64 = 7.0;

/// Members of one block that are one person, as positions in the block, ascending.
pub type Cluster = Vec<usize>;

/// Joins the mentions of a block while the best pair of groups has average log-odds above `threshold`.
///
/// Mentions with one ORCID iD are joined first; groups with a forbidden pair between them are never joined.
/// Costs O(n²) comparisons and, in the worst case, O(n³) simple steps, with n bounded by the caller. Ties go to the
/// groups whose first members have the smallest keys, so that the order of the input does not matter.
pub fn agglomerate(block: &[Prepared<'_>], threshold: f64) -> Vec<Cluster> {
    let mut groups = Groups::new(block);
    while let Some((one, two)) = groups.best(threshold) {
        groups.join(one, two);
    }
    groups.finish()
}

struct Groups {
    members: Vec<Cluster>,
    /// Sum of log-odds over the pairs between two groups; minus infinity where a pair is forbidden.
    sums: Vec<Vec<f64>>,
    alive: Vec<usize>,
    /// For each group its best partner among the later ones, with the average.
    nearest: Vec<Option<(f64, usize)>>,
}

impl Groups {
    fn new(block: &[Prepared<'_>]) -> Self {
        let members = by_orcid(block);
        let count = members.len();
        let mut sums = vec![vec![0.0; count]; count];
        for one in 0..count {
            for two in one + 1..count {
                let sum = between(block, &members[one], &members[two]);
                (sums[one][two], sums[two][one]) = (sum, sum);
            }
        }
        let mut groups = Groups { members, sums, alive: (0..count).collect(), nearest: vec![None; count] };
        (0..count).for_each(|group| groups.refresh(group));
        groups
    }

    fn average(&self, one: usize, two: usize) -> f64 {
        self.sums[one][two] / (self.members[one].len() * self.members[two].len()) as f64
    }

    /// Finds the best later partner of a group anew.
    fn refresh(&mut self, group: usize) {
        let later = self.alive.iter().copied().filter(|other| *other > group);
        // `max_by` takes the last of equals; the comparison prefers the earlier group.
        self.nearest[group] = later
            .map(|other| (self.average(group, other), other))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    }

    fn best(&self, threshold: f64) -> Option<(usize, usize)> {
        let open =
            self.alive.iter().filter_map(|group| self.nearest[*group].map(|(average, other)| (average, *group, other)));
        let best = open.max_by(|a, b| a.0.total_cmp(&b.0).then((b.1, b.2).cmp(&(a.1, a.2))))?;
        (best.0 > threshold).then_some((best.1, best.2))
    }

    fn join(&mut self, one: usize, two: usize) {
        let moved = std::mem::take(&mut self.members[two]);
        self.members[one].extend(moved);
        self.alive.retain(|group| *group != two);
        for other in self.alive.clone() {
            if other != one {
                let sum = self.sums[one][other] + self.sums[two][other];
                (self.sums[one][other], self.sums[other][one]) = (sum, sum);
            }
        }
        self.refresh(one);
        for group in self.alive.clone() {
            let touched = self.nearest[group].is_some_and(|(_, partner)| partner == one || partner == two);
            if group < one || touched {
                self.refresh(group);
            }
        }
    }

    fn finish(mut self) -> Vec<Cluster> {
        let mut clusters: Vec<Cluster> =
            self.alive.iter().map(|group| std::mem::take(&mut self.members[*group])).collect();
        clusters.iter_mut().for_each(|cluster| cluster.sort_unstable());
        clusters
    }
}

/// Groups of one ORCID iD, and everybody else alone; in the order of their first members.
fn by_orcid(block: &[Prepared<'_>]) -> Vec<Cluster> {
    let mut groups: Vec<Cluster> = Vec::new();
    let mut known: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for (at, mention) in block.iter().map(|prepared| prepared.mention).enumerate() {
        match known.get(mention.orcid.as_str()) {
            Some(group) if !mention.orcid.is_empty() => groups[*group].push(at),
            _ => {
                known.insert(&mention.orcid, groups.len());
                groups.push(vec![at]);
            }
        }
    }
    groups
}

fn between(block: &[Prepared<'_>], one: &[usize], two: &[usize]) -> f64 {
    let mut sum = 0.0;
    for a in one {
        for b in two {
            sum += pair_log_odds(&block[*a], &block[*b]);
            if sum == f64::NEG_INFINITY {
                return sum;
            }
        }
    }
    sum
}

/// Log-odds of a pair under its bond.
pub fn pair_log_odds(one: &Prepared<'_>, two: &Prepared<'_>) -> f64 {
    match pair::bond(one, two) {
        Bond::Must => CERTAIN,
        Bond::Cannot => f64::NEG_INFINITY,
        Bond::Free => pair::log_odds(&pair::features(one, two)).clamp(-CERTAIN, CERTAIN),
    }
}
