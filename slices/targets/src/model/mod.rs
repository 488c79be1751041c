//! The words and rules of targets, without disk and web.

pub mod filter;
pub mod hindcast;
pub mod offered;
pub mod status;
pub mod target;
pub mod topic;
