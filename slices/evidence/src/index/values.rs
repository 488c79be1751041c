//! The values that hits are counted by, numbered over all segments of an index.
//!
//! Each segment numbers the values of a column for itself and keeps their names packed. Counting over segments by name
//! would unpack hundreds of names for every search, so the names are read once for each state of the index. What is kept
//! grows with the number of different values (headings, journals), not with the number of records.

use tantivy::{Searcher, TantivyError};

/// The values of some columns.
#[derive(Debug, Default)]
pub struct Values {
    columns: Vec<ColumnValues>,
}

/// The values of one column, numbered in the order of their names.
#[derive(Debug, Default)]
pub struct ColumnValues {
    /// All names, one after the other.
    names: String,
    /// Where each name ends.
    ends: Vec<u32>,
    /// For each segment, its own numbers to these; empty where it has no values.
    numbers: Vec<Vec<u32>>,
}

impl Values {
    /// Reads the values of string columns.
    pub fn read(searcher: &Searcher, columns: &[&str]) -> tantivy::Result<Values> {
        let columns = columns.iter().map(|column| ColumnValues::read(searcher, column));
        Ok(Values { columns: columns.collect::<Result<_, _>>()? })
    }

    /// The values of the column that was given in this place.
    pub fn column(&self, place: usize) -> &ColumnValues {
        &self.columns[place]
    }
}

impl ColumnValues {
    fn read(searcher: &Searcher, column: &str) -> tantivy::Result<ColumnValues> {
        let mut segments = Vec::new();
        for segment in searcher.segment_readers() {
            let mut names: Vec<String> = Vec::new();
            if let Some(column) = segment.fast_fields().str(column)? {
                let mut stream = column.dictionary().stream()?;
                while stream.advance() {
                    let name = std::str::from_utf8(stream.key());
                    names
                        .push(name.map_err(|_| TantivyError::InternalError("a value is not UTF-8".into()))?.to_owned());
                }
            }
            segments.push(names);
        }
        let mut all: Vec<&str> = segments.iter().flatten().map(String::as_str).collect();
        all.sort_unstable();
        all.dedup();
        let numbers = segments.iter().map(|names| {
            let mut at = 0;
            let number = |name: &String| {
                // Both lists are in the order of names, and the longer one holds every name of the shorter.
                at += all[at..].iter().take_while(|other| **other < name.as_str()).count();
                at as u32
            };
            names.iter().map(number).collect()
        });
        let numbers = numbers.collect();
        let (mut names, mut ends) = (String::new(), Vec::with_capacity(all.len()));
        for name in all {
            names.push_str(name);
            ends.push(names.len() as u32);
        }
        Ok(ColumnValues { names, ends, numbers })
    }

    /// How many values there are.
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// The name of a value.
    pub fn name(&self, number: usize) -> &str {
        let start = if number == 0 { 0 } else { self.ends[number - 1] as usize };
        &self.names[start..self.ends[number] as usize]
    }

    /// The number of each value of a segment, by the number that the segment gives it.
    pub fn of_segment(&self, segment: usize) -> &[u32] {
        &self.numbers[segment]
    }
}
