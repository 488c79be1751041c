//! Taking jobs from the queue and seeing each through to an end.

use std::sync::Arc;
use std::time::Duration;

use bellwether_db::DbError;
use bellwether_kernel::ids::Uuid;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::handler::{JobCtx, JobError};
use crate::job::{JobId, State};
use crate::lease::{LEASE_MS, Lease, Stop};
use crate::queue::Jobs;
use crate::store;

/// How soon an idle worker sees what another process queued.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
/// The wait before the second attempt; it doubles with each further one.
const FIRST_PAUSE_MS: i64 = 5_000;

impl Jobs {
    /// Works until `stop` says so, with this many jobs at once. Running jobs are then asked to stop and go back to
    /// the queue; those that do not stop within `patience` are left to whoever starts next.
    pub async fn run(&self, workers: usize, mut stop: watch::Receiver<bool>, patience: Duration) {
        let mut all = JoinSet::new();
        for _ in 0..workers {
            let (jobs, stop) = (self.clone(), stop.clone());
            all.spawn(async move { jobs.work(stop).await });
        }
        // An error means that the sender is gone, which is a reason to stop too.
        let _ = stop.wait_for(|stop| *stop).await;
        for lease in self.inner.running.lock().expect("no holder of this lock can panic").values() {
            if let Some(lease) = lease.upgrade() {
                lease.ask_to_stop(Stop::Shutdown);
            }
        }
        let ended = tokio::time::timeout(patience, async { while all.join_next().await.is_some() {} }).await;
        if ended.is_err() {
            tracing::warn!("some jobs did not stop in time; they start again when their hold ends");
        }
    }

    /// For a start at which no other worker can be alive: interrupted jobs need not wait for their hold to end.
    pub async fn release_after_crash(&self) -> Result<usize, DbError> {
        store::release_all(&self.inner.db).await
    }

    async fn work(&self, mut stop: watch::Receiver<bool>) {
        let mut changed = self.inner.changed.subscribe();
        while !*stop.borrow() {
            changed.mark_unchanged();
            match self.run_one(&stop).await {
                Ok(Some(_)) => continue,
                Ok(None) => {}
                Err(error) => tracing::error!(db.error = %error, "could not take a job from the queue"),
            }
            tokio::select! {
                _ = changed.changed() => {}
                _ = stop.wait_for(|stop| *stop) => {}
                () = tokio::time::sleep(LOOK_AGAIN) => {}
            }
        }
    }

    /// Takes one job, if one is due, and sees it through.
    pub async fn run_one(&self, stop: &watch::Receiver<bool>) -> Result<Option<JobId>, DbError> {
        let now_ms = self.inner.ctx.now().as_millisecond();
        self.bury_orphans(now_ms).await?;
        let claimed = store::claim(&self.inner.db, Uuid::now_v7(), now_ms, now_ms + LEASE_MS).await?;
        let Some(claimed) = claimed else {
            return Ok(None);
        };
        let id = claimed.job;
        let lease =
            Arc::new(Lease::new(self.inner.db.clone(), self.inner.ctx.clone(), &claimed, self.inner.changed.clone()));
        self.inner.running.lock().expect("no holder of this lock can panic").insert(id, Arc::downgrade(&lease));
        if *stop.borrow() {
            lease.ask_to_stop(Stop::Shutdown);
        }
        lease.tell();
        let outcome = self.attempt(&lease, &claimed).await;
        self.inner.running.lock().expect("no holder of this lock can panic").remove(&id);
        self.settle(&lease, outcome).await?;
        lease.tell();
        Ok(Some(id))
    }

    async fn bury_orphans(&self, now_ms: i64) -> Result<(), DbError> {
        let db = &self.inner.db;
        for (id, kind, lease, state) in store::orphans(db, now_ms).await? {
            db.write(&self.inner.ctx, async |tx| store::bury(&tx, id, &kind, lease, state).await).await?;
        }
        Ok(())
    }

    async fn attempt(&self, lease: &Arc<Lease>, claimed: &store::Claimed) -> Result<(), JobError> {
        let Some(handler) = self.inner.handlers.get(claimed.kind.as_str()).cloned() else {
            return Err(JobError::Hopeless(format!("this version knows no jobs of the kind `{}`", claimed.kind)));
        };
        let payload = serde_json::from_str(&claimed.payload)
            .map_err(|error| JobError::Hopeless(format!("what it was given cannot be read: {error}")))?;
        tracing::info!(job.id = %claimed.job, job.kind = claimed.kind, "started job {}", claimed.job);
        let job = JobCtx { lease: lease.clone() };
        // A task of its own, so that a panic in a handler fails one job and not the worker.
        let running = tokio::spawn(async move { handler.run(&job, payload).await });
        tokio::select! {
            ended = running => match ended {
                Ok(outcome) => outcome,
                Err(panic) => Err(JobError::failed(format!("the handler panicked: {panic}"))),
            },
            () = lease.keep() => unreachable!("a hold is renewed until the job ends"),
        }
    }

    async fn settle(&self, lease: &Lease, outcome: Result<(), JobError>) -> Result<(), DbError> {
        if lease.is_completed() {
            tracing::info!(job.id = %lease.job, job.kind = lease.kind, "finished job {}", lease.job);
            return Ok(());
        }
        let now_ms = self.inner.ctx.now().as_millisecond();
        match outcome {
            Ok(()) => {
                self.inner.db.write(&self.inner.ctx, async |tx| lease.complete(&tx).await).await?;
                tracing::info!(job.id = %lease.job, job.kind = lease.kind, "finished job {}", lease.job);
            }
            Err(JobError::Lost) => tracing::warn!(job.id = %lease.job, "job {} went to another worker", lease.job),
            Err(JobError::Stopped) if lease.stop() == Some(Stop::CalledOff) => {
                self.finish(lease, State::Cancelled, None).await?;
            }
            // An interruption is nobody's fault, so this attempt does not count.
            Err(JobError::Stopped) => {
                store::requeue(&self.inner.db, lease.job, lease.token, now_ms, lease.attempt - 1, None).await?;
            }
            Err(JobError::Hopeless(problem)) => self.finish(lease, State::Failed, Some(problem)).await?,
            Err(error) => self.try_again(lease, now_ms, whole_story(&error)).await?,
        }
        Ok(())
    }

    async fn try_again(&self, lease: &Lease, now_ms: i64, problem: String) -> Result<(), DbError> {
        let max_attempts = store::find(&self.inner.db, lease.job).await?.map_or(0, |job| job.max_attempts);
        if lease.attempt >= max_attempts {
            return self.finish(lease, State::Failed, Some(problem)).await;
        }
        tracing::warn!(job.id = %lease.job, job.kind = lease.kind, job.attempt = lease.attempt,
            "job {} failed and will be tried again: {problem}", lease.job);
        let pause_ms = FIRST_PAUSE_MS << (lease.attempt - 1).clamp(0, 10);
        store::requeue(&self.inner.db, lease.job, lease.token, now_ms + pause_ms, lease.attempt, Some(problem)).await
    }

    async fn finish(&self, lease: &Lease, state: State, problem: Option<String>) -> Result<(), DbError> {
        if let Some(problem) = &problem {
            tracing::error!(job.id = %lease.job, job.kind = lease.kind, "job {} failed for good: {problem}", lease.job);
        }
        self.inner
            .db
            .write(&self.inner.ctx, async |tx| {
                store::finish(&tx, lease.job, &lease.kind, lease.token, state, problem.as_deref()).await
            })
            .await?;
        Ok(())
    }
}

/// The error with all its causes: people who look at a failed job have no other place to find them.
fn whole_story(error: &JobError) -> String {
    let mut story = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        story.push_str(": ");
        story.push_str(&error.to_string());
        cause = error.source();
    }
    story
}
