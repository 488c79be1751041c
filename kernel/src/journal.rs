//! What is written into the journal for each change. The chain itself is in `platform/db`.

use serde::Serialize;

/// One change, as the service that makes it describes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// What was done: `account.created`, `evidence.ingested`. Dotted, past tense.
    pub act: &'static str,
    /// The kind of thing it was done to: `user`, `job`, `generation`.
    pub target_kind: &'static str,
    /// The id of that thing.
    pub target_id: String,
    /// What changed, as JSON text. Never secrets, never personal data beyond ids.
    pub detail: String,
}

impl Entry {
    /// An entry; `detail` is any serialisable value.
    pub fn new(
        act: &'static str,
        target_kind: &'static str,
        target_id: impl ToString,
        detail: &impl Serialize,
    ) -> Self {
        Entry {
            act,
            target_kind,
            target_id: target_id.to_string(),
            detail: serde_json::to_string(detail).expect("journal details are plain data, which always serialises"),
        }
    }
}
