//! Ids of candidates that last from one grouping to the next.

use std::collections::{BTreeMap, BTreeSet};

use crate::persons::mention::Mention;
use crate::text;

/// The id of a candidate that is new: from its ORCID iD where it has one, else from its first mention.
pub fn fresh_id(members: &[&Mention]) -> u64 {
    let orcid = members.iter().map(|member| member.orcid.as_str()).filter(|orcid| !orcid.is_empty()).min();
    match orcid {
        Some(orcid) => text::hash(orcid),
        None => members.iter().map(|member| member.key()).min().unwrap_or(0),
    }
}

/// Gives each candidate an id: that of the earlier candidate with which it shares most mentions, if that one shares
/// most with it too and no other takes it; otherwise a fresh one.
///
/// `earlier` leads from a mention's key to its id. A candidate with an ORCID iD always has the id made from the iD.
/// Ties go to the smaller id; the order of candidates does not matter. Costs O(n log n).
pub fn assign(earlier: &BTreeMap<u64, u64>, candidates: &[Vec<&Mention>]) -> Vec<u64> {
    let mut claims: Vec<(u32, u64, usize)> = Vec::new();
    let mut ids: Vec<Option<u64>> = vec![None; candidates.len()];
    let mut taken = BTreeSet::new();
    for (at, members) in candidates.iter().enumerate() {
        if members.iter().any(|member| !member.orcid.is_empty()) {
            let id = fresh_id(members);
            // One iD in two groups happens where sources contradict themselves; the second keeps an id of its own.
            ids[at] = taken.insert(id).then_some(id);
            continue;
        }
        let mut shared: BTreeMap<u64, u32> = BTreeMap::new();
        for id in members.iter().filter_map(|member| earlier.get(&member.key())) {
            *shared.entry(*id).or_default() += 1;
        }
        claims.extend(shared.into_iter().map(|(id, count)| (count, id, at)));
    }
    let first = |at: usize| candidates[at].iter().map(|member| member.key()).min();
    claims.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then_with(|| first(a.2).cmp(&first(b.2))));
    for (_, id, at) in claims {
        if ids[at].is_none() && taken.insert(id) {
            ids[at] = Some(id);
        }
    }
    let fresh = |(at, id): (usize, Option<u64>)| {
        id.unwrap_or_else(|| {
            let first = candidates[at].iter().map(|member| member.key()).min().unwrap_or(0);
            // An earlier candidate that lost its first mention may still hold the id made from it.
            let mut id = first;
            while !taken.insert(id) {
                id = text::mix(id.wrapping_add(1));
            }
            id
        })
    };
    ids.into_iter().enumerate().map(fresh).collect()
}
