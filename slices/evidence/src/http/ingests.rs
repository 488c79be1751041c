//! `/evidence/ingests` and what is below it.

use std::convert::Infallible;

use axum::extract::{RawForm, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use bellwether_jobs::{JobId, JobView};
use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::paging::PageSize;
use bellwether_web::api::{FieldProblem, Page, PageResult, WebError};
use bellwether_web::components::progress::live_event;
use bellwether_web::extract::{Path, Query};
use serde::Deserialize;
use tokio_stream::{Stream, StreamExt};

use crate::service::ingests::{Ingests, IngestsError};
use crate::service::job::Payload;
use crate::urls;
use crate::views::ingest::IngestPage;
use crate::views::ingests::{IngestLine, IngestsPage};

/// What is asked of the list.
#[derive(Deserialize)]
pub struct Asked {
    /// Only ingests before this one.
    before: Option<JobId>,
}

/// Shows the list and the form.
pub async fn list(page: Page, State(ingests): State<Ingests>, Query(asked): Query<Asked>) -> PageResult {
    Ok(page.show(&list_page(&page, &ingests, asked.before, Vec::new()).await?))
}

/// Starts an ingest.
pub async fn start(page: Page, State(ingests): State<Ingests>, RawForm(form): RawForm) -> PageResult {
    let fields = form_urlencoded::parse(&form);
    let files: Vec<String> = fields.filter(|(name, _)| name == "file").map(|(_, value)| value.into_owned()).collect();
    let problem = match ingests.start(page.ctx(), &files).await {
        Ok(id) => return Ok(page.redirect_to(urls::ingest(id))),
        Err(IngestsError::NothingChosen) => page.t("ingests-nothing-chosen"),
        Err(IngestsError::NotInInbox(name)) => page.t_with("ingests-not-in-inbox", &[("name", name.into())]),
        Err(other) => return Err(other.into()),
    };
    let again = list_page(&page, &ingests, None, vec![FieldProblem::new("file", problem)]).await?;
    use bellwether_web::api::View;
    Ok(page.render_with(StatusCode::UNPROCESSABLE_ENTITY, again.title(&page), again.body(&page)))
}

/// Shows one ingest.
pub async fn one(page: Page, State(ingests): State<Ingests>, Path(id): Path<JobId>) -> PageResult {
    let found = ingests.find(page.ctx(), id).await?.ok_or_else(|| page.not_found())?;
    let job = found.job;
    Ok(page.show(&IngestPage {
        id: job.id,
        state: job.state,
        is_stopping: job.cancel_requested,
        created_at: instant(job.created_at_ms),
        finished_at: job.finished_at_ms.map(instant),
        done: (job.done.unsigned_abs(), job.total.map(i64::unsigned_abs)),
        message: job.message,
        error: job.error,
        files: found.files,
    }))
}

/// Stops an ingest.
pub async fn stop(page: Page, State(ingests): State<Ingests>, Path(id): Path<JobId>) -> PageResult {
    let found = ingests.find(page.ctx(), id).await?.ok_or_else(|| page.not_found())?;
    ingests.stop(page.ctx(), found.job.id).await?;
    Ok(page.redirect_to(urls::ingest(id)))
}

/// Sends the progress of an ingest until it is over.
pub async fn events(
    page: Page,
    State(ingests): State<Ingests>,
    Path(id): Path<JobId>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, WebError> {
    ingests.find(page.ctx(), id).await?.ok_or_else(|| page.not_found())?;
    let states = ingests.watch(page.ctx(), id)?;
    let events = states.map(|job| Ok(live_event(job.done, job.total, &job.message, job.state.is_over())));
    Ok(Sse::new(events).keep_alive(KeepAlive::default()))
}

pub(super) async fn list_page(
    page: &Page,
    ingests: &Ingests,
    before: Option<JobId>,
    problems: Vec<FieldProblem>,
) -> Result<IngestsPage, IngestsError> {
    let found = ingests.list(page.ctx(), before, PageSize::USUAL).await?;
    Ok(IngestsPage {
        ingests: found.rows.iter().map(line).collect(),
        older: found.next.map(|next| urls::ingests_before(&next).to_string()),
        is_later_page: before.is_some(),
        inbox: ingests.inbox(page.ctx()).await?,
        largest_upload: ingests.largest_upload(),
        problems,
    })
}

fn line(job: &JobView) -> IngestLine {
    let payload = serde_json::from_str(&job.payload).unwrap_or(Payload { files: Vec::new() });
    IngestLine { id: job.id, created_at: instant(job.created_at_ms), state: job.state, files: payload.files }
}

fn instant(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}
