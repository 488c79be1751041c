//! What follows an ingest: the experts are found anew. Wired here, because the evidence does not know of experts.

use std::sync::{Arc, OnceLock};

use bellwether_db::{Db, DbError};
use bellwether_experts::api::BUILD;
use bellwether_jobs::{Handler, JobCtx, JobError, Jobs, async_trait};

/// Does the ingest, then queues the building of experts.
pub struct ThenExperts<H> {
    ingest: H,
    db: Db,
    /// The queue, once it is there: it is made from its handlers.
    queue: Arc<OnceLock<Jobs>>,
}

impl<H> ThenExperts<H> {
    /// Follows this handler.
    pub fn new(ingest: H, db: Db, queue: Arc<OnceLock<Jobs>>) -> Self {
        ThenExperts { ingest, db, queue }
    }
}

#[async_trait]
impl<H: Handler> Handler for ThenExperts<H> {
    fn kind(&self) -> &'static str {
        self.ingest.kind()
    }

    async fn run(&self, job: &JobCtx, payload: serde_json::Value) -> Result<(), JobError> {
        self.ingest.run(job, payload).await?;
        if let Some(jobs) = self.queue.get() {
            let queued = self.db.write(job.ctx(), async |tx| jobs.enqueue(&tx, BUILD, &serde_json::json!({})).await);
            let queued: Result<_, DbError> = queued.await;
            queued?;
            jobs.wake();
        }
        Ok(())
    }
}
