//! One file per page or action: read, call one service, answer.

pub mod api;
mod errors;
pub mod export;
pub mod help;
pub mod ingests;
pub mod record;
pub mod search;
pub mod sources;
pub mod uploads;
