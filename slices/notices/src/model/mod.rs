//! Kinds of notices, people's choices, and what is said.

pub mod choice;
pub mod kind;
pub mod notice;
