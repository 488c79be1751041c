//! Watching a pull and stopping it.

use super::error::PullError;

/// Is told how a pull is going, and says whether it should stop. Called from all threads of the pull.
pub trait Watch: Sync {
    /// Something happened.
    fn on_event(&self, event: &Event);

    /// Should the pull stop? Asked after every piece of a file and during every wait.
    fn cancelled(&self) -> bool {
        false
    }
}

/// What happened during a pull.
#[derive(Debug)]
pub enum Event<'a> {
    /// The list of files was read; so many are wanted.
    Listed(usize),
    /// Some bytes of a file came in.
    Received {
        /// The file.
        name: &'a str,
        /// Bytes that are here, also from earlier runs.
        bytes: u64,
        /// Its length, if the server says it.
        total: Option<u64>,
    },
    /// Waiting before the next try.
    Waiting {
        /// What will be asked for.
        url: &'a str,
        /// How long, in milliseconds.
        milliseconds: u128,
        /// What went wrong.
        why: &'a str,
    },
    /// A file was here already, and is right.
    Known(&'a str),
    /// A file is here now, and is right.
    Fetched(&'a str),
    /// A file could not be fetched.
    Failed(&'a str, &'a PullError),
}

/// Watches nothing.
pub struct Unwatched;

impl Watch for Unwatched {
    fn on_event(&self, _: &Event) {}
}
