//! Leiden: groups of nodes that are linked among themselves more than expected (Traag, Waltman and van Eck 2019).
//!
//! Each round moves nodes between groups, splits each group into well-connected parts, and goes on with the parts as
//! the nodes of a smaller graph. Groups are always connected. One thread; the same seed gives the same groups.

mod aggregate;
pub mod levels;
mod moving;
pub mod quality;
mod refining;

use std::borrow::Cow;

use bellwether_numerics::random::Random;

use crate::graph::Graph;
use crate::leiden::quality::Quality;
use crate::progress::{Step, Stopped, Watch, tell};

/// What is wanted of the groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// What is maximised, with its resolution.
    pub quality: Quality,
    /// Rounds over the whole graph; each starts from the groups of the one before. Two are usual; it ends early
    /// when a round changes nothing.
    pub rounds: usize,
    /// How freely parts are joined when groups are refined, in units of edge weight; 0.01 is usual.
    pub looseness: f64,
    /// Seed of the order in which nodes are visited.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Options { quality: Quality::Modularity { resolution: 1.0 }, rounds: 2, looseness: 0.01, seed: 1 }
    }
}

/// The group of each node. Groups are numbered from the largest to the smallest, equally large ones by their first node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partition {
    /// Group of each node.
    pub group: Vec<u32>,
    /// How many groups.
    pub groups: usize,
}

/// What the algorithm works on: a graph whose nodes stand for one or more nodes of the original.
pub(crate) struct Network<'a> {
    pub graph: Cow<'a, Graph>,
    /// How much each node counts: 1 or its size for CPM, its strength for modularity.
    pub sizes: Vec<f64>,
}

/// Groups the nodes of a graph. About O(edges × a few tens).
///
/// # Errors
/// [`Stopped`] when the watcher says so.
pub fn groups(graph: &Graph, options: &Options, watch: &mut dyn Watch) -> Result<Partition, Stopped> {
    let (sizes, resolution) = options.quality.sizes(graph);
    let network = Network { graph: Cow::Borrowed(graph), sizes };
    let singletons = (0..graph.nodes() as u32).collect();
    grown(&network, singletons, resolution, options, watch)
}

/// Starts from given groups.
pub(crate) fn grown(
    network: &Network<'_>,
    mut group: Vec<u32>,
    resolution: f64,
    options: &Options,
    watch: &mut dyn Watch,
) -> Result<Partition, Stopped> {
    let mut random = Random::new(options.seed);
    for round in 0..options.rounds.max(1) {
        tell(watch, Step::Topics, round, options.rounds)?;
        if !improve(network, &mut group, resolution, options.looseness, &mut random, watch)? {
            break;
        }
    }
    Ok(Partition::of(&connected(&network.graph, &group)))
}

/// One round: on the graph, then on ever smaller ones. Did anything change?
fn improve(
    network: &Network<'_>,
    group: &mut Vec<u32>,
    resolution: f64,
    looseness: f64,
    random: &mut Random,
    watch: &mut dyn Watch,
) -> Result<bool, Stopped> {
    let mut changed = moving::move_nodes(network, group, resolution, random);
    let mut parts_of: Vec<Vec<u32>> = Vec::new();
    let mut smaller: Option<Network<'static>> = None;
    loop {
        tell(watch, Step::Topics, 0, 0)?;
        let current = smaller.as_ref().unwrap_or(network);
        let parts = refining::refine(current, group, resolution, looseness, random);
        let nodes = current.graph.nodes();
        if parts.groups == nodes {
            break;
        }
        let next = aggregate::aggregate(current, &parts);
        let mut group_of_part = vec![0; parts.groups];
        for (part, group) in parts.group.iter().zip(group.iter()) {
            group_of_part[*part as usize] = *group;
        }
        parts_of.push(parts.group);
        *group = compact(&group_of_part).0;
        changed |= moving::move_nodes(&next, group, resolution, random);
        smaller = Some(next);
    }
    for parts in parts_of.iter().rev() {
        *group = parts.iter().map(|part| group[*part as usize]).collect();
    }
    Ok(changed)
}

/// Numbers without gaps, in the order of first use; and how many.
pub(crate) fn compact(group: &[u32]) -> (Vec<u32>, usize) {
    let bound = group.iter().max().map_or(0, |last| *last as usize + 1);
    let mut number = vec![u32::MAX; bound];
    let mut groups = 0;
    let compact = group.iter().map(|group| {
        let number = &mut number[*group as usize];
        if *number == u32::MAX {
            *number = groups;
            groups += 1;
        }
        *number
    });
    (compact.collect(), groups as usize)
}

/// Splits groups that fell apart when a node left them. That never lowers a quality with a positive resolution.
fn connected(graph: &Graph, group: &[u32]) -> Vec<u32> {
    let mut component = vec![u32::MAX; group.len()];
    let mut components = 0;
    let mut reached = Vec::new();
    for start in 0..group.len() {
        if component[start] != u32::MAX {
            continue;
        }
        component[start] = components;
        reached.push(start);
        while let Some(node) = reached.pop() {
            for target in graph.neighbours(node).0 {
                let target = *target as usize;
                if component[target] == u32::MAX && group[target] == group[node] {
                    component[target] = components;
                    reached.push(target);
                }
            }
        }
        components += 1;
    }
    component
}

impl Partition {
    /// Renumbers groups by size.
    pub fn of(group: &[u32]) -> Partition {
        let (group, groups) = compact(group);
        let mut sizes = vec![0_usize; groups];
        group.iter().for_each(|group| sizes[*group as usize] += 1);
        let mut order: Vec<usize> = (0..groups).collect();
        // Numbers are in the order of first nodes already, and the sort is stable.
        order.sort_by_key(|group| std::cmp::Reverse(sizes[*group]));
        let mut number = vec![0; groups];
        order.iter().enumerate().for_each(|(new, old)| number[*old] = new as u32);
        Partition { group: group.iter().map(|group| number[*group as usize]).collect(), groups }
    }

    /// How many nodes each group has.
    pub fn sizes(&self) -> Vec<usize> {
        let mut sizes = vec![0; self.groups];
        self.group.iter().for_each(|group| sizes[*group as usize] += 1);
        sizes
    }
}
