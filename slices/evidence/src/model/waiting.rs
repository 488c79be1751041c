//! A file in the inbox.

/// A file in the inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its name.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// Was a file of this name and length ingested before?
    pub is_known: bool,
}
