//! That two records would be, or were, put together.

use bellwether_kernel::clock::Timestamp;
use uuid::Uuid;

use super::actor::{Actor, ActorId};

/// What a merge would do.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// The record that stays.
    pub kept: Actor,
    /// The record that will lead to it.
    pub dropped: Actor,
}

/// A merge that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Its id, to undo it by.
    pub id: Uuid,
    /// The record that stays.
    pub kept: ActorId,
    /// The record that leads to it.
    pub dropped: ActorId,
    /// Why, as the person said.
    pub reason: String,
    /// Who, as the journal names it.
    pub by: String,
    /// When.
    pub at_ms: i64,
}

impl Merged {
    /// When.
    pub fn at(&self) -> Timestamp {
        Timestamp::from_millisecond(self.at_ms).unwrap_or_default()
    }
}
