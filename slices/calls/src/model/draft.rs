//! An application that is being written: answers with revisions, so that nobody writes over what they have not seen.

use crate::model::application::{Application, Seat};
use crate::model::call::Content;
use crate::model::file::Attached;

/// An answer as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The code of its field.
    pub field: String,
    /// What was typed.
    pub typed: String,
    /// How often it was changed.
    pub revision: i64,
    /// When it was changed last, in milliseconds UTC.
    pub saved_at_ms: i64,
}

/// What came of saving an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is kept, at this revision.
    Kept(Kept),
    /// Somebody changed it since it was read: this is there, and nothing was written.
    Conflict(Kept),
}

/// A draft for its form.
#[derive(Clone, Debug)]
pub struct Written {
    /// The application.
    pub application: Application,
    /// What is asked.
    pub content: Content,
    /// The answers with their revisions.
    pub kept: Vec<Kept>,
    /// The files.
    pub files: Vec<Attached>,
    /// The team.
    pub team: Vec<Seat>,
}
