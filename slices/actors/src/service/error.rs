//! Why something with the register was not done.

use bellwether_db::{DbError, IsConflict};
use bellwether_kernel::ctx::Denied;

use crate::model::actor::ActorId;
use crate::model::day::NotAPeriod;
use crate::model::identifier::NotAnIdentifier;

/// Why something with the register was not done.
#[derive(Debug, thiserror::Error)]
pub enum ActorsError {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// It is not there.
    #[error("not there")]
    NotFound,
    /// It was put together with another, which is used instead.
    #[error("it was put together with {0}")]
    Moved(ActorId),
    /// What was given cannot be used; the field says where.
    #[error("{0} cannot be used")]
    Unusable(&'static str),
    /// No such identifier.
    #[error(transparent)]
    Identifier(#[from] NotAnIdentifier),
    /// Days that make no period.
    #[error(transparent)]
    Period(#[from] NotAPeriod),
    /// Another actor has this identifier already.
    #[error("another actor has this identifier: {0}")]
    Taken(ActorId),
    /// The name in addresses is in use.
    #[error("another actor of the cluster has this name in addresses")]
    SlugTaken,
    /// They are not of one kind, or are one already.
    #[error("these two cannot be one: {0}")]
    NotOne(&'static str),
    /// A later merge must be undone first.
    #[error("a later merge must be undone first")]
    UndoLaterFirst,
    /// The register changed since the preview.
    #[error("the register changed since this preview was made")]
    Changed,
    /// Rows were refused, so nothing was done.
    #[error("{0} rows of the file are refused")]
    Refused(usize),
    /// The database failed.
    #[error("using the tables of the register")]
    Db(#[from] DbError),
}

impl IsConflict for ActorsError {
    fn is_conflict(&self) -> bool {
        matches!(self, ActorsError::Db(error) if error.is_conflict())
    }
}
