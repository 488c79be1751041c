//! References in BibTeX, as reference managers export it.
//!
//! Read: `@string` names, concatenation with `#`, values in braces or quotes, entries in braces or parentheses, `crossref`
//! (a chapter takes what it lacks from its book, which may stand before or after it), and LaTeX in the values (accents,
//! symbols, simple mathematics and formatting). Ignored: `@preamble`, `@comment`, text between entries.
//! How records are told apart is said in [`crate::citation`].

pub(crate) mod cutter;
mod entry;
mod latex;
mod mapping;
mod names;

use crate::problem::Fault;
use crate::record::Change;

/// Does a file that begins like this hold BibTeX?
pub(crate) fn looks_like(first: &str) -> bool {
    let mut entries = first.match_indices('@').map(|(at, _)| &first[at + 1..]);
    entries.any(|after| {
        let word = after.bytes().take_while(u8::is_ascii_alphabetic).count();
        word > 2 && after[word..].trim_start().starts_with(['{', '('])
    })
}

/// Parses whole entries.
pub(crate) fn parse(text: &str) -> Result<Vec<Change>, Fault> {
    let entries = entry::entries(text)?;
    Ok(entries.iter().map(|entry| Change::Upsert(Box::new(mapping::record(entry)))).collect())
}
