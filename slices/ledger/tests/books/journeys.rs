//! What people do with the books, one story a test.

use bellwether_kernel::actor::Role;
use bellwether_kernel::clock::{Clock, SignedDuration};
use bellwether_kernel::paging::PageSize;
use bellwether_ledger::model::asked::{Show, StatementWanted, TransfersWanted};
use bellwether_ledger::model::budget::Parts;
use bellwether_ledger::model::sample::SAMPLES;
use bellwether_ledger::model::transfer::{Event, Intent, Leg, NewTransfer, State};
use bellwether_ledger::service::{LedgerError, Loaded};
use bellwether_testkit::databases;

use crate::world::{NORTH, World, person, text, transfer};

const HOUR: SignedDuration = SignedDuration::from_hours(1);

#[tokio::test]
async fn a_budget_tells_what_is_committed_spent_and_free() {
    for test in databases().await {
        let world = World::funded(&test, 1_000).await;
        let (ledger, ctx) = (&world.ledger, world.officer());
        ledger.transfer(&ctx, NORTH, &transfer("paid", &world.hearts, &world.payee, 300)).await.unwrap();
        let held = transfer("held", &world.hearts, &world.payee, 450).held_until(None);
        let held = ledger.transfer(&ctx, NORTH, &held).await.unwrap();
        assert_eq!(held.state, State::Pending);
        let books = ledger.books(&ctx, NORTH, None).await.unwrap();
        let parts = Parts::of(&books[0].budgets[0]);
        assert_eq!(parts, Parts { committed: 450, spent: 300, free: 250 });
        assert_eq!((parts.total(), books[0].parts().total()), (1_000, 1_000));
        // What is promised cannot be promised again.
        let refused = world.give("too-much", &world.hearts, &world.payee, 251).await.unwrap_err();
        let LedgerError::Short(check) = refused else { panic!("{refused}") };
        assert_eq!((check.asked_minor, check.held.balance.free(), check.short_minor()), (251, 250, 1));
        ledger.post_held(&ctx, NORTH, held.id).await.unwrap();
        let again = ledger.void_held(&ctx, NORTH, held.id, "too late").await.unwrap_err();
        assert_eq!(again.to_string(), "a transfer that is posted cannot be voided");
        let back = ledger.transfer(&ctx, NORTH, &transfer("back", &world.payee, &world.hearts, 100)).await.unwrap();
        assert_eq!(back.state, State::Posted);
        let parts = Parts::of(&ledger.books(&ctx, NORTH, None).await.unwrap()[0].budgets[0]);
        assert_eq!(parts, Parts { committed: 0, spent: 650, free: 350 });
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn the_same_key_makes_one_transfer() {
    for test in databases().await {
        let world = World::funded(&test, 1_000).await;
        let first = world.give("pay-7", &world.hearts, &world.payee, 10).await.unwrap();
        let again = world.give("pay-7", &world.hearts, &world.payee, 10).await.unwrap();
        assert_eq!(first, again);
        assert_eq!(world.free(world.hearts.id).await, 990);
        let other = world.give("pay-7", &world.hearts, &world.payee, 11).await.unwrap_err();
        assert!(matches!(other, LedgerError::KeyTaken), "{other}");
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn above_the_threshold_two_people_are_needed() {
    for test in databases().await {
        let world = World::funded(&test, 1_000).await;
        let (ledger, officer, council) = (&world.ledger, world.officer(), world.council());
        ledger.set_threshold(&council, NORTH, world.fund.id, Some(100)).await.unwrap();
        let small = ledger.transfer(&officer, NORTH, &transfer("a", &world.hearts, &world.payee, 100)).await.unwrap();
        assert_eq!(small.state, State::Posted);
        let large = ledger.transfer(&officer, NORTH, &transfer("b", &world.hearts, &world.payee, 101)).await.unwrap();
        assert!(large.waits_for_approval());
        assert_eq!(world.free(world.hearts.id).await, 1_000 - 100 - 101);
        assert_eq!(ledger.waiting(&council).await.unwrap(), [(NORTH.to_owned(), 1)]);
        // Neither may the officer post it, nor approve it, nor lift the threshold.
        let early = ledger.post_held(&officer, NORTH, large.id).await.unwrap_err();
        assert!(matches!(early, LedgerError::NeedsApproval), "{early}");
        for refused in [
            ledger.approve(&officer, NORTH, large.id).await.err(),
            ledger.set_threshold(&officer, NORTH, world.fund.id, None).await.err(),
        ] {
            assert!(matches!(refused, Some(LedgerError::Denied(_))), "{refused:?}");
        }
        let done = ledger.approve(&council, NORTH, large.id).await.unwrap();
        assert_eq!(done.state, State::Posted);
        let twice = ledger.approve(&council, NORTH, large.id).await.unwrap_err();
        assert!(matches!(twice, LedgerError::NotWaiting), "{twice}");
        assert_eq!(ledger.waiting(&council).await.unwrap(), []);
        // Many small legs are one large amount.
        let split = NewTransfer {
            legs: vec![
                Leg { account: world.hearts.id, minor: -60 },
                Leg { account: world.livers.id, minor: -60 },
                Leg { account: world.payee.id, minor: 120 },
            ],
            ..transfer("c", &world.hearts, &world.payee, 1)
        };
        world.give("to-livers", &world.hearts, &world.livers, 60).await.unwrap();
        let split = ledger.transfer(&officer, NORTH, &split).await.unwrap();
        assert!(split.waits_for_approval());
        let reason = "not this year";
        let down = ledger.turn_down(&council, NORTH, split.id, reason).await.unwrap();
        assert_eq!((down.state, down.reason.as_str()), (State::Voided, reason));
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn nobody_approves_what_they_proposed() {
    for test in databases().await {
        let world = World::funded(&test, 1_000).await;
        let roles = vec![Role::Officer, Role::Council];
        let user = bellwether_kernel::actor::User::new(bellwether_kernel::actor::UserId::new(), "Ann".into(), roles);
        let actor = bellwether_kernel::actor::Actor::User(user.working_for(vec![NORTH.to_owned()]));
        let both = bellwether_testkit::ctx(actor, &world.clock);
        world.ledger.set_threshold(&both, NORTH, world.fund.id, Some(0)).await.unwrap();
        let new = transfer("a", &world.hearts, &world.payee, 5);
        let own = world.ledger.transfer(&both, NORTH, &new).await.unwrap();
        let refused = world.ledger.approve(&both, NORTH, own.id).await.unwrap_err();
        assert!(matches!(refused, LedgerError::OwnProposal), "{refused}");
        assert_eq!(world.ledger.waiting(&both).await.unwrap(), []);
        world.ledger.approve(&world.council(), NORTH, own.id).await.unwrap();
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn a_promise_ends_by_the_clock() {
    for test in databases().await {
        let world = World::funded(&test, 1_000).await;
        let until = world.clock.now() + HOUR;
        let new = transfer("a", &world.hearts, &world.payee, 900).held_until(Some(until));
        let held = world.ledger.transfer(&world.system(), NORTH, &new).await.unwrap();
        world.clock.advance(HOUR - SignedDuration::from_millis(1));
        assert_eq!(world.free(world.hearts.id).await, 100);
        world.clock.advance(SignedDuration::from_millis(1));
        // Whoever comes first lets it go: here, somebody who wants the money.
        world.give("b", &world.hearts, &world.payee, 800).await.unwrap();
        let (over, _) = world.ledger.find(&world.system(), NORTH, held.id).await.unwrap();
        assert_eq!((over.state, over.settled_by.as_deref()), (State::Expired, Some("clock")));
        assert_eq!(over.settled_at_ms, Some(until.as_millisecond()));
        let late = world.ledger.post_held(&world.system(), NORTH, held.id).await.unwrap_err();
        assert_eq!(late.to_string(), "a transfer that is expired cannot be posted");
        world.clock.advance(HOUR);
        let new = transfer("c", &world.hearts, &world.payee, 200).held_until(Some(world.clock.now() + HOUR));
        let held = world.ledger.transfer(&world.system(), NORTH, &new).await.unwrap();
        world.clock.advance(HOUR * 5);
        // Posting what is over is refused, and it stays over.
        let late = world.ledger.post_held(&world.system(), NORTH, held.id).await.unwrap_err();
        assert!(matches!(late, LedgerError::Step(_)), "{late}");
        assert_eq!(world.free(world.hearts.id).await, 200);
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn any_instant_of_the_past_is_told_as_it_was() {
    for test in databases().await {
        let world = World::funded(&test, 1_000).await;
        let start = world.clock.now();
        let mut expected = vec![(start, 1_000)];
        for n in 1..=5 {
            world.clock.advance(HOUR);
            world.give(&format!("p{n}"), &world.hearts, &world.payee, n * 10).await.unwrap();
            expected.push((world.clock.now(), expected.last().unwrap().1 - n * 10));
        }
        world.clock.advance(HOUR);
        for (at, posted) in expected {
            for at in [at, at + HOUR - SignedDuration::from_millis(1)] {
                let accounts = world.ledger.accounts(&world.system(), NORTH, Some(at)).await.unwrap();
                let of = |id| accounts.iter().find(|held| held.account.id == id).unwrap().balance.posted;
                assert_eq!((of(world.hearts.id), of(world.payee.id)), (posted, 1_000 - posted), "{at}");
                assert_eq!(accounts.iter().map(|held| held.balance.posted).sum::<i64>(), 0);
                let wanted = StatementWanted { as_of_ms: Some(at.as_millisecond()), before: None };
                let size = PageSize::clamped(2);
                let statement =
                    world.ledger.statement(&world.system(), NORTH, world.hearts.id, &wanted, size).await.unwrap();
                assert_eq!((statement.held.balance.posted, statement.lines[0].after.posted), (posted, posted));
            }
        }
        let before = world.ledger.accounts(&world.system(), NORTH, Some(start - HOUR)).await.unwrap();
        assert!(before.is_empty(), "{before:?}");
        assert!(world.ledger.books(&world.system(), NORTH, Some(start - HOUR)).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_statement_has_every_event_once_and_adds_up() {
    for test in databases().await {
        let world = World::funded(&test, 1_000).await;
        for n in 0..7 {
            let new = transfer(&format!("h{n}"), &world.hearts, &world.payee, 5).held_until(None);
            let held = world.ledger.transfer(&world.system(), NORTH, &new).await.unwrap();
            if n % 2 == 0 {
                world.ledger.post_held(&world.system(), NORTH, held.id).await.unwrap();
            } else {
                world.ledger.void_held(&world.system(), NORTH, held.id, "changed our mind").await.unwrap();
            }
        }
        let mut wanted = StatementWanted::default();
        let mut lines = Vec::new();
        loop {
            let size = PageSize::clamped(4);
            let part = world.ledger.statement(&world.system(), NORTH, world.hearts.id, &wanted, size).await.unwrap();
            lines.extend(part.lines);
            match part.next {
                Some(next) => wanted.before = Some(next),
                None => break,
            }
        }
        assert_eq!(lines.iter().map(|line| line.seq).collect::<Vec<_>>(), (1..=15).rev().collect::<Vec<_>>());
        let count = |event| lines.iter().filter(|line| line.event == event).count();
        assert_eq!([Event::Held, Event::Posted, Event::Voided].map(count), [7, 5, 3]);
        assert!(lines.iter().all(|line| line.counterpart.as_ref().is_some_and(|(_, more)| *more == 0)));
        for pair in lines.windows(2) {
            assert_eq!(pair[1].after.after(pair[0].change), Some(pair[0].after));
        }
        let wanted = TransfersWanted { show: Show::Voided, before: None };
        let (shown, next) =
            world.ledger.transfers(&world.system(), NORTH, &wanted, PageSize::clamped(2)).await.unwrap();
        assert_eq!((shown.transfers.len(), next.is_some()), (2, true));
        let wanted = TransfersWanted { before: next, ..wanted };
        let (shown, next) =
            world.ledger.transfers(&world.system(), NORTH, &wanted, PageSize::clamped(2)).await.unwrap();
        assert_eq!((shown.transfers.len(), next), (1, None));
    }
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_and_leaves_nothing() {
    for test in databases().await {
        let world = World::funded(&test, 1_000).await;
        let journal = world.db.verify_journal(None).await.unwrap();
        let around = world.give("a", &world.source, &world.payee, 5).await.unwrap_err();
        assert!(matches!(around, LedgerError::Kinds), "{around}");
        let nothing = world.give("b", &world.hearts, &world.payee, 0).await.unwrap_err();
        assert!(matches!(nothing, LedgerError::Unbalanced(_)), "{nothing}");
        let mut lopsided = transfer("c", &world.hearts, &world.payee, 5);
        lopsided.legs[0].minor = -4;
        let lopsided = world.ledger.transfer(&world.system(), NORTH, &lopsided).await.unwrap_err();
        assert_eq!(lopsided.to_string(), "the legs do not sum to zero in RUB");
        let mut silent = transfer("d", &world.hearts, &world.payee, 5);
        silent.memo = text("  ");
        assert!(matches!(world.ledger.transfer(&world.system(), NORTH, &silent).await, Err(LedgerError::Unusable(_))));
        let past = transfer("e", &world.hearts, &world.payee, 5).held_until(Some(world.clock.now()));
        assert!(matches!(world.ledger.transfer(&world.system(), NORTH, &past).await, Err(LedgerError::Unusable(_))));
        let all = i64::MAX;
        let more = world.give("f", &world.source, &world.pool, all).await.unwrap_err();
        assert!(matches!(more, LedgerError::TooLarge), "{more}");
        assert_eq!(world.db.verify_journal(None).await.unwrap(), journal);
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn the_books_of_another_cluster_are_not_there() {
    for test in databases().await {
        let world = World::funded(&test, 1_000).await;
        let paid = world.give("x", &world.hearts, &world.payee, 5).await.unwrap();
        for role in Role::ALL {
            let stranger = person(&world.clock, role, "south");
            if role == Role::Administrator {
                continue;
            }
            assert!(world.ledger.books(&stranger, NORTH, None).await.is_err(), "{role:?}");
            assert!(world.ledger.find(&stranger, NORTH, paid.id).await.is_err(), "{role:?}");
            assert!(world.ledger.approve(&stranger, NORTH, paid.id).await.is_err(), "{role:?}");
            let new = transfer("y", &world.hearts, &world.payee, 5);
            assert!(world.ledger.transfer(&stranger, NORTH, &new).await.is_err(), "{role:?}");
        }
        // Nor are they in the books of one's own cluster, under whatever id or key.
        let officer = person(&world.clock, Role::Officer, "south");
        assert!(matches!(world.ledger.find(&officer, "south", paid.id).await, Err(LedgerError::NotFound)));
        let stolen = world.ledger.transfer(&officer, "south", &transfer("x", &world.hearts, &world.payee, 5)).await;
        assert!(matches!(stolen, Err(LedgerError::NotFound)), "{stolen:?}");
        assert!(world.ledger.books(&officer, "south", None).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn other_slices_reserve_post_and_void_in_their_own_transactions() {
    for test in databases().await {
        let world = World::funded(&test, 1_000).await;
        let (ledger, ctx) = (&world.ledger, world.system());
        let new = transfer("booking-1", &world.hearts, &world.payee, 400).held_until(None);
        // The work around it fails: then nothing is held.
        let failed = world
            .db
            .write(&ctx, async |tx| {
                ledger.propose(&ctx, &tx, NORTH, &new).await?;
                Err::<(), _>(LedgerError::NotFound)
            })
            .await;
        assert!(failed.is_err());
        assert_eq!(world.free(world.hearts.id).await, 1_000);
        let held = world.db.write(&ctx, async |tx| ledger.propose(&ctx, &tx, NORTH, &new).await).await.unwrap();
        assert_eq!((held.intent, held.state), (Intent::Hold, State::Pending));
        world.db.write(&ctx, async |tx| ledger.post(&ctx, &tx, NORTH, held.id).await).await.unwrap();
        assert_eq!(world.free(world.hearts.id).await, 600);
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn the_samples_load_once_and_add_up() {
    for test in databases().await {
        let world = World::open(&test).await;
        let all = ["foresight", "research-and-development", "education", "information", "organisation-and-finance"];
        let more = ["sustainable-development", "clinical-medicine", "biomedicine", "bioinformatics"];
        let areas = ["industrial-biotechnology", "high-throughput-data-analysis", "image-analysis", "systems-biology"];
        let concepts: Vec<_> =
            all.into_iter().chain(more).chain(areas).map(|slug| (slug.to_owned(), text(slug))).collect();
        for (name, source) in SAMPLES {
            let loaded = world.ledger.load_sample(&world.system(), source, &concepts).await;
            assert!(matches!(loaded, Ok(Loaded::Opened(_))), "{name}: {loaded:?}");
            let again = world.ledger.load_sample(&world.system(), source, &concepts).await.unwrap();
            assert_eq!(again, Loaded::Known, "{name}");
        }
        let books = world.ledger.books(&world.system(), "skolkovo-biomedical", None).await.unwrap();
        assert_eq!(books.len(), 2);
        assert!(books.iter().all(|books| books.fund.sample));
        let council = person(&world.clock, Role::Council, "skolkovo-biomedical");
        assert_eq!(world.ledger.waiting(&council).await.unwrap(), [("skolkovo-biomedical".to_owned(), 1)]);
        world.assert_sound().await;
    }
}
