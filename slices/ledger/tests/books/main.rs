//! The ledger on every database that there is: what it does, what it refuses, races, and random interleavings.

#![expect(clippy::unwrap_used, reason = "tests")]

mod journeys;
mod laws;
mod races;
mod tables;
mod world;
