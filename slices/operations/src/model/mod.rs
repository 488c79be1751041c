//! What is shown of a job.

pub mod listing;
pub mod people;
pub mod watched;
