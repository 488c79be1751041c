//! The whole landscape in one call. Each step can as well be called by itself, in this order.

use bellwether_numerics::pool::Pool;
use bellwether_numerics::sparse::Sparse;

use crate::graph::{EdgeError, Graph};
use crate::hybrid;
use crate::labels::{self, Label};
use crate::leiden::levels::{self, Level};
use crate::leiden::quality::Quality;
use crate::leiden::{self, Partition};
use crate::map::{self, Affinities, Place, placing, start};
use crate::neighbours::{self, Index, Lists, mixed, rare};
use crate::progress::{Stopped, Watch};
use crate::space::vectors::Vectors;
use crate::space::{self, Space, SpaceError};
use crate::terms::document::Corpus;
use crate::terms::vocabulary::Vocabulary;
use crate::terms::weights::{self, Weights};
use crate::terms::{self, TermsError};

/// Options of all steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Terms.
    pub terms: terms::Options,
    /// Weights of terms.
    pub weights: weights::Options,
    /// Vectors.
    pub space: space::Options,
    /// Candidates for neighbours.
    pub neighbours: neighbours::Options,
    /// Candidates by rare terms.
    pub rare: rare::Options,
    /// Neighbours.
    pub mixed: mixed::Options,
    /// Links.
    pub hybrid: hybrid::Options,
    /// Topics; its quality is replaced by that of each level.
    pub leiden: leiden::Options,
    /// Levels from coarse to fine.
    pub levels: Vec<Level>,
    /// Labels.
    pub labels: labels::Options,
    /// The map.
    pub map: map::Options,
    /// Above so many documents only so many are laid out, and the others are placed among them.
    pub landmarks: usize,
    /// Seed of the choice of landmarks.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        let level = |resolution, smallest| Level { quality: Quality::Modularity { resolution }, smallest };
        Options {
            terms: terms::Options::default(),
            weights: weights::Options::default(),
            space: space::Options::default(),
            neighbours: neighbours::Options::default(),
            rare: rare::Options::default(),
            mixed: mixed::Options::default(),
            hybrid: hybrid::Options::default(),
            leiden: leiden::Options::default(),
            levels: vec![level(1.0, 100), level(8.0, 30), level(50.0, 10)],
            labels: labels::Options::default(),
            map: map::Options::default(),
            landmarks: 200_000,
            seed: 1,
        }
    }
}

/// Why there is no landscape.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum BuildError {
    /// The texts give no terms.
    #[error(transparent)]
    Terms(TermsError),
    /// A citation names a document that is not there.
    #[error("citations: {0}")]
    Citations(#[from] EdgeError),
    /// The watcher said so.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

impl From<TermsError> for BuildError {
    fn from(error: TermsError) -> Self {
        match error {
            TermsError::Stopped(stopped) => BuildError::Stopped(stopped),
            other => BuildError::Terms(other),
        }
    }
}

/// A landscape, with all that later documents and updates need.
#[derive(Clone, Debug)]
pub struct Landscape {
    /// Terms with their forms.
    pub vocabulary: Vocabulary,
    /// Their weights.
    pub weights: Weights,
    /// Documents by terms, weighted.
    pub matrix: Sparse,
    /// Directions.
    pub space: Space,
    /// Documents by directions.
    pub vectors: Vectors,
    /// Documents, ready for searching.
    pub index: Index,
    /// Each document's neighbours.
    pub neighbours: Lists,
    /// Links of documents.
    pub graph: Graph,
    /// The topic of each document at each level, coarse to fine; `None` for documents without terms and links.
    pub topics: Vec<Vec<Option<u32>>>,
    /// Each topic's label, at each level.
    pub labels: Vec<Vec<Label>>,
    /// Each document's place; `None` for documents without neighbours.
    pub places: Vec<Option<Place>>,
}

/// Builds the landscape of a corpus. `citations` are pairs of documents. Costs are those of the steps.
///
/// # Errors
/// [`BuildError`] when nothing can be told apart, a citation is wrong, or the watcher stops the work.
pub fn build(
    corpus: &dyn Corpus,
    citations: &[(u32, u32)],
    options: &Options,
    pool: &dyn Pool,
    watch: &mut dyn Watch,
) -> Result<Landscape, BuildError> {
    let terms = terms::read(corpus, &options.terms, pool, watch)?;
    let weights = Weights::learn(&terms.counts, options.weights);
    let matrix = weights.weigh(terms.counts);
    let space = Space::learn(&matrix, &options.space, pool, watch).map_err(|error| match error {
        SpaceError::Stopped(stopped) => BuildError::Stopped(stopped),
        SpaceError::Empty => BuildError::Terms(TermsError::NothingTellsApart { documents: corpus.len() }),
    })?;
    let vectors = space.place(&matrix, pool, watch)?;
    let index = Index::build(&vectors, &options.neighbours, pool, watch)?;
    let mut candidates = index.of_all(options.mixed.candidates, pool, watch)?;
    rare::add_candidates(&mut candidates, &matrix, &vectors, &options.rare, pool, watch)?;
    let neighbours = mixed::ordered(&candidates, &matrix, &options.mixed, pool, watch)?;
    drop(candidates);
    let graph = hybrid::graph(&neighbours, citations, &options.hybrid)?;
    let partitions = levels::nested(&graph, &options.levels, &options.leiden, None, watch)?;
    let topics: Vec<_> = partitions.iter().map(|partition| linked(partition, &graph)).collect();
    let labels = labels::labels(&matrix, &terms.vocabulary.terms, &topics, &options.labels, watch)?;
    let places = places(&vectors, &neighbours, options, pool, watch)?;
    let vocabulary = terms.vocabulary;
    Ok(Landscape { vocabulary, weights, matrix, space, vectors, index, neighbours, graph, topics, labels, places })
}

/// Documents without links are in no topic. Topics of linked documents come first, since single ones are smallest.
fn linked(partition: &Partition, graph: &Graph) -> Vec<Option<u32>> {
    let has_links = |node: usize| !graph.neighbours(node).0.is_empty();
    let kept: Vec<u32> = (0..graph.nodes()).filter(|node| has_links(*node)).map(|node| partition.group[node]).collect();
    let renumbered = Partition::of(&kept);
    let mut next = renumbered.group.iter();
    (0..graph.nodes()).map(|node| if has_links(node) { next.next().copied() } else { None }).collect()
}

/// Lays out the landmarks, and places the others among them.
fn places(
    vectors: &Vectors,
    neighbours: &Lists,
    options: &Options,
    pool: &dyn Pool,
    watch: &mut dyn Watch,
) -> Result<Vec<Option<Place>>, Stopped> {
    let has_place: Vec<u32> =
        (0..neighbours.len() as u32).filter(|row| !neighbours[*row as usize].is_empty()).collect();
    let chosen = placing::landmarks(has_place.len(), options.landmarks, options.seed);
    let landmarks: Vec<u32> = chosen.iter().map(|at| has_place[*at as usize]).collect();
    let dimensions = vectors.dimensions();
    let of = |rows: &[u32]| {
        let values = rows.iter().flat_map(|row| vectors.row(*row as usize)).copied().collect();
        Vectors::new(dimensions, values)
    };
    let landmark_vectors = of(&landmarks);
    let all = landmarks.len() == has_place.len();
    let mut number = vec![u32::MAX; neighbours.len()];
    landmarks.iter().zip(0..).for_each(|(row, at)| number[*row as usize] = at);
    let (lists, own_index): (Lists, Option<Index>) = if all {
        let list = |row: &u32| {
            let mut list = neighbours[*row as usize].clone();
            list.retain_mut(|near| {
                near.index = number[near.index as usize];
                near.index != u32::MAX
            });
            list
        };
        (landmarks.iter().map(list).collect(), None)
    } else {
        let built = Index::build(&landmark_vectors, &options.neighbours, pool, watch)?;
        let lists = built.of_all(options.map.neighbours, pool, watch)?;
        (lists, Some(built))
    };
    let affinities = Affinities::uniform(&lists, options.map.neighbours);
    let first = start::by_principal_components(&landmark_vectors, pool);
    let laid = map::lay_out(&affinities, first, &options.map, pool, watch)?;
    let mut places: Vec<Option<Place>> = vec![None; neighbours.len()];
    landmarks.iter().zip(&laid).for_each(|(row, place)| places[*row as usize] = Some(*place));
    if let Some(own_index) = own_index {
        let others: Vec<u32> = has_place.into_iter().filter(|row| places[*row as usize].is_none()).collect();
        let placed = placing::place_all(vectors, &others, &own_index, &laid, options.seed, pool, watch)?;
        others.iter().zip(placed).for_each(|(row, place)| places[*row as usize] = place);
    }
    Ok(places)
}
