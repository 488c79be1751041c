//! CSV for spreadsheets: one line a record, lists joined by `; `.

use std::io::{self, Write};

use bellwether_sources::record::Record;

use super::ris::pmid;
use super::{listed_name, whole_abstract};
use crate::index::document::kind_name;

pub(super) const COLUMNS: [&str; 19] = [
    "key",
    "kind",
    "title",
    "authors",
    "year",
    "date",
    "venue",
    "volume",
    "issue",
    "pages",
    "doi",
    "pmid",
    "publication_types",
    "mesh",
    "keywords",
    "language",
    "country",
    "retracted",
    "abstract",
];

pub(super) fn write_head(out: &mut impl Write) -> io::Result<()> {
    line(out, &COLUMNS.map(str::to_owned))
}

pub(super) fn write(out: &mut impl Write, record: &Record) -> io::Result<()> {
    line(out, &cells(record))
}

/// What stands in the columns of one record.
pub(super) fn cells(record: &Record) -> [String; 19] {
    let joined = |values: Vec<String>| values.join("; ");
    let date = record.date.as_ref();
    [
        record.key.to_string(),
        kind_name(record.kind).to_owned(),
        record.title.clone(),
        joined(record.authors.iter().map(listed_name).collect()),
        date.map(|date| date.year.to_string()).unwrap_or_default(),
        date.map(|date| date.iso()).unwrap_or_default(),
        record.venue.name.clone(),
        record.venue.volume.clone(),
        record.venue.issue.clone(),
        record.venue.pages.clone(),
        record.identifier("doi").unwrap_or_default().to_owned(),
        pmid(record).unwrap_or_default().to_owned(),
        joined(record.types.iter().map(|term| term.name.clone()).collect()),
        joined(record.headings.iter().map(|heading| heading.name.clone()).collect()),
        joined(record.keywords.iter().map(|keyword| keyword.text.clone()).collect()),
        joined(record.languages.clone()),
        record.country.clone(),
        if record.is_retracted() { "yes" } else { "no" }.to_owned(),
        whole_abstract(record),
    ]
}

fn line(out: &mut impl Write, cells: &[String]) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(cells.iter().map(|cell| guarded(cell)))?;
    let line = writer.into_inner().map_err(|error| error.into_error())?;
    out.write_all(&line)
}

/// Spreadsheets run cells that begin with these signs as formulas; an apostrophe makes them text.
fn guarded(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}
