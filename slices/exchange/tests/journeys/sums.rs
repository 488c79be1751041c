//! Sums of use that are kept are those of the bookings, whatever happened to these.

use bellwether_exchange::api::{BookingId, ExchangeError, Span, Wish};
use bellwether_kernel::clock::SignedDuration;
use bellwether_kernel::ctx::Ctx;
use bellwether_testkit::{TestDb, databases};
use proptest::prelude::*;

use super::shared::{CLUSTER, World, bench, wish};

const CONDITIONS: &str = "[[facility.condition]]\nrule = \"cancel_before\"\nminutes = 600\n\
    [[facility.rate]]\nclass = \"member\"\nfrom = \"2020-01-01\"\nminor_per_hour = 100\ncurrency = \"RUB\"\n\
    [facility.fees]\nlate_cancel_percent = 50\nno_show_percent = 100\n";

/// One thing that happens; numbers choose among what there is.
#[derive(Clone, Debug)]
enum Event {
    Book { hour: i64, hours: i64, waits: bool },
    Move { which: usize, hour: i64 },
    Cancel(usize),
    Start(usize),
    Stop(usize),
    Wait { minutes: i64 },
    Sweep,
    Zone(&'static str),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    // Across the end of a month, in which the zones of the test differ.
    let hour = 190..230_i64;
    let one = prop_oneof![
        4 => (hour.clone(), 1..4_i64, any::<bool>()).prop_map(|(hour, hours, waits)| Event::Book { hour, hours, waits }),
        1 => (any::<usize>(), hour).prop_map(|(which, hour)| Event::Move { which, hour }),
        1 => any::<usize>().prop_map(Event::Cancel),
        3 => any::<usize>().prop_map(Event::Start),
        2 => any::<usize>().prop_map(Event::Stop),
        3 => (10..2_000_i64).prop_map(|minutes| Event::Wait { minutes }),
        1 => Just(Event::Sweep),
        1 => prop_oneof![Just("Europe/Moscow"), Just("Asia/Vladivostok"), Just("UTC")].prop_map(Event::Zone),
    ];
    prop::collection::vec(one, 1..30)
}

fn source(zone: &str) -> String {
    bench(CONDITIONS, "places = 2").replace("Europe/Moscow", zone)
}

async fn happens(world: &World, ann: &Ctx, known: &mut Vec<BookingId>, event: &Event) -> Result<(), ExchangeError> {
    let start = bellwether_testkit::clock();
    let begin =
        |hour: i64| Ctx::new(ann.actor.clone(), ann.lang, start.clone()).now().as_millisecond() + hour * 3_600_000;
    let span = |hour, hours| Span::of_ms(begin(hour), begin(hour + hours)).unwrap();
    let chosen = |which: &usize| known.get(which % known.len().max(1)).copied().ok_or(ExchangeError::NotFound);
    match event {
        Event::Book { hour, hours, waits } => {
            let wish = Wish { waits: *waits, ..wish(span(*hour, *hours)) };
            let done = world.exchange.book(ann, CLUSTER, "bench", &wish).await?;
            known.extend(done.booked.into_iter().chain(done.waits));
        }
        Event::Move { which, hour } => world.exchange.reschedule(ann, chosen(which)?, span(*hour, 2)).await?,
        Event::Cancel(which) => drop(world.exchange.cancel(ann, chosen(which)?, "").await?),
        Event::Start(which) => world.exchange.start_use(ann, chosen(which)?).await?,
        Event::Stop(which) => world.exchange.stop_use(ann, chosen(which)?).await?,
        Event::Wait { minutes } => world.clock.advance(SignedDuration::from_mins(*minutes)),
        Event::Sweep => drop(world.exchange.sweep(&world.system()).await?),
        Event::Zone(zone) => drop(world.exchange.load(&world.system(), &source(zone), None).await?),
    }
    Ok(())
}

/// What was refused changes nothing; what failed otherwise is a fault.
async fn all_agree(database: &TestDb, events: &[Event]) {
    let world = World::open(database, &source("Europe/Moscow")).await;
    let (ann, mut known) = (world.person(), Vec::new());
    for event in events {
        let done = happens(&world, &ann, &mut known, event).await;
        if let Err(error @ (ExchangeError::Store(_) | ExchangeError::Denied(_))) = done {
            panic!("{event:?}: {error}");
        }
        assert_eq!(world.exchange.odd_sums(&world.system()).await.unwrap(), [], "after {event:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn kept_sums_are_those_of_the_bookings(events in events()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            for database in databases().await {
                all_agree(&database, &events).await;
            }
        });
    }
}

#[tokio::test]
async fn a_sum_that_was_tampered_with_is_told_and_mended() {
    for database in databases().await {
        let world = World::open(&database, &source("Europe/Moscow")).await;
        let ann = world.person();
        let mut known = Vec::new();
        happens(&world, &ann, &mut known, &Event::Book { hour: 200, hours: 2, waits: false }).await.unwrap();
        world.db.write_one("UPDATE exchange_use SET booked_ms = booked_ms + 60000", Vec::new()).await.unwrap();
        let odd = world.exchange.odd_sums(&world.system()).await.unwrap();
        assert_eq!(odd.iter().map(|one| (one.kept.booked, one.anew.booked)).collect::<Vec<_>>(), [(121, 120)]);
        assert!(matches!(world.exchange.count_anew(&ann).await, Err(ExchangeError::Denied(_))));
        world.exchange.count_anew(&world.system()).await.unwrap();
        assert_eq!(world.exchange.odd_sums(&world.system()).await.unwrap(), []);
    }
}

#[tokio::test]
async fn the_migration_fills_the_sums_of_what_is_there() {
    for database in databases().await {
        let world = World::open(&database, &source("Asia/Vladivostok")).await;
        let (ann, mut known) = (world.person(), Vec::new());
        for (hour, which) in [(200, 0), (203, 1), (206, 2), (900, 3)] {
            happens(&world, &ann, &mut known, &Event::Book { hour, hours: 2, waits: false }).await.unwrap();
            if which == 1 {
                world.exchange.cancel(&ann, known[1], "").await.unwrap();
            }
        }
        // The first is used, the third missed, the fourth is ahead.
        world.clock.advance(SignedDuration::from_hours(200));
        world.exchange.start_use(&ann, known[0]).await.unwrap();
        world.clock.advance(SignedDuration::from_mins(90));
        world.exchange.stop_use(&ann, known[0]).await.unwrap();
        world.clock.advance(SignedDuration::from_hours(20));
        world.exchange.sweep(&world.system()).await.unwrap();
        world.db.write_one("DROP TABLE exchange_use", Vec::new()).await.unwrap();
        let forgotten = "DELETE FROM db_migration WHERE name LIKE '%_1401_exchange_use'";
        world.db.write_one(forgotten, Vec::new()).await.unwrap();
        let mut all = bellwether_exchange::migrations::all();
        all.extend(bellwether_cluster::api::migrations());
        world.db.migrate(all).await.unwrap();
        assert_eq!(world.exchange.odd_sums(&world.system()).await.unwrap(), []);
        let analyst = world.with(&[bellwether_kernel::actor::Role::Analyst]);
        let of = world.exchange.utilisation(&analyst, CLUSTER, ("2027-01-01".parse().unwrap(), 3)).await.unwrap();
        let booked = of.whole().booked;
        assert_eq!((booked.bookings, booked.booked, booked.used, booked.no_show), (3, 360, 90, 120));
    }
}
