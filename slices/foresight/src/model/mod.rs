//! The words and rules of foresight, without disk and web.

pub mod compare;
pub mod emerging;
pub mod filter;
pub mod period;
pub mod point;
pub mod polygon;
pub mod proposal;
pub mod status;
pub mod topic;
pub mod watch;
