//! Cuts the text of a file into blocks of whole records, with bounded memory however long the file is.
//!
//! It does not parse records: a cutter only looks for the marks between them, so that this one serial step stays cheap.

use std::io::{ErrorKind, Read};

use crate::block::Block;
use crate::format::Format;
use crate::problem::{Fault, ParseError, Place, Problem};

/// No record may be longer. The largest known PubMed record is below 4 MiB.
pub const MAX_RECORD_BYTES: usize = 64 << 20;

/// Blocks are about this long: small beside the memory, large beside the cost of handing one to another thread.
pub(crate) const BLOCK_BYTES: usize = 1 << 20;

/// Finds where the text of one format may be cut. One cutter sees one file from its first byte to its last.
pub(crate) trait Cutter: Send {
    /// Where to cut `window`, the text that was read and not cut yet; `None` asks for more text.
    ///
    /// An earlier call has seen the first `seen` bytes and found no cut in them. After `ended` no more text follows:
    /// then the cutter must cut until nothing is left, or say what is wrong.
    fn cut(&mut self, window: &[u8], seen: usize, ended: bool) -> Result<Option<Cut>, Fault>;
}

/// Drop `skip` bytes, hand out the next `take` bytes (none is allowed) as a block, keep the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    /// Bytes that belong to no record, such as the head of an XML file.
    pub skip: usize,
    /// Bytes of whole records.
    pub take: usize,
}

/// The blocks of one file in order. After an error there are no more.
pub struct Blocks<R: Read> {
    format: Format,
    input: R,
    cutter: Box<dyn Cutter>,
    window: Vec<u8>,
    seen: usize,
    start: Place,
    ended: bool,
    finished: bool,
}

impl<R: Read> Blocks<R> {
    /// Cuts this uncompressed text.
    pub fn new(format: Format, input: R) -> Self {
        Blocks {
            format,
            input,
            cutter: format.cutter(),
            window: Vec::new(),
            seen: 0,
            start: Place::START,
            ended: false,
            finished: false,
        }
    }

    fn advance(&mut self) -> Result<Option<Block>, ParseError> {
        let mut wanted = BLOCK_BYTES;
        loop {
            self.fill(wanted)?;
            match self.cutter.cut(&self.window, self.seen, self.ended) {
                Err(fault) => return Err(fault.in_text(self.start, &self.window)),
                Ok(Some(cut)) => {
                    self.seen = 0;
                    if let Some(block) = self.take(cut) {
                        return Ok(Some(block));
                    }
                }
                Ok(None) if self.ended => {
                    debug_assert!(self.window.is_empty(), "a cutter leaves nothing after the end");
                    return Ok(None);
                }
                Ok(None) if self.window.len() >= MAX_RECORD_BYTES => {
                    return Err(ParseError { place: self.start, problem: Problem::TooLong });
                }
                Ok(None) => {
                    self.seen = self.window.len();
                    wanted = (self.window.len() * 2).clamp(BLOCK_BYTES, MAX_RECORD_BYTES);
                }
            }
        }
    }

    /// Reads until the window is `wanted` bytes long or the input ends.
    fn fill(&mut self, wanted: usize) -> Result<(), ParseError> {
        let mut filled = self.window.len();
        if self.ended || filled >= wanted {
            return Ok(());
        }
        self.window.reserve_exact(wanted - filled);
        self.window.resize(wanted, 0);
        while filled < wanted && !self.ended {
            match self.input.read(&mut self.window[filled..]) {
                Ok(0) => self.ended = true,
                Ok(count) => filled += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    let problem = crate::gzip::problem_of(&error);
                    return Err(Fault { at: filled, problem }.in_text(self.start, &self.window));
                }
            }
        }
        self.window.truncate(filled);
        Ok(())
    }

    /// Takes the cut out of the window; the block gets the window's own memory, only the short rest is copied.
    fn take(&mut self, cut: Cut) -> Option<Block> {
        let end = cut.skip + cut.take;
        let mut rest = Vec::with_capacity(BLOCK_BYTES.max(self.window.len() - end));
        rest.extend_from_slice(&self.window[end..]);
        self.window.truncate(end);
        let mut bytes = std::mem::replace(&mut self.window, rest);
        let start = self.start.after(&bytes[..cut.skip]);
        bytes.drain(..cut.skip);
        self.start = start.after(&bytes);
        (!bytes.is_empty()).then_some(Block { format: self.format, start, bytes })
    }
}

impl<R: Read> Iterator for Blocks<R> {
    type Item = Result<Block, ParseError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.finished {
            return None;
        }
        let next = self.advance().transpose();
        self.finished = !matches!(next, Some(Ok(_)));
        next
    }
}
