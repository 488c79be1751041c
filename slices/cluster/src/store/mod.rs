//! The clusters in the database.

mod load;
mod rows;
mod save;

pub use load::{clusters, digest, profile};
pub use save::save;

use bellwether_db::{DbError, IsConflict};

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database failed.
    #[error("the clusters' tables")]
    Db(#[from] DbError),
    /// A row holds something that this version does not know.
    #[error("the clusters' tables hold {what} `{value}`, which is not known")]
    Unknown {
        /// What it should be.
        what: &'static str,
        /// What is there.
        value: String,
    },
}

impl IsConflict for StoreError {
    fn is_conflict(&self) -> bool {
        matches!(self, StoreError::Db(error) if error.is_conflict())
    }
}

impl From<sea_orm::DbErr> for StoreError {
    fn from(error: sea_orm::DbErr) -> Self {
        StoreError::Db(error.into())
    }
}
