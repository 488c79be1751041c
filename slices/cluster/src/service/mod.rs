//! What people and commands do with clusters.

pub mod latest;
pub mod load;
pub mod look;
pub mod offers;
