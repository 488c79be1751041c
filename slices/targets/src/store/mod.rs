//! Targets on the disk: sources read, what was built published whole, read into memory once.

pub mod annotation;
pub mod folder;
pub mod inbox;
pub mod links;
pub mod source;
pub mod tables;
