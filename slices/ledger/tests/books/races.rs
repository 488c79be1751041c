//! Many writers spend from one account at once. The right way never overspends; a wrong one, tried beside it, does.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bellwether_db::{DbError, sql};
use bellwether_ledger::model::transfer::State;
use bellwether_ledger::service::LedgerError;
use bellwether_testkit::databases;
use sea_orm::FromQueryResult;

use crate::world::{NORTH, World, transfer};

const WRITERS: usize = 64;
const SPENDS: i64 = 200;
const PRICE: i64 = 7;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_64_writers_exactly_as_many_spend_as_there_is_money_for() {
    for test in databases().await {
        // Enough for 200, and something left over that is not enough for one more.
        let world = Arc::new(World::funded(&test, SPENDS * PRICE + PRICE - 1).await);
        let spent = Arc::new(AtomicUsize::new(0));
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let (world, spent) = (world.clone(), spent.clone());
                tokio::spawn(async move {
                    for turn in 0..5 {
                        let new = transfer(&format!("{writer}-{turn}"), &world.hearts, &world.payee, PRICE);
                        match world.ledger.transfer(&world.system(), NORTH, &new).await {
                            Ok(transfer) => {
                                assert_eq!(transfer.state, State::Posted);
                                spent.fetch_add(1, Ordering::Relaxed);
                            }
                            Err(LedgerError::Short(_)) => {}
                            Err(error) => panic!("writer {writer}: {error}"),
                        }
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
        assert_eq!(spent.load(Ordering::Relaxed) as i64, SPENDS, "{}", test.name);
        assert_eq!(world.free(world.hearts.id).await, PRICE - 1);
        assert_eq!(count_posted(&world).await, SPENDS + 2);
        world.assert_sound().await;
    }
}

#[derive(FromQueryResult)]
struct Count {
    n: i64,
}

async fn count_posted(world: &World) -> i64 {
    let sql = "SELECT COUNT(*) AS n FROM ledger_transfer WHERE state = 'posted'";
    sql::row::<Count>(world.db.reader(), sql, vec![]).await.unwrap().unwrap().n
}

/// What nobody should write: look first, then save what was computed, each on its own and without the table's rule.
async fn check_then_save(world: &World) -> Result<bool, DbError> {
    let look = "SELECT minor AS n FROM wrong_balance WHERE id = 1";
    let there = sql::row::<Count>(world.db.reader(), look, vec![]).await?.map_or(0, |row| row.n);
    if there < PRICE {
        return Ok(false);
    }
    tokio::task::yield_now().await;
    let save = "UPDATE wrong_balance SET minor = $1 WHERE id = 1";
    world.db.write_one(save, vec![(there - PRICE).into()]).await?;
    Ok(true)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_race_catches_who_checks_and_then_saves() {
    for test in databases().await {
        let world = Arc::new(World::open(&test).await);
        for statement in [
            "CREATE TABLE wrong_balance (id BIGINT PRIMARY KEY, minor BIGINT NOT NULL)",
            "INSERT INTO wrong_balance (id, minor) VALUES (1, 1400)",
        ] {
            world.db.write_one(statement, vec![]).await.unwrap();
        }
        let writers: Vec<_> = (0..WRITERS)
            .map(|_| {
                let world = world.clone();
                tokio::spawn(async move {
                    let mut spent = 0;
                    for _ in 0..5 {
                        spent += i64::from(check_then_save(&world).await.unwrap());
                    }
                    spent
                })
            })
            .collect();
        let mut spent = 0;
        for writer in writers {
            spent += writer.await.unwrap();
        }
        // 320 tries, money for 200: the wrong way lets more of them pass.
        assert!(spent > SPENDS, "{}: only {spent} passed, so this race proves nothing", test.name);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_who_send_the_same_key_make_one_transfer() {
    for test in databases().await {
        let world = Arc::new(World::funded(&test, 1_000).await);
        let senders: Vec<_> = (0..16)
            .map(|_| {
                let world = world.clone();
                tokio::spawn(async move { world.give("once", &world.hearts, &world.payee, 10).await.unwrap().id })
            })
            .collect();
        let mut ids = std::collections::BTreeSet::new();
        for sender in senders {
            ids.insert(sender.await.unwrap());
        }
        assert_eq!(ids.len(), 1, "{}", test.name);
        assert_eq!(world.free(world.hearts.id).await, 990);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_promise_is_settled_once_however_many_try() {
    for test in databases().await {
        let world = Arc::new(World::funded(&test, 1_000).await);
        let new = transfer("held", &world.hearts, &world.payee, 400).held_until(None);
        let held = world.ledger.transfer(&world.system(), NORTH, &new).await.unwrap().id;
        let tries: Vec<_> = (0..16)
            .map(|n| {
                let world = world.clone();
                tokio::spawn(async move {
                    let ctx = world.system();
                    let done = if n % 2 == 0 {
                        world.ledger.post_held(&ctx, NORTH, held).await
                    } else {
                        world.ledger.void_held(&ctx, NORTH, held, "no").await
                    };
                    match done {
                        Ok(transfer) => Some(transfer.state),
                        Err(LedgerError::Step(_)) => None,
                        Err(error) => panic!("{error}"),
                    }
                })
            })
            .collect();
        let mut settled = Vec::new();
        for attempt in tries {
            settled.extend(attempt.await.unwrap());
        }
        assert_eq!(settled.len(), 1, "{}", test.name);
        let free = if settled == [State::Posted] { 600 } else { 1_000 };
        assert_eq!(world.free(world.hearts.id).await, free);
        world.assert_sound().await;
    }
}
