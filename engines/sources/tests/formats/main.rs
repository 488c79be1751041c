//! OpenAlex, trials, RIS and BibTeX: real files, invented ones with every field, broken and mutated ones.

#![expect(clippy::unwrap_used, reason = "a failing unwrap is a failing test")]

mod broken;
mod mutated;
mod openalex;
mod reading;
mod references;
mod trials;
