//! Neighbours by both kinds of likeness: vectors find candidates, common terms put them in order.
//!
//! Vectors know synonyms and are quick; exact terms know names. The mean of both cosines is the cosine in the space
//! that joins both. Measured in the README.

use bellwether_numerics::pool::{Pool, map, parts};
use bellwether_numerics::sparse::{Sparse, dot};

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
        Options { candidates: 60, kept: 20, weight_of_terms: 0.7 }
    }
}

/// Documents of one task.
const ROWS: usize = 512;

/// Puts candidates in order by the mean of their similarity and of the product of weighted terms.
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
    let lists = map(pool, parts(candidates.len(), ROWS), |task| {
        let rows = task * ROWS..((task + 1) * ROWS).min(candidates.len());
        rows.map(|row| ordered_one(terms.row(row), &candidates[row], terms, options)).collect::<Vec<_>>()
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
    let weight = options.weight_of_terms;
    let mut list: Vec<Neighbour> = candidates.to_vec();
    if weight > 0.0 {
        for neighbour in &mut list {
            let common = dot(row, terms.row(neighbour.index as usize));
            neighbour.similarity = weight * common + (1.0 - weight) * neighbour.similarity;
        }
        list.sort_by(|a, b| b.similarity.total_cmp(&a.similarity).then(a.index.cmp(&b.index)));
    }
    list.truncate(options.kept);
    list
}
