//! What follows an ingest: experts are found anew, and a landscape that was there is built anew, with its settings and the
//! ids of its topics, and so are targets that were there, with their links. Wired here, because the evidence knows of neither.

use std::sync::{Arc, OnceLock};

use bellwether_db::{Db, DbError};
use bellwether_experts::api::BUILD;
use bellwether_foresight::api::{self as foresight, Landscapes, edition};
use bellwether_jobs::{Handler, JobCtx, JobError, Jobs, async_trait};
use bellwether_targets_lens::api::{self as lens, Targets};

/// Does the ingest, then queues what is built from the evidence.
pub struct ThenBuilds<H> {
    ingest: H,
    db: Db,
    /// The queue, once it is there: it is made from its handlers.
    queue: Arc<OnceLock<Jobs>>,
    landscapes: Landscapes,
    targets: Targets,
}

impl<H> ThenBuilds<H> {
    /// Follows this handler.
    pub fn new(ingest: H, db: Db, queue: Arc<OnceLock<Jobs>>, landscapes: Landscapes, targets: Targets) -> Self {
        ThenBuilds { ingest, db, queue, landscapes, targets }
    }
}

#[async_trait]
impl<H: Handler> Handler for ThenBuilds<H> {
    fn kind(&self) -> &'static str {
        self.ingest.kind()
    }

    async fn run(&self, job: &JobCtx, payload: serde_json::Value) -> Result<(), JobError> {
        self.ingest.run(job, payload).await?;
        if let Some(jobs) = self.queue.get() {
            let (landscapes, ctx) = (self.landscapes.clone(), job.ctx().clone());
            let known =
                tokio::task::spawn_blocking(move || edition(&ctx, &landscapes)).await.map_err(JobError::failed)?;
            let known = known.map_err(JobError::failed)?;
            let (targets, ctx) = (self.targets.clone(), job.ctx().clone());
            let lens = tokio::task::spawn_blocking(move || lens::status(&ctx, &targets));
            let lens = lens.await.map_err(JobError::failed)?.map_err(JobError::failed)?;
            let queued = self.db.write(job.ctx(), async |tx| {
                jobs.enqueue(&tx, BUILD, &serde_json::json!({})).await?;
                // The first landscape is somebody's decision; later ones keep it in step with the evidence.
                if let Some(known) = &known {
                    jobs.enqueue(&tx, foresight::BUILD, &known.status.settings).await?;
                }
                if let Some(lens) = &lens {
                    let kept = lens::Payload { settings: lens.settings, ..lens::Payload::default() };
                    jobs.enqueue(&tx, lens::BUILD, &kept).await?;
                }
                Ok::<_, DbError>(())
            });
            queued.await?;
            jobs.wake();
        }
        Ok(())
    }
}
