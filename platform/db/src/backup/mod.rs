//! A logical copy of the whole database: one file of JSON lines for each table, read in one snapshot.
//!
//! It is the same for SQLite and PostgreSQL, so it also moves an installation from one to the other. The folder's
//! `database.json` names the migrations, the tables with the digests of their files, and the head of the journal.

mod catalogue;
mod export;
mod import;
mod value;

use serde::{Deserialize, Serialize};

/// The file that describes a copy.
pub const DESCRIPTION: &str = "database.json";

/// What a copy consists of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description {
    /// The version of this format.
    pub format: u32,
    /// The migrations that the tables had.
    pub migrations: Vec<String>,
    /// The newest entry of the journal as `NUMBER:HASH`.
    pub journal_head: String,
    /// The tables.
    pub tables: Vec<Table>,
}

/// One table of a copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name; the file is `NAME.jsonl`.
    pub name: String,
    /// Its columns with their kinds, in the order of the values in each line.
    pub columns: Vec<(String, Kind)>,
    /// How many rows there are.
    pub rows: u64,
    /// The SHA-256 of the file, in hexadecimal.
    pub sha256: String,
}

/// What the values of a column are, whatever the database calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An id.
    Uuid,
    /// A whole number.
    Integer,
    /// A number with a fraction.
    Real,
    /// Text.
    Text,
    /// Yes or no.
    Boolean,
    /// Bytes, in hexadecimal.
    Bytes,
}

/// Why a copy could not be made or taken back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A file could not be used.
    #[error("using {path}")]
    File {
        /// The file.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A table cannot be copied.
    #[error("table {table} {problem}")]
    Table {
        /// The table.
        table: String,
        /// What is the matter with it.
        problem: String,
    },
    /// The copy is not whole, or not one.
    #[error("{file} of the backup is damaged: {problem}")]
    Damaged {
        /// The file.
        file: String,
        /// What is wrong.
        problem: String,
    },
    /// The database already holds something.
    #[error("the database is not empty; a backup is restored into an empty one only")]
    NotEmpty,
    /// The database failed.
    #[error(transparent)]
    Db(#[from] crate::error::DbError),
}

impl crate::error::IsConflict for BackupError {
    fn is_conflict(&self) -> bool {
        matches!(self, BackupError::Db(error) if error.is_conflict())
    }
}

fn file_error(path: &std::path::Path) -> impl Fn(std::io::Error) -> BackupError {
    let path = path.display().to_string();
    move |source| BackupError::File { path: path.clone(), source }
}
