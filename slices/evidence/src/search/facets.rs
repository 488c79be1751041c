//! Counts of the hits by year, kind, venue and so on.
//!
//! Which hits are counted, all or a sample, is decided by [`super::hits`]. Values are counted by their numbers, which are
//! the same in all segments, and only those that are shown are named.

use bellwether_query::Query as Tree;
use bellwether_query::field::Field;
use rustc_hash::FxHashMap;
use tantivy::columnar::Column;
use tantivy::{DocId, SegmentReader};

use crate::index::values::{ColumnValues, Values};
use crate::search::request::SearchError;

/// Values shown of each facet.
const SHOWN_VALUES: usize = 10;
/// Documents whose values are read at a time.
const BLOCK: usize = 1_024;

/// What is counted.
pub const DIMENSIONS: [Dimension; 7] = [
    Dimension { field: Field::Kind, column: "kind" },
    Dimension { field: Field::Type, column: "publication_type" },
    Dimension { field: Field::JournalExact, column: "venue" },
    Dimension { field: Field::MeshExact, column: "mesh_facet" },
    Dimension { field: Field::Language, column: "language" },
    Dimension { field: Field::Country, column: "country" },
    Dimension { field: Field::Source, column: "source" },
];

/// Something that hits are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// The field with which a query narrows to one value.
    pub field: Field,
    column: &'static str,
}

/// The counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Hits by year, oldest first; hits without a date are not in it.
    pub years: Vec<(u32, u64)>,
    /// Hits by the values of each dimension, most frequent first.
    pub values: Vec<Facet>,
    /// One in so many documents was looked at; 1 means that all counts are exact.
    pub one_in: u32,
}

/// The counts of one dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// The field with which a query narrows to one value.
    pub field: Field,
    /// The most frequent values.
    pub counts: Vec<Count>,
}

/// One value and its hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// As the query takes it.
    pub value: String,
    /// As people read it.
    pub label: String,
    /// Number of hits, or an estimate.
    pub hits: u64,
}

impl Count {
    /// The condition that narrows to this value.
    pub fn condition(&self, field: Field) -> Tree {
        Tree::is(field, self.value.clone())
    }
}

/// The columns of [`DIMENSIONS`].
pub fn columns() -> [&'static str; DIMENSIONS.len()] {
    DIMENSIONS.map(|dimension| dimension.column)
}

/// Counts hits.
pub struct Counters<'a> {
    values: &'a Values,
    years: FxHashMap<u64, u64>,
    /// For each dimension, the hits of each value.
    hits: Vec<Vec<u32>>,
}

impl<'a> Counters<'a> {
    /// Nothing counted yet.
    pub fn new(values: &'a Values) -> Counters<'a> {
        let hits = (0..DIMENSIONS.len()).map(|place| vec![0; values.column(place).count()]).collect();
        Counters { values, years: FxHashMap::default(), hits }
    }

    /// Counts these documents of a segment.
    pub fn add(&mut self, place: usize, segment: &SegmentReader, docs: &[DocId]) -> Result<(), SearchError> {
        let columns = segment.fast_fields();
        let mut block = Block::default();
        let years = columns.u64("year")?;
        for docs in docs.chunks(BLOCK) {
            block.read(&years, docs).iter().for_each(|year| *self.years.entry(*year).or_default() += 1);
        }
        for (dimension, (column, hits)) in columns_of(segment)?.into_iter().zip(&mut self.hits).enumerate() {
            let Some(column) = column else { continue };
            let numbers = self.values.column(dimension).of_segment(place);
            for docs in docs.chunks(BLOCK) {
                for own in block.read(&column, docs) {
                    hits[numbers[*own as usize] as usize] += 1;
                }
            }
        }
        Ok(())
    }

    /// The facets, where one in so many hits was counted, of all that there are.
    pub fn facets(self, one_in: u32, hits: u64) -> Facets {
        let estimate = |seen: u64| (seen * u64::from(one_in)).min(hits);
        let mut years: Vec<_> = self.years.into_iter().map(|(year, seen)| (year as u32, estimate(seen))).collect();
        years.sort_unstable();
        let values = DIMENSIONS.iter().zip(self.hits).enumerate().map(|(place, (dimension, seen))| {
            let values = self.values.column(place);
            let counts = most_frequent(&seen).into_iter().map(|number| {
                let (value, label) = value_and_label(dimension.field, values, number);
                Count { value, label, hits: estimate(u64::from(seen[number])) }
            });
            Facet { field: dimension.field, counts: counts.collect() }
        });
        Facets { years, values: values.collect(), one_in }
    }
}

/// The ordinals of each dimension in a segment.
fn columns_of(segment: &SegmentReader) -> Result<Vec<Option<Column<u64>>>, SearchError> {
    let columns = segment.fast_fields();
    let column = |name| Ok::<_, SearchError>(columns.str(name)?.map(|column| column.ords().clone()));
    self::columns().into_iter().map(column).collect()
}

/// The values that most hits have, most frequent first, equal ones in the order of their names.
fn most_frequent(seen: &[u32]) -> Vec<usize> {
    let mut best: Vec<usize> = Vec::with_capacity(SHOWN_VALUES + 1);
    for (number, &hits) in seen.iter().enumerate() {
        if hits == 0 || (best.len() == SHOWN_VALUES && best.last().is_some_and(|last| seen[*last] >= hits)) {
            continue;
        }
        let at = best.partition_point(|other| seen[*other] >= hits);
        best.insert(at, number);
        best.truncate(SHOWN_VALUES);
    }
    best
}

fn value_and_label(field: Field, values: &ColumnValues, number: usize) -> (String, String) {
    let name = values.name(number);
    match name.split_once('/') {
        // Headings are kept as id and name.
        Some((id, name)) if field == Field::MeshExact => {
            (if id.is_empty() { name.to_owned() } else { id.to_owned() }, name.to_owned())
        }
        _ => (name.to_owned(), name.to_owned()),
    }
}

/// Room for the values of a block of documents.
#[derive(Default)]
struct Block {
    docs: Vec<DocId>,
    rows: Vec<u32>,
    values: Vec<u64>,
}

impl Block {
    /// All values of these documents, which are in order.
    fn read(&mut self, column: &Column<u64>, docs: &[DocId]) -> &[u64] {
        self.docs.clear();
        self.rows.clear();
        column.row_ids_for_docs(docs, &mut self.docs, &mut self.rows);
        self.values.resize(self.rows.len(), 0);
        column.values.get_vals(&self.rows, &mut self.values);
        &self.values
    }
}
