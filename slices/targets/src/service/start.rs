//! Starting a build: at once, or as a job of the queue.

use std::io;
use std::path::Path;
use std::time::Instant;

use bellwether_db::{Db, DbError, IsConflict};
use bellwether_evidence::api::SearchState;
use bellwether_jobs::{JobId, Jobs, Watch};
use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::Installation;
use serde::{Deserialize, Serialize};

use crate::model::offered::Offered;
use crate::model::status::{Settings, SettingsError, Status};
use crate::policy::Act;
use crate::service::build::{BuildError, Origin, Wanted, build};
use crate::store::folder::Folder;
use crate::store::inbox;
use crate::store::source::Files;

/// The kind of the job.
pub const KIND: &str = "targets.build";

/// What a job is to build.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Payload {
    /// How to build.
    pub settings: Settings,
    /// A file of the inbox with links; `None` to take those of the build before.
    pub papers: Option<String>,
    /// A file of the inbox with names of genes.
    pub names: Option<String>,
}

/// Why no build was queued.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The settings cannot be used.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// A name that is not that of such a file in the inbox.
    #[error("there is no such file in the inbox: {0:?}")]
    NotInInbox(String),
    /// The folder of the inbox cannot be read.
    #[error("reading the inbox")]
    Inbox(#[source] io::Error),
    /// The database failed.
    #[error("queueing the build of the targets")]
    Db(#[from] DbError),
}

impl IsConflict for StartError {
    fn is_conflict(&self) -> bool {
        matches!(self, StartError::Db(error) if error.is_conflict())
    }
}

/// Files of the inbox that a build can start from.
pub fn offered(ctx: &Ctx, inbox: &Path) -> Result<Offered, StartError> {
    ctx.permit(Act::Build, &Installation)?;
    let (papers, names) = inbox::list(inbox).map_err(StartError::Inbox)?;
    Ok(Offered { papers, names })
}

/// Queues a build.
pub async fn start(ctx: &Ctx, db: &Db, jobs: &Jobs, inbox: &Path, payload: &Payload) -> Result<JobId, StartError> {
    ctx.permit(Act::Build, &Installation)?;
    payload.settings.check()?;
    let offered = offered(ctx, inbox)?;
    let papers = payload.papers.iter().filter(|name| !offered.papers.contains(name));
    let names = payload.names.iter().filter(|name| !offered.names.contains(name));
    if let Some(missing) = papers.chain(names).next() {
        return Err(StartError::NotInInbox(missing.clone()));
    }
    let id = db.write(ctx, async |tx| {
        let id = jobs.enqueue(&tx, KIND, payload).await?;
        tx.journal(Entry::new("targets.build_started", "job", id, payload)).await?;
        Ok::<_, StartError>(id)
    });
    let id = id.await?;
    jobs.wake();
    Ok(id)
}

/// Builds now, in the calling thread, which may wait.
pub fn build_now(
    folder: &Folder,
    search: &SearchState,
    ctx: &Ctx,
    from: &Origin,
    settings: Settings,
    watch: &dyn Watch,
) -> Result<Status, BuildError> {
    ctx.permit(Act::Build, &Installation)?;
    settings.check()?;
    let snapshot = search.evidence.snapshot();
    let wanted = Wanted { snapshot: &snapshot, from, settings, now_ms: ctx.now().as_millisecond() };
    let started = Instant::now();
    build(folder, &wanted, &|| started.elapsed().as_secs_f64(), watch)
}

/// Where a job's links come from.
pub(crate) fn source(payload: &Payload, inbox: &Path) -> Origin {
    match &payload.papers {
        None => Origin::Kept,
        Some(name) => Origin::Files(Files {
            papers: inbox.join(name),
            names: payload.names.as_ref().map(|name| inbox.join(name)),
        }),
    }
}
