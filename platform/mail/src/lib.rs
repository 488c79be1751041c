//! Mail: letters are put into an outbox in the transaction that causes them, and handed to a mail server by SMTP.
//!
//! A letter exists exactly if the change that causes it was committed, and is handed over at most once for its key. Where a
//! connection breaks after a letter was handed over and before the server answered, nobody can know whether it has it; such
//! a letter is not sent again by itself, and an administrator sees it. What letters say is not known here.

pub mod letter;
pub mod migrations;
mod mime;
mod outbox;
mod sender;
pub mod server;
mod smtp;
mod store;

pub use crate::letter::{Letter, Listed, State};
pub use crate::mime::Unwritable;
pub use crate::outbox::{Outbox, Put};
pub use crate::server::{Server, Tls};
pub use crate::smtp::Refusal;
