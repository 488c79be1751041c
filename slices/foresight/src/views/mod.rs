//! Pages of foresight: one struct each, with what is shown.

pub mod compare;
pub mod emerging;
pub mod forecast;
pub mod hindcast;
pub mod map;
pub mod parts;
pub mod people;
pub mod proposal;
pub mod proposals;
pub mod records;
pub mod report;
pub mod sentence;
pub mod topic;
pub mod topics;
pub mod two_lines;
pub mod watched;
