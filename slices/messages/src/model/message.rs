//! Messages, as they are stored and as a reader sees them.

use bellwether_kernel::actor::UserId;
use bellwether_kernel::typed_id;

use crate::model::records::{About, Seat};
use crate::model::side::Side;

typed_id!(
    /// A thread.
    ThreadId
);
typed_id!(
    /// A message.
    MessageId
);

/// The longest message, in letters.
pub const LONGEST: usize = 4000;

/// A message as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its number in the thread, from 1. Never shown: numbers that are missing would tell of messages that are not seen.
    pub number: i64,
    /// The side that wrote it.
    pub from: Side,
    /// The side that it is for.
    pub to: Side,
    /// Who wrote it.
    pub author: Option<UserId>,
    /// What it says.
    pub words: String,
    /// When, in milliseconds since 1970 UTC.
    pub written_at_ms: i64,
}

impl Stored {
    /// Does somebody on this side see it, who sits alone there or not?
    pub fn is_seen_by(&self, (side, is_alone): (Side, bool), reader: Option<UserId>) -> bool {
        let is_own = self.author.is_some() && self.author == reader;
        let is_of_own_side = self.from == side;
        (self.to == side || is_of_own_side) && (!is_of_own_side || !is_alone || is_own)
    }
}

/// A message as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The side that wrote it.
    pub from: Side,
    /// The side that it is for.
    pub to: Side,
    /// The name of who wrote it, where the reader may know it.
    pub name: Option<String>,
    /// Did the reader write it?
    pub is_own: bool,
    /// Has the reader not read it yet?
    pub is_new: bool,
    /// What it says.
    pub words: String,
    /// When, in milliseconds since 1970 UTC.
    pub written_at_ms: i64,
}

/// The thread of a record as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// The record.
    pub about: About,
    /// The reader's seat.
    pub seat: Seat,
    /// What the reader sees, in its order.
    pub messages: Vec<Message>,
}

/// A message to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// For which side; the only one there is, if it is not said.
    pub to: Option<Side>,
    /// What it says.
    pub words: String,
}

/// A thread in the list of a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Threaded {
    /// The record.
    pub about: About,
    /// The reader's seat.
    pub seat: Seat,
    /// How many messages of others the reader has not read.
    pub unread: u64,
    /// When the last message was written that the reader sees.
    pub last_at_ms: i64,
}
