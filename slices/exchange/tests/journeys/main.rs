//! Journeys through the services, on every database.
#![expect(clippy::unwrap_used, reason = "test code")]

mod booking;
mod race;
#[path = "../../examples/race/mod.rs"]
mod race_course;
mod shared;
