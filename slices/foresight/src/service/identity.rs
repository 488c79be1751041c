//! Ids of topics: a topic that is still largely the same keeps its id, and where it is more so, its label.

use std::collections::HashMap;

use bellwether_landscape::tracking::{Options, identities};

use crate::model::topic::Topic;
use crate::service::topics::Frame;
use crate::store::folder::Edition;

/// Gives every topic its id. Returns the first id that was never used.
pub fn give(all: &mut [Topic], frame: &Frame<'_>, earlier: Option<&Edition>) -> u64 {
    let mut next = earlier.map_or(1, |edition| edition.status.next_id.max(1));
    let known = earlier.map(|edition| by_key(edition)).unwrap_or_default();
    for (level, topics) in frame.levels().enumerate() {
        let old: Vec<Option<u64>> =
            frame.read.facts.iter().map(|fact| old_topic(earlier?, *known.get(fact.key.as_str())?, level)).collect();
        let given = identities(&old, &frame.landscape.topics[level], topics.len(), next, &Options::default());
        for (identity, topic) in given.into_iter().zip(&mut all[frame.start(level)..]) {
            next = next.max(identity.id + 1);
            topic.id = identity.id.to_string();
            let old = earlier.filter(|_| identity.keeps_label).and_then(|edition| edition.topic(&topic.id));
            if let Some((_, old)) = old {
                topic.label.clone_from(&old.label);
            }
        }
    }
    next
}

fn by_key(edition: &Edition) -> HashMap<&str, usize> {
    (0..edition.points.len()).filter_map(|at| Some((edition.keys.get(at)?, at))).collect()
}

/// The id of the topic that a point was in on a level.
fn old_topic(edition: &Edition, point: usize, level: usize) -> Option<u64> {
    let mut topic = edition.topics.get(usize::from(edition.points.get(point)?.topic))?;
    while usize::from(topic.level) > level {
        topic = edition.topics.get(topic.parent? as usize)?;
    }
    if usize::from(topic.level) == level { topic.id.parse().ok() } else { None }
}
