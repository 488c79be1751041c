//! Laws under random interleavings of several writers and the clock, on every database.

use bellwether_kernel::clock::{Clock, SignedDuration, Timestamp};
use bellwether_kernel::paging::PageSize;
use bellwether_ledger::model::account::Account;
use bellwether_ledger::model::asked::TransfersWanted;
use bellwether_ledger::model::transfer::{NewTransfer, State, Transfer, TransferId};
use bellwether_ledger::service::LedgerError;
use bellwether_testkit::{TestDb, databases};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::world::{NORTH, World, transfer};

/// What one writer does next.
#[derive(Clone, Debug)]
enum Deed {
    Give { from: usize, to: usize, minor: i64 },
    Hold { from: usize, to: usize, minor: i64, hours: Option<u8> },
    Post(prop::sample::Index),
    Void(prop::sample::Index),
    Approve(prop::sample::Index),
    Threshold(Option<i64>),
    Wait(u8),
}

fn deeds() -> impl Strategy<Value = Deed> {
    let places = || 0_usize..5;
    prop_oneof![
        4 => (places(), places(), 1_i64..400).prop_map(|(from, to, minor)| Deed::Give { from, to, minor }),
        4 => (places(), places(), 1_i64..400, proptest::option::of(1_u8..4))
            .prop_map(|(from, to, minor, hours)| Deed::Hold { from, to, minor, hours }),
        2 => any::<prop::sample::Index>().prop_map(Deed::Post),
        2 => any::<prop::sample::Index>().prop_map(Deed::Void),
        2 => any::<prop::sample::Index>().prop_map(Deed::Approve),
        1 => proptest::option::of(50_i64..300).prop_map(Deed::Threshold),
        1 => (1_u8..4).prop_map(Deed::Wait),
    ]
}

/// Four deeds at once, again and again.
fn rounds() -> impl Strategy<Value = Vec<Vec<Deed>>> {
    proptest::collection::vec(proptest::collection::vec(deeds(), 1..5), 1..8)
}

fn place(world: &World, at: usize) -> &Account {
    [&world.source, &world.pool, &world.hearts, &world.livers, &world.payee][at]
}

async fn known(world: &World) -> Vec<Transfer> {
    let wanted = TransfersWanted::default();
    let size = PageSize::clamped(200);
    world.ledger.transfers(&world.system(), NORTH, &wanted, size).await.unwrap().0.transfers
}

fn pick(known: &[Transfer], index: &prop::sample::Index) -> Option<TransferId> {
    (!known.is_empty()).then(|| index.get(known).id)
}

async fn does(world: &World, key: String, deed: &Deed, known: &[Transfer]) -> Result<(), LedgerError> {
    let (ledger, ctx) = (&world.ledger, world.officer());
    let make = async |new: NewTransfer| ledger.transfer(&ctx, NORTH, &new).await.map(drop);
    match deed {
        Deed::Give { from, to, minor } => make(transfer(&key, place(world, *from), place(world, *to), *minor)).await,
        Deed::Hold { from, to, minor, hours } => {
            let until = hours.map(|hours| world.clock.now() + SignedDuration::from_hours(hours.into()));
            make(transfer(&key, place(world, *from), place(world, *to), *minor).held_until(until)).await
        }
        Deed::Post(index) => match pick(known, index) {
            Some(id) => ledger.post_held(&ctx, NORTH, id).await.map(drop),
            None => Ok(()),
        },
        Deed::Void(index) => match pick(known, index) {
            Some(id) => ledger.void_held(&ctx, NORTH, id, "as it came").await.map(drop),
            None => Ok(()),
        },
        Deed::Approve(index) => match pick(known, index) {
            Some(id) => ledger.approve(&world.council(), NORTH, id).await.map(drop),
            None => Ok(()),
        },
        Deed::Threshold(minor) => ledger.set_threshold(&world.council(), NORTH, world.fund.id, *minor).await.map(drop),
        Deed::Wait(_) => Ok(()),
    }
}

/// The deeds of a round run at once; refusals are fine, failures are not.
async fn run_round(world: &World, number: usize, round: &[Deed], known: &[Transfer]) -> Result<(), TestCaseError> {
    for deed in round {
        if let Deed::Wait(hours) = deed {
            world.clock.advance(SignedDuration::from_hours((*hours).into()));
        }
    }
    let at_once = round.iter().enumerate().map(|(n, deed)| does(world, format!("{number}-{n}"), deed, known));
    for answer in join_all(at_once).await {
        match answer {
            Ok(())
            | Err(
                LedgerError::Short(_)
                | LedgerError::Kinds
                | LedgerError::Unbalanced(_)
                | LedgerError::Step(_)
                | LedgerError::NeedsApproval
                | LedgerError::NotWaiting,
            ) => {}
            Err(error) => return Err(TestCaseError::fail(format!("{error:?}"))),
        }
    }
    Ok(())
}

/// All of them at once, on this task.
async fn join_all<F: Future>(work: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut work: Vec<_> = work.map(|one| (Box::pin(one), None)).collect();
    std::future::poll_fn(move |context| {
        let mut waits = false;
        for (one, done) in &mut work {
            if done.is_none() {
                match one.as_mut().poll(context) {
                    std::task::Poll::Ready(answer) => *done = Some(answer),
                    std::task::Poll::Pending => waits = true,
                }
            }
        }
        if waits {
            std::task::Poll::Pending
        } else {
            std::task::Poll::Ready(work.iter_mut().filter_map(|(_, done)| done.take()).collect())
        }
    })
    .await
}

/// Every account that may not go below zero has not, and everything sums to zero, at this instant.
async fn holds_at(world: &World, at: Option<Timestamp>) -> Result<(), TestCaseError> {
    let accounts = world.ledger.accounts(&world.system(), NORTH, at).await.unwrap();
    prop_assert_eq!(accounts.iter().map(|held| i128::from(held.balance.posted)).sum::<i128>(), 0);
    let held = |held: &bellwether_ledger::model::account::Held| held.balance.held_in - held.balance.held_out;
    prop_assert_eq!(accounts.iter().map(held).sum::<i64>(), 0);
    for held in &accounts {
        prop_assert!(held.account.may_go_below || held.balance.free() >= 0, "{:?}", held);
    }
    Ok(())
}

async fn laws_hold(test: &TestDb, rounds: &[Vec<Deed>]) -> Result<(), TestCaseError> {
    let world = World::funded(test, 1_000).await;
    let start = world.clock.now();
    let mut posted: Vec<Transfer> = Vec::new();
    for (number, round) in rounds.iter().enumerate() {
        let before = known(&world).await;
        run_round(&world, number, round, &before).await?;
        let after = known(&world).await;
        for old in &posted {
            prop_assert!(after.contains(old), "a posted transfer changed: {:?}", old);
        }
        posted = after.into_iter().filter(|transfer| transfer.state == State::Posted).collect();
        holds_at(&world, None).await?;
    }
    let mut at = start;
    while at <= world.clock.now() {
        holds_at(&world, Some(at)).await?;
        at += SignedDuration::from_mins(30);
    }
    let verdict = world.ledger.verify(&world.system()).await.unwrap();
    prop_assert_eq!(verdict.faults, Vec::<String>::new());
    world.db.close().await.unwrap();
    Ok(())
}

#[test]
fn the_books_hold_under_any_interleaving() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for name in runtime.block_on(databases()).iter().map(|test| test.name) {
        // Each case has a database of its own.
        let config = Config { cases: if name == "sqlite" { 24 } else { 8 }, max_shrink_iters: 50, ..Config::default() };
        let tried = TestRunner::new(config).run(&rounds(), |rounds| {
            runtime.block_on(async {
                let test = match name {
                    "sqlite" => TestDb::sqlite(),
                    _ => TestDb::postgres().await.unwrap(),
                };
                laws_hold(&test, &rounds).await
            })
        });
        tried.unwrap_or_else(|failure| panic!("{name}: {failure}"));
    }
}
