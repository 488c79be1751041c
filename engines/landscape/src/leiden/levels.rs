//! Groups at several resolutions, each group of a finer level inside one of the coarser.
//!
//! The finest level is found first; its groups are then the nodes from which the coarser ones are built. So levels
//! nest by construction, and each coarser level costs a fraction of the finest.

use std::borrow::Cow;

use crate::graph::Graph;
use crate::leiden::quality::Quality;
use crate::leiden::{Network, Options, Partition, aggregate, compact, grown};
use crate::progress::{Stopped, Watch};

/// One level wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// What is maximised, with its resolution.
    pub quality: Quality,
    /// Groups with fewer nodes join the group to which they are linked most densely, where they are linked at all.
    pub smallest: usize,
}

/// Passes in which small groups join others; each at least halves their number where they have links.
const PASSES: usize = 20;

/// Groups at each of the levels, given and returned from coarse to fine. Other options are as for one level.
///
/// `start` may give groups to begin with, such as those of a corpus before an update, so that topics stay what they
/// were where nothing speaks against it. Without them each node begins alone.
///
/// # Errors
/// [`Stopped`] when the watcher says so.
pub fn nested(
    graph: &Graph,
    levels: &[Level],
    options: &Options,
    start: Option<&[u32]>,
    watch: &mut dyn Watch,
) -> Result<Vec<Partition>, Stopped> {
    let mut found: Vec<Partition> = Vec::new();
    for level in levels.iter().rev() {
        let (sizes, resolution) = level.quality.sizes(graph);
        let whole = Network { graph: Cow::Borrowed(graph), sizes };
        let partition = match found.last() {
            None => {
                let singletons = || (0..graph.nodes() as u32).collect();
                let start = start.map_or_else(singletons, |start| compact(start).0);
                grown(&whole, start, resolution, options, watch)?
            }
            Some(finer) => {
                let network = aggregate::aggregate(&whole, finer);
                let coarse = grown(&network, (0..finer.groups as u32).collect(), resolution, options, watch)?;
                lifted(finer, &coarse.group)
            }
        };
        found.push(without_small(&whole, partition, level.smallest));
    }
    found.reverse();
    Ok(found)
}

/// Groups of groups as groups of nodes.
fn lifted(finer: &Partition, coarse: &[u32]) -> Partition {
    let group: Vec<u32> = finer.group.iter().map(|group| coarse[*group as usize]).collect();
    Partition::of(&group)
}

/// Lets small groups join the neighbour with the most weight for its size, the smallest first.
fn without_small(whole: &Network<'_>, mut partition: Partition, smallest: usize) -> Partition {
    for _ in 0..PASSES {
        let counts = partition.sizes();
        if counts.iter().all(|count| *count >= smallest) {
            break;
        }
        let network = aggregate::aggregate(whole, &partition);
        let mut target: Vec<u32> = (0..partition.groups as u32).collect();
        let mut joined = false;
        // From the last, the smallest, on. A group that was joined in this pass stays where it is until the next.
        let mut taken = vec![false; partition.groups];
        for group in (0..partition.groups).rev().filter(|group| counts[*group] < smallest) {
            if taken[group] {
                continue;
            }
            let (ends, weights) = network.graph.neighbours(group);
            let density = |place: usize| f64::from(weights[place]) / network.sizes[ends[place] as usize];
            let best = (0..ends.len())
                .filter(|place| target[ends[*place] as usize] == ends[*place])
                .max_by(|a, b| density(*a).total_cmp(&density(*b)).then(ends[*b].cmp(&ends[*a])));
            if let Some(best) = best {
                target[group] = ends[best];
                taken[ends[best] as usize] = true;
                joined = true;
            }
        }
        if !joined {
            break;
        }
        partition = lifted(&partition, &compact(&target).0);
    }
    partition
}

/// For each group of the finer level, the group of the coarser one that holds it.
pub fn parents(coarse: &Partition, fine: &Partition) -> Vec<u32> {
    let mut parents = vec![0; fine.groups];
    for (coarse, fine) in coarse.group.iter().zip(&fine.group) {
        parents[*fine as usize] = *coarse;
    }
    parents
}
