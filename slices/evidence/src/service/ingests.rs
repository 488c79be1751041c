//! Looking at sources and ingests, starting and stopping ingests.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use bellwether_db::{Db, DbError, IsConflict};
use bellwether_jobs::{JobId, JobView, Jobs, Wanted};
use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::journal::Entry;
use bellwether_kernel::paging::{Page, PageSize};
use bellwether_kernel::policy::Installation;

use super::job::{KIND, Payload};
use crate::model::ledger::SourceFile;
use crate::model::waiting::Waiting;
use crate::policy::Act;
use crate::store::evidence::Evidence;
use crate::store::snapshot::Snapshot;

/// The longest file that is taken, where the installation says nothing else.
const LARGEST_UPLOAD: u64 = 2 << 30;

/// Ingests as people see them. Clones are the same.
#[derive(Clone)]
pub struct Ingests {
    evidence: Evidence,
    pub(super) db: Db,
    jobs: Jobs,
    pub(super) inbox: PathBuf,
    pub(super) largest_upload: u64,
}

/// Why an ingest was not started, or cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum IngestsError {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// No file was named.
    #[error("no file was chosen")]
    NothingChosen,
    /// A name that is not that of a file in the inbox.
    #[error("there is no file {0:?} in the inbox")]
    NotInInbox(String),
    /// The folder of the inbox cannot be read.
    #[error("reading the inbox")]
    Inbox(#[source] io::Error),
    /// A thread ended before its time.
    #[error("looking at the store")]
    Interrupted(#[from] tokio::task::JoinError),
    /// The database failed.
    #[error("storing the ingest")]
    Db(#[from] DbError),
}

impl IsConflict for IngestsError {
    fn is_conflict(&self) -> bool {
        matches!(self, IngestsError::Db(error) if error.is_conflict())
    }
}

/// An ingest and what came of its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ingest {
    /// The job.
    pub job: JobView,
    /// Its files in order; with their entry in the ledger once they are done and were new.
    pub files: Vec<(String, Option<SourceFile>)>,
}

impl Ingests {
    /// Ingests of this store through this queue, out of this inbox.
    pub fn new(evidence: Evidence, db: Db, jobs: Jobs, inbox: PathBuf) -> Self {
        Ingests { evidence, db, jobs, inbox, largest_upload: LARGEST_UPLOAD }
    }

    /// The same, taking files of up to so many bytes from browsers and programs.
    pub fn with_uploads_up_to(self, bytes: u64) -> Self {
        Ingests { largest_upload: bytes, ..self }
    }

    /// The longest file that is taken from browsers and programs.
    pub fn largest_upload(&self) -> u64 {
        self.largest_upload
    }

    /// The store as it is now, for what there is of each source.
    pub async fn snapshot(&self, ctx: &Ctx) -> Result<Arc<Snapshot>, IngestsError> {
        ctx.permit(Act::SeeSources, &Installation)?;
        let evidence = self.evidence.clone();
        Ok(tokio::task::spawn_blocking(move || evidence.snapshot()).await?)
    }

    /// The files that can be ingested, by name.
    pub async fn inbox(&self, ctx: &Ctx) -> Result<Vec<Waiting>, IngestsError> {
        ctx.permit(Act::SeeIngests, &Installation)?;
        let (inbox, snapshot) = (self.inbox.clone(), self.snapshot(ctx).await?);
        tokio::task::spawn_blocking(move || waiting(&inbox, snapshot.files()).map_err(IngestsError::Inbox)).await?
    }

    /// Queues an ingest of these files of the inbox, in this order.
    pub async fn start(&self, ctx: &Ctx, files: &[String]) -> Result<JobId, IngestsError> {
        ctx.permit(Act::Ingest, &Installation)?;
        if files.is_empty() {
            return Err(IngestsError::NothingChosen);
        }
        let there = self.inbox(ctx).await?;
        if let Some(missing) = files.iter().find(|name| !there.iter().any(|file| file.name == **name)) {
            return Err(IngestsError::NotInInbox(missing.clone()));
        }
        let payload = Payload { files: files.to_vec() };
        let id = self.db.write(ctx, async |tx| {
            let id = self.jobs.enqueue(&tx, KIND, &payload).await?;
            tx.journal(Entry::new("evidence.ingest_started", "job", id, &payload)).await?;
            Ok::<_, IngestsError>(id)
        });
        let id = id.await?;
        self.jobs.wake();
        Ok(id)
    }

    /// A page of ingests, newest first; `before` is what the page before ended with.
    pub async fn list(&self, ctx: &Ctx, before: Option<JobId>, size: PageSize) -> Result<Page<JobView>, IngestsError> {
        ctx.permit(Act::SeeIngests, &Installation)?;
        let wanted = Wanted { kind: Some(KIND.to_owned()), before, ..Wanted::default() };
        Ok(self.jobs.list(&wanted, size).await?)
    }

    /// One ingest.
    pub async fn find(&self, ctx: &Ctx, id: JobId) -> Result<Option<Ingest>, IngestsError> {
        ctx.permit(Act::SeeIngests, &Installation)?;
        let Some(job) = self.jobs.get(id).await?.filter(|job| job.kind == KIND) else { return Ok(None) };
        let snapshot = self.snapshot(ctx).await?;
        // A file that was read since the job was queued was read by it: there is one ingest at a time.
        let recent = snapshot.files().iter().filter(|file| file.read_at.as_millisecond() >= job.created_at_ms);
        let recent: HashMap<&str, &SourceFile> = recent.map(|file| (file.name.as_str(), file)).collect();
        let payload = serde_json::from_str(&job.payload).unwrap_or(Payload { files: Vec::new() });
        let entry = |name: String| {
            let found = recent.get(name.as_str()).map(|file| (*file).clone());
            (name, found)
        };
        Ok(Some(Ingest { files: payload.files.into_iter().map(entry).collect(), job }))
    }

    /// Stops an ingest; what is acknowledged stays. `false` if it is over already.
    pub async fn stop(&self, ctx: &Ctx, id: JobId) -> Result<bool, IngestsError> {
        ctx.permit(Act::Ingest, &Installation)?;
        match self.jobs.get(id).await? {
            Some(job) if job.kind == KIND => Ok(self.jobs.cancel(ctx, id).await?),
            _ => Ok(false),
        }
    }

    /// The states of an ingest from now until it is over.
    pub fn watch(
        &self,
        ctx: &Ctx,
        id: JobId,
    ) -> Result<impl tokio_stream::Stream<Item = JobView> + use<>, IngestsError> {
        ctx.permit(Act::SeeIngests, &Installation)?;
        Ok(self.jobs.watch(id))
    }
}

fn waiting(inbox: &std::path::Path, ledger: &[SourceFile]) -> io::Result<Vec<Waiting>> {
    fs::create_dir_all(inbox)?;
    let mut files = Vec::new();
    for entry in fs::read_dir(inbox)? {
        let entry = entry?;
        // Links could name any file of the machine, names that are not UTF-8 could not be sent by a form.
        let (Ok(name), true) = (entry.file_name().into_string(), entry.file_type()?.is_file()) else { continue };
        if name.starts_with('.') || name.ends_with(".part") || name.ends_with(".md5") {
            continue;
        }
        let bytes = entry.metadata()?.len();
        let is_known = ledger.iter().any(|file| file.name == name && file.bytes == bytes);
        files.push(Waiting { name, bytes, is_known });
    }
    files.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(files)
}
