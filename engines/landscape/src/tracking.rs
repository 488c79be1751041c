//! Topics over time: after a corpus was updated, a topic keeps its id and label if it is still largely the same.

use rustc_hash::FxHashMap;

/// When a topic is still the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// It keeps its id if it shares at least so much with the old one: documents in both, of those in either.
    pub keeps_id: f64,
    /// It keeps its label too if it shares at least so much.
    pub keeps_label: f64,
}

impl Default for Options {
    fn default() -> Self {
        Options { keeps_id: 0.3, keeps_label: 0.5 }
    }
}

/// What became of a topic.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Identity {
    /// The old topic's id, or a fresh one.
    pub id: u64,
    /// How much it shares with the old topic; 0 when it is new.
    pub shared: f64,
    /// Does the old label still stand?
    pub keeps_label: bool,
}

/// Ids for new topics. `old` and `new` give the topic of each document that is in both corpora: an id of old, and
/// a number from 0 to `topics - 1` of new. `fresh` is the first id never used. Pairs that share most are matched first;
/// each old id is given once. O(documents + pairs log pairs).
pub fn identities(
    old: &[Option<u64>],
    new: &[Option<u32>],
    topics: usize,
    fresh: u64,
    options: &Options,
) -> Vec<Identity> {
    let mut old_size: FxHashMap<u64, u32> = FxHashMap::default();
    let mut new_size = vec![0_u32; topics];
    let mut both: FxHashMap<(u64, u32), u32> = FxHashMap::default();
    for (old, new) in old.iter().zip(new) {
        if let Some(old) = old {
            *old_size.entry(*old).or_default() += 1;
        }
        if let Some(new) = new {
            new_size[*new as usize] += 1;
        }
        if let (Some(old), Some(new)) = (old, new) {
            *both.entry((*old, *new)).or_default() += 1;
        }
    }
    let mut pairs: Vec<(f64, u64, u32)> = both
        .into_iter()
        .map(|((old, new), both)| {
            let either = old_size[&old] + new_size[new as usize] - both;
            (f64::from(both) / f64::from(either), old, new)
        })
        .filter(|(shared, _, _)| *shared >= options.keeps_id)
        .collect();
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut matched: Vec<Option<Identity>> = vec![None; topics];
    let mut given: FxHashMap<u64, ()> = FxHashMap::default();
    for (shared, old, new) in pairs {
        let slot = &mut matched[new as usize];
        if slot.is_none() && given.insert(old, ()).is_none() {
            *slot = Some(Identity { id: old, shared, keeps_label: shared >= options.keeps_label });
        }
    }
    let mut next = fresh;
    let mut identity = |slot: Option<Identity>| {
        slot.unwrap_or_else(|| {
            let id = next;
            next += 1;
            Identity { id, shared: 0.0, keeps_label: false }
        })
    };
    matched.into_iter().map(&mut identity).collect()
}
