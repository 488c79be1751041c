//! The full-text index: which fields it has, how text becomes words, how a record becomes a document.
//!
//! Writing segments and publishing them is the store's work, asking them is the search's.

pub mod analyzer;
pub mod document;
pub mod fold;
pub mod packed;
pub mod schema;
pub mod terms;
pub mod values;
pub mod warm;

mod stems;
