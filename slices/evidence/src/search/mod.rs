//! Search over one state of the index: a query in; ranked hits, counts and facets out.
//!
//! The stages, each in its file: [`compile`] turns the query tree into index queries; [`rank`] orders the best hits
//! anew, in the place where a sentence model can do so later; [`related`] adds to the few hits of rare words; [`hits`] and
//! [`facets`] count, in samples read as [`windows`]; [`snippet`] marks words; [`engine`] puts them together.

pub mod best;
pub mod by_column;
pub mod compile;
pub mod engine;
pub mod export;
pub mod facets;
pub mod feedback;
pub mod hits;
pub mod language;
pub mod newest;
pub mod proximity;
pub mod rank;
pub mod related;
pub mod request;
pub mod similar;
pub mod snippet;
pub mod suggest;
pub mod terms;
pub mod vocabularies;
pub mod windows;
