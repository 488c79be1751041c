//! What follows an ingest: experts are found anew; on a landscape that was there few new records are placed, and for many it
//! is built anew, with its settings and the ids of its topics; and so are targets that were there, with their links. Wired here, because the evidence knows of neither.

use std::sync::{Arc, OnceLock};

use bellwether_db::{Db, DbError};
use bellwether_evidence::api::SearchState;
use bellwether_experts::api::BUILD;
use bellwether_foresight::api::{self as foresight, FollowUp, Landscapes, Settings};
use bellwether_jobs::{Handler, JobCtx, JobError, Jobs, async_trait};
use bellwether_targets_lens::api::{self as lens, Targets};

/// Does the ingest, then queues what is built from the evidence.
pub struct ThenBuilds<H> {
    ingest: H,
    db: Db,
    /// The queue, once it is there: it is made from its handlers.
    queue: Arc<OnceLock<Jobs>>,
    landscapes: Landscapes,
    search: SearchState,
    targets: Targets,
}

impl<H> ThenBuilds<H> {
    /// Follows this handler.
    pub fn new(
        ingest: H,
        db: Db,
        queue: Arc<OnceLock<Jobs>>,
        (landscapes, search): (Landscapes, SearchState),
        targets: Targets,
    ) -> Self {
        ThenBuilds { ingest, db, queue, landscapes, search, targets }
    }

    /// What follows for the landscape, and the settings to build with.
    async fn of_landscape(&self, job: &JobCtx) -> Result<Option<(FollowUp, Settings)>, JobError> {
        let (folder, search, ctx) = (self.landscapes.clone(), self.search.clone(), job.ctx().clone());
        let found = tokio::task::spawn_blocking(move || {
            let settings = foresight::edition(&ctx, &folder).map_err(JobError::failed)?;
            let settings = settings.map(|known| known.status.settings.clone());
            let follows = foresight::follow_up(&ctx, &folder, &search).map_err(JobError::failed)?;
            Ok(follows.zip(settings))
        });
        found.await.map_err(JobError::failed)?
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
            let landscape = self.of_landscape(job).await?;
            let (targets, ctx) = (self.targets.clone(), job.ctx().clone());
            let lens = tokio::task::spawn_blocking(move || lens::status(&ctx, &targets));
            let lens = lens.await.map_err(JobError::failed)?.map_err(JobError::failed)?;
            let queued = self.db.write(job.ctx(), async |tx| {
                jobs.enqueue(&tx, BUILD, &serde_json::json!({})).await?;
                // The first landscape is somebody's decision; later ones keep it in step with the evidence.
                match &landscape {
                    Some((FollowUp::Place, _)) => {
                        jobs.enqueue(&tx, foresight::PLACE, &serde_json::json!({})).await?;
                    }
                    Some((FollowUp::Build, settings)) => {
                        jobs.enqueue(&tx, foresight::BUILD, settings).await?;
                    }
                    None => {}
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
