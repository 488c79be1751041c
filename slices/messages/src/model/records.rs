//! What a slice says about the threads of its records: the whole seam between it and messages.

use std::collections::HashMap;
use std::error::Error;

use async_trait::async_trait;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Text;
use bellwether_kernel::policy::Thing;
use uuid::Uuid;

use crate::model::side::Side;

/// A record that a thread is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct About {
    /// Its kind, as its slice calls it: `booking`.
    pub kind: String,
    /// Its id.
    pub id: Uuid,
}

/// What somebody is to the thread of a record, now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The side that the person reads and writes for.
    pub side: Side,
    /// Does the person see only the own messages of those of this side? So that assessors do not know each other.
    pub is_alone: bool,
    /// To which sides the person may write; none for reading alone.
    pub writes_to: Vec<Side>,
    /// The sides whose people are shown by name, as the page of the record shows them; others are shown as their side.
    pub names_of: Vec<Side>,
    /// What the thread is about, for lists and letters.
    pub title: Text,
    /// The path of the record's page.
    pub href: String,
}

/// Somebody who is told of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// The person.
    pub person: UserId,
    /// The side.
    pub side: Side,
    /// Does the person see only the own messages of those of this side?
    pub is_alone: bool,
}

/// A place in a thread, as the policy looks at it: it belongs to whoever has a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place(pub Option<UserId>);

impl Thing for Place {
    fn owner(&self) -> Option<UserId> {
        self.0
    }
}

/// What a slice knows of its records could not be read.
#[derive(Debug, thiserror::Error)]
#[error("reading who takes part in a thread")]
pub struct RecordsError(#[source] pub Box<dyn Error + Send + Sync>);

/// Knows the records of one kind.
#[async_trait]
pub trait Records: Send + Sync {
    /// The kind: `booking`.
    fn kind(&self) -> &'static str;

    /// The seats of the acting person in the threads of these records, asked for all at once. Records of which the person may
    /// know nothing are left out.
    async fn seats(&self, ctx: &Ctx, ids: &[Uuid]) -> Result<HashMap<Uuid, Seat>, RecordsError>;

    /// Who is told of messages about this record. They are asked for their seats again before they are.
    async fn members(&self, id: Uuid) -> Result<Vec<Member>, RecordsError>;
}
