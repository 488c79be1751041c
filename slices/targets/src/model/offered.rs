//! What a build can start from.

/// Files of the inbox that a build can start from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offered {
    /// Files that may hold links.
    pub papers: Vec<String>,
    /// Files that may hold names.
    pub names: Vec<String>,
}
