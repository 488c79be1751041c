//! For tests only: throw-away databases, sample data, clocks, a mail server.
//!
//! Nothing here is mocked: databases are real, files are real, only time stands still.

pub mod clock;
pub mod databases;
pub mod files;
pub mod smtp;

pub use crate::clock::{clock, clock_start_ms, ctx};
pub use crate::databases::{TestDb, databases};
pub use crate::files::{sample, shared_data, workspace};
pub use crate::smtp::{Catcher, Manner};
