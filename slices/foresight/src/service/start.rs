//! Starting a build: at once, or as a job of the queue.

use std::time::Instant;

use bellwether_db::{Db, DbError, IsConflict};
use bellwether_evidence::api::SearchState;
use bellwether_jobs::{JobId, Jobs};
use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::Installation;
use serde::{Deserialize, Serialize};

use crate::model::status::{Settings, SettingsError, Status};
use crate::policy::Act;
use crate::service::build::{BuildError, Wanted, Watch, build};
use crate::store::folder::Folder;

/// The kind of the job; its payload is the settings.
pub const KIND: &str = "foresight.build";
/// The kind of the job that places records on the landscape that is there; it needs no payload.
pub const PLACE: &str = "foresight.place";

/// Why no build was queued.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The settings cannot be used.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The database failed.
    #[error("queueing the build of the landscape")]
    Db(#[from] DbError),
}

impl IsConflict for StartError {
    fn is_conflict(&self) -> bool {
        matches!(self, StartError::Db(error) if error.is_conflict())
    }
}

/// What becomes of the ids and labels of topics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topics {
    /// Those that are still largely the same keep them.
    KeepIds,
    /// All get new ones.
    New,
}

/// The payload of the job.
#[derive(Serialize, Deserialize)]
pub struct Payload {
    /// How to build.
    #[serde(flatten)]
    pub settings: Settings,
    /// Do topics keep their ids? Jobs that were queued without a word keep them.
    #[serde(default = "kept")]
    pub keep_ids: bool,
}

fn kept() -> bool {
    true
}

/// Queues a build with these settings; topics keep their ids where they can.
pub async fn start(ctx: &Ctx, db: &Db, jobs: &Jobs, settings: &Settings) -> Result<JobId, StartError> {
    ctx.permit(Act::Build, &Installation)?;
    start_with(ctx, db, jobs, settings, Topics::KeepIds).await
}

/// Queues a build with these settings.
pub async fn start_with(
    ctx: &Ctx,
    db: &Db,
    jobs: &Jobs,
    settings: &Settings,
    topics: Topics,
) -> Result<JobId, StartError> {
    ctx.permit(Act::Build, &Installation)?;
    settings.check()?;
    let payload = Payload { settings: settings.clone(), keep_ids: topics == Topics::KeepIds };
    let id = db.write(ctx, async |tx| {
        let id = jobs.enqueue(&tx, KIND, &payload).await?;
        tx.journal(Entry::new("foresight.build_started", "job", id, &payload)).await?;
        Ok::<_, StartError>(id)
    });
    let id = id.await?;
    jobs.wake();
    Ok(id)
}

/// Queues the placing of records that came since the landscape was built.
pub async fn start_placing(ctx: &Ctx, db: &Db, jobs: &Jobs) -> Result<JobId, StartError> {
    ctx.permit(Act::Build, &Installation)?;
    let payload = serde_json::json!({});
    let id = db.write(ctx, async |tx| {
        let id = jobs.enqueue(&tx, PLACE, &payload).await?;
        tx.journal(Entry::new("foresight.placing_started", "job", id, &payload)).await?;
        Ok::<_, StartError>(id)
    });
    let id = id.await?;
    jobs.wake();
    Ok(id)
}

/// Builds now, in the calling thread and threads of its own. With `keep_ids`, topics that are still largely the same keep
/// the ids and labels that they have now.
pub fn build_now(
    folder: &Folder,
    search: &SearchState,
    ctx: &Ctx,
    settings: &Settings,
    keep_ids: bool,
    watch: &dyn Watch,
) -> Result<Status, BuildError> {
    ctx.permit(Act::Build, &Installation)?;
    settings.check()?;
    let snapshot = search.evidence.snapshot();
    let wanted = Wanted {
        snapshot: &snapshot,
        mesh: search.vocabularies.mesh(),
        settings: settings.clone(),
        keep_ids,
        now_ms: ctx.now().as_millisecond(),
    };
    let started = Instant::now();
    build(folder, &wanted, &|| started.elapsed().as_secs_f64(), watch)
}
