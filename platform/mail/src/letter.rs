//! A letter, and what becomes of it.

use bellwether_kernel::lang::Lang;
use bellwether_kernel::typed_id;
use serde::{Deserialize, Serialize};

typed_id!(
    /// A letter in the outbox.
    LetterId
);

/// A letter to one person, in plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// What causes it, such as `notice:…`: one letter is sent for one key.
    pub key: String,
    /// The address of the recipient.
    pub address: String,
    /// The name of the recipient.
    pub name: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a letter. It is forgotten when the letter was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The subject, one line.
    pub subject: String,
    /// The text.
    pub text: String,
    /// Its language.
    pub lang: Lang,
    /// Events for a calendar program (iCalendar), attached.
    pub calendar: Option<Calendar>,
    /// What the letter is about, such as `booking-…`: letters about the same thing stand together in mail programs.
    pub about: Option<String>,
    /// The address of the page that turns such letters off.
    pub stop_href: Option<String>,
}

/// Events for a calendar program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// The text (RFC 5545).
    pub text: String,
    /// Is the event called off? A calendar program then removes it.
    pub is_cancelled: bool,
}

/// Where a letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// It is to be sent, now or at the next attempt.
    Waiting,
    /// It is being handed over.
    Handing,
    /// The mail server took it.
    Sent,
    /// It was refused for good, or tried as often as it may be.
    Failed,
    /// It was handed over, but the server's answer is not known.
    Unsure,
}

impl State {
    /// All states.
    pub const ALL: [State; 5] = [State::Waiting, State::Handing, State::Sent, State::Failed, State::Unsure];

    /// The name in the database and the API.
    pub fn name(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Handing => "handing",
            State::Sent => "sent",
            State::Failed => "failed",
            State::Unsure => "unsure",
        }
    }

    /// The state with this name.
    pub fn from_name(name: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Does it need somebody to look at it?
    pub fn needs_care(self) -> bool {
        matches!(self, State::Failed | State::Unsure)
    }
}

/// A letter as administrators see it: to whom and how it went, never what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The letter.
    pub id: LetterId,
    /// What caused it.
    pub key: String,
    /// To whom.
    pub address: String,
    /// Where it stands.
    pub state: State,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was written, in milliseconds since 1970 UTC.
    pub created_at_ms: i64,
    /// When it is tried next.
    pub due_at_ms: i64,
    /// When the server took it.
    pub sent_at_ms: Option<i64>,
    /// Why the last attempt failed.
    pub problem: Option<String>,
}
