//! Folders published whole or not at all, for indexes and tables that are too large for the database.
//!
//! ```text
//! DIR/CURRENT            the number of the generation that readers see
//! DIR/gen-000124/        a published generation; nothing in it ever changes
//! DIR/gen-000125.tmp/    a draft: hard links to the files of 124, and whatever is new
//! DIR/writer.lock        locked by the one process that may make drafts
//! ```
//!
//! A draft becomes a generation by two renames, each after everything before it is on the disk; whoever dies between
//! them leaves the old generation as it was. What the files mean is the business of the crate that writes them.

pub mod draft;
pub mod error;
pub mod folder;
pub mod generation;
pub mod lock;
pub mod stored;

mod files;
