//! How an ingest is going, and how it ended.

use serde::{Deserialize, Serialize};

use super::ledger::SourceFile;

/// Is told how an ingest is going, and says whether it should stop. Called from the thread that runs the ingest.
pub trait Progress {
    /// Some work was done. Called about once per megabyte of text.
    fn on_progress(&self, step: &Step);
    /// A file is done: published and safe on the disk, refused, or known already.
    fn on_file(&self, file: &FileReport);
    /// Should the ingest stop? What was acknowledged stays.
    fn cancelled(&self) -> bool;
}

/// Where an ingest stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The file being read.
    pub file: String,
    /// Files that are done.
    pub files_done: usize,
    /// Files in all.
    pub files_total: usize,
    /// Bytes that were read, as they lie on the disk.
    pub bytes_done: u64,
    /// Bytes in all.
    pub bytes_total: u64,
    /// Records that were read.
    pub records: u64,
    /// Records a second since the start.
    pub records_per_second: f64,
}

/// What came of one file of an ingest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileReport {
    /// Read; its entry in the ledger says whether it was ingested or refused.
    Read(SourceFile),
    /// The same bytes were ingested before; nothing was done.
    Known {
        /// The file's name now.
        name: String,
        /// The entry of the first time.
        before: SourceFile,
    },
    /// It could not be opened or read, so the ledger has nothing of it.
    Unreadable {
        /// The path as it was given.
        name: String,
        /// What the operating system said.
        reason: String,
    },
}

/// How an ingest ended.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Each file that is done, in order.
    pub files: Vec<FileReport>,
    /// Was it stopped before all files were done?
    pub stopped: bool,
}

/// Nobody watches, nobody stops it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Progress for Unwatched {
    fn on_progress(&self, _step: &Step) {}

    fn on_file(&self, _file: &FileReport) {}

    fn cancelled(&self) -> bool {
        false
    }
}
