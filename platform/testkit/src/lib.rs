//! For tests only: throw-away databases, sample data, clocks.
//!
//! Nothing here is mocked: databases are real, files are real, only time stands still.

pub mod clock;
pub mod databases;
pub mod files;

pub use crate::clock::{clock, ctx};
pub use crate::databases::{TestDb, databases};
pub use crate::files::{sample, shared_data, workspace};
