//! Pages of foresight: one struct each, with what is shown.

pub mod forecast;
pub mod hindcast;
pub mod map;
pub mod parts;
pub mod people;
pub mod records;
pub mod report;
pub mod topic;
pub mod topics;
