//! The mail server that letters are handed to.

use std::time::Duration;

/// How the connection is kept secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    /// Not at all: for a server on the same machine.
    None,
    /// The connection begins in the open and is then encrypted (STARTTLS); a server that cannot do it gets nothing.
    StartTls,
    /// The connection is encrypted from the start.
    Whole,
}

impl Tls {
    /// All of them.
    pub const ALL: [Tls; 3] = [Tls::None, Tls::StartTls, Tls::Whole];

    /// The name in settings.
    pub fn name(self) -> &'static str {
        match self {
            Tls::None => "none",
            Tls::StartTls => "starttls",
            Tls::Whole => "tls",
        }
    }

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Tls> {
        Tls::ALL.into_iter().find(|tls| tls.name() == name)
    }
}

/// A mail server, and as whom letters are sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Server {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is kept secret.
    pub tls: Tls,
    /// The name to sign in with, and the secret; `None` where the server asks for none.
    pub sign_in: Option<(String, String)>,
    /// From whom letters are: `bellwether@example.org` or `Name <bellwether@example.org>`.
    pub sender: String,
    /// How long an answer of the server is waited for.
    pub patience: Duration,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Without the secret.
        f.debug_struct("Server").field("host", &self.host).field("port", &self.port).finish_non_exhaustive()
    }
}

/// Is this the address of a mailbox, with or without a name: `a@example.org`, `Name <a@example.org>`?
pub fn is_mailbox(text: &str) -> bool {
    text.parse::<lettre::message::Mailbox>().is_ok() && !text.chars().any(char::is_control)
}
