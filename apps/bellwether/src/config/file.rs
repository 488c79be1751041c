//! Reading the TOML file into values that remember their lines.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::DeValue;

use super::check::{FIELDS, Found, Mistake, Place};

/// The file that is read when none is named.
pub const USUAL: &str = "bellwether.toml";

/// What stands in a file, by the names of its fields.
pub type Values = BTreeMap<String, Found>;

/// The file's text; `None` if no file was named and the usual one is not there.
pub fn read(named: Option<&Path>) -> Result<Option<(PathBuf, String)>, Vec<Mistake>> {
    let path = named.unwrap_or(Path::new(USUAL));
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some((path.to_owned(), text))),
        Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(vec![Mistake {
            place: Place::File { path: path.to_owned(), line: 0 },
            field: String::new(),
            problem: format!("cannot be read: {error}"),
            advice: "name a readable file with --config".to_owned(),
        }]),
    }
}

/// The values of a file by the names of their fields (those of tables as `limits.jobs`), and what has no place in it.
///
/// # Errors
/// When the file is no TOML, so that nothing in it can be told.
pub fn values(path: &Path, text: &str) -> Result<(Values, Vec<Mistake>), Vec<Mistake>> {
    let at = |offset: usize| Place::File { path: path.to_owned(), line: line_of(text, offset) };
    let table = toml::de::DeTable::parse(text).map_err(|error| {
        vec![Mistake {
            place: at(error.span().map_or(0, |span| span.start)),
            field: String::new(),
            problem: error.message().to_owned(),
            advice: "write it as `key = \"value\"`, with text in quotes".to_owned(),
        }]
    })?;
    let mut found = BTreeMap::new();
    let mut mistakes = Vec::new();
    let mut open: Vec<(String, &Spanned<DeValue>)> = Vec::new();
    for (key, value) in table.get_ref() {
        match value.get_ref() {
            DeValue::Table(inner) => {
                open.extend(inner.iter().map(|(name, value)| (format!("{}.{}", key.get_ref(), name.get_ref()), value)));
            }
            _ => open.push((key.get_ref().to_string(), value)),
        }
    }
    for (name, value) in open {
        let place = at(value.span().start);
        match scalar(value.get_ref()) {
            _ if !FIELDS.contains(&name.as_str()) => mistakes.push(unknown(place, &name)),
            Some(text) => {
                found.insert(name, Found { text, place });
            }
            None => mistakes.push(Mistake {
                place,
                field: name,
                problem: "holds a list, a date or a table".to_owned(),
                advice: "write one text or number".to_owned(),
            }),
        }
    }
    Ok((found, mistakes))
}

fn scalar(value: &DeValue) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        _ => None,
    }
}

fn unknown(place: Place, name: &str) -> Mistake {
    Mistake {
        place,
        field: name.to_owned(),
        problem: "there is no such setting".to_owned(),
        advice: format!("remove it, or use one of: {}", FIELDS.join(", ")),
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count() + 1
}
