//! Nearest neighbours of vectors by cosine: exact by blocks when there are few, by a graph (HNSW) when many.

mod exact;
mod hnsw;
pub mod mixed;
mod nearest;
pub mod rare;
mod tally;

use bellwether_numerics::pool::{Pool, Spare, map, parts};

use crate::neighbours::hnsw::{Hnsw, Seen};
use crate::neighbours::nearest::Nearest;
use crate::progress::{Step, Stopped, Watch, tell};
use crate::space::vectors::{Vectors, WholeVectors, cosine};

/// How neighbours are found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Up to so many vectors the search is exact.
    pub exact_up_to: usize,
    /// Links of a vector in the graph; twice as many at its ground level.
    pub links: usize,
    /// Candidates kept while the graph is built.
    pub width_of_building: usize,
    /// Candidates kept while it is searched, if more than twice the neighbours wanted.
    pub width_of_search: usize,
    /// Seed of the graph's levels.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Options { exact_up_to: 20_000, links: 16, width_of_building: 80, width_of_search: 80, seed: 1 }
    }
}

/// A neighbour and how near it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbour {
    /// Which.
    pub index: u32,
    /// Cosine of the angle between the two, at most 1.
    pub similarity: f32,
}

/// Neighbours of each vector, nearest first; of equally near ones the first in order. Vectors of zeros have none
/// and are nobody's.
pub type Lists = Vec<Vec<Neighbour>>;

/// Vectors made ready for searching.
#[derive(Clone, Debug)]
pub struct Index {
    vectors: WholeVectors,
    present: Vec<u32>,
    graph: Option<Hnsw>,
    options: Options,
}

/// Searches of one task.
const QUERIES: usize = 256;
/// Tasks between two words with the watcher.
const TASKS: usize = 16;

impl Index {
    /// Makes vectors ready. At once for exact search; O(n log n) distances for a graph.
    ///
    /// # Errors
    /// [`Stopped`] when the watcher says so.
    pub fn build(
        vectors: &Vectors,
        options: &Options,
        pool: &dyn Pool,
        watch: &mut dyn Watch,
    ) -> Result<Index, Stopped> {
        let whole = WholeVectors::of(vectors);
        let present: Vec<u32> = (0..vectors.len() as u32).filter(|row| !vectors.is_zero(*row as usize)).collect();
        let graph = if present.len() > options.exact_up_to {
            Some(Hnsw::build(&whole, &present, options, pool, watch)?)
        } else {
            None
        };
        Ok(Index { vectors: whole, present, graph, options: *options })
    }

    /// Is the search exact?
    pub fn is_exact(&self) -> bool {
        self.graph.is_none()
    }

    /// The neighbours of each vector of the index, without itself. O(n²) distances when exact, O(n log n) else.
    ///
    /// # Errors
    /// [`Stopped`] when the watcher says so.
    pub fn of_all(&self, count: usize, pool: &dyn Pool, watch: &mut dyn Watch) -> Result<Lists, Stopped> {
        let mut lists: Lists = vec![Vec::new(); self.vectors.len()];
        let blocks = parts(self.present.len(), QUERIES);
        let spare = Spare::default();
        for first in (0..blocks).step_by(TASKS) {
            tell(watch, Step::Neighbours, first * QUERIES, self.present.len())?;
            let found = map(pool, TASKS.min(blocks - first), |task| {
                let from = (first + task) * QUERIES;
                let queries = &self.present[from..(from + QUERIES).min(self.present.len())];
                match &self.graph {
                    None => exact::nearest(&self.vectors, queries, &self.present, count),
                    Some(graph) => {
                        let width = self.options.width_of_search.max(count * 2);
                        let find = |seen: &mut Seen| graph.nearest(&self.vectors, queries, count, width, seen);
                        spare.with(|| Seen::new(self.vectors.len()), find)
                    }
                }
            });
            let queries = &self.present[first * QUERIES..];
            for (query, nearest) in queries.iter().zip(found.into_iter().flatten()) {
                lists[*query as usize] = finished(nearest);
            }
        }
        Ok(lists)
    }

    /// The neighbours of a vector that is not in the index. O(n) distances when exact, O(log n) else.
    pub fn of_vector(&self, vector: &[f32], count: usize) -> Vec<Neighbour> {
        self.of_vectors(&[vector], count).pop().unwrap_or_default()
    }

    /// The same for several, which shares the cost of starting.
    pub fn of_vectors(&self, vectors: &[&[f32]], count: usize) -> Lists {
        let width = self.options.width_of_search.max(count * 2);
        let mut seen = self.graph.as_ref().map(|_| Seen::new(self.vectors.len()));
        let mut find = |vector: &&[f32]| {
            if vector.iter().all(|value| *value == 0.0) {
                return Vec::new();
            }
            let whole = WholeVectors::of(&Vectors::new(vector.len(), vector.to_vec()));
            finished(match (&self.graph, &mut seen) {
                (Some(graph), Some(seen)) => graph.nearest_to(&self.vectors, whole.row(0), count, width, seen),
                _ => exact::nearest_to(&self.vectors, whole.row(0), &self.present, count),
            })
        };
        vectors.iter().map(&mut find).collect()
    }
}

fn finished(nearest: Nearest) -> Vec<Neighbour> {
    let found = nearest.found().iter();
    found.map(|(product, index)| Neighbour { index: *index, similarity: cosine(*product) }).collect()
}
