//! A worker's hold on a job: what it may still do with it, and the renewing that keeps the hold.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bellwether_db::{Db, DbError, Tx};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::ids::Uuid;
use tokio::sync::watch;

use crate::job::{JobId, State};
use crate::store;

/// How long a worker that says nothing keeps its job.
pub const LEASE_MS: i64 = 30_000;
/// How often changed progress reaches the database.
const BEAT: Duration = Duration::from_millis(500);
/// The hold is renewed at the latest after this many beats, changed or not: three times within a lease.
const RENEW_EVERY: u32 = 20;

/// Why a running job should stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Somebody called it off.
    CalledOff,
    /// The server stops; the job goes back to the queue.
    Shutdown,
    /// Another worker has it.
    Lost,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Progress {
    done: i64,
    total: Option<i64>,
    message: String,
}

/// A worker's hold on a job.
pub struct Lease {
    pub db: Db,
    pub ctx: Ctx,
    pub job: JobId,
    pub kind: String,
    pub attempt: i64,
    pub token: Uuid,
    progress: Mutex<Progress>,
    stop: watch::Sender<Option<Stop>>,
    completed: AtomicBool,
    // Tells those who watch jobs in this process that something changed.
    changed: watch::Sender<u64>,
}

impl Lease {
    pub fn new(db: Db, ctx: Ctx, claimed: &store::Claimed, changed: watch::Sender<u64>) -> Self {
        Lease {
            db,
            ctx,
            job: claimed.job,
            kind: claimed.kind.clone(),
            attempt: claimed.attempts,
            token: claimed.lease,
            progress: Mutex::default(),
            stop: watch::Sender::new(None),
            completed: AtomicBool::new(false),
            changed,
        }
    }

    pub fn set_progress(&self, done: u64, total: Option<u64>, message: String) {
        let bounded = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        *self.progress.lock().expect("no holder of this lock can panic") =
            Progress { done: bounded(done), total: total.map(bounded), message };
    }

    fn current(&self) -> Progress {
        self.progress.lock().expect("no holder of this lock can panic").clone()
    }

    pub fn stop(&self) -> Option<Stop> {
        *self.stop.borrow()
    }

    /// The first reason to stop stands.
    pub fn ask_to_stop(&self, reason: Stop) {
        self.stop.send_if_modified(|stop| {
            let first = stop.is_none();
            if first {
                *stop = Some(reason);
            }
            first
        });
    }

    pub async fn stopped(&self) {
        // The sender lives in `self`, so waiting cannot fail.
        let _ = self.stop.subscribe().wait_for(Option::is_some).await;
    }

    pub fn set_completed(&self) {
        self.completed.store(true, Ordering::Release);
        self.tell();
    }

    pub fn is_completed(&self) -> bool {
        self.completed.load(Ordering::Acquire)
    }

    pub fn tell(&self) {
        self.changed.send_modify(|changes| *changes = changes.wrapping_add(1));
    }

    /// Ends the job as done in this transaction. `false` if it is no longer ours.
    pub async fn complete(&self, tx: &Tx) -> Result<bool, DbError> {
        let progress = self.current();
        store::progress_in(tx, self.job, self.token, progress.done, progress.total, &progress.message).await?;
        store::finish(tx, self.job, &self.kind, self.token, State::Done, None).await
    }

    /// Renews the hold and stores progress, until it is dropped.
    pub async fn keep(&self) {
        let mut stored = Progress::default();
        let mut beats = 0;
        loop {
            tokio::time::sleep(BEAT).await;
            beats += 1;
            let progress = self.current();
            if progress == stored && beats < RENEW_EVERY {
                // A look is a read, which waits for no writer.
                self.take_note(store::look(&self.db, self.job, self.token).await);
                continue;
            }
            beats = 0;
            self.renew(&progress).await;
            stored = progress;
        }
    }

    async fn renew(&self, progress: &Progress) {
        let until_ms = self.ctx.now().as_millisecond() + LEASE_MS;
        let values = (progress.done, progress.total, progress.message.as_str());
        self.take_note(store::renew(&self.db, self.job, self.token, until_ms, values).await);
        self.tell();
    }

    fn take_note(&self, hold: Result<Option<bool>, DbError>) {
        match hold {
            Ok(Some(true)) => self.ask_to_stop(Stop::CalledOff),
            Ok(Some(false)) => {}
            Ok(None) if self.is_completed() => {}
            Ok(None) => self.ask_to_stop(Stop::Lost),
            // The hold lasts for two more renewals.
            Err(error) => tracing::warn!(job.id = %self.job, db.error = %error, "could not look at the hold on a job"),
        }
    }
}
