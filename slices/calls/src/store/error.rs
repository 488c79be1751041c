//! Why the tables cannot be read or written.

use bellwether_db::{DbError, IsConflict};

/// A failure of the tables.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database failed.
    #[error("the tables of calls")]
    Db(#[from] DbError),
    /// A row holds something that this version does not know.
    #[error("the tables of calls hold {what} {value:?}, which is not known")]
    Unknown {
        /// What it should be.
        what: &'static str,
        /// What is there.
        value: String,
    },
    /// Another writer changed the same at the same moment; the database refused the second.
    #[error("another writer was faster")]
    Overtaken,
}

impl IsConflict for StoreError {
    fn is_conflict(&self) -> bool {
        match self {
            StoreError::Db(error) => error.is_conflict(),
            StoreError::Overtaken => true,
            StoreError::Unknown { .. } => false,
        }
    }
}

/// For values of a closed set.
pub(super) fn known<T>(what: &'static str, value: &str, found: Option<T>) -> Result<T, StoreError> {
    found.ok_or_else(|| unknown(what, value))
}

/// A value that is not known.
pub(super) fn unknown(what: &'static str, value: &str) -> StoreError {
    StoreError::Unknown { what, value: value.chars().take(80).collect() }
}

/// Reads a column that holds JSON.
pub(super) fn json<T: serde::de::DeserializeOwned>(what: &'static str, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| unknown(what, text))
}

/// Writes a column that holds JSON.
pub(super) fn text(what: &'static str, value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| unknown(what, &error.to_string()))
}
