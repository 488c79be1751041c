//! The graph from which topics are found: links by text, and by citation where there are any.

use crate::graph::{EdgeError, Graph};
use crate::neighbours::Lists;

/// How links are weighed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Neighbours to which a document is linked.
    pub neighbours: usize,
    /// What a citation counts, beside a similarity of at most 1.
    pub citation: f32,
}

impl Default for Options {
    fn default() -> Self {
        Options { neighbours: 20, citation: 0.5 }
    }
}

/// Links each document to its neighbours by their similarity, mutual ones twice as strongly, and adds `citations`:
/// pairs of documents, in either direction. O(documents × neighbours + citations).
///
/// # Errors
/// [`EdgeError`] when a citation names a document that is not there.
pub fn graph(lists: &Lists, citations: &[(u32, u32)], options: &Options) -> Result<Graph, EdgeError> {
    let mut edges: Vec<(u32, u32, f32)> = Vec::with_capacity(lists.len() * options.neighbours + citations.len());
    edges.extend(citations.iter().map(|(a, b)| (*a, *b, options.citation)));
    for (from, list) in lists.iter().enumerate() {
        let near = list.iter().take(options.neighbours).filter(|near| near.similarity > 0.0);
        edges.extend(near.map(|near| (from as u32, near.index, near.similarity)));
    }
    Graph::from_edges(lists.len(), &edges)
}
