//! The ledger: every source file that was ever read, and what came of it.

use bellwether_kernel::clock::Timestamp;
use bellwether_sources::record::Source;
use serde::{Deserialize, Serialize};

/// A source file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// Its name, without folders.
    pub name: String,
    /// SHA-256 of its bytes as they lay on the disk, in hexadecimal. A file is known by this, not by its name.
    pub sha256: String,
    /// Its length as it lay on the disk.
    pub bytes: u64,
    /// When it was read.
    pub read_at: Timestamp,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a source file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// All of it is in the store.
    Ingested(Counts),
    /// Nothing of it is in the store.
    Refused {
        /// Why, with the line and byte where the file is wrong.
        reason: String,
    },
}

/// What a file did to the store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Records in the file.
    pub records: u64,
    /// Of these: records that the store did not have.
    pub new: u64,
    /// Of these: records that replaced an earlier one.
    pub replaced: u64,
    /// Of these: left out, because the store had a higher version, or the file itself a later one.
    pub outdated: u64,
    /// Records withdrawn by the source that the store had.
    pub deleted: u64,
    /// Records of the file that are marked as retracted.
    pub retracted: u64,
}

/// What the store holds of one source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceSummary {
    /// The source.
    pub source: Source,
    /// Records that can be found.
    pub records: u64,
    /// Parquet parts.
    pub parts: u64,
    /// Their size.
    pub bytes: u64,
    /// When the first of them was added.
    pub first_added_at: Timestamp,
    /// When the last of them was added.
    pub last_added_at: Timestamp,
}
