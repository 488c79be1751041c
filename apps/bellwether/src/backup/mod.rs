//! Backups: the database as JSON lines and the current generation of the evidence, with a digest of every file.
//!
//! A backup is the same whichever database the installation uses, so it also moves one from SQLite to PostgreSQL.
//! The secret that signs form tokens is not in it: a restored installation makes its own.

pub mod make;
mod pack;
pub mod restore;

use serde::{Deserialize, Serialize};

/// The file that lists all others; it is written last.
const MANIFEST: &str = "backup.json";
/// Where the copy of the database lies.
const DATABASE: &str = "database";
/// Where the copy of the evidence lies.
const EVIDENCE: &str = "evidence";

/// What a backup consists of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this format.
    pub format: u32,
    /// The version of Bellwether that made it.
    pub version: String,
    /// When it was made.
    pub made_at: String,
    /// The newest entry of the journal as `NUMBER:HASH`; keep it elsewhere to prove later that nothing was cut.
    pub journal_head: String,
    /// The generation of the evidence, if there was any.
    pub generation: Option<u64>,
    /// All files but this one.
    pub files: Vec<Packed>,
}

/// One file of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    /// Its path in the backup, with `/`.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
}
