//! Laws and references of Leiden.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use bellwether_landscape::graph::Graph;
use bellwether_landscape::leiden::levels::{Level, nested, parents};
use bellwether_landscape::leiden::quality::Quality;
use bellwether_landscape::leiden::{Options, Partition, groups};
use bellwether_landscape::progress::{Progress, Stopped};
use bellwether_numerics::random::Random;
use proptest::prelude::*;

fn go_on(_: Progress) -> bool {
    true
}

fn modularity(resolution: f64) -> Quality {
    Quality::Modularity { resolution }
}

/// Zachary's karate club (1977), 34 nodes and 78 edges.
const KARATE: &str = "0 1,0 2,0 3,0 4,0 5,0 6,0 7,0 8,0 10,0 11,0 12,0 13,0 17,0 19,0 21,0 31,1 2,1 3,1 7,1 13,1 17,1 19,1 21,1 30,2 3,2 7,\
2 8,2 9,2 13,2 27,2 28,2 32,3 7,3 12,3 13,4 6,4 10,5 6,5 10,5 16,6 16,8 30,8 32,8 33,9 33,13 33,14 32,14 33,15 32,\
15 33,18 32,18 33,19 33,20 32,20 33,22 32,22 33,23 25,23 27,23 29,23 32,23 33,24 25,24 27,24 31,25 31,26 29,26 33,\
27 33,28 31,28 33,29 32,29 33,30 32,30 33,31 32,31 33,32 33";

fn karate() -> Graph {
    let edges: Vec<(u32, u32, f32)> = KARATE
        .split(',')
        .map(|edge| {
            let (a, b) = edge.split_once(' ').unwrap();
            (a.parse().unwrap(), b.parse().unwrap(), 1.0)
        })
        .collect();
    Graph::from_edges(34, &edges).unwrap()
}

#[test]
fn the_karate_club_has_its_published_modularity() {
    // 0.41979 is the maximum (Brandes et al. 2008, On modularity clustering, table 1: 0.4198).
    let graph = karate();
    assert_eq!((graph.nodes(), graph.edges()), (34, 78));
    let best = (1..=10)
        .map(|seed| groups(&graph, &Options { seed, rounds: 10, ..Options::default() }, &mut go_on).unwrap())
        .map(|partition| modularity(1.0).of(&graph, &partition.group))
        .fold(0.0, f64::max);
    assert!((best - 0.419_790).abs() < 1e-5, "{best}");
}

#[test]
fn cliques_in_a_ring_are_found_by_cpm_where_modularity_joins_them() {
    // Fortunato and Barthelemy 2007: 30 cliques of 5 in a ring; modularity joins neighbours.
    let mut edges = Vec::new();
    for clique in 0..30_u32 {
        for a in 0..5 {
            edges.extend((a + 1..5).map(|b| (clique * 5 + a, clique * 5 + b, 1.0)));
        }
        edges.push((clique * 5, (clique + 1) % 30 * 5 + 1, 1.0));
    }
    let graph = Graph::from_edges(150, &edges).unwrap();
    let options = Options { quality: Quality::Cpm { resolution: 0.5 }, rounds: 5, ..Options::default() };
    assert_eq!(groups(&graph, &options, &mut go_on).unwrap().groups, 30);
    assert!(groups(&graph, &Options { rounds: 5, ..Options::default() }, &mut go_on).unwrap().groups < 20);
}

#[test]
fn nothing_to_group_gives_no_groups_or_single_nodes() {
    let empty = Graph::from_edges(0, &[]).unwrap();
    assert_eq!(groups(&empty, &Options::default(), &mut go_on).unwrap(), Partition { group: vec![], groups: 0 });
    let apart = Graph::from_edges(3, &[(1, 1, 2.0)]).unwrap();
    assert_eq!(groups(&apart, &Options::default(), &mut go_on).unwrap().groups, 3);
}

#[test]
fn a_watcher_stops_the_work() {
    assert_eq!(groups(&karate(), &Options::default(), &mut |_: Progress| false), Err(Stopped));
}

/// Some groups with more edges inside than between.
fn planted() -> impl Strategy<Value = (usize, Vec<(u32, u32, f32)>)> {
    (10..120_usize, 2..6_usize, any::<u64>()).prop_map(|(nodes, groups, seed)| {
        let mut random = Random::new(seed);
        let mut edges = Vec::new();
        for _ in 0..nodes * 4 {
            let (a, b) = (random.below(nodes), random.below(nodes));
            if a % groups == b % groups || random.unit() < 0.2 {
                edges.push((a as u32, b as u32, 0.5 + random.unit() as f32));
            }
        }
        (nodes, edges)
    })
}

fn is_connected(graph: &Graph, members: &[usize]) -> bool {
    let (mut reached, mut next) = (vec![members[0]], vec![members[0]]);
    while let Some(node) = next.pop() {
        for target in graph.neighbours(node).0.iter().map(|target| *target as usize) {
            if members.contains(&target) && !reached.contains(&target) {
                reached.push(target);
                next.push(target);
            }
        }
    }
    reached.len() == members.len()
}

fn members(partition: &Partition) -> Vec<Vec<usize>> {
    let mut members = vec![Vec::new(); partition.groups];
    partition.group.iter().enumerate().for_each(|(node, group)| members[*group as usize].push(node));
    members
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn groups_are_connected_and_numbered_by_size((nodes, edges) in planted(), cpm in any::<bool>(), seed in 0..9_u64) {
        let graph = Graph::from_edges(nodes, &edges).unwrap();
        let quality = if cpm { Quality::Cpm { resolution: 0.1 } } else { modularity(1.0) };
        let partition = groups(&graph, &Options { quality, seed, ..Options::default() }, &mut go_on).unwrap();
        prop_assert!(members(&partition).iter().all(|members| is_connected(&graph, members)));
        prop_assert!(partition.sizes().is_sorted_by(|a, b| a >= b));
    }

    #[test]
    fn quality_never_falls_with_more_rounds_and_beats_single_nodes((nodes, edges) in planted(), seed in 0..9_u64) {
        let graph = Graph::from_edges(nodes, &edges).unwrap();
        let singletons: Vec<u32> = (0..nodes as u32).collect();
        let mut last = modularity(1.0).of(&graph, &singletons);
        for rounds in 1..5 {
            let partition = groups(&graph, &Options { rounds, seed, ..Options::default() }, &mut go_on).unwrap();
            let quality = modularity(1.0).of(&graph, &partition.group);
            prop_assert!(quality >= last - 1e-6, "{} after {}", quality, last);
            last = quality;
        }
    }

    #[test]
    fn no_node_gains_by_moving_to_a_neighbour((nodes, edges) in planted(), seed in 0..9_u64) {
        let graph = Graph::from_edges(nodes, &edges).unwrap();
        let options = Options { rounds: 50, seed, ..Options::default() };
        let partition = groups(&graph, &options, &mut go_on).unwrap();
        let before = modularity(1.0).of(&graph, &partition.group);
        for node in 0..nodes {
            for target in graph.neighbours(node).0 {
                let mut moved = partition.group.clone();
                moved[node] = moved[*target as usize];
                prop_assert!(modularity(1.0).of(&graph, &moved) <= before + 1e-5);
            }
        }
    }

    #[test]
    fn the_order_of_edges_does_not_matter((nodes, edges) in planted(), seed in 0..9_u64) {
        let mut shuffled = edges.clone();
        Random::new(seed).shuffle(&mut shuffled);
        shuffled.iter_mut().for_each(|(a, b, _)| std::mem::swap(a, b));
        let (a, b) = (Graph::from_edges(nodes, &edges).unwrap(), Graph::from_edges(nodes, &shuffled).unwrap());
        prop_assert_eq!(&a, &b);
        let options = Options { seed, ..Options::default() };
        prop_assert_eq!(groups(&a, &options, &mut go_on).unwrap(), groups(&b, &options, &mut go_on).unwrap());
    }

    #[test]
    fn levels_nest_and_hold_no_small_group_that_has_links((nodes, edges) in planted(), seed in 0..9_u64) {
        let graph = Graph::from_edges(nodes, &edges).unwrap();
        let levels = [0.3, 1.0, 3.0].map(|resolution| Level { quality: modularity(resolution), smallest: 3 });
        let options = Options { seed, ..Options::default() };
        let found = nested(&graph, &levels, &options, None, &mut go_on).unwrap();
        for pair in found.windows(2) {
            let parents = parents(&pair[0], &pair[1]);
            prop_assert!((0..nodes).all(|node| parents[pair[1].group[node] as usize] == pair[0].group[node]));
            prop_assert!(pair[0].groups <= pair[1].groups);
        }
        for members in found.iter().flat_map(members).filter(|members| members.len() < 3) {
            let outside = |node: &usize| graph.neighbours(*node).0.iter().any(|end| !members.contains(&(*end as usize)));
            prop_assert!(!members.iter().any(outside), "{:?} could have joined others", members);
        }
    }

    #[test]
    fn groups_to_begin_with_are_only_made_better((nodes, edges) in planted(), seed in 0..9_u64) {
        let graph = Graph::from_edges(nodes, &edges).unwrap();
        let levels = [Level { quality: modularity(1.0), smallest: 0 }];
        let start: Vec<u32> = (0..nodes as u32).map(|node| node % 7).collect();
        let options = Options { seed, ..Options::default() };
        let found = nested(&graph, &levels, &options, Some(&start), &mut go_on).unwrap();
        let quality = |group: &[u32]| modularity(1.0).of(&graph, group);
        prop_assert!(quality(&found[0].group) >= quality(&start) - 1e-6);
    }

    #[test]
    fn wrong_edges_are_refused_by_number(weight in prop::sample::select(vec![0.0, -1.0, f32::NAN, f32::INFINITY])) {
        prop_assert!(Graph::from_edges(2, &[(0, 1, 1.0), (0, 1, weight)]).is_err());
        prop_assert!(Graph::from_edges(2, &[(0, 2, 1.0)]).is_err());
    }
}
