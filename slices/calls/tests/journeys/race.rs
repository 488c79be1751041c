//! 64 writers award from one budget at once: never more than the budget, and nothing half done.

use std::time::Instant;

use bellwether_calls::service::error::CallError;
use bellwether_testkit::databases;

use super::world::{BUDGET_MINOR, content, world, yes};

const WRITERS: usize = 64;
/// Each wants so much: 33 of them fit.
const EACH_MINOR: i64 = 300_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_call_never_awards_more_than_its_budget() {
    for database in databases().await {
        let world = world(&database).await;
        let call = world.published("young", content()).await;
        let lead = world.person();
        let mut ids = Vec::new();
        for _ in 0..WRITERS {
            ids.push(world.in_review(&lead, &call, EACH_MINOR / 100).await);
        }
        let start = Instant::now();
        let mut writers = tokio::task::JoinSet::new();
        for id in ids {
            let (calls, officer, call) = (world.calls.clone(), world.officer.clone(), call.clone());
            writers.spawn(async move {
                match calls.decide(&officer, id, &yes(EACH_MINOR)).await {
                    Ok(()) => calls.announce(&officer, &call, &[id]).await.map(|_| true),
                    Err(CallError::Short { .. }) => Ok(false),
                    Err(error) => Err(error),
                }
            });
        }
        let done = writers.join_all().await;
        let awarded = done.into_iter().map(|one| one.unwrap()).filter(|is_awarded| *is_awarded).count();
        let fit = usize::try_from(BUDGET_MINOR / EACH_MINOR).unwrap();
        assert_eq!(awarded, fit, "{}: all that fit, and no more", database.name);
        println!("{}: {WRITERS} writers in {:?}", database.name, start.elapsed());
        assert_eq!(world.call_now(&call).await.committed_minor, EACH_MINOR * fit as i64);
        let held = world.ledger.check(&world.system(), &call.cluster, call.account.unwrap(), 0).await.unwrap().held;
        assert_eq!(held.balance.held_out, EACH_MINOR * fit as i64, "what was awarded is promised in the books");
        assert!(world.ledger.verify(&world.system()).await.unwrap().is_sound());
        world.db.verify_journal(None).await.unwrap();
        let beyond = "UPDATE calls_call SET committed_minor = budget_minor + 1";
        assert!(world.db.write_one(beyond, Vec::new()).await.is_err(), "the table itself refuses it");
    }
}
