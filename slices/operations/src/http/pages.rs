//! `/jobs` and what is below it.

use std::convert::Infallible;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use bellwether_jobs::JobId;
use bellwether_kernel::paging::PageSize;
use bellwether_web::api::{Page, PageResult, WebError};
use bellwether_web::components::progress::live_event;
use bellwether_web::extract::{Path, Query};
use serde::Deserialize;
use tokio_stream::{Stream, StreamExt};

use super::filter;
use crate::service::Operations;
use crate::urls;
use crate::views::job::JobPage;
use crate::views::jobs::JobsPage;

/// What is asked of the list.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    state: String,
    /// Only jobs before this one.
    before: Option<JobId>,
}

/// Shows the list.
pub async fn list(page: Page, State(operations): State<Operations>, Query(asked): Query<Asked>) -> PageResult {
    let filter = filter(&asked.kind, &asked.state);
    let listing = operations.list(page.ctx(), &filter, asked.before, PageSize::USUAL).await?;
    let kinds = operations.kinds().into_iter().map(str::to_owned).collect();
    Ok(page.show(&JobsPage { listing, filter, kinds, is_later_page: asked.before.is_some() }))
}

/// Shows one job.
pub async fn one(page: Page, State(operations): State<Operations>, Path(id): Path<JobId>) -> PageResult {
    let found = operations.find(page.ctx(), id).await?;
    Ok(page.show(&JobPage { found }))
}

/// Calls a job off.
pub async fn cancel(page: Page, State(operations): State<Operations>, Path(id): Path<JobId>) -> PageResult {
    let notice = if operations.call_off(page.ctx(), id).await? { "jobs-called-off" } else { "jobs-over-before" };
    Ok(page.redirect_with_notice(urls::job(id), notice))
}

/// Queues a failed job anew.
pub async fn retry(page: Page, State(operations): State<Operations>, Path(id): Path<JobId>) -> PageResult {
    operations.retry(page.ctx(), id).await?;
    Ok(page.redirect_with_notice(urls::job(id), "jobs-retried"))
}

/// Sends the progress of a job until it is over.
pub async fn events(
    page: Page,
    State(operations): State<Operations>,
    Path(id): Path<JobId>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, WebError> {
    let states = operations.watch(page.ctx(), id).await?;
    let events = states.map(|job| Ok(live_event(job.done, job.total, &job.message, job.state.is_over())));
    Ok(Sse::new(events).keep_alive(KeepAlive::default()))
}
