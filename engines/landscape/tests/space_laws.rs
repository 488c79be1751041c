//! Laws of vectors, neighbours and the map.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::atomic::{AtomicUsize, Ordering};

use bellwether_landscape::map::{Affinities, Options as MapOptions, Place, gradient, lay_out, start};
use bellwether_landscape::neighbours::{Index, Lists, Neighbour, Options as SearchOptions};
use bellwether_landscape::progress::Progress;
use bellwether_landscape::space::vectors::Vectors;
use bellwether_landscape::space::{Options, Space, SpaceError};
use bellwether_numerics::pool::{Pool, Serial};
use bellwether_numerics::random::Random;
use bellwether_numerics::sparse::Sparse;
use proptest::prelude::*;

fn go_on(_: Progress) -> bool {
    true
}

/// Some threads, which take tasks as they come.
struct Threads(usize);

impl Pool for Threads {
    fn run(&self, tasks: usize, task: &(dyn Fn(usize) + Sync)) {
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..self.0 {
                scope.spawn(|| {
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        if index >= tasks {
                            return;
                        }
                        task(index);
                    }
                });
            }
        });
    }
}

fn sparse(rows: usize, columns: usize, seed: u64) -> Sparse {
    let mut random = Random::new(seed);
    let mut matrix = Sparse::new(columns);
    for row in 0..rows {
        let present: Vec<(u32, f32)> = (0..columns as u32)
            .filter_map(|column| {
                let likely = if column as usize % 5 == row % 5 { 0.5 } else { 0.05 };
                (random.unit() < likely).then(|| (column, random.unit() as f32 + 0.1))
            })
            .collect();
        matrix.push(present);
    }
    matrix
}

fn learn(matrix: &Sparse, dimensions: usize, pool: &dyn Pool) -> Space {
    let options = Options { dimensions, margin: 16, passes: 8, seed: 3 };
    Space::learn(matrix, &options, pool, &mut go_on).unwrap()
}

fn random_vectors(count: usize, dimensions: usize, seed: u64) -> Vectors {
    let mut random = Random::new(seed);
    let mut values = Vec::new();
    for _ in 0..count {
        let group = random.below(10);
        let row: Vec<f32> =
            (0..dimensions).map(|at| random.normal() as f32 * 0.5 + if at % 10 == group { 1.0 } else { 0.0 }).collect();
        let norm = row.iter().map(|x| x * x).sum::<f32>().sqrt();
        values.extend(row.iter().map(|x| x / norm));
    }
    Vectors::new(dimensions, values)
}

#[test]
fn directions_are_orthonormal_and_their_lengths_are_those_of_the_exact_method() {
    // Exact singular values by the eigenvalues of all products of rows.
    let matrix = sparse(60, 40, 1);
    let space = learn(&matrix, 8, &Serial);
    let product = |a: usize, b: usize| f64::from(bellwether_numerics::sparse::dot(matrix.row(a), matrix.row(b)));
    let exact = bellwether_numerics::eigen::symmetric(&bellwether_numerics::dense::Dense::from_fn(60, 60, product));
    for (found, exact) in space.singular_values.iter().zip(&exact.values) {
        assert!((found - exact.sqrt()).abs() < 1e-4 * exact.sqrt(), "{found} for {}", exact.sqrt());
    }
    for a in 0..8 {
        for b in 0..8 {
            let product: f32 = (0..40).map(|term| space.at(term, a) * space.at(term, b)).sum();
            assert!((product - f32::from(u8::from(a == b))).abs() < 1e-5, "{a} {b}: {product}");
        }
    }
}

#[test]
fn singular_values_are_those_of_scikit_learn() {
    // scikit-learn 1.9.1: TruncatedSVD(4, algorithm="arpack").fit(A).singular_values_ for the matrix below.
    let mut matrix = Sparse::new(9);
    for i in 0..14_usize {
        let value = |j: usize| {
            let rest = (i * 5 + j * j * 3) % 7;
            let large = if rest > 3 { rest as f32 } else { 0.0 };
            large + if (i * j).is_multiple_of(3) { 0.5 } else { 0.0 }
        };
        matrix.push((0..9).map(|j| (j as u32, value(j))).filter(|(_, value)| *value != 0.0));
    }
    for (found, expected) in
        learn(&matrix, 4, &Serial).singular_values.iter().zip([28.581_14, 21.957_2, 13.953_76, 7.815_32])
    {
        assert!((found - expected).abs() < 1e-4, "{found} for {expected}");
    }
}

#[test]
fn nothing_in_the_matrix_is_an_error() {
    let mut empty = Sparse::new(3);
    empty.push([]);
    let result = Space::learn(&empty, &Options::default(), &Serial, &mut go_on);
    assert_eq!(result.map(|space| space.dimensions()), Err(SpaceError::Empty));
}

#[test]
fn the_graph_finds_nearly_all_that_exact_search_finds() {
    let vectors = random_vectors(3000, 32, 2);
    let exact_options = SearchOptions { exact_up_to: 3000, ..SearchOptions::default() };
    let exact = Index::build(&vectors, &exact_options, &Serial, &mut go_on).unwrap();
    let graph_options = SearchOptions { exact_up_to: 0, ..SearchOptions::default() };
    let graph = Index::build(&vectors, &graph_options, &Serial, &mut go_on).unwrap();
    let (exact, graph) =
        (exact.of_all(10, &Serial, &mut go_on).unwrap(), graph.of_all(10, &Serial, &mut go_on).unwrap());
    let common = |a: &[Neighbour], b: &[Neighbour]| a.iter().filter(|a| b.iter().any(|b| a.index == b.index)).count();
    let found: usize = exact.iter().zip(&graph).map(|(a, b)| common(a, b)).sum();
    let recall = found as f64 / 30_000.0;
    assert!(recall > 0.95, "recall {recall}");
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    // So many that the grid is used.
    let matrix = sparse(2100, 60, 4);
    let made = [1, 2, 5].map(|threads| {
        let pool = Threads(threads);
        let vectors = learn(&matrix, 20, &pool).place(&matrix, &pool, &mut go_on).unwrap();
        let options = SearchOptions { exact_up_to: 0, ..SearchOptions::default() };
        let index = Index::build(&vectors, &options, &pool, &mut go_on).unwrap();
        let lists = index.of_all(10, &pool, &mut go_on).unwrap();
        let start = start::by_principal_components(&vectors, &pool);
        let rounds = MapOptions { early_rounds: 20, annealed_rounds: 10, late_rounds: 10, ..MapOptions::default() };
        let places = lay_out(&Affinities::uniform(&lists, 10), start, &rounds, &pool, &mut go_on).unwrap();
        let bits: Vec<[u32; 2]> = places.iter().map(|place| place.map(f32::to_bits)).collect();
        (vectors, lists, bits)
    });
    assert!(made[0] == made[1] && made[1] == made[2]);
}

#[test]
fn groups_are_apart_on_the_map() {
    let vectors = random_vectors(600, 20, 9);
    let index = Index::build(&vectors, &SearchOptions::default(), &Serial, &mut go_on).unwrap();
    let lists = index.of_all(10, &Serial, &mut go_on).unwrap();
    let start = start::by_principal_components(&vectors, &Serial);
    let affinities = Affinities::uniform(&lists, 10);
    let places = lay_out(&affinities, start.clone(), &MapOptions::default(), &Serial, &mut go_on).unwrap();
    assert!(places.iter().flatten().all(|place| place.is_finite()));
    // Of the ten nearest on the map, how many are among the ten nearest of the vectors?
    let kept = |places: &[Place]| {
        let mut kept = 0;
        for (node, list) in lists.iter().enumerate() {
            let distance =
                |other: usize| (0..2).map(|axis| (places[node][axis] - places[other][axis]).powi(2)).sum::<f32>();
            let mut others: Vec<usize> = (0..places.len()).filter(|other| *other != node).collect();
            others.sort_by(|a, b| distance(*a).total_cmp(&distance(*b)));
            kept += others[..10].iter().filter(|other| list.iter().any(|near| near.index as usize == **other)).count();
        }
        kept as f64 / 6000.0
    };
    let (by_map, by_start) = (kept(&places), kept(&start));
    assert!(by_map > 0.3 && by_map > 2.0 * by_start, "{by_map} kept, {by_start} by principal components");
}

/// The divergence whose gradient the map follows, up to a constant.
fn cost(lists: &Lists, places: &[[f64; 2]]) -> f64 {
    let closeness = |a: usize, b: usize| {
        1.0 / (1.0 + (places[a][0] - places[b][0]).powi(2) + (places[a][1] - places[b][1]).powi(2))
    };
    let nodes = places.len();
    let pairs = (0..nodes).flat_map(|a| (0..nodes).filter(move |b| a != *b).map(move |b| (a, b)));
    let total: f64 = pairs.map(|(a, b)| closeness(a, b)).sum();
    let directed: usize = lists.iter().map(Vec::len).sum();
    let attraction = lists.iter().enumerate().flat_map(|(a, list)| list.iter().map(move |b| (a, b.index as usize)));
    -attraction.map(|(a, b)| (closeness(a, b) / total).ln()).sum::<f64>() / directed as f64
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_gradient_is_the_slope_of_the_cost(seed in any::<u64>(), spread in 0.3..8.0_f64) {
        let mut random = Random::new(seed);
        let nodes = 40;
        let places: Vec<Place> = (0..nodes).map(|_| [0, 1].map(|_| (random.normal() * spread) as f32)).collect();
        let list = |random: &mut Random, node: usize| {
            let mut others: Vec<u32> = (0..nodes as u32).filter(|other| *other as usize != node).collect();
            random.shuffle(&mut others);
            others[..5].iter().map(|index| Neighbour { index: *index, similarity: 1.0 }).collect()
        };
        let lists: Lists = (0..nodes).map(|node| list(&mut random, node)).collect();
        let found = gradient(&Affinities::uniform(&lists, 5), &places, &Serial);
        let exact = places.iter().map(|place| place.map(f64::from)).collect::<Vec<_>>();
        let (mut error, mut length) = (0.0, 0.0);
        for node in 0..nodes {
            for axis in 0..2 {
                let moved = |by: f64| {
                    let mut moved = exact.clone();
                    moved[node][axis] += by;
                    cost(&lists, &moved)
                };
                let slope = (moved(1e-5) - moved(-1e-5)) / 2e-5;
                error += (slope - f64::from(found[node][axis])).powi(2);
                length += slope * slope;
            }
        }
        prop_assert!((error / length).sqrt() < 1e-3, "off by {}", (error / length).sqrt());
    }

    #[test]
    fn exact_search_is_what_comparing_all_gives(count in 2..60_usize, seed in any::<u64>()) {
        let vectors = random_vectors(count, 12, seed);
        let index = Index::build(&vectors, &SearchOptions::default(), &Serial, &mut go_on).unwrap();
        let lists = index.of_all(5, &Serial, &mut go_on).unwrap();
        for (row, list) in lists.iter().enumerate() {
            let cosine = |other: usize| vectors.row(row).iter().zip(vectors.row(other)).map(|(a, b)| a * b).sum::<f32>();
            let mut all: Vec<f32> = (0..count).filter(|other| *other != row).map(cosine).collect();
            all.sort_by(|a, b| b.total_cmp(a));
            prop_assert_eq!(list.len(), 5.min(count - 1));
            for (near, exact) in list.iter().zip(&all) {
                prop_assert!((near.similarity - exact).abs() < 1e-3);
                prop_assert!((cosine(near.index as usize) - exact).abs() < 1e-3);
            }
        }
    }

    #[test]
    fn the_order_of_documents_does_not_matter_to_the_directions(seed in any::<u64>()) {
        let matrix = sparse(80, 30, seed);
        let mut order: Vec<usize> = (0..80).collect();
        Random::new(seed).shuffle(&mut order);
        let mut shuffled = Sparse::new(30);
        for row in &order {
            let (columns, values) = matrix.row(*row);
            shuffled.push(columns.iter().copied().zip(values.iter().copied()));
        }
        let (a, b) = (learn(&matrix, 4, &Serial), learn(&shuffled, 4, &Serial));
        for (a, b) in a.singular_values.iter().zip(&b.singular_values) {
            prop_assert!((a - b).abs() < 1e-4 * a);
        }
    }
}
