//! Placing documents on a map that is there already: new ones, and those that are no landmarks.

use bellwether_numerics::pool::{Pool, map, parts};
use bellwether_numerics::random::Random;

use crate::map::Place;
use crate::neighbours::{Index, Neighbour};
use crate::progress::{Step, Stopped, Watch, tell};
use crate::space::vectors::Vectors;

/// How far documents with the same neighbours are moved apart.
const APART: f32 = 0.3;
/// Landmarks among which a document is placed.
const NEIGHBOURS: usize = 10;
/// Documents placed by one task, and tasks between two words with the watcher.
const DOCUMENTS: usize = 256;
const TASKS: usize = 32;

/// Which documents are landmarks: all if there are few, else a random choice of `landmarks`, ascending.
pub fn landmarks(documents: usize, landmarks: usize, seed: u64) -> Vec<u32> {
    let mut chosen: Vec<u32> = (0..documents as u32).collect();
    if documents > landmarks {
        Random::new(seed).shuffle(&mut chosen);
        chosen.truncate(landmarks);
        chosen.sort_unstable();
    }
    chosen
}

/// A place among neighbours: the middle, by coordinates, of the nearest ones, which outliers do not move; and a little
/// aside, so that no two lie on one another. `None` without neighbours.
pub fn among(neighbours: &[Neighbour], places: &[Place], document: u64, seed: u64) -> Option<Place> {
    if neighbours.is_empty() {
        return None;
    }
    let mut random = Random::of_part(seed, document);
    let middle = [0, 1].map(|axis| {
        let mut along: Vec<f32> = neighbours.iter().map(|near| places[near.index as usize][axis]).collect();
        along.sort_by(f32::total_cmp);
        let half = along.len() / 2;
        if along.len().is_multiple_of(2) { f32::midpoint(along[half - 1], along[half]) } else { along[half] }
    });
    Some(middle.map(|middle| middle + random.normal() as f32 * APART))
}

/// Places documents among the landmarks of an index. O(one search each).
///
/// # Errors
/// [`Stopped`] when the watcher says so.
pub fn place_all(
    vectors: &Vectors,
    documents: &[u32],
    landmarks: &Index,
    places: &[Place],
    seed: u64,
    pool: &dyn Pool,
    watch: &mut dyn Watch,
) -> Result<Vec<Option<Place>>, Stopped> {
    let mut placed = Vec::with_capacity(documents.len());
    for some in documents.chunks(DOCUMENTS * TASKS) {
        tell(watch, Step::Map, placed.len(), documents.len())?;
        let found = map(pool, parts(some.len(), DOCUMENTS), |task| {
            let some = &some[task * DOCUMENTS..((task + 1) * DOCUMENTS).min(some.len())];
            let rows: Vec<&[f32]> = some.iter().map(|document| vectors.row(*document as usize)).collect();
            let lists = landmarks.of_vectors(&rows, NEIGHBOURS);
            let pairs = some.iter().zip(lists);
            pairs.map(|(document, list)| among(&list, places, u64::from(*document), seed)).collect::<Vec<_>>()
        });
        placed.extend(found.into_iter().flatten());
    }
    Ok(placed)
}
