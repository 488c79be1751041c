//! The JSON form of sources and ingests, under `/api/v1/evidence`.

use axum::extract::State;
use axum::http::StatusCode;
use bellwether_jobs::{JobId, JobView};
use bellwether_kernel::paging::PageSize;
use bellwether_web::api::{ApiResult, Page, WebError};
use bellwether_web::extract::{Json, Path, Query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::sources::FILES_PER_PAGE;
use super::uploads;
use crate::model::ledger::{Outcome, SourceFile};
use crate::service::ingests::{Ingest, Ingests};

/// The routes and their description.
pub fn routes(ingests: Ingests) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(sources))
        .routes(routes!(list, start))
        .routes(routes!(one))
        .routes(routes!(stop))
        .routes(routes!(uploads::inbox, uploads::from_program))
        .with_state(ingests)
}

/// What the store holds.
#[derive(Serialize, ToSchema)]
pub struct Sources {
    /// Records in all.
    records: u64,
    /// Number of the generation; it grows with every publication.
    generation: u64,
    /// By source.
    sources: Vec<SourceLine>,
    /// A page of the ledger, newest first.
    files: Vec<FileLine>,
    /// What to give as `before` for the next page of the ledger.
    next: Option<usize>,
}

/// What the store holds of one source.
#[derive(Serialize, ToSchema)]
pub struct SourceLine {
    /// Short name, as in record keys.
    source: &'static str,
    /// Records that can be found.
    records: u64,
    /// Size of their Parquet parts in bytes.
    bytes: u64,
    /// When the last of them was added.
    last_added_at: String,
}

/// A source file that was read.
#[derive(Serialize, ToSchema)]
pub struct FileLine {
    /// Its name.
    name: String,
    /// SHA-256 of its bytes.
    sha256: String,
    /// Its length.
    bytes: u64,
    /// When it was read.
    read_at: String,
    /// Records in it; absent if it was refused.
    records: Option<u64>,
    /// Records that the store did not have.
    new: Option<u64>,
    /// Records that replaced an earlier one.
    replaced: Option<u64>,
    /// Records that it withdrew.
    deleted: Option<u64>,
    /// Why it was refused.
    refused: Option<String>,
}

impl From<&SourceFile> for FileLine {
    fn from(file: &SourceFile) -> Self {
        let (counts, refused) = match &file.outcome {
            Outcome::Ingested(counts) => (Some(counts), None),
            Outcome::Refused { reason } => (None, Some(reason.clone())),
        };
        FileLine {
            name: file.name.clone(),
            sha256: file.sha256.clone(),
            bytes: file.bytes,
            read_at: file.read_at.to_string(),
            records: counts.map(|counts| counts.records),
            new: counts.map(|counts| counts.new),
            replaced: counts.map(|counts| counts.replaced),
            deleted: counts.map(|counts| counts.deleted),
            refused,
        }
    }
}

/// Which page of the ledger.
#[derive(Deserialize, IntoParams)]
pub struct LedgerAsked {
    /// Only entries before this one.
    before: Option<usize>,
}

/// What is there of each source, and the ledger of files
#[utoipa::path(get, path = "/api/v1/evidence/sources", tag = "Evidence", params(LedgerAsked), responses((status = 200, body = Sources)))]
async fn sources(page: Page, State(ingests): State<Ingests>, Query(asked): Query<LedgerAsked>) -> ApiResult<Sources> {
    let snapshot = ingests.snapshot(page.ctx()).await?;
    let end = asked.before.unwrap_or(usize::MAX).min(snapshot.files().len());
    let start = end.saturating_sub(FILES_PER_PAGE);
    let sources = snapshot.sources();
    Ok(axum::Json(Sources {
        records: snapshot.count(),
        generation: snapshot.number(),
        sources: sources
            .iter()
            .map(|source| SourceLine {
                source: source.source.name(),
                records: source.records,
                bytes: source.bytes,
                last_added_at: source.last_added_at.to_string(),
            })
            .collect(),
        files: snapshot.files()[start..end].iter().rev().map(FileLine::from).collect(),
        next: (start > 0).then_some(start),
    }))
}

/// An ingest.
#[derive(Serialize, ToSchema)]
pub struct IngestState {
    /// Its id.
    id: String,
    /// `queued`, `running`, `done`, `failed` or `cancelled`.
    state: &'static str,
    /// Bytes that are read.
    done: i64,
    /// Bytes in all, once that is known.
    total: Option<i64>,
    /// File, records and records a second.
    message: String,
    /// Why the last attempt failed.
    error: Option<String>,
    /// When it was wanted, in milliseconds UTC.
    created_at_ms: i64,
    /// When it was over.
    finished_at_ms: Option<i64>,
    /// What came of the files that are done; only where one ingest is asked for.
    files: Vec<FileLine>,
}

impl From<&JobView> for IngestState {
    fn from(job: &JobView) -> Self {
        IngestState {
            id: job.id.to_string(),
            state: job.state.name(),
            done: job.done,
            total: job.total,
            message: job.message.clone(),
            error: job.error.clone(),
            created_at_ms: job.created_at_ms,
            finished_at_ms: job.finished_at_ms,
            files: Vec::new(),
        }
    }
}

impl From<&Ingest> for IngestState {
    fn from(ingest: &Ingest) -> Self {
        let files = ingest.files.iter().filter_map(|(_, file)| file.as_ref()).map(FileLine::from).collect();
        IngestState { files, ..IngestState::from(&ingest.job) }
    }
}

/// A page of ingests.
#[derive(Serialize, ToSchema)]
pub struct IngestList {
    /// The ingests, newest first.
    ingests: Vec<IngestState>,
    /// What to give as `before` for the next page.
    next: Option<String>,
}

/// Which page of ingests.
#[derive(Deserialize, IntoParams)]
pub struct ListAsked {
    /// Only ingests before this one.
    #[param(value_type = Option<String>)]
    before: Option<JobId>,
    /// So many, 1 to 200.
    limit: Option<u32>,
}

/// Ingests, newest first
#[utoipa::path(get, path = "/api/v1/evidence/ingests", tag = "Evidence", params(ListAsked), responses((status = 200, body = IngestList)))]
async fn list(page: Page, State(ingests): State<Ingests>, Query(asked): Query<ListAsked>) -> ApiResult<IngestList> {
    let size = asked.limit.map_or(PageSize::USUAL, PageSize::clamped);
    let found = ingests.list(page.ctx(), asked.before, size).await?;
    Ok(axum::Json(IngestList { ingests: found.rows.iter().map(IngestState::from).collect(), next: found.next }))
}

/// Which files to ingest.
#[derive(Deserialize, ToSchema)]
pub struct NewIngest {
    /// Names of files in the inbox, in the order of reading.
    files: Vec<String>,
}

/// Start an ingest of files in the inbox
#[utoipa::path(post, path = "/api/v1/evidence/ingests", tag = "Evidence", request_body = NewIngest, responses((status = 202, body = IngestState)))]
async fn start(
    page: Page,
    State(ingests): State<Ingests>,
    Json(wanted): Json<NewIngest>,
) -> Result<(StatusCode, axum::Json<IngestState>), WebError> {
    let id = ingests.start(page.ctx(), &wanted.files).await?;
    let started = ingests.find(page.ctx(), id).await?.ok_or(WebError::NotFound)?;
    Ok((StatusCode::ACCEPTED, axum::Json(IngestState::from(&started))))
}

/// One ingest, with what came of its files
#[utoipa::path(get, path = "/api/v1/evidence/ingests/{id}", tag = "Evidence", params(("id" = String, Path)), responses((status = 200, body = IngestState)))]
async fn one(page: Page, State(ingests): State<Ingests>, Path(id): Path<JobId>) -> ApiResult<IngestState> {
    let found = ingests.find(page.ctx(), id).await?.ok_or(WebError::NotFound)?;
    Ok(axum::Json(IngestState::from(&found)))
}

/// Stop an ingest; what is ingested stays
#[utoipa::path(post, path = "/api/v1/evidence/ingests/{id}/stop", tag = "Evidence", params(("id" = String, Path)), responses((status = 200, body = IngestState)))]
async fn stop(page: Page, State(ingests): State<Ingests>, Path(id): Path<JobId>) -> ApiResult<IngestState> {
    ingests.stop(page.ctx(), id).await?;
    let found = ingests.find(page.ctx(), id).await?.ok_or(WebError::NotFound)?;
    Ok(axum::Json(IngestState::from(&found)))
}
