//! What handlers hold: the landscape, the evidence under it, and the queue that builds it.

use std::sync::Arc;

use bellwether_db::Db;
use bellwether_evidence::api::SearchState;
use bellwether_experts::api::Experts;
use bellwether_jobs::Jobs;
use bellwether_kernel::ctx::Ctx;
use bellwether_web::api::{Page, WebError};

use crate::service::look::{self, Edition, Folder, LookError};
use crate::service::start::StartError;

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
        let (ctx, state) = (page.ctx().clone(), self.clone());
        let answer = tokio::task::spawn_blocking(move || {
            let edition = look::edition(&ctx, &state.folder)?;
            edition.map(|edition| question(&ctx, &edition, &state.search)).transpose()
        });
        Ok(answer.await.map_err(WebError::internal)??)
    }
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
