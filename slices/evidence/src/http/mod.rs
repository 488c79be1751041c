//! One file per page or action: read, call one service, answer.

pub mod api;
mod errors;
pub mod ingests;
pub mod sources;
