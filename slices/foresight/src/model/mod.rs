//! The words and rules of foresight, without disk and web.

pub mod filter;
pub mod point;
pub mod polygon;
pub mod report;
pub mod status;
pub mod topic;
