//! Parquet parts: written once, read by row or from beginning to end.

use std::fs::File;
use std::io::BufWriter;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::RecordBatch;
use bellwether_sources::record::Record;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder, RowSelection, RowSelector,
};
use parquet::basic::{Compression, Encoding, Type as PhysicalType, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::PageIndexPolicy;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

use crate::columns::batch::{Records, schema};
use crate::store::error::StoreError;

/// One page of each column is decompressed to read one record, so pages are short, in rows …
const ROWS_PER_PAGE: usize = 128;
/// … and in bytes, for columns with long texts.
const BYTES_PER_PAGE: usize = 32 << 10;
/// Dictionaries are per group: long enough for them to pay, short enough to read one for a record.
const ROWS_PER_GROUP: usize = 8_192;
/// Rows that are decoded at a time when a part is read from beginning to end.
const ROWS_PER_BATCH: usize = 1_024;

/// Columns with few different values, which dictionaries make small. For others a dictionary is only a detour.
const REPETITIVE: [&str; 31] = [
    "source",
    "kind",
    "version",
    "label",
    "category",
    "what",
    "year",
    "month",
    "day",
    "verbatim",
    "language",
    "languages",
    "abbreviation",
    "issn",
    "issn_linking",
    "nlm_id",
    "volume",
    "issue",
    "suffix",
    "collective",
    "scheme",
    "relation",
    "registry",
    "country",
    "countries",
    "status",
    "acronym",
    "phase",
    "qualifiers.id",
    "qualifiers.name",
    "types.name",
];

/// Columns with so much text that compressing it pays. Each costs a decompressor whenever a record is read, which for the
/// others takes longer than reading what it would have saved.
const LONG: [&str; 13] = [
    "title",
    "title_original",
    "text",
    "citation",
    "venue.name",
    "headings.id",
    "headings.name",
    "substances.name",
    "identifiers.value",
    "last_name",
    "fore_name",
    "initials",
    "agency",
];

/// A part that is being written.
pub struct PartWriter {
    path: PathBuf,
    writer: ArrowWriter<BufWriter<File>>,
    rows: u32,
}

impl PartWriter {
    /// Starts a part.
    pub fn create(path: PathBuf) -> Result<PartWriter, StoreError> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(StoreError::io("making", folder))?;
        }
        let file = File::create_new(&path).map_err(StoreError::io("creating", &path))?;
        let writer = ArrowWriter::try_new(BufWriter::new(file), schema(), Some(properties()));
        Ok(PartWriter { writer: writer.map_err(StoreError::part(&path))?, path, rows: 0 })
    }

    /// Rows so far: the next record that is added gets this row.
    pub fn rows(&self) -> u32 {
        self.rows
    }

    /// Adds records; all or none of them fit.
    pub fn add(&mut self, batch: &RecordBatch) -> Result<(), StoreError> {
        let rows = u32::try_from(batch.num_rows()).ok().and_then(|rows| self.rows.checked_add(rows));
        let too_long = || ParquetError::General("more than four thousand million rows".to_owned());
        self.rows = rows.ok_or_else(too_long).map_err(StoreError::part(&self.path))?;
        self.writer.write(batch).map_err(StoreError::part(&self.path))
    }

    /// Ends the part and tells its length in bytes.
    pub fn finish(self) -> Result<u64, StoreError> {
        let file = self.writer.into_inner().map_err(StoreError::part(&self.path))?;
        let file = file.into_inner().map_err(|error| StoreError::io("writing", &self.path)(error.into_error()))?;
        Ok(file.metadata().map_err(StoreError::io("reading", &self.path))?.len())
    }
}

fn properties() -> WriterProperties {
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::UNCOMPRESSED)
        .set_dictionary_enabled(false)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_data_page_row_count_limit(ROWS_PER_PAGE)
        .set_data_page_size_limit(BYTES_PER_PAGE)
        .set_write_batch_size(ROWS_PER_PAGE)
        .set_max_row_group_row_count(Some(ROWS_PER_GROUP))
        .set_created_by("bellwether".to_owned());
    let columns = parquet::arrow::ArrowSchemaConverter::new().convert(&schema());
    for column in columns.iter().flat_map(|columns| columns.columns()) {
        let path = column.path().clone();
        let names: Vec<&str> =
            path.parts().iter().map(String::as_str).filter(|part| !matches!(*part, "item" | "list")).collect();
        if is_one_of(&names, &REPETITIVE) {
            properties = properties.set_column_dictionary_enabled(path, true);
        } else if is_one_of(&names, &LONG) {
            let zstd = Compression::ZSTD(ZstdLevel::try_new(1).unwrap_or_default());
            properties = properties.set_column_compression(path, zstd);
        } else if column.physical_type() == PhysicalType::BYTE_ARRAY {
            // Most are empty or short: their lengths take less room together than each before its text.
            properties = properties.set_column_encoding(path, Encoding::DELTA_LENGTH_BYTE_ARRAY);
        }
    }
    let year = ColumnPath::from(vec!["date".to_owned(), "year".to_owned()]);
    properties.set_column_statistics_enabled(year, EnabledStatistics::Chunk).build()
}

/// Does the column's name end like one of these?
fn is_one_of(names: &[&str], endings: &[&str]) -> bool {
    endings.iter().any(|ending| ending.split('.').rev().zip(names.iter().rev()).all(|(ending, name)| ending == *name))
}

/// A part that can be read. Holds its page index, not its file: opening the file costs little beside reading a row.
#[derive(Clone)]
pub struct Part {
    path: Arc<Path>,
    metadata: ArrowReaderMetadata,
}

impl Part {
    /// Opens a part.
    pub fn open(path: PathBuf) -> Result<Part, StoreError> {
        let file = File::open(&path).map_err(StoreError::io("opening", &path))?;
        let options = ArrowReaderOptions::new().with_page_index_policy(PageIndexPolicy::Required);
        let metadata = ArrowReaderMetadata::load(&file, options).map_err(StoreError::part(&path))?;
        Ok(Part { path: path.into(), metadata })
    }

    /// The record in one row: reads one page of each column.
    pub fn record(&self, row: u32) -> Result<Record, StoreError> {
        let (group, row) = self.group_of(row as usize)?;
        let rows = RowSelection::from(vec![RowSelector::skip(row), RowSelector::select(1)]);
        let reader = self.builder()?.with_row_groups(vec![group]).with_row_selection(rows).with_batch_size(1).build();
        let batch = reader.map_err(StoreError::part(&self.path))?.next();
        let batch = batch.ok_or_else(|| self.damaged(format!("row {row} of group {group} is not there")))?;
        let records =
            Records::of(batch.map_err(StoreError::arrow(&self.path))?).map_err(StoreError::column(&self.path))?;
        records.get(0).map_err(StoreError::column(&self.path))
    }

    /// Hands out every record whose row `wanted` accepts, in order.
    pub fn for_each(
        &self,
        wanted: impl Fn(u32) -> bool,
        act: &mut dyn FnMut(u32, Record) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, StoreError> {
        let reader = self.builder()?.with_batch_size(ROWS_PER_BATCH).build().map_err(StoreError::part(&self.path))?;
        let mut row = 0;
        for batch in reader {
            let batch = batch.map_err(StoreError::arrow(&self.path))?;
            let records = Records::of(batch).map_err(StoreError::column(&self.path))?;
            for at in 0..records.count() {
                if wanted(row) {
                    let record = records.get(at).map_err(StoreError::column(&self.path))?;
                    if act(row, record).is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
                row += 1;
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn builder(&self) -> Result<ParquetRecordBatchReaderBuilder<File>, StoreError> {
        let file = File::open(&self.path).map_err(StoreError::io("opening", &self.path))?;
        Ok(ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone()))
    }

    /// The row group that holds a row, and the row's place in it.
    fn group_of(&self, row: usize) -> Result<(usize, usize), StoreError> {
        let mut rest = row;
        for (number, group) in self.metadata.metadata().row_groups().iter().enumerate() {
            let rows = usize::try_from(group.num_rows()).unwrap_or(0);
            if rest < rows {
                return Ok((number, rest));
            }
            rest -= rows;
        }
        Err(self.damaged(format!("it has no row {row}")))
    }

    fn damaged(&self, what: String) -> StoreError {
        StoreError::Damaged { path: self.path.to_path_buf(), what }
    }
}
