//! Cuts a PubMed file at the ends of records, and checks what stands before the first and after the last one.

use memchr::memmem;

use crate::blocks::{self, Cut};
use crate::problem::{Fault, Problem};

const ARTICLE_END: &[u8] = b"</PubmedArticle>";
const BOOK_END: &[u8] = b"</PubmedBookArticle>";
const DELETION_END: &[u8] = b"</DeleteCitation>";
const BOOK_DELETION_END: &[u8] = b"</DeleteDocument>";

/// The names of the root element: a set of articles (baseline, updates, E-utilities) or of books.
const ROOTS: [&str; 2] = ["PubmedArticleSet", "PubmedBookArticleSet"];

/// The head may not be longer; real heads are below 300 bytes.
const MAX_HEAD_BYTES: usize = 64 << 10;

/// Follows one file from its head through its records to its tail.
#[derive(Default)]
pub(crate) struct Cutter {
    stage: Stage,
}

#[derive(Clone, Copy, Default)]
enum Stage {
    #[default]
    Head,
    /// Within the root element with this name.
    Records(&'static str),
    Tail,
}

impl blocks::Cutter for Cutter {
    fn cut(&mut self, window: &[u8], seen: usize, ended: bool) -> Result<Option<Cut>, Fault> {
        match self.stage {
            Stage::Head if window.is_empty() && ended => Err(Fault { at: 0, problem: Problem::Empty }),
            Stage::Head => {
                let Some(head) = head(window, ended)? else { return Ok(None) };
                self.stage = if head.is_empty_root { Stage::Tail } else { Stage::Records(head.root) };
                Ok(Some(Cut { skip: head.length, take: 0 }))
            }
            Stage::Records(root) => match last_end(window, seen) {
                Some(take) => Ok(Some(Cut { skip: 0, take })),
                None if ended => {
                    self.stage = Stage::Tail;
                    Ok(Some(Cut { skip: root_end(window, root)?, take: 0 }))
                }
                None => Ok(None),
            },
            Stage::Tail if window.is_empty() => Ok(None),
            Stage::Tail if !ended => Ok(None),
            Stage::Tail => {
                let mut rest = Misc { bytes: window, at: 0 };
                rest.pass(ended)?;
                if rest.at < window.len() {
                    return Err(malformed(rest.at, "text after the root element"));
                }
                Ok(Some(Cut { skip: window.len(), take: 0 }))
            }
        }
    }
}

/// After the last whole record in the window.
fn last_end(window: &[u8], seen: usize) -> Option<usize> {
    let longest = BOOK_END.len();
    let mut from = seen.saturating_sub(longest);
    let mut found = None;
    for end in [ARTICLE_END, BOOK_END, DELETION_END, BOOK_DELETION_END] {
        if let Some(at) = memmem::rfind(&window[from..], end) {
            from += at + end.len();
            found = Some(from);
        }
    }
    found
}

struct Head {
    length: usize,
    root: &'static str,
    is_empty_root: bool,
}

/// The byte order mark, XML declaration, document type and root tag; `None` when the window does not hold them all.
fn head(window: &[u8], ended: bool) -> Result<Option<Head>, Fault> {
    let ended = ended || window.len() > MAX_HEAD_BYTES;
    let mut misc = Misc { bytes: window, at: 0 };
    if window.starts_with(b"\xef\xbb\xbf") {
        misc.at = 3;
    }
    check_encoding(&window[misc.at..])?;
    let mut has_doctype = false;
    loop {
        if !misc.pass(ended)? {
            return Ok(None);
        }
        let rest = &window[misc.at..];
        if rest.is_empty() {
            return if ended { Err(Fault { at: misc.at, problem: Problem::Empty }) } else { Ok(None) };
        }
        if !rest.starts_with(b"<!DOCTYPE") || has_doctype {
            break;
        }
        has_doctype = true;
        let Some(length) = doctype(rest, misc.at)? else { return cut_head(misc.at, window, ended) };
        misc.at += length;
    }
    let rest = &window[misc.at..];
    if rest[0] != b'<' {
        return Err(malformed(misc.at, "the root element is not PubmedArticleSet"));
    }
    let Some(close) = memchr::memchr(b'>', &rest[..rest.len().min(MAX_HEAD_BYTES)]) else {
        return cut_head(misc.at, window, ended);
    };
    let tag = &rest[..close];
    let root = ROOTS.into_iter().find(|root| {
        tag.strip_prefix(b"<")
            .and_then(|tag| tag.strip_prefix(root.as_bytes()))
            .is_some_and(|after| after.first().is_none_or(|byte| byte.is_ascii_whitespace() || *byte == b'/'))
    });
    let root = root.ok_or_else(|| malformed(misc.at, "the root element is not PubmedArticleSet"))?;
    Ok(Some(Head { length: misc.at + close + 1, root, is_empty_root: tag.ends_with(b"/") }))
}

fn cut_head(at: usize, window: &[u8], ended: bool) -> Result<Option<Head>, Fault> {
    match ended {
        true if window.len() > MAX_HEAD_BYTES => Err(malformed(at, "the head of the file does not end")),
        true => Err(Fault { at: window.len(), problem: Problem::Cut("the head of the file".to_owned()) }),
        false => Ok(None),
    }
}

/// Only UTF-8 is read. An XML declaration that names another encoding would otherwise give garbled text.
fn check_encoding(head: &[u8]) -> Result<(), Fault> {
    let declaration = head.strip_prefix(b"<?xml").and_then(|rest| rest.split(|&byte| byte == b'>').next());
    let declaration = String::from_utf8_lossy(declaration.unwrap_or_default()).to_ascii_lowercase();
    match declaration.split_once("encoding") {
        Some((_, encoding)) if !encoding.contains("utf-8") && !encoding.contains("us-ascii") => {
            Err(malformed(0, "the declared encoding is not UTF-8"))
        }
        _ => Ok(()),
    }
}

/// The length of the document type declaration; one with an internal subset is refused.
fn doctype(rest: &[u8], at: usize) -> Result<Option<usize>, Fault> {
    let mut quote = None;
    for (offset, &byte) in rest.iter().take(MAX_HEAD_BYTES).enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            (None, b'[') => return Err(Fault { at: at + offset, problem: Problem::InternalSubset }),
            (None, b'>') => return Ok(Some(offset + 1)),
            _ => {}
        }
    }
    Ok(None)
}

/// The bytes before and including the end tag of the root, which may only be blanks and comments.
fn root_end(window: &[u8], root: &str) -> Result<usize, Fault> {
    let mut misc = Misc { bytes: window, at: 0 };
    misc.pass(true)?;
    let rest = &window[misc.at..];
    if rest.is_empty() {
        return Err(Fault { at: window.len(), problem: Problem::Cut(format!("<{root}>")) });
    }
    let Some(after) = rest.strip_prefix(b"</").and_then(|rest| rest.strip_prefix(root.as_bytes())) else {
        return Err(unfinished(window, misc.at));
    };
    match memchr::memchr(b'>', after) {
        Some(close) if after[..close].iter().all(u8::is_ascii_whitespace) => Ok(misc.at + 2 + root.len() + close + 1),
        _ => Err(Fault { at: window.len(), problem: Problem::Cut(format!("</{root}>")) }),
    }
}

/// The window holds no end of a record and no end of the file: the text was cut, or it is no record at all.
fn unfinished(window: &[u8], at: usize) -> Fault {
    let records: [&[u8]; 4] = [b"<PubmedArticle>", b"<PubmedBookArticle>", b"<DeleteCitation>", b"<DeleteDocument>"];
    let rest = &window[at..];
    let begun = records.into_iter().find(|start| rest.starts_with(start) || start.starts_with(rest));
    match begun {
        Some(start) => Fault { at: window.len(), problem: Problem::Cut(String::from_utf8_lossy(start).into_owned()) },
        None => malformed(at, "not a record and not the end of the file"),
    }
}

/// Passes over blanks, comments and processing instructions.
struct Misc<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Misc<'_> {
    /// False when the window ends inside a comment or instruction and more text may follow.
    fn pass(&mut self, ended: bool) -> Result<bool, Fault> {
        loop {
            let rest = &self.bytes[self.at..];
            let blanks = rest.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(rest.len());
            let rest = &rest[blanks..];
            let (open, close): (usize, &[u8]) = match rest {
                [b'<', b'!', b'-', b'-', ..] => (4, b"-->"),
                [b'<', b'?', ..] => (2, b"?>"),
                _ => {
                    self.at += blanks;
                    return Ok(true);
                }
            };
            match memmem::find(&rest[open..], close) {
                Some(length) => self.at += blanks + open + length + close.len(),
                None if ended => return Err(malformed(self.at + blanks, "a comment or instruction is not closed")),
                None => return Ok(false),
            }
        }
    }
}

fn malformed(at: usize, what: &str) -> Fault {
    Fault { at, problem: Problem::malformed("XML", what) }
}
