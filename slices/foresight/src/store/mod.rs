//! Landscapes on the disk: published whole, read into memory once.

pub mod error;
pub mod folder;
pub mod keys;
pub mod points;
