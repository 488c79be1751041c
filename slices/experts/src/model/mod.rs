//! Experts and institutions as they are stored and shown; no files, no web.

pub mod filter;
pub mod institution;
pub mod person;
pub mod status;
pub mod tally;
