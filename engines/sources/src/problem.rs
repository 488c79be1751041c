//! What can be wrong with a source file, and where.

/// A place in the uncompressed text of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Bytes before it.
    pub byte: u64,
    /// Its line; the first line is 1.
    pub line: u64,
}

/// Why a file was refused, and where the first problem stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem} (line {}, byte {})", place.line, place.byte)]
pub struct ParseError {
    /// Where.
    pub place: Place,
    /// What.
    pub problem: Problem,
}

/// What is wrong. Any of these refuses the whole file, so nothing of a broken file becomes visible.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The operating system or the network failed; the same file may be readable later.
    #[error("reading failed: {0}")]
    Unreadable(String),
    /// The compressed stream is not gzip or was altered.
    #[error("the gzip stream is damaged: {0}")]
    GzipDamaged(String),
    /// The compressed stream stops before its end, as after a broken download.
    #[error("the gzip stream ends too early")]
    GzipCut,
    /// There is no text at all.
    #[error("the file is empty")]
    Empty,
    /// Some bytes are not UTF-8.
    #[error("the text is not valid UTF-8")]
    NotUtf8,
    /// The text ends inside a record or before the closing mark of the file.
    #[error("the text ends too early, inside {0}")]
    Cut(String),
    /// A record, or the space between two, is longer than [`crate::blocks::MAX_RECORD_BYTES`].
    #[error("a record is longer than {} MiB", crate::blocks::MAX_RECORD_BYTES >> 20)]
    TooLong,
    /// The DOCTYPE has an internal subset. It could declare entities that grow without bound, and no source needs it.
    #[error("the document type declares its own entities or elements, which is refused")]
    InternalSubset,
    /// The text breaks the rules of its format.
    #[error("malformed {format}: {what}")]
    Malformed {
        /// Such as `XML`.
        format: &'static str,
        /// Which rule, naming the offending thing.
        what: String,
    },
    /// A record lacks what every record must have.
    #[error("a record has no {0}")]
    Missing(&'static str),
    /// A value cannot be what its field says.
    #[error("{value:?} is not a {field}")]
    BadValue {
        /// Such as `PMID`.
        field: &'static str,
        /// The value, shortened.
        value: String,
    },
}

/// A problem at a byte of the text at hand; becomes a [`ParseError`] once the text's own place is known.
#[derive(Debug)]
pub(crate) struct Fault {
    /// Offset in the text that was given to the parser.
    pub at: usize,
    /// What.
    pub problem: Problem,
}

impl Place {
    /// The first byte of a file.
    pub const START: Place = Place { byte: 0, line: 1 };

    /// The place after these bytes, when they begin here.
    pub fn after(self, bytes: &[u8]) -> Place {
        let lines = memchr::memchr_iter(b'\n', bytes).count();
        Place { byte: self.byte + bytes.len() as u64, line: self.line + lines as u64 }
    }
}

impl Fault {
    /// The same fault in a text of which this one was a part beginning at `start`.
    pub fn moved(self, start: usize) -> Fault {
        Fault { at: self.at + start, ..self }
    }

    /// The error for a text that begins at `start` and reads `text`.
    pub fn in_text(self, start: Place, text: &[u8]) -> ParseError {
        let before = &text[..self.at.min(text.len())];
        ParseError { place: start.after(before), problem: self.problem }
    }
}

impl Problem {
    /// A [`Problem::Malformed`] of this format, cut at 200 characters, since names in broken files may be of any length.
    pub(crate) fn malformed(format: &'static str, what: impl Into<String>) -> Problem {
        let mut what = what.into();
        if let Some((end, _)) = what.char_indices().nth(200) {
            what.truncate(end);
        }
        Problem::Malformed { format, what }
    }

    /// A [`Problem::BadValue`], with at most 40 characters of the value.
    pub(crate) fn bad_value(field: &'static str, value: &str) -> Problem {
        Problem::BadValue { field, value: value.chars().take(40).collect() }
    }
}
