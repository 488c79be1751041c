//! Counts of the hits by year, kind, venue and so on; and how many hits there are.
//!
//! Small answers are counted whole. Large ones are counted in a sample: windows of documents spread evenly over each
//! segment, so that a count costs about the same however large the index is. The rate is always told.

use bellwether_query::Query as Tree;
use bellwether_query::field::Field;
use rustc_hash::FxHashMap;
use tantivy::columnar::{Column, StrColumn};
use tantivy::query::{Scorer, Weight};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED};

use crate::search::request::{Counting, SearchError, Total, Wanted};

/// Documents in a window of the sample. Unions are read in windows of 4,096 by the index, so smaller ones cost no less.
const WINDOW: u32 = 2_048;
/// Sampled hits whose facets are counted.
const FACETED_HITS: u64 = 6_000;
/// Hits that are counted exactly when only their number is asked.
const COUNTED_HITS: u64 = 200_000;
/// Values shown of each facet.
const SHOWN_VALUES: usize = 10;

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
#[derive(Clone, Debug, Default)]
pub struct Facets {
    /// Hits by year, oldest first; hits without a date are not in it.
    pub years: Vec<(u32, u64)>,
    /// Hits by the values of each dimension, most frequent first.
    pub values: Vec<Facet>,
    /// One in so many documents was looked at; 1 means that all counts are exact.
    pub one_in: u32,
}

/// The counts of one dimension.
#[derive(Clone, Debug)]
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

/// How many hits there are, and their facets if those are wanted. Deleted documents are left out.
pub fn survey(
    weight: &dyn Weight,
    segments: &[SegmentReader],
    counting: Counting,
    wanted: Wanted,
) -> Result<(Total, Facets), SearchError> {
    let size = match counting {
        Counting::Bounded => Size::of(weight, segments)?,
        Counting::Exact => Size::default(),
    };
    if wanted == Wanted::No {
        return Ok((total(weight, segments, size)?, Facets::default()));
    }
    let (facets, counted) = count(weight, segments, size.one_in(FACETED_HITS))?;
    // Going through all hits once more would cost as much as the first time.
    let total = if facets.one_in == 1 { Total { hits: counted, one_in: 1 } } else { total(weight, segments, size)? };
    Ok((total, facets))
}

fn total(weight: &dyn Weight, segments: &[SegmentReader], size: Size) -> Result<Total, SearchError> {
    let one_in = size.one_in(COUNTED_HITS);
    let mut hits = 0;
    for segment in segments {
        if one_in == 1 {
            hits += u64::from(weight.count(segment)?);
        } else {
            for_each_sampled(weight, segment, one_in, &mut |_| hits += 1)?;
        }
    }
    Ok(Total { hits: hits * u64::from(one_in), one_in })
}

/// The facets, and how many hits were seen.
fn count(weight: &dyn Weight, segments: &[SegmentReader], one_in: u32) -> Result<(Facets, u64), SearchError> {
    let mut seen = 0;
    let mut years = FxHashMap::<u64, u64>::default();
    let mut values: Vec<FxHashMap<String, u64>> = vec![FxHashMap::default(); DIMENSIONS.len()];
    for segment in segments {
        let mut columns = Columns::open(segment)?;
        for_each_sampled(weight, segment, one_in, &mut |doc| {
            seen += 1;
            columns.add(doc);
        })?;
        for (year, hits) in columns.year_hits {
            *years.entry(year).or_default() += hits;
        }
        for (counter, into) in columns.counters.into_iter().zip(&mut values) {
            counter.name_most_frequent(into)?;
        }
    }
    let scale = u64::from(one_in);
    let mut years: Vec<_> = years.into_iter().map(|(year, hits)| (year as u32, hits * scale)).collect();
    years.sort_unstable();
    let facets = DIMENSIONS.iter().zip(values).map(|(dimension, values)| facet(dimension.field, values, scale));
    Ok((Facets { years, values: facets.collect(), one_in }, seen))
}

fn facet(field: Field, values: FxHashMap<String, u64>, scale: u64) -> Facet {
    let mut values: Vec<_> = values.into_iter().collect();
    values.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let counts = values.into_iter().take(SHOWN_VALUES).map(|(value, hits)| {
        // Headings are kept as id and name.
        let (value, label) = match value.split_once('/') {
            Some((id, name)) if field == Field::MeshExact => {
                (if id.is_empty() { name.to_owned() } else { id.to_owned() }, name.to_owned())
            }
            _ => (value.clone(), value),
        };
        Count { value, label, hits: hits * scale }
    });
    Facet { field, counts: counts.collect() }
}

/// About how many hits there are, from a first look.
#[derive(Clone, Copy, Default)]
struct Size {
    /// The index's own guess, rough for unions.
    hint: u64,
    /// From a look at some windows; not made where the guess is small.
    estimate: u64,
}

impl Size {
    fn of(weight: &dyn Weight, segments: &[SegmentReader]) -> Result<Size, SearchError> {
        let documents: u64 = segments.iter().map(|segment| u64::from(segment.max_doc())).sum();
        if documents <= FACETED_HITS {
            return Ok(Size::default());
        }
        // Kept for the look: those of prefixes and ranges are dear to make.
        let scorers: Vec<_> = segments.iter().map(|segment| weight.scorer(segment, 1.0)).collect::<Result<_, _>>()?;
        let hint = scorers.iter().map(|scorer| u64::from(scorer.size_hint())).sum();
        if hint <= FACETED_HITS {
            return Ok(Size { hint, estimate: hint });
        }
        // A look at one window in up to sixty-four.
        let look = u32::try_from((documents / u64::from(WINDOW) / 24).clamp(1, 64)).unwrap_or(64);
        let mut seen = 0_u64;
        for (segment, mut docs) in segments.iter().zip(scorers) {
            sample(&mut *docs, segment, look, &mut |_| seen += 1);
        }
        Ok(Size { hint, estimate: (seen * u64::from(look)).min(documents) })
    }

    /// One in how many windows to look at, so that about `budget` hits are seen.
    fn one_in(self, budget: u64) -> u32 {
        if self.hint <= budget {
            return 1;
        }
        u32::try_from((self.estimate / budget).clamp(1, 1 << 16)).unwrap_or(1).next_power_of_two()
    }
}

/// Calls `act` for every hit in the sampled windows of a segment.
fn for_each_sampled(
    weight: &dyn Weight,
    segment: &SegmentReader,
    one_in: u32,
    act: &mut dyn FnMut(DocId),
) -> Result<(), SearchError> {
    if one_in > 1 {
        sample(&mut *weight.scorer(segment, 1.0)?, segment, one_in, act);
        return Ok(());
    }
    let alive = segment.alive_bitset();
    weight.for_each_no_score(segment, &mut |docs| {
        docs.iter().filter(|doc| alive.is_none_or(|alive| alive.is_alive(**doc))).for_each(|doc| act(*doc));
    })?;
    Ok(())
}

/// Calls `act` for every hit in one window of so many.
fn sample(docs: &mut dyn Scorer, segment: &SegmentReader, one_in: u32, act: &mut dyn FnMut(DocId)) {
    let alive = segment.alive_bitset();
    let mut start = WINDOW * (one_in / 2);
    while start < segment.max_doc() {
        let mut doc = if docs.doc() < start { docs.seek(start) } else { docs.doc() };
        while doc < start + WINDOW {
            if alive.is_none_or(|alive| alive.is_alive(doc)) {
                act(doc);
            }
            doc = docs.advance();
        }
        if doc == TERMINATED {
            break;
        }
        start = start.saturating_add(WINDOW.saturating_mul(one_in));
    }
}

/// The columns of one segment and what was counted in them.
struct Columns {
    years: Column<u64>,
    year_hits: FxHashMap<u64, u64>,
    counters: Vec<Counter>,
}

struct Counter {
    column: Option<StrColumn>,
    hits: FxHashMap<u64, u64>,
}

impl Columns {
    fn open(segment: &SegmentReader) -> Result<Columns, SearchError> {
        let columns = segment.fast_fields();
        let counter = |dimension: &Dimension| {
            Ok::<_, SearchError>(Counter { column: columns.str(dimension.column)?, hits: FxHashMap::default() })
        };
        let counters = DIMENSIONS.iter().map(counter).collect::<Result<_, _>>()?;
        Ok(Columns { years: columns.u64("year")?, year_hits: FxHashMap::default(), counters })
    }

    fn add(&mut self, doc: DocId) {
        if let Some(year) = self.years.first(doc) {
            *self.year_hits.entry(year).or_default() += 1;
        }
        for counter in &mut self.counters {
            if let Some(column) = &counter.column {
                for ordinal in column.ords().values_for_doc(doc) {
                    *counter.hits.entry(ordinal).or_default() += 1;
                }
            }
        }
    }
}

impl Counter {
    /// Adds the values by name. Of many values only those are named that can be among the most frequent.
    fn name_most_frequent(self, into: &mut FxHashMap<String, u64>) -> Result<(), SearchError> {
        let Some(column) = self.column else { return Ok(()) };
        let mut hits: Vec<(u64, u64)> = self.hits.into_iter().collect();
        hits.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        // Values that several segments share may be rare in one of them; a margin keeps them.
        hits.truncate(SHOWN_VALUES * 20);
        // In the order of names, so that each block of the dictionary is unpacked once.
        hits.sort_unstable();
        let ordinals: Vec<u64> = hits.iter().map(|(ordinal, _)| *ordinal).collect();
        let mut hits = hits.iter();
        column.dictionary().sorted_ords_to_term_cb(&ordinals, |name| {
            if let Some((_, hits)) = hits.next() {
                *into.entry(String::from_utf8_lossy(name).into_owned()).or_default() += hits;
            }
        })?;
        Ok(())
    }
}
