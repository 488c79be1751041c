//! The newest records on a subject, for other slices that show a few of them.

use crate::index::document::Shown;
use crate::search::engine::Engine;
use crate::search::request::{Matching, SearchError, SearchRequest, Sort, Wanted};
use crate::store::snapshot::Snapshot;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum NewestError {
    /// The query cannot be read.
    #[error("reading the query")]
    Query(#[from] bellwether_query::error::QueryError),
    /// The search failed.
    #[error(transparent)]
    Search(#[from] SearchError),
}

/// How many records the query finds, and the newest `limit` of them; an empty query finds all.
///
/// # Errors
/// When the query cannot be read or the index fails.
pub fn newest(snapshot: &Snapshot, query: &str, limit: usize) -> Result<(u64, Vec<Shown>), NewestError> {
    let request = SearchRequest {
        sort: Sort::Newest,
        matching: Matching::All,
        facets: Wanted::No,
        limit,
        ..SearchRequest::new(bellwether_query::parse(query)?)
    };
    let found = Engine::over(snapshot, None).search(&request)?;
    Ok((found.total.hits, found.hits.into_iter().map(|hit| hit.shown).collect()))
}
