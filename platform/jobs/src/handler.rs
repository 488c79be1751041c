//! What a kind of job must provide, and what it is given while it runs.

use std::error::Error;
use std::sync::Arc;

use async_trait::async_trait;
use bellwether_db::{DbError, IsConflict, Tx};
use bellwether_kernel::ctx::Ctx;

use crate::job::JobId;
use crate::lease::{Lease, Stop};

/// Does one kind of job.
#[async_trait]
pub trait Handler: Send + Sync {
    /// The kind, as it is queued under: `evidence.ingest`.
    fn kind(&self) -> &'static str;

    /// Does the work. It may be started again after a crash, so what it does outside
    /// [`JobCtx::complete_with`] must be harmless when done twice.
    async fn run(&self, job: &JobCtx, payload: serde_json::Value) -> Result<(), JobError>;
}

/// Why an attempt did not finish.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// It may succeed another time; it is tried again, a bounded number of times.
    #[error("the attempt failed")]
    Failed(#[source] Box<dyn Error + Send + Sync>),
    /// It can never succeed; it is not tried again.
    #[error("{0}")]
    Hopeless(String),
    /// The handler saw [`JobCtx::cancelled`] and stopped.
    #[error("stopped before the end")]
    Stopped,
    /// Another worker has the job, because this one was thought dead. Nothing was written.
    #[error("the job was given to another worker")]
    Lost,
    /// The database failed.
    #[error("storing the outcome")]
    Db(#[from] DbError),
}

impl JobError {
    /// A failure that is worth another attempt.
    pub fn failed(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        JobError::Failed(error.into())
    }
}

/// A running job, as its handler sees it. Cheap to clone, and usable from blocking code.
#[derive(Clone)]
pub struct JobCtx {
    pub(crate) lease: Arc<Lease>,
}

impl JobCtx {
    /// The job.
    pub fn id(&self) -> JobId {
        self.lease.job
    }

    /// Which attempt this is, from 1.
    pub fn attempt(&self) -> i64 {
        self.lease.attempt
    }

    /// The context to call services with: the installation acts, by the queue's clock.
    pub fn ctx(&self) -> &Ctx {
        &self.lease.ctx
    }

    /// Says how far the work is. Never waits; at most two states a second reach the database.
    pub fn progress(&self, done: u64, total: Option<u64>, message: impl Into<String>) {
        self.lease.set_progress(done, total, message.into());
    }

    /// Should the work stop? Because somebody called it off, the server stops, or another worker has the job.
    pub fn cancelled(&self) -> bool {
        self.lease.stop().is_some()
    }

    /// Waits until [`JobCtx::cancelled`] would say yes.
    pub async fn until_cancelled(&self) {
        self.lease.stopped().await;
    }

    /// `Err` when the work should stop; to be called between steps as `job.check()?`.
    pub fn check(&self) -> Result<(), JobError> {
        match self.lease.stop() {
            None => Ok(()),
            Some(Stop::Lost) => Err(JobError::Lost),
            Some(Stop::CalledOff | Stop::Shutdown) => Err(JobError::Stopped),
        }
    }

    /// Ends the job with its effect: the work's writes and the job's completion are one transaction, so the
    /// effect happens exactly once however often the job was started.
    ///
    /// # Errors
    /// [`JobError::Lost`] if another worker has the job by now; then nothing was written.
    pub async fn complete_with<E, F, W>(&self, work: F) -> Result<(), JobError>
    where
        F: Fn(Tx) -> W,
        W: Future<Output = Result<(), E>>,
        E: From<DbError> + IsConflict + Error + Send + Sync + 'static,
    {
        let lease = &self.lease;
        let done = lease
            .db
            .write(&lease.ctx, async |tx| {
                if !lease.complete(&tx).await? {
                    return Err(Ending::Lost);
                }
                work(tx).await.map_err(Ending::Work)
            })
            .await;
        match done {
            Ok(()) => {
                lease.set_completed();
                Ok(())
            }
            Err(Ending::Lost) => Err(JobError::Lost),
            Err(Ending::Db(error)) => Err(error.into()),
            Err(Ending::Work(error)) => Err(JobError::failed(error)),
        }
    }
}

enum Ending<E> {
    Lost,
    Db(DbError),
    Work(E),
}

impl<E> From<DbError> for Ending<E> {
    fn from(error: DbError) -> Self {
        Ending::Db(error)
    }
}

impl<E: IsConflict> IsConflict for Ending<E> {
    fn is_conflict(&self) -> bool {
        match self {
            Ending::Lost => false,
            Ending::Db(error) => error.is_conflict(),
            Ending::Work(error) => error.is_conflict(),
        }
    }
}
