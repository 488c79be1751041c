//! Why the tables of foresight cannot be read or written.

use bellwether_db::{DbError, IsConflict};

/// A failure of the tables.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The database failed.
    #[error("the tables of foresight")]
    Db(#[from] DbError),
    /// A row holds something that this version does not know.
    #[error("the tables of foresight hold {what} {value:?}, which is not known")]
    Unknown {
        /// What it should be.
        what: &'static str,
        /// What is there.
        value: String,
    },
}

impl IsConflict for TableError {
    fn is_conflict(&self) -> bool {
        matches!(self, TableError::Db(error) if error.is_conflict())
    }
}

/// Reads a column that holds JSON.
pub(super) fn json<T: serde::de::DeserializeOwned>(what: &'static str, text: String) -> Result<T, TableError> {
    serde_json::from_str(&text).map_err(|_| TableError::Unknown { what, value: text.chars().take(80).collect() })
}

/// Writes a column that holds JSON.
pub(super) fn text(what: &'static str, value: &impl serde::Serialize) -> Result<String, TableError> {
    serde_json::to_string(value).map_err(|error| TableError::Unknown { what, value: error.to_string() })
}
