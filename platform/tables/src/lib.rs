//! Tables that people bring: CSV as spreadsheet programs write it, and XLSX, as rows of text.
//!
//! Bounded in size whatever a file claims. What a cell means is the business of whoever asked for the table.

mod csv_file;
mod xlsx;
mod xml;

/// The largest file, packed or not, in bytes.
pub const MOST_BYTES: usize = 32 << 20;
/// The most rows with their heading.
pub const MOST_ROWS: usize = 50_001;
/// The most columns.
pub const MOST_COLUMNS: usize = 200;

/// Why a file is no table.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// More than is taken.
    #[error("the table is larger than {MOST_ROWS} rows, {MOST_COLUMNS} columns or {} MiB", MOST_BYTES >> 20)]
    TooLarge,
    /// Neither of the forms that are read.
    #[error("the file is neither a CSV table nor an XLSX spreadsheet")]
    Unknown,
    /// A spreadsheet that cannot be read.
    #[error("the spreadsheet cannot be read: {0}")]
    Sheet(String),
    /// A CSV file that cannot be read.
    #[error("line {line} cannot be read: {reason}")]
    Csv {
        /// The line, from 1.
        line: u64,
        /// Why.
        reason: String,
    },
}

/// A table: rows of cells, as long as they are; cells without blanks around them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The rows, with their number in the file from 1; empty ones are left out.
    pub rows: Vec<(u32, Vec<String>)>,
}

/// Reads a table, of whichever form it is.
///
/// # Errors
/// [`TableError`].
pub fn read(bytes: &[u8]) -> Result<Table, TableError> {
    if bytes.len() > MOST_BYTES {
        return Err(TableError::TooLarge);
    }
    let mut table = if bytes.starts_with(b"PK\x03\x04") {
        xlsx::read(bytes)?
    } else if bytes.contains(&0) {
        return Err(TableError::Unknown);
    } else {
        csv_file::read(bytes)?
    };
    for (_, cells) in &mut table.rows {
        for cell in cells.iter_mut() {
            *cell = plain(cell);
        }
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        if cells.len() > MOST_COLUMNS {
            return Err(TableError::TooLarge);
        }
    }
    table.rows.retain(|(_, cells)| !cells.is_empty());
    if table.rows.len() > MOST_ROWS { Err(TableError::TooLarge) } else { Ok(table) }
}

/// A cell without blanks around it, and without the apostrophe that keeps it from being a formula.
fn plain(cell: &str) -> String {
    let cell = cell.trim();
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest.to_owned(),
        _ => cell.to_owned(),
    }
}
