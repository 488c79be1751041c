//! An undirected graph with weights, as neighbour lists in one stretch of memory.

/// An undirected graph without loops; each edge is stored from both ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Graph {
    starts: Vec<usize>,
    targets: Vec<u32>,
    weights: Vec<f32>,
}

/// An edge names a node that is not there, or has a weight that is no positive number.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum EdgeError {
    /// A node out of range.
    #[error("edge {0} names a node that is not there")]
    NoSuchNode(usize),
    /// A weight that is zero, negative, infinite or not a number.
    #[error("edge {0} has a weight that is not a positive number")]
    Weight(usize),
}

impl Graph {
    /// From edges in any order. Edges given several times, in either direction, become one with the sum of their
    /// weights; loops are dropped, since they say nothing of groups. O(nodes + edges log degree).
    ///
    /// # Errors
    /// [`EdgeError`] names the first edge that is wrong.
    pub fn from_edges(nodes: usize, edges: &[(u32, u32, f32)]) -> Result<Graph, EdgeError> {
        let mut starts = vec![0_usize; nodes + 1];
        for (index, (a, b, weight)) in edges.iter().enumerate() {
            if (*a).max(*b) as usize >= nodes {
                return Err(EdgeError::NoSuchNode(index));
            }
            if !(*weight > 0.0 && weight.is_finite()) {
                return Err(EdgeError::Weight(index));
            }
            if a != b {
                starts[*a as usize + 1] += 1;
                starts[*b as usize + 1] += 1;
            }
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut ends = vec![(0_u32, 0.0_f32); starts[nodes]];
        for (a, b, weight) in edges.iter().filter(|(a, b, _)| a != b) {
            for (from, to) in [(*a, *b), (*b, *a)] {
                ends[next[from as usize]] = (to, *weight);
                next[from as usize] += 1;
            }
        }
        Ok(Graph::from_lists(nodes, |node| starts[node]..starts[node + 1], ends))
    }

    /// Sorts each node's list and joins what is there several times.
    fn from_lists(nodes: usize, range: impl Fn(usize) -> std::ops::Range<usize>, mut ends: Vec<(u32, f32)>) -> Graph {
        let mut graph = Graph { starts: vec![0], targets: Vec::new(), weights: Vec::new() };
        graph.targets.reserve_exact(ends.len());
        graph.weights.reserve_exact(ends.len());
        for node in 0..nodes {
            let list = &mut ends[range(node)];
            // By weight too, so that the sum of several does not depend on the order in which they were given.
            list.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
            let start = graph.targets.len();
            for (target, weight) in list.iter() {
                if graph.targets.len() > start && graph.targets.last() == Some(target) {
                    if let Some(sum) = graph.weights.last_mut() {
                        *sum += weight;
                    }
                } else {
                    graph.targets.push(*target);
                    graph.weights.push(*weight);
                }
            }
            graph.starts.push(graph.targets.len());
        }
        graph
    }

    /// From finished lists: symmetric, without loops or repetitions.
    pub(crate) fn from_parts(starts: Vec<usize>, targets: Vec<u32>, weights: Vec<f32>) -> Graph {
        Graph { starts, targets, weights }
    }

    /// How many nodes.
    pub fn nodes(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many edges.
    pub fn edges(&self) -> usize {
        self.targets.len() / 2
    }

    /// A node's neighbours, and the weights of the edges to them.
    pub fn neighbours(&self, node: usize) -> (&[u32], &[f32]) {
        let range = self.starts[node]..self.starts[node + 1];
        (&self.targets[range.clone()], &self.weights[range])
    }

    /// The sum of the weights of a node's edges.
    pub fn strength(&self, node: usize) -> f64 {
        self.neighbours(node).1.iter().map(|weight| f64::from(*weight)).sum()
    }
}
