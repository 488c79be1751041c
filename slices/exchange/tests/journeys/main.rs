//! Journeys through the services, on every database.
#![expect(clippy::unwrap_used, reason = "test code")]

mod booking;
mod calendars;
mod configurations;
mod files;
mod holidays;
mod orders;
mod race;
#[path = "../../examples/race/mod.rs"]
mod race_course;
mod shared;
mod sums;
mod utilisation;

use bellwether_exchange_rules::span::Span;

/// Hours of 23 November 2026 in UTC, where the clock stands at nine o'clock the day before.
fn span(from: &str, until: &str) -> Span {
    let at = |clock: &str| format!("2026-11-23T{clock}:00Z").parse().unwrap();
    Span::new(at(from), at(until)).unwrap()
}
