//! The job that ingests files of the inbox.

use std::path::PathBuf;

use bellwether_jobs::{Handler, JobCtx, JobError, async_trait};
use serde::{Deserialize, Serialize};

use crate::ingest::run::IngestOptions;
use crate::model::progress::{FileReport, Progress, Step};
use crate::store::error::StoreError;
use crate::store::evidence::Evidence;

/// The kind of the job.
pub const KIND: &str = "evidence.ingest";

/// What the job is given: names of files in the inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payload {
    /// The names.
    pub files: Vec<String>,
}

/// Does the job. Started again after a crash it passes over what is ingested already, so nothing is done twice.
pub struct IngestHandler {
    evidence: Evidence,
    inbox: PathBuf,
}

impl IngestHandler {
    /// Ingests from this inbox into this store.
    pub fn new(evidence: Evidence, inbox: PathBuf) -> Self {
        IngestHandler { evidence, inbox }
    }
}

#[async_trait]
impl Handler for IngestHandler {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, job: &JobCtx, payload: serde_json::Value) -> Result<(), JobError> {
        let payload: Payload =
            serde_json::from_value(payload).map_err(|error| JobError::Hopeless(format!("payload: {error}")))?;
        let paths: Vec<PathBuf> = payload.files.iter().map(|name| self.inbox.join(name)).collect();
        let (evidence, watched) = (self.evidence.clone(), job.clone());
        let work = tokio::task::spawn_blocking(move || {
            let progress = JobProgress { job: watched };
            let report = evidence.ingest(progress.job.ctx(), &paths, &IngestOptions::default(), &progress)?;
            Ok::<_, StoreError>(report)
        });
        let report = work.await.map_err(JobError::failed)?.map_err(|error| match error {
            // Trying again at once would fail again; a person must make space and start anew.
            full if full.is_out_of_space() => JobError::Hopeless(full.to_string()),
            other => JobError::failed(other),
        })?;
        if report.stopped {
            job.check()?;
            return Err(JobError::Stopped);
        }
        Ok(())
    }
}

struct JobProgress {
    job: JobCtx,
}

impl Progress for JobProgress {
    fn on_progress(&self, step: &Step) {
        // Numbers and names only, so that it reads the same in every language.
        let message = format!("{} · {} · {:.0}/s", step.file, step.records, step.records_per_second);
        self.job.progress(step.bytes_done, Some(step.bytes_total), message);
    }

    fn on_file(&self, _file: &FileReport) {}

    fn cancelled(&self) -> bool {
        self.job.cancelled()
    }
}
