//! The best hits of a query by score.
//!
//! Segments are read in turn, and each must beat what those before it gave: whole blocks of documents that cannot are
//! skipped. The collector of the index itself would find the best of every segment anew and throw most of them away.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use tantivy::query::{EnableScoring, Query};
use tantivy::{DocAddress, Score, Searcher};

use crate::search::rank::Candidate;
use crate::search::request::SearchError;

/// The `most` best hits, best first; equal ones in the order of the index. Deleted documents are left out.
pub fn best(searcher: &Searcher, query: &dyn Query, most: usize) -> Result<Vec<Candidate>, SearchError> {
    let weight = query.weight(EnableScoring::enabled_from_searcher(searcher))?;
    let mut kept = Kept { most, heap: BinaryHeap::with_capacity(most + 1) };
    for (segment_ord, segment) in (0..).zip(searcher.segment_readers()) {
        let alive = segment.alive_bitset();
        weight.for_each_pruning(kept.to_beat(), segment, &mut |doc_id, score| {
            if alive.is_none_or(|alive| alive.is_alive(doc_id)) {
                kept.offer(Candidate { address: DocAddress { segment_ord, doc_id }, score });
            }
            kept.to_beat()
        })?;
    }
    Ok(kept.heap.into_sorted_vec().into_iter().map(|Placed(candidate)| candidate).collect())
}

/// The best so far; the worst of them is at the top of the heap.
struct Kept {
    most: usize,
    heap: BinaryHeap<Placed>,
}

impl Kept {
    /// The score above which a later hit is wanted.
    fn to_beat(&self) -> Score {
        if self.heap.len() < self.most {
            return Score::MIN;
        }
        self.heap.peek().map_or(Score::MAX, |Placed(worst)| worst.score)
    }

    fn offer(&mut self, candidate: Candidate) {
        if candidate.score > self.to_beat() {
            self.heap.push(Placed(candidate));
            if self.heap.len() > self.most {
                self.heap.pop();
            }
        }
    }
}

/// Ordered by place: the better hit is the smaller.
struct Placed(Candidate);

impl Ord for Placed {
    fn cmp(&self, other: &Placed) -> Ordering {
        other.0.score.total_cmp(&self.0.score).then(self.0.address.cmp(&other.0.address))
    }
}

impl PartialOrd for Placed {
    fn partial_cmp(&self, other: &Placed) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Placed {
    fn eq(&self, other: &Placed) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Placed {}
