//! A smaller network whose nodes are the parts of a larger one.

use std::borrow::Cow;

use crate::graph::Graph;
use crate::leiden::moving::Links;
use crate::leiden::{Network, Partition};

/// Weights between parts are summed; those inside are dropped, since a part moves as a whole. O(nodes + edges).
pub(crate) fn aggregate(network: &Network<'_>, parts: &Partition) -> Network<'static> {
    let mut starts = vec![0_usize; parts.groups + 1];
    parts.group.iter().for_each(|part| starts[*part as usize + 1] += 1);
    for part in 0..parts.groups {
        starts[part + 1] += starts[part];
    }
    let mut members = vec![0_u32; parts.group.len()];
    let mut next = starts.clone();
    let mut sizes = vec![0.0; parts.groups];
    for (node, part) in parts.group.iter().enumerate() {
        members[next[*part as usize]] = node as u32;
        next[*part as usize] += 1;
        sizes[*part as usize] += network.sizes[node];
    }
    let (mut edge_starts, mut targets, mut weights) = (vec![0], Vec::new(), Vec::new());
    let mut links = Links::new(parts.groups);
    for part in 0..parts.groups {
        for member in &members[starts[part]..starts[part + 1]] {
            let (ends, end_weights) = network.graph.neighbours(*member as usize);
            for (end, weight) in ends.iter().zip(end_weights) {
                let other = parts.group[*end as usize];
                if other as usize != part {
                    links.add(other, *weight);
                }
            }
        }
        for other in &links.found {
            targets.push(*other);
            weights.push(links.to(*other) as f32);
        }
        links.clear();
        edge_starts.push(targets.len());
    }
    Network { graph: Cow::Owned(Graph::from_parts(edge_starts, targets, weights)), sizes }
}
