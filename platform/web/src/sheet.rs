//! Lists as spreadsheets (XLSX), for people who go on in a spreadsheet program. Programs take CSV or JSON.
//!
//! Rows go to a temporary file one by one, so memory does not grow with them. The number of rows is bounded, and a
//! second sheet says how many there were, so that nobody takes a part for the whole.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use crate::error::WebError;
use crate::page::Page;

/// The most letters that a cell of the format holds.
const LETTERS: usize = 32_767;
/// The widest column; longer texts are cut on the screen and whole in the cell.
const WIDEST: f64 = 60.0;

/// The spreadsheet cannot be made.
#[derive(Debug, thiserror::Error)]
#[error("making a spreadsheet")]
pub struct SheetError(#[from] XlsxError);

impl From<SheetError> for WebError {
    fn from(error: SheetError) -> Self {
        WebError::internal(error)
    }
}

/// What stands in one cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words; never a formula, whatever sign they begin with.
    Text(String),
    /// A number that can be added and sorted.
    Number(f64),
    /// Nothing.
    Empty,
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::from(text.to_owned())
    }
}

macro_rules! number_cells {
    ($($number:ty),*) => {$(
        impl From<$number> for Cell {
            fn from(number: $number) -> Self {
                Cell::Number(f64::from(number))
            }
        }
    )*};
}
number_cells!(u8, u16, u32, i16, i32, f64);

/// A column: its heading, and how many letters wide it is.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetColumn(pub String, pub u16);

/// A spreadsheet that is being written.
pub struct Sheet {
    book: Workbook,
    rows: u32,
    most: u32,
}

impl Sheet {
    /// A sheet with these columns, which takes at most so many rows.
    pub fn new(columns: &[SheetColumn], most: u32) -> Result<Sheet, SheetError> {
        let mut book = Workbook::new();
        // Always the same date, so that the same rows are the same bytes.
        let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&date));
        let heading = Format::new().set_bold();
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_freeze_panes(1, 0)?;
        for (at, SheetColumn(words, width)) in (0_u16..).zip(columns) {
            sheet.set_column_width(at, f64::from(*width).min(WIDEST))?;
            sheet.write_string_with_format(0, at, words, &heading)?;
        }
        Ok(Sheet { book, rows: 0, most })
    }

    /// A sheet whose headings are messages in the page's language; each with how many letters wide it is.
    pub fn titled(page: &Page, columns: &[(&str, u16)], most: u32) -> Result<Sheet, SheetError> {
        let columns: Vec<_> = columns.iter().map(|(key, width)| SheetColumn(page.t(key), *width)).collect();
        Sheet::new(&columns, most)
    }

    /// Adds a row. `false` if the sheet is full; then the row is left out.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) -> Result<bool, SheetError> {
        if self.rows >= self.most {
            return Ok(false);
        }
        self.rows += 1;
        let sheet = self.book.worksheet_from_index(0)?;
        for (at, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Text(text) => sheet.write_string(self.rows, at, cut(&text))?,
                Cell::Number(number) => sheet.write_number(self.rows, at, number)?,
                Cell::Empty => continue,
            };
        }
        Ok(true)
    }

    /// The file. `about` stands on a second sheet: where the rows come from, how many there were.
    pub fn finish(mut self, about: &[(String, Cell)]) -> Result<Vec<u8>, SheetError> {
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_column_width(0, 28.0)?.set_column_width(1, WIDEST)?;
        for (at, (name, value)) in (0_u32..).zip(about) {
            sheet.write_string(at, 0, name)?;
            match value {
                Cell::Text(text) => sheet.write_string(at, 1, cut(text))?,
                Cell::Number(number) => sheet.write_number(at, 1, *number)?,
                Cell::Empty => continue,
            };
        }
        Ok(self.book.save_to_buffer()?)
    }
}

fn cut(text: &str) -> &str {
    // The format counts in UTF-16, as the limit does.
    let mut units = 0;
    for (at, letter) in text.char_indices() {
        units += letter.len_utf16();
        if units > LETTERS {
            return &text[..at];
        }
    }
    text
}

/// The media type of spreadsheets.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The file for the browser to keep; `name` without ending, of letters, digits and hyphens.
pub fn download(name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}.xlsx\"");
    ([(header::CONTENT_TYPE, MEDIA_TYPE.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use proptest::prelude::*;

    use super::*;

    /// The text of one part of the file.
    fn part(bytes: &[u8], name: &str) -> String {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a spreadsheet is a zip file");
        let mut text = String::new();
        zip.by_name(name).expect("the part is there").read_to_string(&mut text).expect("parts are text");
        text
    }

    fn columns() -> Vec<SheetColumn> {
        vec![SheetColumn("Name".to_owned(), 20), SheetColumn("Works".to_owned(), 8)]
    }

    #[test]
    fn words_that_look_like_formulas_stay_words() {
        let mut sheet = Sheet::new(&columns(), 10).expect("a sheet");
        sheet.row(["=HYPERLINK(\"https://evil.example\")".into(), Cell::from(3_u32)]).expect("a row");
        let bytes = sheet.finish(&[("Rows".to_owned(), Cell::from(1_u32))]).expect("a file");
        let text = part(&bytes, "xl/worksheets/sheet1.xml");
        assert!(!text.contains("<f>"), "{text}");
        assert!(text.contains("=HYPERLINK(") && text.contains("<v>3</v>"), "{text}");
    }

    #[test]
    fn a_full_sheet_says_so() {
        let mut sheet = Sheet::new(&columns(), 2).expect("a sheet");
        let taken: Vec<bool> = (0..4_u32).map(|n| sheet.row([Cell::from(n)]).expect("a row")).collect();
        assert_eq!(taken, [true, true, false, false]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn any_text_makes_a_file_that_opens(texts in prop::collection::vec("\\PC{0,20}|[\\x00-\\x1f=@<>&\"]{0,8}", 1..8)) {
            let mut sheet = Sheet::new(&columns(), 100)?;
            for text in &texts {
                prop_assert!(sheet.row([Cell::from(text.clone())])?);
            }
            let bytes = sheet.finish(&[])?;
            let rows = part(&bytes, "xl/worksheets/sheet1.xml").matches("<row ").count();
            let written = texts.iter().filter(|text| !text.is_empty()).count();
            prop_assert!(rows > written);
        }
    }

    #[test]
    fn texts_longer_than_a_cell_are_cut_between_letters() {
        assert_eq!(cut(&"a".repeat(40_000)).len(), LETTERS);
        assert!(cut(&"😀".repeat(20_000)).chars().all(|letter| letter == '😀'));
    }
}
