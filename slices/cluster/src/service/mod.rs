//! What people and commands do with clusters.

pub mod load;
pub mod look;
