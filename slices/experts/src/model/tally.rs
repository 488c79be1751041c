//! Counting: things with how often they occurred, and years with how much happened in them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A subject with the number of works about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Topic {
    /// Subject heading or keyword.
    pub name: String,
    /// Works about it.
    pub works: u32,
}

/// A year with its number of works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Year {
    /// The year.
    pub year: i16,
    /// Works of that year.
    pub works: u32,
}

/// A person or institution with which works were shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Peer {
    /// Its id here.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Works in common.
    pub works: u32,
}

/// Counts by key, with a name for each.
#[derive(Debug, Default)]
pub struct Tally {
    counts: BTreeMap<String, (String, u32)>,
}

impl Tally {
    /// Counts one occurrence. Of several names the first in the alphabet is kept, whatever the order of counting.
    pub fn add(&mut self, key: &str, name: &str) {
        if let Some((kept, count)) = self.counts.get_mut(key) {
            *count += 1;
            if name < kept.as_str() {
                name.clone_into(kept);
            }
        } else {
            self.counts.insert(key.to_owned(), (name.to_owned(), 1));
        }
    }

    /// Key, name and count of the most frequent, at most `limit`; ties by key.
    pub fn top(self, limit: usize) -> Vec<(String, String, u32)> {
        let mut all: Vec<(String, String, u32)> =
            self.counts.into_iter().map(|(key, (name, count))| (key, name, count)).collect();
        all.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
        all.truncate(limit);
        all
    }

    /// The most frequent as topics.
    pub fn topics(self, limit: usize) -> Vec<Topic> {
        self.top(limit).into_iter().map(|(_, name, works)| Topic { name, works }).collect()
    }

    /// The most frequent as peers.
    pub fn peers(self, limit: usize) -> Vec<Peer> {
        self.top(limit).into_iter().map(|(id, name, works)| Peer { id, name, works }).collect()
    }
}

/// Works by year, in the order of years.
pub fn years(of_works: impl Iterator<Item = i16>) -> Vec<Year> {
    let mut counts: BTreeMap<i16, u32> = BTreeMap::new();
    of_works.filter(|year| *year > 0).for_each(|year| *counts.entry(year).or_default() += 1);
    counts.into_iter().map(|(year, works)| Year { year, works }).collect()
}
