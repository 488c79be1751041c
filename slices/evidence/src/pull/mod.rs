//! Fetching source files from where they are published, for installations with internet.
//!
//! [`pubmed::pull`] mirrors PubMed's baseline and update files into a folder. A file gets its final name only when it is
//! whole and its checksum is right; until then it is `NAME.part`, from which a later run goes on. The calls block.
//!
//! Not here: reading the files. `bellwether evidence ingest` does that.

pub mod client;
pub mod error;
mod fetch;
mod listing;
pub mod pace;
pub mod pubmed;
pub mod watch;
