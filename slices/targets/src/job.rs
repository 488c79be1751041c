//! Building the targets as a job of the queue.

use std::path::PathBuf;

use bellwether_evidence::api::SearchState;
use bellwether_jobs::{Handler, JobCtx, JobError, async_trait};

use crate::service::build::BuildError;
use crate::service::start::{KIND, Payload, build_now, source};
use crate::store::folder::Folder;

/// Does the jobs of kind [`KIND`].
pub struct BuildTargets {
    folder: Folder,
    search: SearchState,
    inbox: PathBuf,
}

impl BuildTargets {
    /// Builds into this folder, from this evidence and the files of this inbox.
    pub fn new(folder: Folder, search: SearchState, inbox: PathBuf) -> Self {
        BuildTargets { folder, search, inbox }
    }
}

#[async_trait]
impl Handler for BuildTargets {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, job: &JobCtx, payload: serde_json::Value) -> Result<(), JobError> {
        let payload: Payload =
            serde_json::from_value(payload).map_err(|error| JobError::Hopeless(format!("the settings: {error}")))?;
        // Names were compared with the inbox when the job was queued; what stands in the queue is not trusted with paths.
        if payload.papers.iter().chain(&payload.names).any(|name| name.contains(['/', '\\']) || name.starts_with('.')) {
            return Err(JobError::Hopeless("a file of the inbox has no path".to_owned()));
        }
        let (folder, search, watched) = (self.folder.clone(), self.search.clone(), job.clone());
        let from = source(&payload, &self.inbox);
        let built = tokio::task::spawn_blocking(move || {
            build_now(&folder, &search, watched.ctx(), &from, payload.settings, &watched)
        });
        match built.await.map_err(JobError::failed)? {
            Ok(status) => {
                tracing::info!(targets.genes = status.genes, "built the targets of {} genes", status.genes);
                Ok(())
            }
            Err(BuildError::Stopped) => Err(JobError::Stopped),
            Err(error @ (BuildError::Evidence(_) | BuildError::Store(_))) => Err(JobError::failed(error)),
            // Trying again would give the same.
            Err(error) => Err(JobError::Hopeless(error.to_string())),
        }
    }
}
