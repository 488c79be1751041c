//! Records in, one Arrow batch out, and back.

use std::sync::Arc;

use arrow::array::{ArrayRef, AsArray, RecordBatch, StructArray};
use arrow::datatypes::{DataType, Schema, SchemaRef};
use bellwether_sources::record::Record;

use super::cell::Cell;
pub use super::cell::ColumnError;

/// Raised when the columns change in a way that older files cannot be read with.
pub const VERSION: u32 = 1;

/// The schema of every part.
pub fn schema() -> SchemaRef {
    match Record::data_type() {
        DataType::Struct(fields) => Arc::new(Schema::new(fields)),
        _ => unreachable!("a record is a struct"),
    }
}

/// These records as one batch, in order.
pub fn batch<'a>(records: impl IntoIterator<Item = &'a Record>) -> RecordBatch {
    let mut growing = <Record as Cell>::Growing::default();
    for record in records {
        record.push(&mut growing);
    }
    RecordBatch::from(Record::finish(growing, None).as_struct())
}

/// The records of a batch.
pub struct Records {
    rows: usize,
    columns: <Record as Cell>::Reading,
}

impl Records {
    /// Prepares a batch for reading, or says which column is not as it should be.
    pub fn of(batch: RecordBatch) -> Result<Records, ColumnError> {
        let rows = batch.num_rows();
        let columns: ArrayRef = Arc::new(StructArray::from(batch));
        Ok(Records { rows, columns: Record::reading(&columns, "record")? })
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.rows
    }

    /// The record in this row, which must be below [`Records::count`].
    pub fn get(&self, row: usize) -> Result<Record, ColumnError> {
        Record::read(&self.columns, row)
    }
}
