//! References in RIS: lines of a tag and a value, from `TY` to `ER`.
//!
//! Tags are read as Web of Science, Zotero, EndNote, Mendeley and RefWorks use them. Lines may end in any of the three
//! ways, also mixed in one file. How records are told apart is said in [`crate::citation`].

pub(crate) mod cutter;
mod entry;
mod mapping;

use crate::problem::Fault;
use crate::record::Change;

/// Does a file that begins like this hold RIS?
pub(crate) fn looks_like(first: &str) -> bool {
    first.split(['\n', '\r']).take(20).any(|line| line.starts_with("TY  -"))
}

/// Parses whole references.
pub(crate) fn parse(text: &str) -> Result<Vec<Change>, Fault> {
    let entries = entry::entries(text)?;
    Ok(entries.iter().map(|entry| Change::Upsert(Box::new(mapping::record(entry)))).collect())
}
