//! Topics that a person watches: what a topic was like when it was last seen, and what became of it since.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::emerging::Bounded;
use crate::model::topic::{Topic, WorkLine};

/// A person may watch so many topics.
pub const MOST: usize = 200;
/// Records of a topic that are remembered, so that it is found again whatever it is called and numbered then.
pub const REMEMBERED: usize = 100;

/// A topic as it was, or is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = foresight::SeenTopic)]
pub struct Seen {
    /// Number of the landscape.
    pub landscape: u64,
    /// Level of the topic.
    pub level: u8,
    /// What it is called.
    pub label: String,
    /// Records in it.
    pub size: u32,
    /// Its share of all records on the map.
    pub share: f64,
    /// Growth of its share a year.
    pub growth: Option<Bounded>,
    /// Its place among the topics of its level by size, 1 for the largest.
    pub rank: u32,
    /// Topics of its level.
    pub of: u32,
    /// Its key records.
    pub works: Vec<WorkLine>,
    /// An even sample of its records, by key.
    pub sample: Vec<String>,
}

/// A line of somebody's list as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Watch {
    /// Id that the topic had.
    pub topic: String,
    /// What it was like.
    pub seen: Seen,
    /// When it was put on the list, in milliseconds since 1970 UTC.
    pub added_at_ms: i64,
    /// When it was last marked as seen.
    pub seen_at_ms: i64,
}

/// What became of a topic. Most means at least half of the remembered records that are still on the map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
#[serde(tag = "what", rename_all = "snake_case")]
#[schema(as = foresight::Fate)]
pub enum Fate {
    /// The topic of this id still has most of its records.
    #[default]
    Stays,
    /// Most of its records are in a topic of another id.
    Moved {
        /// Its id.
        into: String,
        /// What that is called.
        label: String,
    },
    /// Most of its records are in a topic of more than twice its size.
    Merged {
        /// Its id.
        into: String,
        /// What that is called.
        label: String,
    },
    /// No topic has most of its records.
    Split {
        /// The topics that have most of them, as ids with labels.
        into: Vec<Piece>,
    },
    /// Its records are no longer on the map.
    Gone,
}

/// A topic that took a share of another's records.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
#[schema(as = foresight::Piece)]
pub struct Piece {
    /// Its id.
    pub topic: String,
    /// What it is called.
    pub label: String,
    /// The share of the records that it took.
    pub share: f64,
}

/// What is new about a watched topic.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
#[schema(as = foresight::News)]
pub struct News {
    /// Id under which it is watched.
    pub topic: String,
    /// When it was last marked as seen, in milliseconds since 1970 UTC.
    pub seen_at_ms: i64,
    /// What it was like then.
    pub before: Seen,
    /// What became of it.
    pub fate: Fate,
    /// What it is like now, where it still is one topic.
    pub now: Option<Seen>,
    /// Key records that were none then.
    pub new_works: Vec<WorkLine>,
}

impl Fate {
    /// The id of the one topic that it is now, where it is one.
    pub fn topic<'a>(&'a self, before: &'a str) -> Option<&'a str> {
        match self {
            Fate::Stays => Some(before),
            Fate::Moved { into, .. } | Fate::Merged { into, .. } => Some(into),
            Fate::Split { .. } | Fate::Gone => None,
        }
    }
}

impl News {
    /// Is anything different from what was last seen?
    pub fn is_news(&self) -> bool {
        let same = |now: &Seen| {
            let then = &self.before;
            (now.size, now.rank, now.of, &now.label) == (then.size, then.rank, then.of, &then.label)
                && (now.share - then.share).abs() < 1e-12
                && now.growth == then.growth
        };
        self.fate != Fate::Stays || !self.new_works.is_empty() || !self.now.as_ref().is_some_and(same)
    }
}

/// What became of a topic of this size, from the topics of its level in which its remembered records are now.
pub fn fate(id: &str, size: u32, found: &[&Topic]) -> Fate {
    let mut counts: HashMap<&str, (u32, &Topic)> = HashMap::new();
    for topic in found {
        counts.entry(&topic.id).or_insert((0, topic)).0 += 1;
    }
    let all = found.len() as u32;
    let mut pieces: Vec<(u32, &Topic)> = counts.into_values().collect();
    pieces.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
    if pieces.iter().any(|(count, topic)| topic.id == id && count * 2 >= all) {
        return Fate::Stays;
    }
    match pieces.first() {
        None => Fate::Gone,
        Some((count, topic)) if count * 2 >= all => {
            let (into, label) = (topic.id.clone(), topic.label.clone());
            if topic.size / 2 > size { Fate::Merged { into, label } } else { Fate::Moved { into, label } }
        }
        Some(_) => {
            let piece = |(count, topic): &(u32, &Topic)| Piece {
                topic: topic.id.clone(),
                label: topic.label.clone(),
                share: f64::from(*count) / f64::from(all),
            };
            Fate::Split { into: pieces.iter().take(3).map(piece).collect() }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Fate, fate};
    use crate::model::topic::Topic;

    fn topic(id: &str, size: u32) -> Topic {
        Topic { id: id.to_owned(), label: format!("about {id}"), size, ..Topic::default() }
    }

    #[test]
    fn a_topic_is_where_most_of_its_records_are() {
        let (a, b, c, whole) = (topic("1", 10), topic("2", 12), topic("3", 4), topic("4", 40));
        assert_eq!(fate("1", 10, &[&a, &a, &b]), Fate::Stays);
        assert_eq!(fate("1", 10, &[&a, &b]), Fate::Stays, "half is enough for the one with its own id");
        assert_eq!(fate("1", 10, &[&b, &b, &a]), Fate::Moved { into: "2".into(), label: "about 2".into() });
        assert_eq!(fate("1", 10, &[&whole, &whole]), Fate::Merged { into: "4".into(), label: "about 4".into() });
        assert_eq!(fate("1", 10, &[]), Fate::Gone);
        let Fate::Split { into } = fate("1", 10, &[&a, &b, &c, &b, &c]) else { panic!("split") };
        assert_eq!(into.iter().map(|piece| piece.topic.as_str()).collect::<Vec<_>>(), ["2", "3", "1"]);
    }

    proptest! {
        #[test]
        fn the_order_in_which_records_are_found_does_not_matter(mut ids in prop::collection::vec(0_u8..6, 0..40)) {
            let topics: Vec<Topic> = (0..6).map(|id: u8| topic(&id.to_string(), 10)).collect();
            let of = |ids: &[u8]| fate("0", 10, &ids.iter().map(|id| &topics[usize::from(*id)]).collect::<Vec<_>>());
            let before = of(&ids);
            ids.reverse();
            prop_assert_eq!(before, of(&ids));
        }
    }
}
