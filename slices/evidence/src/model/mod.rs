//! The words of the store: what was ingested, what the store holds, how an ingest is going.

pub mod file_name;
pub mod ledger;
pub mod manifest;
pub mod params;
pub mod progress;
pub mod waiting;
