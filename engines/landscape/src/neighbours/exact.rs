//! Exact search: every query with every vector, by tiles that stay in the cache.

use crate::neighbours::nearest::Nearest;
use crate::space::vectors::{WholeVectors, product};

/// Vectors of a tile: about 100 kB.
const TILE: usize = 256;

/// The nearest of `present` for each query, which is itself one of them and left out.
pub(crate) fn nearest(vectors: &WholeVectors, queries: &[u32], present: &[u32], count: usize) -> Vec<Nearest> {
    let mut found = vec![Nearest::new(count); queries.len()];
    for tile in present.chunks(TILE) {
        for (query, nearest) in queries.iter().zip(&mut found) {
            let row = vectors.row(*query as usize);
            for candidate in tile {
                let product = product(row, vectors.row(*candidate as usize));
                if product >= nearest.threshold() && candidate != query {
                    nearest.offer(product, *candidate);
                }
            }
        }
    }
    found
}

/// The nearest of `present` for a vector that is not among them.
pub(crate) fn nearest_to(vectors: &WholeVectors, query: &[i16], present: &[u32], count: usize) -> Nearest {
    let mut nearest = Nearest::new(count);
    for candidate in present {
        nearest.offer(product(query, vectors.row(*candidate as usize)), *candidate);
    }
    nearest
}
