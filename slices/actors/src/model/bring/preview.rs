//! A table between its preview and its use.

use uuid::Uuid;

use super::plan::Plan;

/// What a table would change, and what names this state of things.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The file that waits; none where it was only looked at.
    pub id: Option<Uuid>,
    /// The cluster that it was brought to.
    pub cluster: String,
    /// What the file is called.
    pub file: String,
    /// What it would change.
    pub plan: Plan,
    /// Names the plan: what is done is what was shown.
    pub digest: String,
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Told {
    /// Actors that were added.
    pub added: usize,
    /// Actors of which something changed.
    pub changed: usize,
    /// Actors of which all was known.
    pub unchanged: usize,
}
