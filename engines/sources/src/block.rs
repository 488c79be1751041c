//! A block of whole records and its parsing.

use crate::format::Format;
use crate::problem::{Fault, ParseError, Place, Problem};
use crate::record::Change;

/// Some whole records of one file, about 1 MiB of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// How to read them.
    pub format: Format,
    /// Where `bytes` begins in the uncompressed file.
    pub start: Place,
    /// The records as they stand in the file.
    pub bytes: Vec<u8>,
}

/// The changes that a block asks for, in its order.
///
/// Pure: call it for many blocks at once and keep the order of the blocks. Cost and memory are linear in the block's length.
/// One malformed record fails the block, and by contract the caller then refuses the whole file.
pub fn parse_block(block: &Block) -> Result<Vec<Change>, ParseError> {
    let parsed = match std::str::from_utf8(&block.bytes) {
        Ok(text) => block.format.parse(text),
        Err(error) => Err(Fault { at: error.valid_up_to(), problem: Problem::NotUtf8 }),
    };
    parsed.map_err(|fault| fault.in_text(block.start, &block.bytes))
}
