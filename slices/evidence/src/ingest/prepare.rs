//! A block of text made ready to be stored. Everything that needs no knowledge of the store happens here, on many threads.

use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow::array::RecordBatch;
use bellwether_sources::block::{Block, parse_block};
use bellwether_sources::record::{Change, Key, Record, Source};

use crate::columns::batch::batch;
use crate::index::document::unplaced;
use crate::index::packed::Packed;
use crate::index::schema::Fields;

/// A block, ready to be stored.
pub(crate) struct Prepared {
    /// The records by source, each in the order of the block.
    pub batches: Vec<(Source, RecordBatch)>,
    /// What the block asks for, in its order. Upserts of one source have the rows of its batch, in order.
    pub changes: Vec<PreparedChange>,
}

/// One change.
pub(crate) enum PreparedChange {
    /// The record is new or replaces an earlier one.
    Upsert { key: Key, version: u32, retracted: bool, document: Packed },
    /// The record was withdrawn.
    Delete(Key),
}

/// Parses a block and prepares its records, or says why the file is refused.
///
/// A parser that panics refuses the file like one that reports an error: other files must go on.
pub(crate) fn prepare(block: &Block, fields: &Fields) -> Result<Prepared, String> {
    match catch_unwind(AssertUnwindSafe(|| parse_block(block))) {
        Ok(Ok(changes)) => Ok(prepared(&changes, fields)),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err(format!(
            "the parser failed in the text from line {}, byte {} on; please report this file",
            block.start.line, block.start.byte
        )),
    }
}

fn prepared(changes: &[Change], fields: &Fields) -> Prepared {
    let mut by_source: Vec<(Source, Vec<&Record>)> = Vec::new();
    let mut prepared = Vec::with_capacity(changes.len());
    for change in changes {
        match change {
            Change::Delete(key) => prepared.push(PreparedChange::Delete(key.clone())),
            Change::Upsert(record) => {
                let source = record.key.source;
                match by_source.iter_mut().find(|(known, _)| *known == source) {
                    Some((_, records)) => records.push(record),
                    None => by_source.push((source, vec![record])),
                }
                prepared.push(PreparedChange::Upsert {
                    key: record.key.clone(),
                    version: record.version,
                    retracted: record.is_retracted(),
                    document: unplaced(fields, record),
                });
            }
        }
    }
    let batches = by_source.into_iter().map(|(source, records)| (source, batch(records))).collect();
    Prepared { batches, changes: prepared }
}
