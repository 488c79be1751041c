//! What the JSON sources share: cutting a file into records, and reading a record whose types are not to be trusted.
//!
//! A file may hold one record, records one after the other (JSON lines), an array of them, or pages of an API whose
//! list of records has a known name. It does not know what a record means.

pub(crate) mod cutter;
pub(crate) mod tree;

use crate::problem::{Fault, Problem};
use tree::{Ignored, Tree};

/// Calls `read` for every record in a block that [`cutter::Cutter`] cut.
pub(crate) fn for_each_record<'a>(
    text: &'a str,
    ignored: Ignored,
    mut read: impl FnMut(&Tree<'a>) -> Result<(), Problem>,
) -> Result<(), Fault> {
    let mut at = 0;
    loop {
        at += text[at..].find(|c: char| !c.is_ascii_whitespace() && c != ',').unwrap_or(text.len() - at);
        if at == text.len() {
            return Ok(());
        }
        let mut values = serde_json::Deserializer::from_str(&text[at..]).into_iter::<&serde_json::value::RawValue>();
        let raw = match values.next() {
            Some(Ok(raw)) => raw.get(),
            Some(Err(error)) => return Err(fault(&text[at..], at, &error)),
            None => return Ok(()),
        };
        let tree = tree::parse(raw, ignored).map_err(|error| fault(raw, at, &error))?;
        read(&tree).map_err(|problem| Fault { at, problem })?;
        at += values.byte_offset();
    }
}

/// The fault for an error of the JSON reader in `text`, which begins at `start` of the block.
fn fault(text: &str, start: usize, error: &serde_json::Error) -> Fault {
    let line_start = match error.line() {
        0 | 1 => 0,
        line => memchr::memchr_iter(b'\n', text.as_bytes()).nth(line - 2).map_or(0, |newline| newline + 1),
    };
    let at = start + (line_start + error.column().saturating_sub(1)).min(text.len());
    if error.is_eof() {
        return Fault { at, problem: Problem::Cut("a record".to_owned()) };
    }
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or_default();
    Fault { at, problem: Problem::malformed("JSON", what) }
}
