//! A notice, who gets it, and what is said.

use std::error::Error;

use async_trait::async_trait;
use bellwether_kernel::actor::{Actor, UserId};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::typed_id;
use bellwether_mail::letter::Calendar;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::model::kind::Kind;

typed_id!(
    /// A notice.
    NoticeId
);

/// Something that happened, to be told to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// To whom.
    pub person: UserId,
    /// Of which kind.
    pub kind: Kind,
    /// The record that it is about.
    pub about: Uuid,
    /// What the record does not say afterwards, as its source wrote it; empty for nothing. Never words for people.
    pub data: String,
    /// Does it wait for the daily letter?
    pub is_gathered: bool,
}

/// What is said of a notice, in the language of the context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The subject.
    pub subject: String,
    /// Lines of the text.
    pub lines: Vec<String>,
    /// The path of the page that says more.
    pub href: String,
    /// What letters about the same thing have in common, such as `booking-…`.
    pub about: String,
    /// Events to attach.
    pub calendar: Option<Calendar>,
}

/// Something cannot be said now.
#[derive(Debug, thiserror::Error)]
#[error("saying what a notice is about")]
pub struct SourceError(#[source] pub Box<dyn Error + Send + Sync>);

impl SourceError {
    /// Because of this.
    pub fn of(error: impl Into<Box<dyn Error + Send + Sync>>) -> SourceError {
        SourceError(error.into())
    }
}

/// By which a source reminds of what comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Its name; how far it was looked at is kept by it.
    pub name: &'static str,
    /// How long ahead something is reminded of; below 0: how long after.
    pub ahead_ms: i64,
}

/// Something to remind a person of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Whom.
    pub person: UserId,
    /// By a notice of which kind.
    pub kind: Kind,
    /// The record that it is about.
    pub about: Uuid,
    /// What the source wants to be told again; never words for people.
    pub data: String,
}

/// Knows the records that notices of some kinds are about.
#[async_trait]
pub trait Source: Send + Sync {
    /// Which kinds.
    fn kinds(&self) -> &'static [Kind];

    /// What the acting person, who is the one that the notice is for, may see of it now; `None` if that is nothing, or if it
    /// is not true any more. Nothing may be said that the page at `href` does not show to the person.
    async fn say(&self, ctx: &Ctx, notice: &Notice) -> Result<Option<Said>, SourceError>;

    /// By which clocks it reminds.
    fn clocks(&self) -> &'static [Clock] {
        &[]
    }

    /// What comes by one of them after the one moment and not after the other.
    async fn reminders(&self, _: &Ctx, _: &Clock, _: (i64, i64)) -> Result<Vec<Reminder>, SourceError> {
        Ok(Vec::new())
    }
}

/// A person to whom letters go.
#[derive(Clone, Debug)]
pub struct Recipient {
    /// The person as services know it.
    pub actor: Actor,
    /// Where letters go.
    pub address: String,
    /// The person's name.
    pub name: String,
    /// The zone of the person's clock.
    pub zone: TimeZone,
}

/// The person could not be read.
#[derive(Debug, thiserror::Error)]
#[error("reading to whom a notice goes")]
pub struct PeopleError(#[source] pub Box<dyn Error + Send + Sync>);

/// Knows people. Accounts are another slice's; the program wires them.
#[async_trait]
pub trait People: Send + Sync {
    /// The person; `None` for those who cannot sign in any more.
    async fn recipient(&self, id: UserId) -> Result<Option<Recipient>, PeopleError>;
}
