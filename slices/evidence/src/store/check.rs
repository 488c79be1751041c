//! Does the store agree with itself? Reads all of it, so it is for tests, restores and doubts.

use std::collections::HashMap;
use std::ops::ControlFlow;

use bellwether_sources::record::Key;

use crate::index::schema::Place;
use crate::store::error::StoreError;
use crate::store::index;
use crate::store::snapshot::Snapshot;

/// A way in which index and parts disagree.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Disagreement {
    /// The index has another number of records than the parts.
    #[error("the index has {index} records, the parts {parts}")]
    Count {
        /// Live documents.
        index: u64,
        /// Live rows.
        parts: u64,
    },
    /// A record is there twice.
    #[error("{key} is at {first:?} and at {second:?}")]
    Twice {
        /// Its key.
        key: Key,
        /// One place.
        first: Place,
        /// Another place.
        second: Place,
    },
    /// The index does not find a record where it lies.
    #[error("{key} lies at {place:?}, and the index finds it at {found:?}")]
    Elsewhere {
        /// Its key.
        key: Key,
        /// Where it lies.
        place: Place,
        /// Where the index finds it.
        found: Option<Place>,
    },
}

/// Every disagreement between the index and the parts. Memory grows with the number of keys.
pub fn disagreements(snapshot: &Snapshot) -> Result<Vec<Disagreement>, StoreError> {
    let mut found = Vec::new();
    let (searcher, mut places, mut failure) = (snapshot.searcher(), HashMap::new(), None);
    snapshot.for_each_placed(&mut |place, record| {
        match index::find(&searcher, snapshot.fields(), &record.key) {
            Err(error) => {
                failure = Some(StoreError::index(&index::folder(snapshot.path()))(error));
                return ControlFlow::Break(());
            }
            Ok(in_index) => {
                let in_index = in_index.map(|found| found.place);
                if in_index != Some(place) {
                    found.push(Disagreement::Elsewhere { key: record.key.clone(), place, found: in_index });
                }
            }
        }
        if let Some(first) = places.insert(record.key.clone(), place) {
            found.push(Disagreement::Twice { key: record.key, first, second: place });
        }
        ControlFlow::Continue(())
    })?;
    if let Some(failure) = failure {
        return Err(failure);
    }
    let (index, parts) = (searcher.num_docs(), places.len() as u64);
    if index != parts || parts != snapshot.count() {
        found.push(Disagreement::Count { index, parts });
    }
    Ok(found)
}
