//! The fast local move: nodes go to the group where they are worth most, and only neighbours of moved nodes are
//! looked at again.

use bellwether_numerics::random::Random;

use crate::leiden::Network;

/// Weights from one node to groups, and which groups those are.
pub(crate) struct Links {
    weight: Vec<f64>,
    pub found: Vec<u32>,
}

impl Links {
    pub fn new(groups: usize) -> Self {
        Links { weight: vec![0.0; groups], found: Vec::new() }
    }

    /// Adds up; weights are positive, so zero means not yet found.
    pub fn add(&mut self, group: u32, weight: f32) {
        let sum = &mut self.weight[group as usize];
        if *sum == 0.0 {
            self.found.push(group);
        }
        *sum += f64::from(weight);
    }

    pub fn to(&self, group: u32) -> f64 {
        self.weight[group as usize]
    }

    pub fn clear(&mut self) {
        for group in self.found.drain(..) {
            self.weight[group as usize] = 0.0;
        }
    }
}

/// Moves nodes until none gains by moving. Did any move? Group numbers are below the number of nodes.
pub(crate) fn move_nodes(network: &Network<'_>, group: &mut [u32], resolution: f64, random: &mut Random) -> bool {
    let nodes = group.len();
    let mut size = vec![0.0; nodes];
    let mut count = vec![0_u32; nodes];
    for (node, group) in group.iter().enumerate() {
        size[*group as usize] += network.sizes[node];
        count[*group as usize] += 1;
    }
    let mut empty: Vec<u32> = (0..nodes as u32).rev().filter(|group| count[*group as usize] == 0).collect();
    let mut queue: Vec<u32> = (0..nodes as u32).collect();
    random.shuffle(&mut queue);
    let mut waits = vec![true; nodes];
    // A ring: it never holds more than all nodes.
    let (mut head, mut length) = (0, nodes);
    let mut links = Links::new(nodes);
    let mut changed = false;
    while length > 0 {
        let node = queue[head] as usize;
        head = if head + 1 == nodes { 0 } else { head + 1 };
        length -= 1;
        waits[node] = false;
        let (targets, weights) = network.graph.neighbours(node);
        for (target, weight) in targets.iter().zip(weights) {
            links.add(group[*target as usize], *weight);
        }
        let own = group[node];
        let node_size = network.sizes[node];
        size[own as usize] -= node_size;
        let factor = resolution * node_size;
        let mut best = own;
        let mut best_gain = links.to(own) - factor * size[own as usize];
        for candidate in &links.found {
            let gain = links.to(*candidate) - factor * size[*candidate as usize];
            if gain > best_gain + 1e-12 * best_gain.abs() {
                (best, best_gain) = (*candidate, gain);
            }
        }
        links.clear();
        if best_gain < 0.0 && count[own as usize] > 1 {
            // Alone is better than anywhere.
            best = empty.pop().unwrap_or(own);
        }
        size[best as usize] += node_size;
        if best == own {
            continue;
        }
        changed = true;
        count[own as usize] -= 1;
        if count[own as usize] == 0 {
            empty.push(own);
            size[own as usize] = 0.0;
        }
        count[best as usize] += 1;
        group[node] = best;
        for target in targets {
            let target = *target as usize;
            if !waits[target] && group[target] != best {
                waits[target] = true;
                let tail = head + length;
                queue[if tail >= nodes { tail - nodes } else { tail }] = target as u32;
                length += 1;
            }
        }
    }
    changed
}
