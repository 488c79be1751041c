//! What other slices and the command line may use of the evidence slice.

pub use crate::http::search::SearchAnswer;
pub use crate::index::schema::Place;
pub use crate::ingest::compaction::Compacted;
pub use crate::ingest::run::IngestOptions;
pub use crate::model::ledger::{Counts, Outcome, SourceFile, SourceSummary};
pub use crate::model::progress::{FileReport, Progress, Report, Step, Unwatched};
pub use crate::search::engine::Engine;
pub use crate::search::export::{ExportError, Format, export, places};
pub use crate::search::facets::Count;
pub use crate::search::newest::{NewestError, newest};
pub use crate::search::request::{Counting, Matching, SearchError, SearchRequest, SearchResults, Sort, Wanted};
pub use crate::search::similar::similar;
pub use crate::search::vocabularies::{PutError, Vocabularies};
pub use crate::service::ingests::Ingests;
pub use crate::service::job::{IngestHandler, KIND as INGEST};
pub use crate::service::searching::SearchState;
pub use crate::slice::slice;
pub use crate::store::check::{Disagreement, disagreements};
pub use crate::store::error::StoreError;
pub use crate::store::evidence::Evidence;
pub use crate::store::reindex::reindex;
pub use crate::store::snapshot::Snapshot;
pub use crate::urls::ingest as ingest_page;
pub use crate::web::search_slice;

pub use bellwether_query::parse as parse_query;
