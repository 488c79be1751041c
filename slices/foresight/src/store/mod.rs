//! Landscapes on the disk: published whole, read into memory once. Watched topics and proposals in the database.

pub mod error;
pub mod folder;
pub mod keys;
pub mod known;
pub mod points;
pub mod proposal;
pub mod tables;
pub mod watch;
