//! The addresses of the evidence pages and of their JSON.

use bellwether_jobs::JobId;
use bellwether_query::Query;
use bellwether_web::links::{Link, segment};

/// What is there of each source.
pub const SOURCES: &str = "/evidence/sources";
/// The list of ingests.
pub const INGESTS: &str = "/evidence/ingests";

/// The ledger before this entry.
pub fn sources_before(entry: usize) -> Link {
    Link::to(SOURCES).with("before", entry)
}

/// Where a browser sends source files to.
pub const INBOX: &str = "/evidence/inbox";
/// Where a program sends a source file to.
pub const INBOX_API: &str = "/api/v1/evidence/inbox";

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

/// The search page.
pub const SEARCH: &str = "/evidence";
/// The page that explains the search language.
pub const HELP: &str = "/evidence/help";

/// The hits of a query.
pub fn query(query: &Query) -> Link {
    match query {
        Query::All => Link::to(SEARCH),
        other => Link::to(SEARCH).with("q", other),
    }
}

/// A record.
pub fn record(key: &str) -> String {
    format!("/evidence/records/{}", segment(key))
}

/// A record as a citation file.
pub fn citation(key: &str, format: &str) -> Link {
    Link::to(format!("/evidence/records/{}/citation", segment(key))).with("format", format)
}

/// The whole result as a file.
pub fn export(query: &str, matching: &str, format: &str) -> Link {
    Link::to("/api/v1/evidence/export").with("q", query).with("match", matching).with("format", format)
}
