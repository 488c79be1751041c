//! What good groups are: modularity, or the constant Potts model.

use crate::graph::Graph;

/// What is maximised.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quality {
    /// More weight inside groups than a random graph with the same strengths would have (Newman; resolution of
    /// Reichardt and Bornholdt).
    Modularity {
        /// 1 is the classic; higher gives more groups.
        resolution: f64,
    },
    /// The constant Potts model: groups whose density of edges exceeds the resolution. Free of the limit below which
    /// modularity does not see groups.
    Cpm {
        /// The density of edges, in weight for each pair of nodes.
        resolution: f64,
    },
}

impl Quality {
    /// The size of each node and the resolution, such that for both qualities joining groups of size `a` and `b` with
    /// the weight `w` between them is worth `w - resolution a b`.
    pub(crate) fn sizes(self, graph: &Graph) -> (Vec<f64>, f64) {
        match self {
            Quality::Cpm { resolution } => (vec![1.0; graph.nodes()], resolution),
            Quality::Modularity { resolution } => {
                let strengths: Vec<f64> = (0..graph.nodes()).map(|node| graph.strength(node)).collect();
                let total: f64 = strengths.iter().sum();
                (strengths, if total > 0.0 { resolution / total } else { 0.0 })
            }
        }
    }

    /// The quality of groups: modularity as usually stated, at most 1; for CPM the sum over groups of weight inside
    /// less resolution times pairs. O(edges).
    pub fn of(self, graph: &Graph, group: &[u32]) -> f64 {
        let (sizes, resolution) = self.sizes(graph);
        let groups = group.iter().max().map_or(0, |last| *last as usize + 1);
        let (mut size, mut inside, mut total) = (vec![0.0; groups], 0.0, 0.0);
        for node in 0..graph.nodes() {
            size[group[node] as usize] += sizes[node];
            let (targets, weights) = graph.neighbours(node);
            for (target, weight) in targets.iter().zip(weights) {
                total += f64::from(*weight);
                if group[*target as usize] == group[node] {
                    inside += f64::from(*weight);
                }
            }
        }
        let squares: f64 = size.iter().map(|size| size * size).sum();
        match self {
            Quality::Modularity { .. } if total > 0.0 => (inside - resolution * squares) / total,
            Quality::Modularity { .. } => 0.0,
            Quality::Cpm { .. } => (inside - resolution * (squares - graph.nodes() as f64)) / 2.0,
        }
    }
}
