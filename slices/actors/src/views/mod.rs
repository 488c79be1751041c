//! The pages of the register.

pub mod actor;
pub mod actors;
pub mod data;
pub mod duplicates;
pub mod edit;
pub mod import;
pub mod merge;
pub mod new;
pub mod parts;
pub mod samples;
