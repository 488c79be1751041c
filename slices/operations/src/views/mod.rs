//! What the pages show, ready for people.

pub mod job;
pub mod jobs;
mod parts;
