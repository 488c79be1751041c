//! Sides, seats, threads and messages.

pub mod message;
pub mod people;
pub mod records;
pub mod side;
