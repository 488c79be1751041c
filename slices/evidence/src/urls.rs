//! The addresses of the pages about sources and ingests.

use bellwether_jobs::JobId;
use bellwether_web::links::Link;

/// What is there of each source.
pub const SOURCES: &str = "/evidence/sources";
/// The list of ingests.
pub const INGESTS: &str = "/evidence/ingests";

/// The ledger before this entry.
pub fn sources_before(entry: usize) -> Link {
    Link::to(SOURCES).with("before", entry)
}

/// The ingests before this one.
pub fn ingests_before(id: &str) -> Link {
    Link::to(INGESTS).with("before", id)
}

/// One ingest.
pub fn ingest(id: JobId) -> String {
    format!("{INGESTS}/{id}")
}

/// Where an ingest is stopped.
pub fn stop_ingest(id: JobId) -> String {
    format!("{INGESTS}/{id}/stop")
}

/// The events of an ingest.
pub fn ingest_events(id: JobId) -> String {
    format!("{INGESTS}/{id}/events")
}
