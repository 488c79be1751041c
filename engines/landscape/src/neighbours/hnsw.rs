//! A graph for quick search: hierarchical navigable small worlds (Malkov and Yashunin 2020).
//!
//! Vectors are inserted in batches whose size depends on how many are in already: those of a batch search the graph as
//! it was before, at once, and are then linked in order. So the graph is the same for any number of threads.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use bellwether_numerics::pool::{Pool, Spare, map, parts};
use bellwether_numerics::random::Random;
use rustc_hash::FxHashMap;

use crate::neighbours::Options;
use crate::neighbours::nearest::Nearest;
use crate::progress::{Step, Stopped, Watch, tell};
use crate::space::vectors::{WholeVectors, product};

/// A batch is at most this share of what is in the graph already.
const BATCH_SHARE: usize = 20;
const LARGEST_BATCH: usize = 4096;
/// Vectors of a batch searched by one task.
const SEARCHES: usize = 64;

/// Links of each vector at each of its levels.
#[derive(Clone, Debug)]
pub(crate) struct Hnsw {
    ground: Vec<Vec<u32>>,
    /// Levels above the ground.
    upper: Vec<FxHashMap<u32, Vec<u32>>>,
    entry: u32,
    links: usize,
}

/// Nodes already seen by a search, without clearing between searches.
pub(crate) struct Seen {
    mark: Vec<u32>,
    round: u32,
}

impl Seen {
    pub fn new(nodes: usize) -> Seen {
        Seen { mark: vec![0; nodes], round: 0 }
    }

    fn first_time(&mut self, node: u32) -> bool {
        let mark = &mut self.mark[node as usize];
        let first = *mark != self.round;
        *mark = self.round;
        first
    }
}

/// The links that a new vector wants, by levels from the ground.
type Wanted = Vec<Vec<(i32, u32)>>;

impl Hnsw {
    pub fn build(
        vectors: &WholeVectors,
        present: &[u32],
        options: &Options,
        pool: &dyn Pool,
        watch: &mut dyn Watch,
    ) -> Result<Hnsw, Stopped> {
        let links = options.links.max(2);
        let mut graph = Hnsw { ground: vec![Vec::new(); vectors.len()], upper: Vec::new(), entry: present[0], links };
        // Any order will do for the graph, but neighbours in a file are often alike and would not see each other.
        let mut order = present.to_vec();
        Random::new(options.seed).shuffle(&mut order);
        graph.entry = order[0];
        graph.raise(order[0], level_of(order[0], links, options.seed));
        let spare = Spare::default();
        let mut done = 1;
        while done < order.len() {
            tell(watch, Step::Neighbours, done, order.len())?;
            let batch = &order[done..(done + (done / BATCH_SHARE).clamp(1, LARGEST_BATCH)).min(order.len())];
            let wanted = map(pool, parts(batch.len(), SEARCHES), |task| {
                let batch = &batch[task * SEARCHES..((task + 1) * SEARCHES).min(batch.len())];
                let level = |node: u32| level_of(node, links, options.seed);
                spare.with(
                    || Seen::new(vectors.len()),
                    |seen| {
                        let want = batch.iter().map(|node| graph.wanted(vectors, *node, level(*node), options, seen));
                        want.collect::<Vec<Wanted>>()
                    },
                )
            });
            graph.link(vectors, batch, wanted.into_iter().flatten().collect(), pool);
            done += batch.len();
        }
        Ok(graph)
    }

    /// Makes sure that the levels of a node are there; the highest node is where searches begin.
    fn raise(&mut self, node: u32, level: usize) {
        if level > self.upper.len() {
            self.upper.resize_with(level, FxHashMap::default);
            self.entry = node;
        }
        for above in &mut self.upper[..level] {
            above.entry(node).or_default();
        }
    }

    fn links_of(&self, node: u32, level: usize) -> &[u32] {
        match level {
            0 => &self.ground[node as usize],
            _ => self.upper[level - 1].get(&node).map_or(&[], Vec::as_slice),
        }
    }

    /// Goes to nearer nodes until there is none, from the top down to above `level`.
    fn descend(&self, vectors: &WholeVectors, query: &[i16], level: usize) -> (i32, u32) {
        let mut best = (product(query, vectors.row(self.entry as usize)), self.entry);
        for level in (level + 1..=self.upper.len()).rev() {
            loop {
                let links = self.links_of(best.1, level).iter();
                let next = links.map(|node| (product(query, vectors.row(*node as usize)), *node)).max();
                match next {
                    Some(next) if next.0 > best.0 => best = next,
                    _ => break,
                }
            }
        }
        best
    }

    /// The nearest nodes of one level that are reached from `from`, nearest first.
    fn search(
        &self,
        vectors: &WholeVectors,
        query: &[i16],
        from: &[(i32, u32)],
        level: usize,
        width: usize,
        seen: &mut Seen,
    ) -> Vec<(i32, u32)> {
        seen.round += 1;
        let mut open: BinaryHeap<(i32, u32)> = BinaryHeap::new();
        let mut found: BinaryHeap<Reverse<(i32, u32)>> = BinaryHeap::new();
        for start in from {
            seen.first_time(start.1);
            open.push(*start);
            found.push(Reverse(*start));
        }
        while let Some((near, node)) = open.pop() {
            let worst = if found.len() < width { i32::MIN } else { found.peek().map_or(i32::MIN, |worst| worst.0.0) };
            if near < worst {
                break;
            }
            for next in self.links_of(node, level) {
                if !seen.first_time(*next) {
                    continue;
                }
                let near = product(query, vectors.row(*next as usize));
                let worst = found.peek().map_or(i32::MIN, |worst| worst.0.0);
                if found.len() < width || near > worst {
                    open.push((near, *next));
                    found.push(Reverse((near, *next)));
                    if found.len() > width {
                        found.pop();
                    }
                }
            }
        }
        let mut found: Vec<(i32, u32)> = found.into_iter().map(|found| found.0).collect();
        found.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        found
    }

    fn wanted(&self, vectors: &WholeVectors, node: u32, level: usize, options: &Options, seen: &mut Seen) -> Wanted {
        let query = vectors.row(node as usize);
        let top = level.min(self.upper.len());
        let mut wanted = vec![Vec::new(); level + 1];
        let mut from = vec![self.descend(vectors, query, top)];
        for level in (0..=top).rev() {
            from = self.search(vectors, query, &from, level, options.width_of_building, seen);
            wanted[level] = diverse(vectors, &from, self.links);
        }
        wanted
    }

    /// Links a batch: its own wishes as they are, and back from their ends, which keep the most diverse of all.
    fn link(&mut self, vectors: &WholeVectors, batch: &[u32], wanted: Vec<Wanted>, pool: &dyn Pool) {
        let mut back: Vec<(usize, u32, i32, u32)> = Vec::new();
        for (node, wanted) in batch.iter().zip(wanted) {
            self.raise(*node, wanted.len() - 1);
            for (level, wanted) in wanted.into_iter().enumerate() {
                back.extend(wanted.iter().map(|(near, other)| (level, *other, *near, *node)));
                let links = wanted.into_iter().map(|(_, other)| other).collect();
                self.set(*node, level, links);
            }
        }
        back.sort_unstable_by(|a, b| (a.0, a.1, b.2, a.3).cmp(&(b.0, b.1, a.2, b.3)));
        let groups: Vec<&[(usize, u32, i32, u32)]> = back.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).collect();
        let graph = &*self;
        let lists = map(pool, parts(groups.len(), SEARCHES), |task| {
            let groups = &groups[task * SEARCHES..((task + 1) * SEARCHES).min(groups.len())];
            groups.iter().map(|group| graph.with_back(vectors, group)).collect::<Vec<_>>()
        });
        for (group, links) in groups.iter().zip(lists.into_iter().flatten()) {
            self.set(group[0].1, group[0].0, links);
        }
    }

    fn with_back(&self, vectors: &WholeVectors, group: &[(usize, u32, i32, u32)]) -> Vec<u32> {
        let (level, node) = (group[0].0, group[0].1);
        let most = if level == 0 { self.links * 2 } else { self.links };
        let present = self.links_of(node, level);
        if present.len() + group.len() <= most {
            return present.iter().copied().chain(group.iter().map(|link| link.3)).collect();
        }
        let mut all: Vec<(i32, u32)> =
            present.iter().map(|other| (vectors.product(node as usize, *other as usize), *other)).collect();
        all.extend(group.iter().map(|link| (link.2, link.3)));
        all.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        diverse(vectors, &all, most).into_iter().map(|(_, other)| other).collect()
    }

    fn set(&mut self, node: u32, level: usize, links: Vec<u32>) {
        if level == 0 {
            self.ground[node as usize] = links;
        } else {
            self.upper[level - 1].insert(node, links);
        }
    }

    pub fn nearest(
        &self,
        vectors: &WholeVectors,
        queries: &[u32],
        count: usize,
        width: usize,
        seen: &mut Seen,
    ) -> Vec<Nearest> {
        let mut find = |query: u32| {
            let row = vectors.row(query as usize);
            let mut nearest = Nearest::new(count);
            let from = [(product(row, row), query)];
            let found = self.search(vectors, row, &from, 0, width, seen);
            found.iter().filter(|found| found.1 != query).for_each(|found| nearest.offer(found.0, found.1));
            nearest
        };
        queries.iter().map(|query| find(*query)).collect()
    }

    pub fn nearest_to(
        &self,
        vectors: &WholeVectors,
        query: &[i16],
        count: usize,
        width: usize,
        seen: &mut Seen,
    ) -> Nearest {
        let mut nearest = Nearest::new(count);
        let from = [self.descend(vectors, query, 0)];
        let found = self.search(vectors, query, &from, 0, width, seen);
        found.iter().for_each(|found| nearest.offer(found.0, found.1));
        nearest
    }
}

/// Candidates, nearest first, each nearer to the node than to those chosen before it: so links go in all directions.
/// What is left over fills up.
fn diverse(vectors: &WholeVectors, candidates: &[(i32, u32)], most: usize) -> Vec<(i32, u32)> {
    let mut chosen: Vec<(i32, u32)> = Vec::new();
    let mut rest = Vec::new();
    for candidate in candidates {
        if chosen.len() == most {
            return chosen;
        }
        let covered = |other: &(i32, u32)| vectors.product(candidate.1 as usize, other.1 as usize) > candidate.0;
        if chosen.iter().any(covered) { rest.push(*candidate) } else { chosen.push(*candidate) }
    }
    let room = most - chosen.len();
    chosen.extend(rest.into_iter().take(room));
    chosen
}

/// Levels fall off geometrically; each node has its own, whatever the order.
fn level_of(node: u32, links: usize, seed: u64) -> usize {
    let unit = 1.0 - Random::of_part(seed, u64::from(node)).unit();
    (-unit.ln() / (links as f64).ln()) as usize
}
