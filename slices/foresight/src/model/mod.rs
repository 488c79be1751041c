//! The words and rules of foresight, without disk and web.

pub mod compare;
pub mod emerging;
pub mod extent;
pub mod filter;
pub mod forecast;
pub mod hindcast;
pub mod people;
pub mod period;
pub mod placed;
pub mod point;
pub mod polygon;
pub mod proposal;
pub mod report;
pub mod rhythm;
pub mod status;
pub mod table;
pub mod topic;
pub mod watch;
