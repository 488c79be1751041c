//! The stored form of a record: one Arrow column per field, nested as the record is.
//!
//! Each type is listed once ([`record`]); writing and reading both follow from that list, and a field that is missing
//! from it does not compile. Nothing here knows of files.

pub mod batch;
mod cell;
mod names;
mod record;
