//! What handlers hold: the targets, the evidence and landscape beside them, and the queue that builds them.

use std::path::PathBuf;
use std::sync::Arc;

use bellwether_db::Db;
use bellwether_evidence::api::SearchState;
use bellwether_foresight::api::Landscapes;
use bellwether_jobs::Jobs;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::policy::Installation;
use bellwether_web::api::{Page, WebError};

use crate::model::offered::Offered;
use crate::policy::Act;
use crate::service::look::{self, Edition, Folder, LookError};
use crate::service::start::{self, StartError};

/// Rows on a page of a list.
pub const ROWS: u32 = 25;
/// Records on the page of a target.
pub const RECORDS: u32 = 10;
/// Rows of a list as a file: more than there are genes.
pub const EXPORTED: u32 = 100_000;

/// The state of this slice's routes.
#[derive(Clone)]
pub struct State {
    /// Where the targets lie.
    pub folder: Folder,
    /// The records.
    pub search: SearchState,
    /// The landscape of the records.
    pub landscapes: Landscapes,
    /// Where people put files to build from.
    pub inbox: PathBuf,
    /// The database of the queue.
    pub db: Db,
    /// The queue.
    pub jobs: Jobs,
}

impl State {
    /// Asks the published targets from a thread that may wait for the disk; `None` before the first build.
    pub async fn ask<T: Send + 'static>(
        &self,
        page: &Page,
        question: impl FnOnce(&Ctx, &Arc<Edition>, &State) -> Result<T, LookError> + Send + 'static,
    ) -> Result<Option<T>, WebError> {
        let state = self.clone();
        page.aside(move |ctx| {
            let edition = look::edition(ctx, &state.folder)?;
            edition.map(|edition| question(ctx, &edition, &state)).transpose()
        })
        .await
    }

    /// What a build can start from; `None` for those who may not build.
    pub async fn offered(&self, page: &Page) -> Result<Option<Offered>, WebError> {
        if !page.may(Act::Build, &Installation) {
            return Ok(None);
        }
        let inbox = self.inbox.clone();
        Ok(Some(page.aside(move |ctx| start::offered(ctx, &inbox)).await?))
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
            error @ StartError::NotInInbox(_) => WebError::field("papers", error.to_string()),
            other => WebError::internal(other),
        }
    }
}
