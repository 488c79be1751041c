//! Why something with messages was not done.

use bellwether_db::{DbError, IsConflict};
use bellwether_kernel::ctx::Denied;

use crate::model::people::PeopleError;
use crate::model::records::RecordsError;

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum MessageError {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// What was written cannot be taken; the field and the key of the sentence.
    #[error("{0} cannot be taken: {1}")]
    Field(&'static str, &'static str),
    /// Who takes part cannot be read.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// Names of people cannot be read.
    #[error(transparent)]
    People(#[from] PeopleError),
    /// The tables failed.
    #[error("storing messages")]
    Db(#[from] DbError),
}

impl IsConflict for MessageError {
    fn is_conflict(&self) -> bool {
        matches!(self, MessageError::Db(error) if error.is_conflict())
    }
}
