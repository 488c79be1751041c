//! Booking, waiting, changing, using, lapsing: each journey on every database.
use bellwether_db::journal::list::Wanted;
use bellwether_exchange::api::{BookingId, ExchangeError, Obstacle, Wish};
use bellwether_exchange::model::standing::Training;
use bellwether_exchange::service::mine::Part;
use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_exchange_rules::recurrence::Every;
use bellwether_kernel::actor::Role;
use bellwether_kernel::clock::SignedDuration;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::paging::PageSize;
use bellwether_testkit::databases;

use super::shared::{CLUSTER, World, bench, wish};
use super::span;

const ALL: Part = Part { is_ahead: false, after: None, limit: 200 };
const APPROVAL: &str = "[[facility.condition]]\nrule = \"approval\"\n";
const BUFFERS: &str = "[[facility.condition]]\nrule = \"buffers\"\nbefore_minutes = 0\nafter_minutes = 30\n";

async fn classed(world: &World, of: &Ctx, class: CustomerClass) {
    let (facility, person) = (world.facility().await, of.actor.user_id().unwrap());
    world.exchange.set_class(&world.system(), &facility, person, class).await.unwrap();
}

async fn booked(world: &World, ctx: &Ctx, wish: &Wish) -> BookingId {
    let done = world.exchange.book(ctx, CLUSTER, "bench", wish).await.unwrap();
    done.booked.iter().chain(&done.waits).copied().next().unwrap()
}

async fn state(world: &World, id: BookingId) -> String {
    let one = world.exchange.booking(&world.system(), id).await.unwrap();
    format!("{}/{}", one.state.name(), one.state_name())
}

/// The keys of what is refused, or `taken`.
fn keys(error: ExchangeError) -> Vec<String> {
    let ExchangeError::Refused(all) = error else { panic!("{error}") };
    let of = |obstacle| match obstacle {
        Obstacle::Taken => vec!["taken".to_owned()],
        Obstacle::Rules(all) => all.into_iter().map(|one| one.key.to_owned()).collect(),
    };
    all.into_iter().flat_map(|one| of(one.obstacle)).collect()
}

#[tokio::test]
async fn a_taken_time_is_refused_or_waited_for_and_promoted() {
    for database in databases().await {
        let world = World::open(&database, &bench(BUFFERS, "waiting = \"members_first\"")).await;
        let (ann, bob, eve) = (world.person(), world.person(), world.person());
        classed(&world, &bob, CustomerClass::Academic).await;
        let first = booked(&world, &ann, &wish(span("09:00", "11:00"))).await;
        let refused = world.exchange.book(&bob, CLUSTER, "bench", &wish(span("11:00", "12:00"))).await;
        assert_eq!(keys(refused.unwrap_err()), ["taken"], "the buffer is not free");
        booked(&world, &bob, &wish(span("11:30", "12:00"))).await;
        let waits = |from, until| Wish { waits: true, ..wish(span(from, until)) };
        let bob_waits = booked(&world, &bob, &waits("09:00", "10:00")).await;
        let eve_waits = booked(&world, &eve, &waits("09:00", "10:00")).await;
        assert_eq!(state(&world, bob_waits).await, "waitlisted/waitlisted");
        let promoted = world.exchange.cancel(&ann, first, "changed my mind").await.unwrap();
        assert_eq!(promoted, [eve_waits], "members come first on {}", database.name);
        assert_eq!(state(&world, first).await, "withdrawn/cancelled");
        assert_eq!(state(&world, eve_waits).await, "accepted/confirmed");
        assert_eq!(world.exchange.cancel(&eve, eve_waits, "").await.unwrap(), [bob_waits]);
        world.db.verify_journal(None).await.unwrap();
    }
}

#[tokio::test]
async fn every_change_is_in_the_journal_with_who_and_when() {
    for database in databases().await {
        let world = World::open(&database, &bench("", "")).await;
        let ann = world.person();
        let id = booked(&world, &ann, &wish(span("09:00", "10:00"))).await;
        world.exchange.reschedule(&ann, id, span("12:00", "13:00")).await.unwrap();
        world.exchange.cancel(&ann, id, "").await.unwrap();
        let wanted = Wanted::default();
        let page = world.db.journal(&wanted, PageSize::clamped(200)).await.unwrap();
        let person = format!("user:{}", ann.actor.user_id().unwrap());
        let own: Vec<(String, i64)> =
            page.rows.into_iter().filter(|row| row.actor == person).map(|row| (row.act, row.at_ms)).collect();
        let now_ms = ann.now().as_millisecond();
        let acts = ["exchange.cancelled", "exchange.rescheduled", "exchange.booked"];
        assert_eq!(own, acts.map(|act| (act.to_owned(), now_ms)));
    }
}

#[tokio::test]
async fn a_move_to_a_taken_time_keeps_the_old_one() {
    for database in databases().await {
        let world = World::open(&database, &bench("", "")).await;
        let (ann, bob) = (world.person(), world.person());
        let id = booked(&world, &ann, &wish(span("09:00", "10:00"))).await;
        booked(&world, &bob, &wish(span("12:00", "13:00"))).await;
        let refused = world.exchange.reschedule(&ann, id, span("12:30", "13:30")).await;
        assert_eq!(keys(refused.unwrap_err()), ["taken"]);
        let again = world.exchange.book(&bob, CLUSTER, "bench", &wish(span("09:00", "10:00"))).await;
        assert_eq!(keys(again.unwrap_err()), ["taken"]);
        world.exchange.reschedule(&ann, id, span("09:30", "10:30")).await.unwrap();
        booked(&world, &bob, &wish(span("09:00", "09:30"))).await;
    }
}

#[tokio::test]
async fn training_that_expired_is_explained_and_not_promoted_into() {
    let rule = "[[facility.condition]]\nrule = \"qualified\"\ncode = \"laser\"\n";
    for database in databases().await {
        let world = World::open(&database, &bench(rule, "")).await;
        let ann = world.person();
        let refused = world.exchange.book(&ann, CLUSTER, "bench", &wish(span("09:00", "10:00"))).await;
        assert_eq!(keys(refused.unwrap_err()), ["qualification-missing"]);
        let facility = world.facility().await;
        let until = |clock: &str| Some(span("00:00", clock).until_ms());
        let person = ann.actor.user_id().unwrap();
        let training = |expires_at_ms| Training { person, code: "laser".to_owned(), expires_at_ms };
        world.exchange.train(&world.system(), &facility, &training(until("09:30"))).await.unwrap();
        let refused = world.exchange.book(&ann, CLUSTER, "bench", &wish(span("09:00", "10:00"))).await;
        assert_eq!(keys(refused.unwrap_err()), ["qualification-expires"]);
        world.exchange.train(&world.system(), &facility, &training(until("10:00"))).await.unwrap();
        let keeper = world.with(&[Role::Administrator]);
        let beyond = Wish { beyond_rules: Some("a test".to_owned()), ..wish(span("09:00", "10:00")) };
        let first = booked(&world, &keeper, &beyond).await;
        let waits = booked(&world, &ann, &Wish { waits: true, ..wish(span("09:00", "10:00")) }).await;
        world.exchange.train(&world.system(), &facility, &training(until("01:00"))).await.unwrap();
        assert_eq!(world.exchange.cancel(&keeper, first, "").await.unwrap(), Vec::<BookingId>::new());
        assert_eq!(state(&world, waits).await, "waitlisted/waitlisted");
        let refused = world.exchange.book(&ann, CLUSTER, "bench", &beyond).await;
        assert!(matches!(refused, Err(ExchangeError::Denied(_))), "only keepers go beyond the rules");
    }
}

#[tokio::test]
async fn approval_keeps_the_time_until_it_is_decided() {
    for database in databases().await {
        let world = World::open(&database, &bench(APPROVAL, "")).await;
        let (ann, keeper) = (world.person(), world.with(&[Role::Administrator]));
        let id = booked(&world, &ann, &wish(span("09:00", "10:00"))).await;
        assert_eq!(state(&world, id).await, "in_review/held");
        assert!(matches!(world.exchange.approve(&ann, id).await, Err(ExchangeError::Denied(_))));
        assert_eq!(world.exchange.to_decide(&keeper).await.unwrap().len(), 1);
        let waiting = world.exchange.waiting(&keeper).await.unwrap();
        assert_eq!(waiting.iter().map(|one| (one.slug.as_str(), one.n)).collect::<Vec<_>>(), [("bench", 1)]);
        assert_eq!(world.exchange.waiting(&ann).await.unwrap(), []);
        world.exchange.approve(&keeper, id).await.unwrap();
        assert_eq!(state(&world, id).await, "accepted/confirmed");
        assert_eq!(world.exchange.to_decide(&keeper).await.unwrap().len(), 0);
        assert_eq!(world.exchange.waiting(&keeper).await.unwrap(), []);
        let other = booked(&world, &ann, &wish(span("11:00", "12:00"))).await;
        assert!(matches!(world.exchange.refuse(&keeper, other, " ").await, Err(ExchangeError::Field("why", _))));
        world.exchange.refuse(&keeper, other, "no animals then").await.unwrap();
        assert_eq!(state(&world, other).await, "rejected/cancelled");
        assert!(matches!(world.exchange.approve(&keeper, other).await, Err(ExchangeError::Step(_))));
    }
}

#[tokio::test]
async fn a_series_shows_its_conflicts_and_leaves_them_out_on_demand() {
    for database in databases().await {
        let quota = "[[facility.condition]]\nrule = \"quota\"\nper = \"week\"\nminutes = 120\n";
        let world = World::open(&database, &bench(quota, "")).await;
        let (ann, bob) = (world.person(), world.person());
        booked(&world, &bob, &wish(span("09:00", "10:00"))).await;
        let series = Wish { repeat: Some((Every::Day, 4)), ..wish(span("09:00", "10:00")) };
        let refused = world.exchange.book(&ann, CLUSTER, "bench", &series).await.unwrap_err();
        assert_eq!(keys(refused), ["taken", "quota-week"], "the third of the week is too much");
        assert_eq!(world.exchange.own_bookings(&ann, ALL).await.unwrap().len(), 0, "all or nothing");
        let series = Wish { leaves_out: true, ..series };
        let done = world.exchange.book(&ann, CLUSTER, "bench", &series).await.unwrap();
        assert_eq!((done.booked.len(), done.left_out.len()), (2, 2));
        let own = world.exchange.own_bookings(&ann, ALL).await.unwrap();
        assert!(own.len() == 2 && own.iter().all(|one| one.series.is_some() && one.series == own[0].series));
    }
}

#[tokio::test]
async fn use_begins_and_ends_and_what_nobody_uses_lapses() {
    for database in databases().await {
        let world = World::open(&database, &bench("", "no_show_minutes = 20")).await;
        let (ann, bob) = (world.person(), world.person());
        let used = booked(&world, &ann, &wish(span("09:00", "10:00"))).await;
        let missed = booked(&world, &ann, &wish(span("10:00", "12:00"))).await;
        let in_vain = booked(&world, &bob, &Wish { waits: true, ..wish(span("09:00", "10:00")) }).await;
        let late = booked(&world, &bob, &Wish { waits: true, ..wish(span("11:00", "12:00")) }).await;
        assert!(matches!(world.exchange.start_use(&ann, used).await, Err(ExchangeError::Field(..))), "too early");
        world.clock.advance(SignedDuration::from_mins(24 * 60 + 5));
        world.exchange.start_use(&ann, used).await.unwrap();
        assert_eq!(world.exchange.sweep(&world.system()).await.unwrap(), 1);
        assert_eq!(state(&world, in_vain).await, "lapsed/lapsed");
        world.exchange.stop_use(&ann, used).await.unwrap();
        assert_eq!(state(&world, used).await, "completed/used");
        world.clock.advance(SignedDuration::from_mins(76));
        assert_eq!(world.exchange.sweep(&world.system()).await.unwrap(), 1);
        assert_eq!(state(&world, missed).await, "lapsed/no_show");
        assert_eq!(state(&world, late).await, "accepted/confirmed", "promoted by itself");
        assert!(matches!(world.exchange.sweep(&ann).await, Err(ExchangeError::Denied(_))));
    }
}

#[tokio::test]
async fn out_of_service_needs_free_time_and_is_kept_free() {
    for database in databases().await {
        let world = World::open(&database, &bench("", "places = 2")).await;
        let (ann, keeper) = (world.person(), world.with(&[Role::Administrator]));
        let facility = world.facility().await;
        let id = booked(&world, &ann, &wish(span("09:00", "10:00"))).await;
        let down = |ctx| world.exchange.take_down(ctx, &facility, span("08:00", "12:00"), "cleaning");
        assert!(matches!(down(&keeper).await, Err(ExchangeError::InTheWay(1))));
        world.exchange.cancel(&ann, id, "").await.unwrap();
        assert!(matches!(down(&ann).await, Err(ExchangeError::Denied(_))));
        down(&keeper).await.unwrap();
        let refused = world.exchange.book(&ann, CLUSTER, "bench", &wish(span("09:00", "10:00"))).await;
        assert_eq!(keys(refused.unwrap_err()), ["taken"]);
        let busy = world.exchange.busy(&ann, CLUSTER, Some(&facility), span("00:00", "23:00")).await.unwrap();
        assert!(busy.len() == 2 && busy.iter().all(|one| one.is_down));
    }
}

#[tokio::test]
async fn nobody_sees_whose_times_are_taken_but_their_own() {
    for database in databases().await {
        let world = World::open(&database, &bench("", "")).await;
        let (ann, bob) = (world.person(), world.person());
        let id = booked(&world, &ann, &wish(span("09:00", "10:00"))).await;
        let seen = async |ctx: &Ctx| {
            let within = span("00:00", "23:00");
            let busy = world.exchange.busy(ctx, CLUSTER, None, within).await.unwrap();
            busy.iter().map(|one| one.booking).collect::<Vec<_>>()
        };
        assert_eq!(seen(&ann).await, [Some(id)]);
        assert_eq!(seen(&bob).await, [None]);
        assert!(matches!(world.exchange.booking(&bob, id).await, Err(ExchangeError::Denied(denied)) if denied.hidden));
        assert!(matches!(world.exchange.cancel(&bob, id, "").await, Err(ExchangeError::Denied(_))));
        let other = world.exchange.busy(&ann, "skolkovo-biomedical", None, span("00:00", "23:00")).await;
        assert!(matches!(other, Err(ExchangeError::Denied(_))), "clusters are apart");
    }
}

#[tokio::test]
async fn people_of_other_clusters_see_and_book_nothing_until_they_are_let_in() {
    for database in databases().await {
        let world = World::open(&database, &bench("", "")).await;
        let facility = world.facility().await;
        let (ann, eve) = (world.person(), world.of_cluster("skolkovo-biomedical", &[Role::Resident]));
        let nobody = world.of_cluster("skolkovo-biomedical", &[]);
        let class = async |ctx: &Ctx| world.exchange.standing(ctx, CLUSTER).await.unwrap().class;
        let sees =
            async |ctx: &Ctx| world.exchange.busy(ctx, CLUSTER, Some(&facility), span("00:00", "23:00")).await.is_ok();
        assert_eq!((class(&ann).await, class(&eve).await), (CustomerClass::Member, CustomerClass::Commercial));
        for who in [&eve, &nobody] {
            assert_eq!(world.exchange.facility(who, CLUSTER, "bench").await.unwrap().slug, "bench", "it is public");
            assert!(!sees(who).await);
            let refused = world.exchange.book(who, CLUSTER, "bench", &wish(span("09:00", "10:00"))).await;
            assert!(matches!(refused, Err(ExchangeError::Denied(_))), "{refused:?}");
            classed(&world, who, CustomerClass::Academic).await;
            assert!(sees(who).await);
            assert_eq!(class(who).await, CustomerClass::Academic);
            let id = booked(&world, who, &wish(span("09:00", "10:00"))).await;
            world.exchange.cancel(who, id, "").await.unwrap();
        }
        classed(&world, &ann, CustomerClass::Commercial).await;
        assert_eq!(class(&ann).await, CustomerClass::Commercial, "what a keeper says goes before");
    }
}

#[tokio::test]
async fn partners_look_and_book_nothing() {
    for database in databases().await {
        let world = World::open(&database, &bench("", "")).await;
        let partner = world.with(&[Role::Partner]);
        let within = span("00:00", "23:00");
        assert_eq!(world.exchange.busy(&partner, CLUSTER, None, within).await.unwrap(), []);
        let refused = world.exchange.book(&partner, CLUSTER, "bench", &wish(span("09:00", "10:00"))).await;
        assert!(matches!(refused, Err(ExchangeError::Denied(_))));
    }
}

#[tokio::test]
async fn the_files_of_the_demo_load_and_come_back_as_they_are() {
    for database in databases().await {
        let world = World::open(&database, &bench("", "")).await;
        for (name, source) in bellwether_exchange::api::DEMO {
            let first = world.exchange.load(&world.system(), source, None).await.unwrap();
            assert!(first.added > 5, "{name}");
            let again = world.exchange.load(&world.system(), source, None).await.unwrap();
            assert_eq!((again.added, again.changed, again.same), (0, 0, first.added), "{name}");
            let written = world.exchange.written(&world.system(), &first.cluster).await.unwrap();
            let back = world.exchange.load(&world.system(), &written, None).await.unwrap();
            // Where the bench stands among them, ranks are those of the new file.
            assert!(first.cluster == CLUSTER || back.changed == 0, "{name}: {back:?}");
            assert_eq!(world.exchange.written(&world.system(), &first.cluster).await.unwrap(), written, "{name}");
        }
    }
}
