//! The tables of calls: reading and writing, no rules.

pub mod answer;
pub mod application;
pub mod assessment;
pub mod call;
pub mod decision;
pub mod due;
pub mod error;
pub mod file;
pub mod interview;
pub mod outbound;
pub mod partner;
pub mod seat;
pub mod stake;
pub mod submission;
pub mod tables;
pub mod undertaking;
pub mod waits;
