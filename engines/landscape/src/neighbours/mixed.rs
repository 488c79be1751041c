//! Neighbours by both kinds of likeness: vectors find candidates, common terms put them in order.
//!
//! Vectors know synonyms and are quick; exact terms know names. The weighted mean of both cosines is the cosine in the space
//! that joins both; `docs/benchmarks.md` has the figures.

use bellwether_numerics::pool::{Pool, Spare, map, parts};
use bellwether_numerics::sparse::{Sparse, dot};

use crate::neighbours::tally::Tally;
use crate::neighbours::{Lists, Neighbour};
use crate::progress::{Step, Stopped, Watch, tell};

/// How neighbours are put in order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Candidates by vectors for each document.
    pub candidates: usize,
    /// Neighbours kept of them.
    pub kept: usize,
    /// The weight of common terms, between 0 and 1; the rest is that of vectors.
    pub weight_of_terms: f32,
}

impl Default for Options {
    fn default() -> Self {
        Options { candidates: 40, kept: 20, weight_of_terms: 0.8 }
    }
}

/// Documents of one task.
const ROWS: usize = 512;

/// Puts candidates in order by the weighted mean of their similarity and of the product of weighted terms.
/// O(documents × candidates × terms of a document).
///
/// # Errors
/// [`Stopped`] when the watcher says so.
pub fn ordered(
    candidates: &Lists,
    terms: &Sparse,
    options: &Options,
    pool: &dyn Pool,
    watch: &mut dyn Watch,
) -> Result<Lists, Stopped> {
    tell(watch, Step::Neighbours, 0, candidates.len())?;
    let spare = Spare::default();
    let ordered_row = |row: usize, own: &mut Tally| {
        let (columns, values) = terms.row(row);
        columns.iter().zip(values).for_each(|(column, value)| own.add(*column, *value));
        let list = by_both(&candidates[row], options, |other| {
            let (columns, values) = terms.row(other);
            columns.iter().zip(values).map(|(column, value)| own.sum(*column) * value).sum()
        });
        own.take().for_each(drop);
        list
    };
    let lists = map(pool, parts(candidates.len(), ROWS), |task| {
        let rows = task * ROWS..((task + 1) * ROWS).min(candidates.len());
        spare.with(|| Tally::new(terms.columns()), |own| rows.map(|row| ordered_row(row, own)).collect::<Vec<_>>())
    });
    Ok(lists.into_iter().flatten().collect())
}

/// The same for one document, which need not be among the others.
pub fn ordered_one(
    row: (&[u32], &[f32]),
    candidates: &[Neighbour],
    terms: &Sparse,
    options: &Options,
) -> Vec<Neighbour> {
    by_both(candidates, options, |other| dot(row, terms.row(other)))
}

/// Candidates in order, where `common` is the product of the terms of a candidate with those of the document.
fn by_both(candidates: &[Neighbour], options: &Options, common: impl Fn(usize) -> f32) -> Vec<Neighbour> {
    let weight = options.weight_of_terms;
    let mut list: Vec<Neighbour> = candidates.to_vec();
    if weight > 0.0 {
        for neighbour in &mut list {
            neighbour.similarity = weight * common(neighbour.index as usize) + (1.0 - weight) * neighbour.similarity;
        }
        list.sort_by(|a, b| b.similarity.total_cmp(&a.similarity).then(a.index.cmp(&b.index)));
    }
    // No longer than what is kept: there are as many lists as documents.
    list[..options.kept.min(list.len())].to_vec()
}
