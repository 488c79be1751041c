//! The whole result of a search as a file, streamed: memory does not grow with the number of records.

mod bibtex;
mod csv;
mod parquet;
mod ris;
mod xlsx;

use std::io::Write;
use std::ops::ControlFlow;

use bellwether_sources::record::Record;
use roaring::RoaringTreemap;
use tantivy::query::EnableScoring;

use crate::search::engine::Engine;
use crate::search::request::{SearchError, SearchRequest};
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

/// A file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Research Information Systems, for reference managers.
    Ris,
    /// BibTeX.
    BibTex,
    /// Comma-separated values.
    Csv,
    /// One record as JSON a line, with everything.
    JsonLines,
    /// Apache Parquet, with everything.
    Parquet,
    /// A spreadsheet with the columns of the CSV, of the first records only.
    Xlsx,
}

/// The export stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The hits could not be found.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// A record could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The receiver went away, or its disk is full.
    #[error("writing the export")]
    Write(#[from] std::io::Error),
    /// The Parquet file could not be written.
    #[error("writing the Parquet file")]
    Parquet(#[from] ::parquet::errors::ParquetError),
    /// The spreadsheet could not be written.
    #[error(transparent)]
    Sheet(#[from] bellwether_web::sheet::SheetError),
}

impl Format {
    /// All formats, in the order of the menu.
    pub const ALL: [Format; 6] =
        [Format::Ris, Format::BibTex, Format::Csv, Format::Xlsx, Format::JsonLines, Format::Parquet];

    /// The most records that a file of this format holds.
    pub fn most_records(self) -> Option<u32> {
        (self == Format::Xlsx).then_some(xlsx::MOST)
    }

    /// The name in links and at the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Ris => "ris",
            Format::BibTex => "bibtex",
            Format::Csv => "csv",
            Format::JsonLines => "jsonl",
            Format::Parquet => "parquet",
            Format::Xlsx => "xlsx",
        }
    }

    /// The format with this name.
    pub fn from_name(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The name that people know.
    pub fn label(self) -> &'static str {
        match self {
            Format::Ris => "RIS",
            Format::BibTex => "BibTeX",
            Format::Csv => "CSV",
            Format::JsonLines => "JSON lines",
            Format::Parquet => "Parquet",
            Format::Xlsx => "XLSX",
        }
    }

    /// The ending of files.
    pub fn extension(self) -> &'static str {
        if self == Format::BibTex { "bib" } else { self.name() }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Ris => "application/x-research-info-systems",
            Format::BibTex => "application/x-bibtex; charset=utf-8",
            Format::Csv => "text/csv; charset=utf-8",
            Format::JsonLines => "application/jsonl",
            Format::Parquet => "application/vnd.apache.parquet",
            Format::Xlsx => bellwether_web::sheet::MEDIA_TYPE,
        }
    }
}

/// Writes one format.
trait Writer {
    fn record(&mut self, record: &Record) -> Result<(), ExportError>;

    fn finish(self: Box<Self>) -> Result<(), ExportError>;
}

/// A format that writes each record by itself.
struct Plain<W: Write> {
    out: W,
    write: fn(&mut W, &Record) -> std::io::Result<()>,
}

impl<W: Write> Writer for Plain<W> {
    fn record(&mut self, record: &Record) -> Result<(), ExportError> {
        Ok((self.write)(&mut self.out, record)?)
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }
}

/// Writes every hit of a search, or as many as the format holds, in the order of the store. Gives their number.
pub fn export(
    engine: &Engine,
    snapshot: &Snapshot,
    request: &SearchRequest,
    format: Format,
    out: impl Write + Send + 'static,
) -> Result<u64, ExportError> {
    let mut places = places(engine, request)?;
    let mut writer = writer(format, out, places.len())?;
    if let Some(most) = format.most_records() {
        places = places.iter().take(most as usize).collect();
    }
    let mut written = 0;
    let mut failed = None;
    snapshot.for_each_at(&places, &mut |record| match writer.record(&record) {
        Ok(()) => {
            written += 1;
            ControlFlow::Continue(())
        }
        Err(error) => {
            failed = Some(error);
            ControlFlow::Break(())
        }
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    writer.finish()?;
    Ok(written)
}

/// Writes one record.
pub fn export_one(record: &Record, format: Format, out: impl Write + Send + 'static) -> Result<(), ExportError> {
    let mut writer = writer(format, out, 1)?;
    writer.record(record)?;
    writer.finish()
}

fn writer(format: Format, mut out: impl Write + Send + 'static, found: u64) -> Result<Box<dyn Writer>, ExportError> {
    Ok(match format {
        Format::Ris => Box::new(Plain { out, write: ris::write }),
        Format::BibTex => Box::new(Plain { out, write: bibtex::write }),
        Format::Csv => {
            csv::write_head(&mut out)?;
            Box::new(Plain { out, write: csv::write })
        }
        Format::JsonLines => Box::new(Plain { out, write: write_json }),
        Format::Parquet => Box::new(parquet::Parquet::new(out)?),
        Format::Xlsx => Box::new(xlsx::Xlsx::new(out, found)?),
    })
}

fn write_json(out: &mut impl Write, record: &Record) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}

/// Where the hits lie: a compressed set, a few bytes a hit.
pub fn places(engine: &Engine, request: &SearchRequest) -> Result<RoaringTreemap, SearchError> {
    let query = engine.query(request)?;
    let weight = query.weight(EnableScoring::disabled_from_searcher(&engine.searcher))?;
    let mut places = RoaringTreemap::new();
    for segment in engine.searcher.segment_readers() {
        let column = segment.fast_fields().u64("place")?;
        let alive = segment.alive_bitset();
        weight.for_each_no_score(segment, &mut |docs| {
            let living = docs.iter().filter(|doc| alive.is_none_or(|alive| alive.is_alive(**doc)));
            places.extend(living.filter_map(|doc| column.first(*doc)));
        })?;
    }
    Ok(places)
}

/// `12-34` as its two ends.
fn page_ends(pages: &str) -> (&str, &str) {
    pages.split_once(['-', '–']).unwrap_or((pages, ""))
}

/// `Curie, Marie` or the name of a group.
fn listed_name(author: &bellwether_sources::record::Author) -> String {
    if !author.collective.is_empty() {
        return author.collective.clone();
    }
    let given = if author.fore_name.is_empty() { &author.initials } else { &author.fore_name };
    let mut name = author.last_name.clone();
    for part in [given, &author.suffix] {
        if !part.is_empty() {
            name.push_str(", ");
            name.push_str(part);
        }
    }
    name
}

/// The abstract as one text, labels in front of their sections.
fn whole_abstract(record: &Record) -> String {
    crate::index::document::Shown::of(record).summary
}
