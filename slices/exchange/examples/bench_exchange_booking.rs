//! The race for slots, 20 times on each database, with the same race by code that looks first and saves then.
//!
//! `BELLWETHER_TEST_POSTGRES` names a PostgreSQL server, as in the tests. Ends with an error if a slot was given twice, a
//! request was lost, or nobody got an answer for a second.
#![expect(clippy::unwrap_used, reason = "a benchmark")]

#[path = "../tests/journeys/shared.rs"]
mod shared;

mod race;

use std::process::ExitCode;
use std::time::Duration;

use bellwether_testkit::databases;

const SLOTS: usize = 200;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> ExitCode {
    let repetitions: usize = std::env::args().nth(1).map_or(20, |times| times.parse().unwrap());
    let mut is_right = true;
    for database in databases().await {
        let world = race::world(&database).await;
        let (mut chained, mut naive) = (Vec::new(), Vec::new());
        for repetition in 0..repetitions {
            let outcome = race::chained(&world, repetition, SLOTS).await;
            for fault in outcome.faults() {
                println!("{} repetition {repetition}: {fault}", database.name);
                is_right = false;
            }
            chained.push(outcome);
            naive.push(race::check_then_save(&world, repetition, SLOTS).await);
        }
        world.db.verify_journal(None).await.unwrap();
        shown(database.name, "bookings", &chained);
        shown(database.name, "look first, save then", &naive);
        is_right &= naive.iter().any(|outcome| outcome.twice > 0);
    }
    if is_right { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn shown(database: &str, what: &str, all: &[race::Outcome]) {
    let sum = |of: fn(&race::Outcome) -> usize| all.iter().map(of).sum::<usize>();
    let wall: Duration = all.iter().map(|outcome| outcome.wall).sum();
    let silence = all.iter().map(|outcome| outcome.longest_silence).max().unwrap_or_default();
    let asked = sum(|outcome| outcome.asked);
    println!(
        "{database:<9} {what:<22} {} writers, {} races: {asked} requests in {:.1} s, {:.0} a second; slots given twice {}; \
         requests lost {}; longest silence {} ms",
        race::WRITERS,
        all.len(),
        wall.as_secs_f64(),
        asked as f64 / wall.as_secs_f64(),
        sum(|outcome| outcome.twice),
        sum(|outcome| outcome.lost),
        silence.as_millis(),
    );
}
