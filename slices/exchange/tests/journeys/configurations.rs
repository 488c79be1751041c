//! What an instrument is set to: changes are kept before uses whatever is booked, moved and cancelled around them.

use bellwether_exchange::api::{BookingId, ExchangeError, Span};
use bellwether_exchange::model::configuration::{Options, changes, minutes};
use bellwether_exchange::service::mine::Part;
use bellwether_kernel::actor::Role;
use bellwether_kernel::clock::SignedDuration;
use bellwether_kernel::ctx::Ctx;
use bellwether_testkit::{TestDb, databases};
use proptest::prelude::*;

use super::shared::{CLUSTER, World, bench, wish};
use super::span;

const ITEMS: &str = r#"
[[facility.condition]]
rule = "buffers"
before_minutes = 0
after_minutes = 10
[[facility.item]]
code = "objective"
name = { en = "Objective", ru = "Объектив" }
change_minutes = 30
option = [{ code = "dry", name = { en = "Dry", ru = "Сухой" } }, { code = "oil", name = { en = "Oil", ru = "Масло" } }]
[[facility.item]]
code = "gas"
name = { en = "Gas", ru = "Газ" }
change_minutes = 20
option = [{ code = "none", name = { en = "None", ru = "Нет" } }, { code = "argon", name = { en = "Argon", ru = "Аргон" } }]
"#;

fn wants(all: &[(&str, &str)]) -> Options {
    all.iter().map(|(item, option)| ((*item).to_owned(), (*option).to_owned())).collect()
}

async fn booked(world: &World, ctx: &Ctx, span: Span, wants: &Options) -> Result<BookingId, ExchangeError> {
    Ok(world.exchange.book_set(ctx, (CLUSTER, "bench"), &wish(span), wants).await?.booked[0])
}

#[tokio::test]
async fn a_change_is_shown_kept_and_noted_when_the_use_begins() {
    for database in databases().await {
        let world = World::open(&database, &bench(ITEMS, "")).await;
        let (ann, keeper) = (world.person(), world.with(&[Role::Administrator]));
        let facility = world.facility().await;
        let oil = wants(&[("objective", "oil")]);
        let weighed = world.exchange.weigh(&ann, &facility, (span("10:00", "11:00"), "", &oil)).await.unwrap();
        assert_eq!(weighed.refused, []);
        assert_eq!(
            weighed.changes.iter().map(|one| (one.from.as_str(), one.to.as_str(), one.minutes)).collect::<Vec<_>>(),
            [("dry", "oil", 30)]
        );
        let first = booked(&world, &ann, span("10:00", "11:00"), &oil).await.unwrap();
        // The half hour before is for the change, and the next one with the same needs none.
        assert!(
            booked(&world, &ann, span("09:00", "09:30"), &Options::new()).await.is_err(),
            "its buffer is in the change"
        );
        booked(&world, &ann, span("08:50", "09:20"), &Options::new()).await.unwrap();
        let same = world.exchange.weigh(&ann, &facility, (span("11:10", "12:00"), "", &oil)).await.unwrap();
        assert_eq!((same.refused, same.changes), (vec![], vec![]));
        booked(&world, &ann, span("11:10", "12:00"), &oil).await.unwrap();
        // What comes in between and leaves it dry has to leave time for the change after it.
        let odd = booked(&world, &ann, span("13:00", "14:00"), &wants(&[("lens", "none")])).await;
        assert!(matches!(odd, Err(ExchangeError::Field("wants", _))));
        world.clock.advance(SignedDuration::from_hours(25));
        world.exchange.start_use(&ann, first).await.unwrap();
        let set = world.exchange.settings(&ann, &facility).await.unwrap();
        assert_eq!(
            set.iter().map(|one| (one.item.as_str(), one.option.as_str(), one.by)).collect::<Vec<_>>(),
            [("objective", "oil", None)]
        );
        assert!(matches!(
            world.exchange.configure(&ann, &facility, ("gas", "argon")).await,
            Err(ExchangeError::Denied(_))
        ));
        world.exchange.configure(&keeper, &facility, ("gas", "argon")).await.unwrap();
        let history = world.exchange.setting_history(&keeper, &facility).await.unwrap();
        let said: Vec<_> = history.iter().map(|one| (one.option.as_str(), one.by)).collect();
        assert_eq!(said, [("argon", keeper.actor.user_id()), ("oil", ann.actor.user_id())]);
        world.db.verify_journal(None).await.unwrap();
    }
}

#[derive(Clone, Debug)]
enum Event {
    Book { at: i64, long: i64, wants: Options },
    Move { which: usize, at: i64 },
    Cancel(usize),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let wants = prop::sample::select(vec![
        Options::new(),
        wants(&[("objective", "oil")]),
        wants(&[("objective", "dry")]),
        wants(&[("gas", "argon")]),
        wants(&[("objective", "oil"), ("gas", "none")]),
    ]);
    let at = || 0..60_i64;
    let one = prop_oneof![
        5 => (at(), 1..5_i64, wants).prop_map(|(at, long, wants)| Event::Book { at, long, wants }),
        1 => (any::<usize>(), at()).prop_map(|(which, at)| Event::Move { which, at }),
        1 => any::<usize>().prop_map(Event::Cancel),
    ];
    prop::collection::vec(one, 1..25)
}

/// Between the end of each use and the next there is time for the buffer and for what has to be changed.
async fn there_is_time_for_changes(database: &TestDb, events: &[Event]) -> Result<(), TestCaseError> {
    let world = World::open(database, &bench(ITEMS, "")).await;
    let (ann, mut known) = (world.person(), Vec::new());
    let facility = world.facility().await;
    let begin = span("00:00", "00:01").from_ms();
    let quarter = |at: i64, long: i64| Span::of_ms(begin + at * 900_000, begin + (at + long) * 900_000).unwrap();
    for event in events {
        let chosen = |which: &usize| known.get(which % known.len().max(1)).copied().ok_or(ExchangeError::NotFound);
        let done = match event {
            Event::Book { at, long, wants } => {
                booked(&world, &ann, quarter(*at, *long), wants).await.map(|id| known.push(id))
            }
            Event::Move { which, at } => match chosen(which) {
                Ok(id) => world.exchange.reschedule(&ann, id, quarter(*at, 2)).await,
                Err(error) => Err(error),
            },
            Event::Cancel(which) => match chosen(which) {
                Ok(id) => world.exchange.cancel(&ann, id, "").await.map(|_| ()),
                Err(error) => Err(error),
            },
        };
        prop_assert!(!matches!(done, Err(ExchangeError::Store(_))), "{:?}", done);
    }
    let all = world.exchange.own_bookings(&ann, Part { is_ahead: true, after: None, limit: 200 }).await.unwrap();
    let (mut set, mut end_ms) = (Options::new(), i64::MIN);
    for one in all.iter().filter(|one| one.booked().is_some_and(|state| state.keeps_its_time())) {
        let needed = i64::from(minutes(&changes(&facility.items, &set, &one.wants))) * 60_000;
        prop_assert!(end_ms.saturating_add(needed) <= one.span.from_ms(), "{:?} {:?}", one.span, one.wants);
        set.extend(one.wants.clone());
        end_ms = one.span.until_ms() + 10 * 60_000;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn there_is_always_time_for_changes(events in events()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            for database in databases().await {
                there_is_time_for_changes(&database, &events).await?;
            }
            Ok::<(), TestCaseError>(())
        })?;
    }
}
