//! Building the landscape, and placing records on it, as jobs of the queue.

use std::time::Instant;

use bellwether_evidence::api::SearchState;
use bellwether_jobs::{Handler, JobCtx, JobError, async_trait};

use crate::service::build::BuildError;
use crate::service::placing::{PlaceError, place_now};
use crate::service::start::{KIND, PLACE, Payload, build_now};
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

/// Does the jobs of kind [`PLACE`].
pub struct PlaceForesight {
    folder: Folder,
    search: SearchState,
}

impl PlaceForesight {
    /// Places on the landscape of this folder from this evidence.
    pub fn new(folder: Folder, search: SearchState) -> Self {
        PlaceForesight { folder, search }
    }
}

#[async_trait]
impl Handler for PlaceForesight {
    fn kind(&self) -> &'static str {
        PLACE
    }

    async fn run(&self, job: &JobCtx, _: serde_json::Value) -> Result<(), JobError> {
        let (folder, search, watched) = (self.folder.clone(), self.search.clone(), job.clone());
        let placed = tokio::task::spawn_blocking(move || {
            let started = Instant::now();
            place_now(&folder, &search, watched.ctx(), &|| started.elapsed().as_secs_f64(), &watched)
        });
        match placed.await.map_err(JobError::failed)? {
            Ok(placed) => {
                tracing::info!(foresight.placed = placed.placed, "placed {} records on the landscape", placed.placed);
                Ok(())
            }
            Err(PlaceError::Build(BuildError::Stopped)) => Err(JobError::Stopped),
            // Trying again would give the same.
            Err(error @ (PlaceError::NoLandscape | PlaceError::NothingKept)) => {
                Err(JobError::Hopeless(error.to_string()))
            }
            Err(error) => Err(JobError::failed(error)),
        }
    }
}
