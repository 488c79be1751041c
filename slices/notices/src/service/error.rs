//! Why something with notices was not done.

use bellwether_db::{DbError, IsConflict};
use bellwether_kernel::ctx::Denied;

use crate::model::notice::{PeopleError, SourceError};

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum NoticeError {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There is no such letter, or nobody has this token.
    #[error("not there")]
    NotFound,
    /// Somebody else has told it meanwhile.
    #[error("told by somebody else")]
    Told,
    /// A source cannot say what it is about.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// Who it goes to cannot be read.
    #[error(transparent)]
    People(#[from] PeopleError),
    /// The tables failed.
    #[error("storing notices")]
    Db(#[from] DbError),
}

impl IsConflict for NoticeError {
    fn is_conflict(&self) -> bool {
        matches!(self, NoticeError::Db(error) if error.is_conflict())
    }
}
