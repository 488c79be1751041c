//! The landscape of a corpus: terms, vectors, neighbours, topics with labels, and a map.
//!
//! Each step is a function of its arguments, to be called one after the other with progress and a wish to stop; see
//! `README.md` for the methods and their measured quality. Same input, options and seed: same bits, for any pool.

pub mod arrivals;
pub mod build;
pub mod graph;
pub mod hybrid;
pub mod labels;
pub mod leiden;
pub mod map;
pub mod neighbours;
pub mod progress;
pub mod space;
pub mod terms;
pub mod tracking;
