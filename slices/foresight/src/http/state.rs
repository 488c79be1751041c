//! What handlers hold: the landscape, the evidence under it, and the queue that builds it.

use std::sync::Arc;

use bellwether_db::Db;
use bellwether_evidence::api::SearchState;
use bellwether_experts::api::Experts;
use bellwether_jobs::Jobs;
use bellwether_kernel::ctx::Ctx;
use bellwether_web::api::{Page, WebError};

use crate::model::filter::{RecordFilter, Rows};
use crate::model::polygon::{Polygon, PolygonError};
use crate::model::topic::WorkLine;
use crate::service::look::{self, Edition, Folder, LookError};
use crate::service::start::StartError;
use crate::views::topic::Named;

/// Rows on a page of a list.
pub const ROWS: u32 = 25;
/// Rows of a list as a file.
pub const EXPORTED: u32 = 20_000;

/// The state of this slice's routes.
#[derive(Clone)]
pub struct State {
    /// Where the landscape lies.
    pub folder: Folder,
    /// The records and their index.
    pub search: SearchState,
    /// Who is active in topics, and the institutions.
    pub experts: Experts,
    /// The database: the queue, watched topics, proposals, clusters.
    pub db: Db,
    /// The queue.
    pub jobs: Jobs,
}

impl State {
    /// Asks the published landscape from a thread that may wait for the disk; `None` before the first build.
    pub async fn ask<T: Send + 'static>(
        &self,
        page: &Page,
        question: impl FnOnce(&Ctx, &Arc<Edition>, &SearchState) -> Result<T, LookError> + Send + 'static,
    ) -> Result<Option<T>, WebError> {
        let state = self.clone();
        page.aside(move |ctx| {
            let edition = look::edition(ctx, &state.folder)?;
            edition.map(|edition| question(ctx, &edition, &state.search)).transpose()
        })
        .await
    }

    /// Up to `most` records of a topic, inside a line, or both, after so many others, and the topic; `None` before the
    /// first build.
    pub async fn records(
        &self,
        page: &Page,
        filter: &RecordFilter,
        after: Option<u32>,
        most: u32,
    ) -> Result<Option<(Rows<WorkLine>, Option<Named>)>, WebError> {
        let (line, topic) = (line(filter)?, filter.topic.clone());
        let found = self.ask(page, move |ctx, edition, search| {
            let topic = match topic.as_str() {
                "" => None,
                id => match edition.topic(id) {
                    Some((at, topic)) => Some((at, Named::of(topic))),
                    None => return Ok(None),
                },
            };
            let points = look::points(ctx, edition, line.as_ref(), topic.as_ref().map(|(at, _)| *at))?;
            let rows = look::records(ctx, search, edition, points, after, most)?;
            Ok(Some((rows, topic.map(|(_, named)| named))))
        });
        found.await?.map(|known| known.ok_or(WebError::NotFound)).transpose()
    }
}

/// The line that is asked for, if any.
fn line(filter: &RecordFilter) -> Result<Option<Polygon>, WebError> {
    let line = (!filter.lasso.is_empty()).then(|| filter.lasso.parse()).transpose();
    line.map_err(|error: PolygonError| WebError::field("lasso", error.to_string()))
}

impl From<LookError> for WebError {
    fn from(error: LookError) -> Self {
        match error {
            LookError::Denied(denied) => denied.into(),
            other => WebError::internal(other),
        }
    }
}

impl From<StartError> for WebError {
    fn from(error: StartError) -> Self {
        match error {
            StartError::Denied(denied) => denied.into(),
            StartError::Settings(error) => WebError::BadRequest(error.to_string()),
            StartError::Db(error) => WebError::internal(error),
        }
    }
}
