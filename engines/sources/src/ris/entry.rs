//! The lines of RIS references, without knowing what their tags mean.

use crate::problem::{Fault, Problem};

/// One reference: tags and values in order. Lines without a tag continue the value above.
#[derive(Debug, Default)]
pub(super) struct Entry<'a> {
    pub fields: Vec<(&'a str, String)>,
}

impl Entry<'_> {
    /// The values of these tags in the order of the file.
    pub fn all<'s>(&'s self, tags: &'s [&str]) -> impl Iterator<Item = &'s str> {
        let fields = self.fields.iter().filter(|(tag, value)| tags.contains(tag) && !value.is_empty());
        fields.map(|(_, value)| value.as_str())
    }

    /// The first value of the first of these tags that has one.
    pub fn first(&self, tags: &[&str]) -> &str {
        let fields = |tag: &str| self.fields.iter().find(|(own, value)| *own == tag && !value.is_empty());
        tags.iter().find_map(|tag| fields(tag)).map_or("", |(_, value)| value.as_str())
    }
}

/// The references in a text.
pub(super) fn entries(text: &str) -> Result<Vec<Entry<'_>>, Fault> {
    let mut entries = Vec::new();
    let mut open: Option<Entry> = None;
    for (at, line) in lines(text) {
        let malformed = |what: String| Err(Fault { at, problem: Problem::malformed("RIS", what) });
        open = match (tagged(line), open.take()) {
            (Some(("TY", value)), None) => Some(Entry { fields: vec![("TY", value.to_owned())] }),
            (Some(("TY", _)), Some(_)) => {
                return malformed("a reference begins before the ER of the one above".to_owned());
            }
            (Some(("ER", _)), Some(entry)) => {
                entries.push(entry);
                None
            }
            (Some((tag, value)), Some(mut entry)) => {
                entry.fields.push((tag, value.to_owned()));
                Some(entry)
            }
            (Some((tag, _)), None) => return malformed(format!("{tag} stands outside a reference")),
            (None, Some(mut entry)) => {
                let last = entry.fields.last_mut().filter(|_| !line.trim().is_empty());
                if let Some((_, value)) = last {
                    value.push('\n');
                    value.push_str(line.trim());
                }
                Some(entry)
            }
            // Between references, exports may say which database they come from.
            (None, None) => None,
        };
    }
    match open {
        Some(_) => Err(Fault { at: text.len(), problem: Problem::Cut("a reference, before its ER".to_owned()) }),
        None => Ok(entries),
    }
}

/// The lines of a text with their offsets. A line ends with LF, CR LF or CR; within CR LF an empty line is seen,
/// which like all blank lines changes nothing.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive(['\n', '\r']).map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
}

/// The tag and value of a line such as `TI  - A title`.
fn tagged(line: &str) -> Option<(&str, &str)> {
    let (tag, rest) = line.split_at_checked(2)?;
    let value = rest.strip_prefix("  -")?;
    let mut letters = tag.bytes();
    let is_tag = letters.next()?.is_ascii_uppercase()
        && letters.next().is_some_and(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    is_tag.then(|| (tag, value.trim()))
}
