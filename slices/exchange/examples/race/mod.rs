//! The race itself, for the test and for the benchmark.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bellwether_exchange::api::{BookingId, Wish};
use bellwether_exchange_rules::span::Span;
use bellwether_testkit::TestDb;

use crate::shared::{CLUSTER, World, bench, wish};

pub const WRITERS: usize = 64;
/// How many want each slot.
pub const EACH: usize = 4;
const HOUR_MS: i64 = 3_600_000;

/// What came of one race.
#[derive(Debug, Default)]
pub struct Outcome {
    pub slots: usize,
    pub asked: usize,
    pub booked: usize,
    pub waits: usize,
    /// Slots that two hold.
    pub twice: usize,
    /// Requests that were answered and are not there.
    pub lost: usize,
    pub wall: Duration,
    /// The longest time in which nobody got an answer.
    pub longest_silence: Duration,
}

impl Outcome {
    /// What must not be.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if self.twice > 0 {
            faults.push(format!("{} slots were given twice", self.twice));
        }
        if self.lost > 0 || self.booked + self.waits != self.asked {
            faults.push(format!("{} of {} requests were lost", self.lost, self.asked));
        }
        if self.booked != self.slots {
            faults.push(format!("{} of {} slots were given", self.booked, self.slots));
        }
        if self.longest_silence >= Duration::from_secs(1) {
            faults.push(format!("nobody got an answer for {:?}", self.longest_silence));
        }
        faults
    }
}

pub async fn world(database: &TestDb) -> World {
    let world = World::open(database, &bench("", "")).await;
    let table = "CREATE TABLE naive_booking (id UUID PRIMARY KEY, race BIGINT NOT NULL, slot BIGINT NOT NULL)";
    world.db.write_one(table, vec![]).await.unwrap();
    world
}

/// The hours that one repetition races for: apart from those of the others.
fn slot(race: usize, number: usize, slots: usize) -> Span {
    let first_ms = 1_795_341_600_000 + i64::try_from(race * (slots + 10) + number).unwrap() * HOUR_MS;
    Span::of_ms(first_ms, first_ms + HOUR_MS).unwrap()
}

/// Gives each writer its share of requests, which go through all slots in an order of their own.
async fn raced<W, F>(slots: usize, work: W) -> (Vec<F::Output>, Duration, Duration)
where
    W: Fn(usize) -> F + Send + Sync + 'static,
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let next = Arc::new(AtomicUsize::new(0));
    let work = Arc::new(work);
    let start = Instant::now();
    let writers: Vec<_> = (0..WRITERS)
        .map(|_| {
            let (next, work) = (next.clone(), work.clone());
            tokio::spawn(async move {
                let mut answers = Vec::new();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= slots * EACH {
                        return answers;
                    }
                    // Those that want the same slot come one after the other, so that they meet.
                    let answer = work(number / EACH).await;
                    answers.push((start.elapsed(), answer));
                }
            })
        })
        .collect();
    let mut answers = Vec::new();
    for writer in writers {
        answers.extend(writer.await.unwrap());
    }
    let wall = start.elapsed();
    answers.sort_by_key(|(at, _)| *at);
    let times: Vec<Duration> = std::iter::once(Duration::ZERO).chain(answers.iter().map(|(at, _)| *at)).collect();
    let silence = times.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or_default();
    (answers.into_iter().map(|(_, answer)| answer).collect(), wall, silence)
}

/// Bookings as the service makes them, with a waiting list.
pub async fn chained(world: &World, race: usize, slots: usize) -> Outcome {
    let (exchange, clock) = (world.exchange.clone(), world.system());
    let people: Vec<_> = (0..WRITERS).map(|_| world.person()).collect();
    let (answers, wall, longest_silence) = raced(slots, move |number| {
        let (exchange, person) = (exchange.clone(), people[number % WRITERS].clone());
        async move {
            let wish = Wish { waits: true, ..wish(slot(race, number, slots)) };
            exchange.book(&person, CLUSTER, "bench", &wish).await.unwrap()
        }
    })
    .await;
    let booked: Vec<BookingId> = answers.iter().flat_map(|one| one.booked.clone()).collect();
    let waits: Vec<BookingId> = answers.iter().flat_map(|one| one.waits.clone()).collect();
    let facility = world.facility().await;
    let within = Span::new(slot(race, 0, slots).from(), slot(race, slots, slots).until()).unwrap();
    let mut busy = world.exchange.busy(&clock, CLUSTER, Some(&facility), within).await.unwrap();
    busy.sort_by_key(|one| one.span);
    let twice = busy.windows(2).filter(|pair| pair[0].span.overlaps(pair[1].span)).count();
    let mut kept: Vec<BookingId> = busy.iter().filter_map(|one| one.booking).collect();
    kept.sort();
    let mut expected = booked.clone();
    expected.sort();
    let mut lost = usize::from(kept != expected);
    for id in booked.iter().chain(&waits) {
        lost += usize::from(world.exchange.booking(&clock, *id).await.is_err());
    }
    let (booked, waits) = (booked.len(), waits.len());
    Outcome { slots, asked: slots * EACH, booked, waits, twice, lost, wall, longest_silence }
}

/// The same booking by code that looks first and saves then, over a table without any constraint.
pub async fn check_then_save(world: &World, race: usize, slots: usize) -> Outcome {
    let db = world.db.clone();
    let race = i64::try_from(race).unwrap();
    let (answers, wall, longest_silence) = raced(slots, move |number| {
        let db = db.clone();
        let slot = i64::try_from(number).unwrap();
        async move {
            let look = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM naive_booking WHERE race = $1 AND slot = $2";
            let found = db.write_one(look, vec![race.into(), slot.into()]).await.unwrap();
            let is_free = found[0].try_get::<i64>("", "n").unwrap() == 0;
            if is_free {
                let save = "INSERT INTO naive_booking (id, race, slot) VALUES ($1, $2, $3)";
                let id = BookingId::new().0;
                db.write_one(save, vec![id.into(), race.into(), slot.into()]).await.unwrap();
            }
            is_free
        }
    })
    .await;
    let twice = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM (SELECT slot FROM naive_booking WHERE race = $1 \
                 GROUP BY slot HAVING COUNT(*) > 1) AS both_of_them";
    let found = world.db.write_one(twice, vec![race.into()]).await.unwrap();
    let twice = usize::try_from(found[0].try_get::<i64>("", "n").unwrap()).unwrap();
    let booked = answers.iter().filter(|booked| **booked).count();
    let waits = answers.len() - booked;
    Outcome { slots, asked: slots * EACH, booked, waits, twice, lost: 0, wall, longest_silence }
}
