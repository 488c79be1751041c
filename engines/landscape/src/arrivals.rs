//! Documents that came after the landscape was built: their topic and place, without building anew.

use crate::map::{Place, placing};
use crate::neighbours::{Index, Neighbour, mixed};
use crate::space::Space;
use crate::terms::document::Document;
use crate::terms::vocabulary::Lexicon;
use crate::terms::weights::Weights;
use bellwether_numerics::sparse::Sparse;

/// What a landscape keeps for documents to come.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Its terms.
    pub lexicon: &'a Lexicon,
    /// Their weights.
    pub weights: &'a Weights,
    /// Its directions.
    pub space: &'a Space,
    /// Its documents, ready for searching: by the graph they were compared with, or anew for exact search, which needs no graph
    /// and is quick enough for few.
    pub index: &'a Index,
    /// Its weighted matrix.
    pub matrix: &'a Sparse,
}

/// Where a document belongs.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrival {
    /// The nearest documents of the landscape.
    pub neighbours: Vec<Neighbour>,
    /// Its topic at each level, and the share of the neighbours' votes for it. `None` without neighbours.
    pub topics: Vec<Option<(u32, f32)>>,
    /// Its place on the map. `None` without neighbours.
    pub place: Option<Place>,
}

/// Finds where a document belongs: neighbours vote for their topics with their similarity, the finest level first;
/// coarser topics are those that hold it. O(one search).
pub fn arrive(
    known: &Known<'_>,
    document: &Document<'_>,
    topics: &[Vec<Option<u32>>],
    places: &[Option<Place>],
    options: &mixed::Options,
    seed: u64,
) -> Arrival {
    let row = known.lexicon.count(document);
    let (columns, mut values): (Vec<u32>, Vec<f32>) = row.into_iter().unzip();
    known.weights.weigh_row(&columns, &mut values);
    let mut vector = vec![0.0; known.space.dimensions()];
    known.space.place_row((&columns, &values), &mut vector);
    let candidates = known.index.of_vector(&vector, options.candidates);
    let neighbours = mixed::ordered_one((&columns, &values), &candidates, known.matrix, options);
    let finest = topics.last().and_then(|finest| voted(&neighbours, finest));
    let member = finest.and_then(|(topic, _)| {
        let finest = topics.last()?;
        neighbours.iter().map(|near| near.index as usize).find(|index| finest[*index] == Some(topic))
    });
    let level = |level: &Vec<Option<u32>>| Some((level[member?]?, finest?.1));
    let placed: Vec<Neighbour> =
        neighbours.iter().filter(|near| places[near.index as usize].is_some()).copied().collect();
    let at: Vec<Place> = placed.iter().filter_map(|near| places[near.index as usize]).collect();
    let by_order: Vec<Neighbour> =
        (0..at.len().min(10)).map(|index| Neighbour { index: index as u32, similarity: 1.0 }).collect();
    let place = placing::among(&by_order, &at, columns.iter().map(|column| u64::from(*column)).sum(), seed);
    Arrival { topics: topics.iter().map(level).collect(), neighbours, place }
}

/// The topic with the most votes, and its share of them; of equals the first.
fn voted(neighbours: &[Neighbour], topics: &[Option<u32>]) -> Option<(u32, f32)> {
    let mut votes: Vec<(u32, f32)> = Vec::new();
    for near in neighbours {
        let Some(topic) = topics[near.index as usize] else { continue };
        let weight = near.similarity.max(0.0);
        match votes.iter_mut().find(|(other, _)| *other == topic) {
            Some((_, sum)) => *sum += weight,
            None => votes.push((topic, weight)),
        }
    }
    let total: f32 = votes.iter().map(|(_, weight)| weight).sum();
    votes.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let (topic, weight) = votes.first()?;
    Some((*topic, if total > 0.0 { weight / total } else { 0.0 }))
}
