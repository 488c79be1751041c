//! Numbers for the engines: parallel work as an argument, seeded randomness, small dense and sparse matrices.
//!
//! Everything here gives the same bits for any number of threads: work is cut into parts that do not depend on the
//! threads, and parts are put together in their order. Statistical distributions do not belong here.

pub mod dense;
pub mod eigen;
pub mod pool;
pub mod random;
pub mod sparse;
