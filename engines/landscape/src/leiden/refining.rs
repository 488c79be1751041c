//! Refinement: each group is built anew from single nodes, so that it splits into well-connected parts.
//!
//! Nodes join parts of their own group only, only where quality does not fall, and at random with better parts more
//! likely: a greedy choice would lose partitions that can be reached no other way (Traag et al. 2019, appendix C).

use bellwether_numerics::random::Random;

use crate::leiden::moving::Links;
use crate::leiden::{Network, Partition, compact};

/// Parts within groups. The parts are numbered without gaps, in no particular order of size.
pub(crate) fn refine(
    network: &Network<'_>,
    group: &[u32],
    resolution: f64,
    looseness: f64,
    random: &mut Random,
) -> Partition {
    let nodes = group.len();
    let mut group_size = vec![0.0; nodes];
    for (node, group) in group.iter().enumerate() {
        group_size[*group as usize] += network.sizes[node];
    }
    // Of each part: its size, and its weight to the rest of its group.
    let mut size = network.sizes.clone();
    let mut outward: Vec<f64> = (0..nodes).map(|node| weight_within(network, group, node)).collect();
    let mut part: Vec<u32> = (0..nodes as u32).collect();
    let mut alone = vec![true; nodes];
    let mut order: Vec<u32> = (0..nodes as u32).collect();
    random.shuffle(&mut order);
    let mut links = Links::new(nodes);
    let mut chances: Vec<(u32, f64)> = Vec::new();
    let linked = |outward: f64, size: f64, all: f64| outward >= resolution * size * (all - size) * (1.0 - 1e-12);
    for node in order {
        let node = node as usize;
        let all = group_size[group[node] as usize];
        if !alone[node] || outward[node] <= 0.0 || !linked(outward[node], network.sizes[node], all) {
            continue;
        }
        let (targets, weights) = network.graph.neighbours(node);
        for (target, weight) in targets.iter().zip(weights) {
            if group[*target as usize] == group[node] {
                links.add(part[*target as usize], *weight);
            }
        }
        let factor = resolution * network.sizes[node];
        chances.clear();
        for candidate in &links.found {
            let place = *candidate as usize;
            let gain = links.to(*candidate) - factor * size[place];
            if gain >= 0.0 && linked(outward[place], size[place], all) {
                chances.push((*candidate, gain));
            }
        }
        if let Some(chosen) = choose(&chances, looseness, random) {
            let place = chosen as usize;
            outward[place] += outward[node] - 2.0 * links.to(chosen);
            size[place] += network.sizes[node];
            part[node] = chosen;
            alone[place] = false;
        }
        links.clear();
    }
    let (group, groups) = compact(&part);
    Partition { group, groups }
}

fn weight_within(network: &Network<'_>, group: &[u32], node: usize) -> f64 {
    let (targets, weights) = network.graph.neighbours(node);
    let inside = targets.iter().zip(weights).filter(|(target, _)| group[**target as usize] == group[node]);
    inside.map(|(_, weight)| f64::from(*weight)).sum()
}

/// Each with the chance `exp(gain / looseness)`; staying alone counts as a gain of 0.
fn choose(chances: &[(u32, f64)], looseness: f64, random: &mut Random) -> Option<u32> {
    let best = chances.iter().map(|(_, gain)| *gain).fold(0.0, f64::max);
    if chances.is_empty() {
        return None;
    }
    let weight = |gain: f64| if gain == best { 1.0 } else { ((gain - best) / looseness.max(1e-12)).exp() };
    let total = weight(0.0) + chances.iter().map(|(_, gain)| weight(*gain)).sum::<f64>();
    let mut left = random.unit() * total - weight(0.0);
    if left < 0.0 {
        return None;
    }
    for (part, gain) in chances {
        left -= weight(*gain);
        if left < 0.0 {
            return Some(*part);
        }
    }
    chances.last().map(|(part, _)| *part)
}
