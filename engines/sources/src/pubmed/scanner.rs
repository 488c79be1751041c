//! A pull scanner for well-formed XML, as far as PubMed needs it.
//!
//! It works on byte offsets of one text, allocates only for text that is kept, and refuses whatever is not well formed.
//! It has no namespaces, no DTD and no entities beyond the named characters; blanks between elements are passed over.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memmem};

use crate::problem::{Fault, Problem};
use crate::pubmed::characters;

/// Elements may not nest deeper; real files stay below 20. Keeps hostile files off the call stack.
const MAX_DEPTH: usize = 128;

/// Reads one text from its start to its end.
pub(crate) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

/// A start tag.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag<'a> {
    /// The element's name with its prefix.
    pub name: &'a str,
    /// Is the element closed at once, as in `<Title/>`?
    pub is_empty: bool,
    /// The well-formed text between the name and the end of the tag.
    attributes: &'a str,
    /// Where the tag begins.
    pub at: usize,
}

/// What stands at the next `<`, or the end of the text.
enum Next<'a> {
    Start(Tag<'a>),
    End(&'a str),
    Characters(&'a str),
    Nothing,
}

impl<'a> Scanner<'a> {
    /// A scanner at the start of the text.
    pub fn new(text: &'a str) -> Self {
        Scanner { text, at: 0, depth: 0 }
    }

    /// The next start tag outside of any element; `None` at the end of the text.
    pub fn top(&mut self) -> Result<Option<Tag<'a>>, Fault> {
        loop {
            self.skip_blanks();
            if self.at < self.text.len() && self.bytes()[self.at] != b'<' {
                return Err(self.malformed("text outside of the records"));
            }
            let at = self.at;
            match self.next()? {
                Next::Start(tag) => return Ok(Some(tag)),
                Next::Nothing => return Ok(None),
                Next::Characters("") => {}
                Next::Characters(_) => return Err(malformed_at(at, "text outside of the records")),
                Next::End(name) => return Err(malformed_at(at, format!("</{name}> closes nothing"))),
            }
        }
    }

    /// Calls `child` for each child element of `parent`; `child` must read its element to the end.
    pub fn children<F>(&mut self, parent: Tag<'a>, mut child: F) -> Result<(), Fault>
    where
        F: FnMut(&mut Self, Tag<'a>) -> Result<(), Fault>,
    {
        if parent.is_empty {
            return Ok(());
        }
        self.deeper(1)?;
        loop {
            match memchr(b'<', &self.bytes()[self.at..]) {
                Some(offset) => self.at += offset,
                None => return Err(self.cut_inside(parent.name)),
            }
            if self.closes(parent.name) {
                self.depth -= 1;
                return Ok(());
            }
            let at = self.at;
            match self.next()? {
                Next::Start(tag) => child(self, tag)?,
                Next::Characters(_) => {}
                Next::End(name) => return Err(mismatched(at, parent.name, name)),
                Next::Nothing => return Err(self.cut_inside(parent.name)),
            }
        }
    }

    /// The text content of an element, without its inline tags; see [`characters::tidy`].
    pub fn text(&mut self, tag: Tag<'a>) -> Result<String, Fault> {
        self.value(tag).map(Cow::into_owned)
    }

    /// Like [`Scanner::text`], borrowed where the text needs no change.
    pub fn value(&mut self, tag: Tag<'a>) -> Result<Cow<'a, str>, Fault> {
        if tag.is_empty {
            return Ok(Cow::Borrowed(""));
        }
        let start = self.at;
        let Some(length) = memchr(b'<', &self.bytes()[start..]) else {
            return Err(self.cut_inside(tag.name));
        };
        self.at = start + length;
        if self.closes(tag.name) {
            return characters::value(&self.text[start..start + length]).map_err(|fault| fault.moved(start));
        }
        self.at = start;
        let mut mixed = String::with_capacity(length * 2);
        self.descend(tag, Some(&mut mixed))?;
        Ok(Cow::Owned(characters::tidy(&mixed)))
    }

    /// Passes over an element and all that it holds.
    pub fn skip(&mut self, tag: Tag<'a>) -> Result<(), Fault> {
        let start = self.at;
        if let Some(length) = memchr(b'<', &self.bytes()[start..]).filter(|_| !tag.is_empty) {
            self.at = start + length;
            if self.closes(tag.name) {
                return Ok(());
            }
            self.at = start;
        }
        self.descend(tag, None)
    }

    /// Reads an element to its end, adding its decoded text to `into`.
    fn descend(&mut self, tag: Tag<'a>, mut into: Option<&mut String>) -> Result<(), Fault> {
        if tag.is_empty {
            return Ok(());
        }
        let mut open = vec![tag.name];
        while let Some(&inmost) = open.last() {
            let start = self.at;
            let length = memchr(b'<', &self.bytes()[start..]).ok_or_else(|| self.cut_inside(inmost))?;
            self.at = start + length;
            if let Some(into) = into.as_deref_mut() {
                characters::decode(&self.text[start..self.at], into).map_err(|fault| fault.moved(start))?;
            }
            let at = self.at;
            match self.next()? {
                Next::Start(child) if child.is_empty => {}
                Next::Start(child) if open.len() + self.depth < MAX_DEPTH => open.push(child.name),
                Next::Start(_) => return Err(too_deep(at)),
                Next::End(name) if name == inmost => {
                    open.pop();
                }
                Next::End(name) => return Err(mismatched(at, inmost, name)),
                Next::Characters(text) => {
                    if let Some(into) = into.as_deref_mut() {
                        into.push_str(text);
                    }
                }
                Next::Nothing => return Err(self.cut_inside(inmost)),
            }
        }
        Ok(())
    }

    /// What stands here; the scanner is at a `<` or at the end.
    fn next(&mut self) -> Result<Next<'a>, Fault> {
        match self.bytes().get(self.at + 1) {
            None if self.at >= self.text.len() => Ok(Next::Nothing),
            None => Err(self.malformed("the text ends in a tag")),
            Some(b'/') => self.end_tag().map(Next::End),
            Some(b'!') => self.declaration().map(Next::Characters),
            Some(b'?') => {
                self.past("<?", "?>", "processing instruction")?;
                Ok(Next::Characters(""))
            }
            Some(_) => self.start_tag().map(Next::Start),
        }
    }

    /// Steps over `</name>` when exactly that stands here; the usual case, so it comes without any search.
    fn closes(&mut self, name: &str) -> bool {
        let rest = &self.bytes()[self.at..];
        let end = name.len() + 2;
        let closes = rest.len() > end && rest[1] == b'/' && rest[end] == b'>' && &rest[2..end] == name.as_bytes();
        if closes {
            self.at += end + 1;
        }
        closes
    }

    fn end_tag(&mut self) -> Result<&'a str, Fault> {
        let start = self.at;
        self.at += 2;
        let name = self.name()?;
        self.skip_blanks();
        if self.bytes().get(self.at) != Some(&b'>') {
            return Err(malformed_at(start, format!("the end tag of {name} is not closed")));
        }
        self.at += 1;
        Ok(name)
    }

    /// A comment gives no characters, CDATA gives its own; anything else has no place inside records.
    fn declaration(&mut self) -> Result<&'a str, Fault> {
        let rest = &self.text.as_bytes()[self.at..];
        if rest.starts_with(b"<!--") {
            self.past("<!--", "-->", "comment")?;
            Ok("")
        } else if rest.starts_with(b"<![CDATA[") {
            self.past("<![CDATA[", "]]>", "CDATA section")
        } else {
            Err(self.malformed("a declaration among the records"))
        }
    }

    /// Steps past what begins with `open` here and ends with `close`; gives what is between.
    fn past(&mut self, open: &str, close: &str, what: &str) -> Result<&'a str, Fault> {
        let start = self.at + open.len();
        let text = self.text;
        let rest = text.get(start..).unwrap_or_default();
        let length = memmem::find(rest.as_bytes(), close.as_bytes())
            .ok_or_else(|| self.malformed(format!("the {what} is not closed")))?;
        self.at = start + length + close.len();
        Ok(&rest[..length])
    }

    fn start_tag(&mut self) -> Result<Tag<'a>, Fault> {
        let at = self.at;
        self.at += 1;
        let name = self.name()?;
        let start = self.at;
        // Most tags have no attributes.
        if self.bytes().get(start) == Some(&b'>') {
            self.at += 1;
            return Ok(Tag { name, is_empty: false, attributes: "", at });
        }
        loop {
            self.skip_blanks();
            let end = self.at;
            match self.bytes().get(end) {
                Some(b'>') => {
                    self.at += 1;
                    return Ok(Tag { name, is_empty: false, attributes: &self.text[start..end], at });
                }
                Some(b'/') if self.bytes().get(end + 1) == Some(&b'>') => {
                    self.at += 2;
                    return Ok(Tag { name, is_empty: true, attributes: &self.text[start..end], at });
                }
                Some(_) => self.pass_attribute(name)?,
                None => return Err(malformed_at(at, format!("the tag of {name} is not closed"))),
            }
        }
    }

    fn pass_attribute(&mut self, element: &str) -> Result<(), Fault> {
        let at = self.at;
        let faulty = || malformed_at(at, format!("an attribute of {element} is not name=\"value\""));
        self.name().map_err(|_| faulty())?;
        self.skip_blanks();
        if self.bytes().get(self.at) != Some(&b'=') {
            return Err(faulty());
        }
        self.at += 1;
        self.skip_blanks();
        let quote = *self.bytes().get(self.at).filter(|byte| matches!(byte, b'"' | b'\'')).ok_or_else(faulty)?;
        self.at += 1;
        let rest = &self.bytes()[self.at..];
        let length = memchr2(quote, b'<', rest).filter(|&length| rest[length] == quote).ok_or_else(faulty)?;
        self.at += length + 1;
        Ok(())
    }

    fn name(&mut self) -> Result<&'a str, Fault> {
        let rest = &self.bytes()[self.at..];
        let length = rest.iter().position(|&byte| !IS_NAME_BYTE[usize::from(byte)]).unwrap_or(rest.len());
        if length == 0 || matches!(rest[0], b'-' | b'.' | b'0'..=b'9') {
            return Err(self.malformed("a tag without a name"));
        }
        let name = &self.text[self.at..self.at + length];
        self.at += length;
        Ok(name)
    }

    fn skip_blanks(&mut self) {
        let rest = &self.bytes()[self.at..];
        self.at += rest.iter().position(|byte| !matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).unwrap_or(rest.len());
    }

    fn deeper(&mut self, levels: usize) -> Result<(), Fault> {
        self.depth += levels;
        if self.depth > MAX_DEPTH { Err(too_deep(self.at)) } else { Ok(()) }
    }

    fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    fn malformed(&self, what: impl Into<String>) -> Fault {
        malformed_at(self.at, what)
    }

    fn cut_inside(&self, name: &str) -> Fault {
        let name: String = name.chars().take(60).collect();
        Fault { at: self.text.len(), problem: Problem::Cut(format!("<{name}>")) }
    }
}

impl<'a> Tag<'a> {
    /// The value of an attribute, decoded; empty when it is not there.
    pub fn attribute(&self, name: &str) -> Result<Cow<'a, str>, Fault> {
        let mut rest = self.attributes;
        while let Some((key, after)) = rest.split_once('=') {
            let after = after.trim_ascii_start();
            let (Some(&quote), Some(value)) = (after.as_bytes().first(), after.get(1..)) else { break };
            let Some(end) = memchr(quote, value.as_bytes()) else { break };
            if key.trim_ascii() == name {
                return characters::value(&value[..end]).map_err(|fault| Fault { at: self.at, ..fault });
            }
            rest = &value[end + 1..];
        }
        Ok(Cow::Borrowed(""))
    }

    /// Is the attribute `Y`?
    pub fn says_yes(&self, name: &str) -> Result<bool, Fault> {
        Ok(self.attribute(name)? == "Y")
    }
}

/// The bytes of XML names, without asking which of the characters beyond ASCII are letters.
const IS_NAME_BYTE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] =
            matches!(byte as u8, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b':' | b'-' | b'.' | 0x80..);
        byte += 1;
    }
    table
};

fn malformed_at(at: usize, what: impl Into<String>) -> Fault {
    Fault { at, problem: Problem::malformed("XML", what) }
}

fn mismatched(at: usize, open: &str, close: &str) -> Fault {
    malformed_at(at, format!("<{open}> is closed by </{close}>"))
}

fn too_deep(at: usize) -> Fault {
    malformed_at(at, format!("elements nest deeper than {MAX_DEPTH}"))
}
