//! Organisations found in raw affiliation strings.

pub mod candidates;
pub mod features;
pub mod index;
pub mod matching;
pub mod plain;
