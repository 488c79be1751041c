//! Calls through their services, on every database: the whole path, what is refused, races, laws.
#![expect(clippy::unwrap_used, reason = "test code")]

mod assign;
mod consortia;
mod currencies;
mod laws;
mod many;
mod outbound;
mod path;
mod race;
mod refusals;
mod stages;
mod upgrade;
mod world;
