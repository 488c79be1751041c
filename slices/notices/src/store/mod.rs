//! The SQL of notices and choices.

pub mod choice;
pub mod notice;
