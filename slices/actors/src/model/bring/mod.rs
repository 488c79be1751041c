//! What a table that people bring would change, row by row and field by field, before anything is changed. A file adds and
//! changes; it never removes, and an empty cell says nothing.

pub mod columns;
pub mod draft;
pub mod plan;
pub mod preview;
pub mod problem;
pub mod written;
