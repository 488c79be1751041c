//! A spreadsheet, for people who go on in a spreadsheet program: the columns of the CSV, for the first records only.

use std::io::Write;

use bellwether_sources::record::Record;
use bellwether_web::sheet::{Cell, Sheet, SheetColumn};

use super::csv::{COLUMNS, cells};
use super::{ExportError, Writer};

/// So many records are in a spreadsheet; whoever needs more takes another format.
pub const MOST: u32 = 10_000;

/// Letters of the columns, in the order of the CSV; others have this width.
const USUAL: u16 = 14;
const WIDE: [&str; 6] = ["title", "authors", "venue", "publication_types", "mesh", "abstract"];

pub(super) struct Xlsx<W> {
    sheet: Sheet,
    found: u64,
    written: u32,
    out: W,
}

impl<W: Write> Xlsx<W> {
    /// A spreadsheet of the first of `found` records.
    pub(super) fn new(out: W, found: u64) -> Result<Self, ExportError> {
        let width = |name: &str| if WIDE.contains(&name) { 40 } else { USUAL };
        let columns = COLUMNS.map(|name| SheetColumn(name.to_owned(), width(name)));
        Ok(Xlsx { sheet: Sheet::new(&columns, MOST)?, found, written: 0, out })
    }
}

impl<W: Write> Writer for Xlsx<W> {
    fn record(&mut self, record: &Record) -> Result<(), ExportError> {
        let year = |at: usize, text: String| match text.parse::<u16>() {
            Ok(year) if COLUMNS[at] == "year" => Cell::from(year),
            _ => Cell::from(text),
        };
        if self.sheet.row(cells(record).into_iter().enumerate().map(|(at, text)| year(at, text)))? {
            self.written += 1;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        let about = [
            ("records found".to_owned(), Cell::Number(self.found as f64)),
            ("records in this file".to_owned(), Cell::from(self.written)),
        ];
        self.out.write_all(&self.sheet.finish(&about)?)?;
        Ok(self.out.flush()?)
    }
}
