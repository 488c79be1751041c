//! Ids of topics: a topic that is still largely the same keeps its id, and where it is more so, its label.

use bellwether_landscape::tracking::{Options, identities};

use crate::model::topic::Topic;
use crate::service::topics::Frame;
use crate::store::folder::Edition;

/// Gives every topic its id. Returns the first id that was never used.
pub fn give(all: &mut [Topic], frame: &Frame<'_>, earlier: Option<&Edition>) -> u64 {
    let mut next = earlier.map_or(1, |edition| edition.status.next_id.max(1));
    for (level, topics) in frame.levels().enumerate() {
        let old: Vec<Option<u64>> = frame.read.facts.iter().map(|fact| old_topic(earlier?, &fact.key, level)).collect();
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

/// The id of the topic that a record was in on a level.
fn old_topic(edition: &Edition, key: &str, level: usize) -> Option<u64> {
    let point = edition.points.get(edition.keys.find(key)? as usize)?;
    let mut topic = edition.topics.get(usize::from(point.topic))?;
    while usize::from(topic.level) > level {
        topic = edition.topics.get(topic.parent? as usize)?;
    }
    if usize::from(topic.level) == level { topic.id.parse().ok() } else { None }
}
