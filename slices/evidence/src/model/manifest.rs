//! What a generation of the store consists of.

use bellwether_kernel::clock::Timestamp;
use bellwether_sources::record::Source;
use serde::{Deserialize, Serialize};

use super::ledger::SourceFile;

/// `manifest.json` of a generation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the Parquet columns.
    pub columns: u32,
    /// Fingerprint of the schema of the index; another one means that the index must be built anew.
    pub index: String,
    /// The number of the next part. Numbers are never used twice, so a place names one record for ever.
    pub next_part: u32,
    /// The parts that hold at least one live record, in the order of their numbers.
    pub parts: Vec<Part>,
    /// The ledger, in the order of reading.
    pub files: Vec<SourceFile>,
}

/// One Parquet file with records of one source out of one source file, in that file's order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its number.
    pub number: u32,
    /// Its source.
    pub source: Source,
    /// Its rows, live or not.
    pub rows: u32,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of the source file that it came from.
    pub file: String,
    /// When it was added.
    pub added_at: Timestamp,
}

impl Part {
    /// Where it lies in its generation: `parts/pubmed/00000042.parquet`.
    pub fn path(&self) -> String {
        part_path(self.source, self.number)
    }
}

/// Where the part with this number lies.
pub fn part_path(source: Source, number: u32) -> String {
    format!("parts/{}/{number:08}.parquet", source.name())
}
