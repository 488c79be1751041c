//! What other slices and the command line may use of the evidence slice.

pub use crate::ingest::run::IngestOptions;
pub use crate::model::ledger::{Counts, Outcome, SourceFile, SourceSummary};
pub use crate::model::progress::{FileReport, Progress, Report, Step, Unwatched};
pub use crate::search::newest::{NewestError, newest};
pub use crate::service::ingests::Ingests;
pub use crate::service::job::IngestHandler;
pub use crate::slice::slice;
pub use crate::store::check::{Disagreement, disagreements};
pub use crate::store::error::StoreError;
pub use crate::store::evidence::Evidence;
pub use crate::store::reindex::reindex;
pub use crate::store::snapshot::Snapshot;
