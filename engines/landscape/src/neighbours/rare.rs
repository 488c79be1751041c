//! Candidates by rare terms in common, which a few numbers for each document cannot tell apart.
//!
//! Each document looks up its most telling terms in lists of the documents that have them. Long lists are left out: common
//! terms are what the vectors know. So the cost grows with the documents, not with their square.

use bellwether_numerics::pool::{Pool, Spare, map, parts};
use bellwether_numerics::sparse::Sparse;

use crate::neighbours::tally::Tally;
use crate::neighbours::{Lists, Neighbour};
use crate::progress::{Step, Stopped, Watch, tell};
use crate::space::vectors::Vectors;

/// How candidates are looked up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Terms of each document that are looked up, the most telling first.
    pub terms: usize,
    /// Terms of more documents are not looked up.
    pub longest_list: usize,
    /// Candidates added for each document.
    pub added: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { terms: 12, longest_list: 400, added: 20 }
    }
}

/// Documents of one task.
const ROWS: usize = 512;

/// Adds to each list the documents that share most of the weight of rare terms, with the similarity of their vectors.
/// O(documents × terms × longest list).
///
/// # Errors
/// [`Stopped`] when the watcher says so.
pub fn add_candidates(
    lists: &mut Lists,
    terms: &Sparse,
    vectors: &Vectors,
    options: &Options,
    pool: &dyn Pool,
    watch: &mut dyn Watch,
) -> Result<(), Stopped> {
    tell(watch, Step::Neighbours, 0, lists.len())?;
    let documents_of = terms.transposed();
    let given = &*lists;
    let spare = Spare::default();
    let found = map(pool, parts(given.len(), ROWS), |task| {
        let rows = task * ROWS..((task + 1) * ROWS).min(given.len());
        spare.with(
            || Tally::new(given.len()),
            |shared| {
                let find = |row| candidates(row, &given[row], terms, &documents_of, vectors, options, shared);
                rows.map(find).collect::<Vec<_>>()
            },
        )
    });
    for (list, found) in lists.iter_mut().zip(found.into_iter().flatten()) {
        list.reserve_exact(found.len());
        list.extend(found);
    }
    Ok(())
}

fn candidates(
    row: usize,
    given: &[Neighbour],
    terms: &Sparse,
    documents_of: &Sparse,
    vectors: &Vectors,
    options: &Options,
    shared: &mut Tally,
) -> Vec<Neighbour> {
    if given.is_empty() {
        // A document that lies nowhere.
        return Vec::new();
    }
    let (columns, values) = terms.row(row);
    let rare = |column: u32| documents_of.row(column as usize).0.len() <= options.longest_list;
    let mut telling: Vec<(f32, u32)> = columns
        .iter()
        .zip(values)
        .filter(|(column, _)| rare(**column))
        .map(|(column, value)| (*value, *column))
        .collect();
    telling.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    for (value, column) in telling.into_iter().take(options.terms) {
        let (documents, weights) = documents_of.row(column as usize);
        for (document, weight) in documents.iter().zip(weights) {
            shared.add(*document, value * weight);
        }
    }
    shared.forget(row as u32);
    given.iter().for_each(|near| shared.forget(near.index));
    let mut best: Vec<(f32, u32)> = shared.take().map(|(document, weight)| (weight, document)).collect();
    let order = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    if best.len() > options.added {
        best.select_nth_unstable_by(options.added, order);
        best.truncate(options.added);
    }
    best.sort_by(order);
    let similarity =
        |document: u32| vectors.row(row).iter().zip(vectors.row(document as usize)).map(|(a, b)| a * b).sum();
    // Made anew: collecting in place would keep the room of all that shared a term, for every document.
    let mut list = Vec::with_capacity(best.len());
    list.extend(best.iter().map(|(_, index)| Neighbour { index: *index, similarity: similarity(*index) }));
    list
}
