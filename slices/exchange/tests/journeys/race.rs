//! 64 writers race for 200 slots: none is given twice, no request is lost, nobody waits for long.
//!
//! The same race over a table without the chains, by code that looks first and saves then, gives slots twice: so the race
//! can show the fault. `cargo xtask bench exchange-booking` repeats it 20 times without the checks of a debug build.
use bellwether_testkit::databases;

use super::race_course as race;

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
