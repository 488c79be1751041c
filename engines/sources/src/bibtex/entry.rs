//! Entries of BibTeX with their fields, without knowing what these mean and with LaTeX as it stands.

use std::collections::HashMap;

use crate::problem::{Fault, Problem};

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Type in lower case: `article`.
    pub kind: String,
    /// Citation key, or empty.
    pub key: String,
    /// Names in lower case with values, `@string` names resolved.
    pub fields: Vec<(String, String)>,
}

impl Entry {
    /// The value of the first of these fields that has one.
    pub fn first(&self, names: &[&str]) -> &str {
        let field = |name: &str| self.fields.iter().find(|(own, value)| own == name && !value.trim().is_empty());
        names.iter().find_map(|name| field(name)).map_or("", |(_, value)| value.trim())
    }

    /// Takes from `book` what this entry lacks. A title of the book is the `booktitle` of its part.
    fn inherit(&mut self, book: &Entry) {
        for (name, value) in &book.fields {
            let name = if name == "title" { "booktitle" } else { name };
            let is_own =
                matches!(name, "crossref" | "doi" | "url" | "abstract" | "pages" | "keywords" | "note" | "annote");
            if !is_own && self.first(&[name]).is_empty() {
                self.fields.push((name.to_owned(), value.clone()));
            }
        }
    }
}

/// The entries in a text.
pub(super) fn entries(text: &str) -> Result<Vec<Entry>, Fault> {
    let mut reader = Reader { text, at: 0, names: HashMap::new() };
    let mut entries = Vec::new();
    while let Some(entry) = reader.next()? {
        entries.push(entry);
    }
    let positions: HashMap<String, usize> =
        entries.iter().enumerate().map(|(at, entry): (usize, &Entry)| (entry.key.to_lowercase(), at)).collect();
    for at in 0..entries.len() {
        let Some(&book) = positions.get(&entries[at].first(&["crossref"]).to_lowercase()) else { continue };
        if book != at && !entries[at].first(&["crossref"]).is_empty() {
            let book = entries[book].clone();
            entries[at].inherit(&book);
        }
    }
    Ok(entries)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    names: HashMap<String, String>,
}

impl<'a> Reader<'a> {
    /// The next entry that is a work; names are remembered, comments and preambles passed.
    fn next(&mut self) -> Result<Option<Entry>, Fault> {
        while let Some(found) = memchr::memchr(b'@', &self.text.as_bytes()[self.at..]) {
            self.at += found + 1;
            let kind = self.word().to_ascii_lowercase();
            self.skip_space();
            let close = match self.peek() {
                Some(b'{') if !kind.is_empty() => b'}',
                Some(b'(') if !kind.is_empty() => b')',
                // An `@` in the text between entries, as in an address.
                _ => continue,
            };
            match kind.as_str() {
                "comment" => {
                    if close == b'}' {
                        self.braced()?;
                    }
                }
                "preamble" => {
                    self.at += 1;
                    self.value()?;
                    self.expect(close)?;
                }
                "string" => {
                    self.at += 1;
                    if let Some((name, value)) = self.field()? {
                        self.names.insert(name, value);
                    }
                    self.expect(close)?;
                }
                _ => {
                    self.at += 1;
                    return self.entry(kind, close).map(Some);
                }
            }
        }
        self.at = self.text.len();
        Ok(None)
    }

    /// The key and fields of an entry, up to and with its closing mark.
    fn entry(&mut self, kind: String, close: u8) -> Result<Entry, Fault> {
        self.skip_space();
        let begin = self.at;
        let is_end = |byte: u8| byte == b',' || byte == close || byte == b'=' || byte == b'"' || byte == b'{';
        self.at += self.rest().bytes().position(is_end).unwrap_or(self.rest().len());
        let mut key = self.text[begin..self.at].trim();
        if self.peek() == Some(b'=') {
            // An entry without a key: this was the name of its first field.
            key = "";
            self.at = begin;
        }
        let mut entry = Entry { kind, key: key.to_owned(), fields: Vec::new() };
        loop {
            self.skip_space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(byte) if byte == close => {
                    self.at += 1;
                    return Ok(entry);
                }
                _ => entry.fields.extend(self.field()?),
            }
        }
    }

    /// `name = value`; nothing before a closing mark.
    fn field(&mut self) -> Result<Option<(String, String)>, Fault> {
        self.skip_space();
        let name = self.word().to_lowercase();
        if name.is_empty() {
            return if self.peek().is_none() { Err(self.cut()) } else { Err(self.malformed("a field has no name")) };
        }
        self.skip_space();
        match self.peek() {
            Some(b'=') => self.at += 1,
            None => return Err(self.cut()),
            Some(_) => return Err(self.malformed(&format!("an = is missing after {name}"))),
        }
        Ok(Some((name, self.value()?)))
    }

    /// Pieces joined by `#`.
    fn value(&mut self) -> Result<String, Fault> {
        let mut value = String::new();
        loop {
            self.skip_space();
            match self.peek() {
                None => return Err(self.cut()),
                Some(b'{') => value.push_str(self.braced()?),
                Some(b'"') => value.push_str(self.quoted()?),
                Some(_) => {
                    let word = self.word();
                    if word.is_empty() {
                        return Err(self.malformed("a value is missing"));
                    }
                    let named = self.names.get(&word.to_lowercase());
                    value.push_str(named.map_or(word, String::as_str));
                }
            }
            self.skip_space();
            if self.peek() != Some(b'#') {
                return Ok(value);
            }
            self.at += 1;
        }
    }

    /// What stands between the brace here and its partner. As in BibTeX, a backslash does not hide a brace.
    fn braced(&mut self) -> Result<&'a str, Fault> {
        let begin = self.at + 1;
        let mut depth = 0_usize;
        for found in memchr::memchr2_iter(b'{', b'}', &self.text.as_bytes()[self.at..]) {
            match self.text.as_bytes()[self.at + found] {
                b'{' => depth += 1,
                _ => depth -= 1,
            }
            if depth == 0 {
                let end = self.at + found;
                self.at = end + 1;
                return Ok(&self.text[begin..end]);
            }
        }
        Err(self.cut())
    }

    /// What stands between the quote here and the next one outside braces.
    fn quoted(&mut self) -> Result<&'a str, Fault> {
        let begin = self.at + 1;
        let mut depth = 0_usize;
        for found in memchr::memchr3_iter(b'{', b'}', b'"', &self.text.as_bytes()[begin..]) {
            match self.text.as_bytes()[begin + found] {
                b'{' => depth += 1,
                b'}' if depth == 0 => {
                    return Err(Fault { at: begin + found, ..self.malformed("a } too many in a value") });
                }
                b'}' => depth -= 1,
                _ if depth == 0 => {
                    self.at = begin + found + 1;
                    return Ok(&self.text[begin..begin + found]);
                }
                _ => {}
            }
        }
        Err(self.cut())
    }

    /// A name or number at this place; it may be empty.
    fn word(&mut self) -> &'a str {
        let rest = self.rest();
        let is_end = |c: char| c.is_whitespace() || c.is_control() || "\"#%'(),={}@\\".contains(c);
        let word = &rest[..rest.find(is_end).unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    fn expect(&mut self, close: u8) -> Result<(), Fault> {
        self.skip_space();
        if self.peek() == Some(b',') {
            self.at += 1;
            self.skip_space();
        }
        match self.peek() {
            Some(byte) if byte == close => {
                self.at += 1;
                Ok(())
            }
            None => Err(self.cut()),
            Some(_) => Err(self.malformed("an entry does not close")),
        }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn malformed(&self, what: &str) -> Fault {
        Fault { at: self.at, problem: Problem::malformed("BibTeX", what) }
    }

    fn cut(&self) -> Fault {
        Fault { at: self.text.len(), problem: Problem::Cut("an entry".to_owned()) }
    }
}
