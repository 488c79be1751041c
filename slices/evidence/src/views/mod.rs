//! What the pages show, ready for people.

pub mod ingest;
pub mod ingests;
pub mod ledger;
pub mod sources;
