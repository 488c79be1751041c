//! 64 writers race for 200 slots: none is given twice, no request is lost, nobody waits for long.
//!
//! The same race over a table without the chains, by code that looks first and saves then, gives slots twice: so the race
//! can show the fault. `cargo xtask bench exchange-booking` repeats it 20 times without the checks of a debug build.
use bellwether_testkit::databases;

use super::race_course as race;
use super::shared::{CLUSTER, wish};
use super::span;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_slot_is_given_twice_and_no_request_is_lost() {
    for database in databases().await {
        let world = race::world(&database).await;
        for repetition in 0..2 {
            let outcome = race::chained(&world, repetition, 100).await;
            assert_eq!(outcome.faults(), Vec::<String>::new(), "{} {outcome:?}", database.name);
        }
        let naive = race::check_then_save(&world, 0, 100).await;
        assert!(naive.twice > 0, "looking first and saving then gave no slot twice on {}: {naive:?}", database.name);
        world.db.verify_journal(None).await.unwrap();
        println!("{}: looking first and saving then took {:?}", database.name, naive.wall);
    }
}

/// Whatever a program does: the constraints alone refuse an overlap, however it is written.
#[tokio::test]
async fn the_database_itself_refuses_an_overlap() {
    for database in databases().await {
        let world = race::world(&database).await;
        let facility = world.facility().await;
        let booked = span("10:00", "12:00");
        world.exchange.book(&world.person(), CLUSTER, "bench", &wish(booked)).await.unwrap();
        let down = "INSERT INTO exchange_downtime (id, resource_id, from_ms, until_ms, why, set_at_ms) \
                    VALUES ($1, $2, 1, 2, 'x', 0)";
        let id = facility.offer.0;
        world.db.write_one(down, vec![id.into(), facility.id.0.into()]).await.unwrap();
        let insert = async |from_ms: i64, until_ms: i64, after_ms: i64| {
            let sql = "INSERT INTO exchange_hold (resource_id, place, from_ms, until_ms, after_ms, downtime_id) \
                       VALUES ($1, 0, $2, $3, $4, $5)";
            let values = vec![facility.id.0.into(), from_ms.into(), until_ms.into(), after_ms.into(), id.into()];
            world.db.write_one(sql, values).await.is_ok()
        };
        let (from, until, hour) = (booked.from_ms(), booked.until_ms(), 3_600_000);
        for (number, (begin, end)) in [(from, until), (from - hour, from + hour), (from + hour, until + hour)]
            .into_iter()
            .chain([(from - hour, until + hour), (from + 1, until - 1)])
            .enumerate()
        {
            for after in [0, begin, from, until, begin - 1] {
                assert!(!insert(begin, end, after).await, "overlap {number} after {after} on {}", database.name);
            }
        }
        assert!(insert(until, until + hour, until).await, "what does not overlap is taken on {}", database.name);
    }
}
