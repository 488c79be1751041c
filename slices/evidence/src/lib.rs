//! Evidence: source files to a searchable, served corpus.

pub mod index;
