//! Building the experts as a job of the queue, and at the command line.

use std::time::Instant;

use bellwether_evidence::api::Evidence;
use bellwether_jobs::{Handler, JobCtx, JobError, async_trait};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::policy::Installation;

use crate::model::status::Status;
use crate::policy::Act;
use crate::service::build::{BuildError, Watch, build};
use crate::store::folder::Folder;

/// The kind of the job; its payload is empty. Queue it after an ingest.
pub const BUILD: &str = "experts.build";

/// Does the jobs of kind [`BUILD`].
pub struct BuildExperts {
    experts: Folder,
    evidence: Evidence,
}

impl BuildExperts {
    /// Builds into this folder from this evidence.
    pub fn new(experts: Folder, evidence: Evidence) -> Self {
        BuildExperts { experts, evidence }
    }
}

#[async_trait]
impl Handler for BuildExperts {
    fn kind(&self) -> &'static str {
        BUILD
    }

    async fn run(&self, job: &JobCtx, _payload: serde_json::Value) -> Result<(), JobError> {
        let (experts, evidence, watched) = (self.experts.clone(), self.evidence.clone(), job.clone());
        let built = tokio::task::spawn_blocking(move || build_now(&experts, &evidence, watched.ctx(), &watched));
        match built.await.map_err(JobError::failed)? {
            Ok(status) => {
                tracing::info!(
                    experts.persons = status.persons,
                    experts.institutions = status.institutions,
                    "found {} experts in {} records",
                    status.persons,
                    status.records
                );
                Ok(())
            }
            Err(BuildError::Stopped) => Err(JobError::Stopped),
            Err(error) => Err(JobError::failed(error)),
        }
    }
}

/// Builds now, in the calling thread.
pub fn build_now(experts: &Folder, evidence: &Evidence, ctx: &Ctx, watch: &dyn Watch) -> Result<Status, BuildError> {
    ctx.permit(Act::Build, &Installation)?;
    let started = Instant::now();
    let now_ms = ctx.now().as_millisecond();
    build(experts, &evidence.snapshot(), now_ms, &|| started.elapsed().as_secs_f64(), watch)
}
