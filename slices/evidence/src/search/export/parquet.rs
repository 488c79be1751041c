//! Parquet with the columns of the store.

use std::io::Write;

use bellwether_sources::record::Record;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

use super::{ExportError, Writer};
use crate::columns::batch;

/// Records that are kept before they are written.
const BATCH: usize = 1_024;
/// A row group, which is kept compressed until it is full.
const GROUP: usize = 16_384;

pub(super) struct Parquet<W: Write + Send> {
    writer: ArrowWriter<W>,
    waiting: Vec<Record>,
}

impl<W: Write + Send> Parquet<W> {
    pub(super) fn new(out: W) -> Result<Parquet<W>, ExportError> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(parquet::basic::ZstdLevel::default()))
            .set_max_row_group_row_count(Some(GROUP))
            .build();
        let writer = ArrowWriter::try_new(out, batch::schema(), Some(properties))?;
        Ok(Parquet { writer, waiting: Vec::with_capacity(BATCH) })
    }

    fn write(&mut self) -> Result<(), ExportError> {
        if !self.waiting.is_empty() {
            self.writer.write(&batch::batch(&self.waiting))?;
            self.waiting.clear();
        }
        Ok(())
    }
}

impl<W: Write + Send> Writer for Parquet<W> {
    fn record(&mut self, record: &Record) -> Result<(), ExportError> {
        self.waiting.push(record.clone());
        if self.waiting.len() >= BATCH { self.write() } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        self.write()?;
        self.writer.close()?;
        Ok(())
    }
}
