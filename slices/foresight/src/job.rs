//! Building the landscape as a job of the queue.

use bellwether_evidence::api::SearchState;
use bellwether_jobs::{Handler, JobCtx, JobError, async_trait};

use crate::service::build::BuildError;
use crate::service::start::{KIND, Payload, build_now};
use crate::store::folder::Folder;

/// Does the jobs of kind [`KIND`].
pub struct BuildForesight {
    folder: Folder,
    search: SearchState,
}

impl BuildForesight {
    /// Builds into this folder from this evidence.
    pub fn new(folder: Folder, search: SearchState) -> Self {
        BuildForesight { folder, search }
    }
}

#[async_trait]
impl Handler for BuildForesight {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, job: &JobCtx, payload: serde_json::Value) -> Result<(), JobError> {
        let Payload { settings, keep_ids } =
            serde_json::from_value(payload).map_err(|error| JobError::Hopeless(format!("the settings: {error}")))?;
        let (folder, search, watched) = (self.folder.clone(), self.search.clone(), job.clone());
        let built = tokio::task::spawn_blocking(move || {
            build_now(&folder, &search, watched.ctx(), &settings, keep_ids, &watched)
        });
        match built.await.map_err(JobError::failed)? {
            Ok(status) => {
                tracing::info!(foresight.records = status.records, "built the landscape of {} records", status.records);
                Ok(())
            }
            Err(BuildError::Stopped) => Err(JobError::Stopped),
            // Trying again would give the same.
            Err(
                error @ (BuildError::Nothing(_)
                | BuildError::Query(_)
                | BuildError::Settings(_)
                | BuildError::TooManyTopics(_)),
            ) => Err(JobError::Hopeless(error.to_string())),
            Err(error) => Err(JobError::failed(error)),
        }
    }
}
