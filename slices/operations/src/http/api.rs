//! The JSON form of jobs, under `/api/v1/jobs`.

use axum::extract::State as Shared;
use bellwether_jobs::JobId;
use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::paging::PageSize;
use bellwether_web::api::{ApiResult, Page};
use bellwether_web::extract::{Path, Query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::filter;
use crate::model::watched::{Starter, Watched};
use crate::service::Operations;

/// The routes and their description.
pub fn routes(operations: Operations) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(one))
        .routes(routes!(cancel))
        .routes(routes!(retry))
        .with_state(operations)
}

/// A piece of background work.
#[derive(Serialize, ToSchema)]
pub struct Job {
    /// Its id.
    id: String,
    /// What does it: `evidence.ingest`.
    kind: String,
    /// `queued`, `running`, `done`, `failed` or `cancelled`.
    state: &'static str,
    /// Who wanted it: `user:…` or `system`.
    created_by: String,
    /// The name of the person who wanted it.
    created_by_name: Option<String>,
    /// RFC 3339.
    created_at: String,
    /// When it was started last.
    started_at: Option<String>,
    /// When it was over.
    finished_at: Option<String>,
    /// How long the last attempt took, or takes until now.
    seconds: Option<u64>,
    /// How often it was started.
    attempts: i64,
    /// How often it may be started.
    max_attempts: i64,
    /// How much is done, in the unit of its kind.
    done: i64,
    /// How much there is to do, if that is known.
    total: Option<i64>,
    /// What is being done.
    message: String,
    /// Why the last attempt failed.
    error: Option<String>,
    /// Was it called off?
    cancel_requested: bool,
}

impl From<Watched> for Job {
    fn from(watched: Watched) -> Self {
        let Watched { job, starter, seconds } = watched;
        Job {
            id: job.id.to_string(),
            kind: job.kind,
            state: job.state.name(),
            created_by: job.created_by,
            created_by_name: match starter {
                Starter::Person(name) => Some(name),
                Starter::Installation | Starter::Gone => None,
            },
            created_at: instant(job.created_at_ms),
            started_at: job.started_at_ms.map(instant),
            finished_at: job.finished_at_ms.map(instant),
            seconds,
            attempts: job.attempts,
            max_attempts: job.max_attempts,
            done: job.done,
            total: job.total,
            message: job.message,
            error: job.error,
            cancel_requested: job.cancel_requested,
        }
    }
}

fn instant(ms: i64) -> String {
    Timestamp::from_millisecond(ms).map(|at| at.to_string()).unwrap_or_default()
}

/// One page of jobs, newest first.
#[derive(Serialize, ToSchema)]
pub struct JobList {
    rows: Vec<Job>,
    /// Give it as `before` to get the next page.
    next: Option<String>,
}

/// Which jobs.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Only this kind: `evidence.ingest`.
    #[serde(default)]
    kind: String,
    /// Only in this state.
    #[serde(default)]
    state: String,
    /// `next` of the page before.
    #[param(value_type = Option<String>)]
    before: Option<JobId>,
    /// Rows on a page, 1 to 200.
    limit: Option<u32>,
}

/// Background jobs, newest first: all for administrators, one's own for everybody else
#[utoipa::path(get, path = "/api/v1/jobs", tag = "Jobs", params(Asked), responses((status = 200, body = JobList)))]
async fn list(page: Page, Shared(operations): Shared<Operations>, Query(asked): Query<Asked>) -> ApiResult<JobList> {
    let size = asked.limit.map_or(PageSize::USUAL, PageSize::clamped);
    let found = operations.list(page.ctx(), &filter(&asked.kind, &asked.state), asked.before, size).await?;
    Ok(axum::Json(JobList { rows: found.jobs.into_iter().map(Job::from).collect(), next: found.next }))
}

/// One job
#[utoipa::path(get, path = "/api/v1/jobs/{id}", tag = "Jobs", params(("id" = String, Path)), responses((status = 200, body = Job)))]
async fn one(page: Page, Shared(operations): Shared<Operations>, Path(id): Path<JobId>) -> ApiResult<Job> {
    Ok(axum::Json(operations.find(page.ctx(), id).await?.watched.into()))
}

/// Call a job off; nothing happens to one that is over
#[utoipa::path(post, path = "/api/v1/jobs/{id}/cancel", tag = "Jobs", params(("id" = String, Path)), responses((status = 200, body = Job)))]
async fn cancel(page: Page, Shared(operations): Shared<Operations>, Path(id): Path<JobId>) -> ApiResult<Job> {
    operations.call_off(page.ctx(), id).await?;
    Ok(axum::Json(operations.find(page.ctx(), id).await?.watched.into()))
}

/// Queue a failed job anew
#[utoipa::path(post, path = "/api/v1/jobs/{id}/retry", tag = "Jobs", params(("id" = String, Path)), responses((status = 200, body = Job), (status = 409, description = "It has not failed")))]
async fn retry(page: Page, Shared(operations): Shared<Operations>, Path(id): Path<JobId>) -> ApiResult<Job> {
    operations.retry(page.ctx(), id).await?;
    Ok(axum::Json(operations.find(page.ctx(), id).await?.watched.into()))
}
