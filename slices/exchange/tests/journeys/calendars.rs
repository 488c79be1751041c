//! Busy times of calendars of others, and back into service.

use bellwether_exchange::api::{ExchangeError, Wish};
use bellwether_exchange::model::ical_in::BusyTime;
use bellwether_kernel::actor::Role;
use bellwether_kernel::clock::SignedDuration;
use bellwether_testkit::databases;

use super::shared::{CLUSTER, World, bench, wish};
use super::span;

fn busy(uid: &str, from: &str, until: &str) -> BusyTime {
    BusyTime { uid: uid.to_owned(), span: span(from, until), summary: "A course".to_owned() }
}

#[tokio::test]
async fn a_calendar_takes_times_out_of_service_and_moves_them_when_it_is_sent_again() {
    for database in databases().await {
        let world = World::open(&database, &bench("", "places = 2")).await;
        let (ann, keeper) = (world.person(), world.with(&[Role::Administrator]));
        let facility = world.facility().await;
        let booked = world.exchange.book(&ann, CLUSTER, "bench", &wish(span("09:00", "10:00"))).await.unwrap().booked;
        let sent = [busy("a", "09:30", "11:00"), busy("b", "12:00", "13:00")];
        let refused = world.exchange.import_busy(&ann, &facility, &sent).await;
        assert!(matches!(refused, Err(ExchangeError::Denied(_))));
        let done = world.exchange.import_busy(&keeper, &facility, &sent).await.unwrap();
        assert_eq!((done.taken, done.same, done.in_the_way), (1, 0, vec![span("09:30", "11:00")]));
        world.exchange.cancel(&ann, booked[0], "").await.unwrap();
        let sent = [busy("a", "09:30", "11:00"), busy("b", "12:30", "14:00")];
        let done = world.exchange.import_busy(&keeper, &facility, &sent).await.unwrap();
        assert_eq!((done.taken, done.same, done.in_the_way.len()), (2, 0, 0));
        let again = world.exchange.import_busy(&keeper, &facility, &sent).await.unwrap();
        assert_eq!((again.taken, again.same), (0, 2));
        let seen = world.exchange.busy(&ann, CLUSTER, Some(&facility), span("00:00", "23:00")).await.unwrap();
        let spans: Vec<_> = seen.iter().map(|one| (one.place, one.span, one.is_down)).collect();
        let (a, b) = (span("09:30", "11:00"), span("12:30", "14:00"));
        assert_eq!(spans, [(0, a, true), (1, a, true), (0, b, true), (1, b, true)]);
        world.clock.advance(SignedDuration::from_hours(48));
        let over = world.exchange.import_busy(&keeper, &facility, &[busy("c", "15:00", "16:00")]).await.unwrap();
        assert_eq!((over.taken, over.over), (0, 1));
    }
}

#[tokio::test]
async fn back_into_service_gives_the_time_to_those_who_wait() {
    for database in databases().await {
        let world = World::open(&database, &bench("", "")).await;
        let (ann, keeper) = (world.person(), world.with(&[Role::Administrator]));
        let facility = world.facility().await;
        let down = world.exchange.take_down(&keeper, &facility, span("08:00", "12:00"), "cleaning").await.unwrap();
        let waits = Wish { waits: true, ..wish(span("09:00", "10:00")) };
        let id = world.exchange.book(&ann, CLUSTER, "bench", &waits).await.unwrap().waits[0];
        assert!(matches!(world.exchange.bring_back(&ann, &facility, down).await, Err(ExchangeError::Denied(_))));
        world.exchange.bring_back(&keeper, &facility, down).await.unwrap();
        assert_eq!(world.exchange.booking(&ann, id).await.unwrap().state_name(), "confirmed");
        assert_eq!(world.exchange.downtimes(&ann, &facility).await.unwrap(), []);
        assert!(matches!(world.exchange.bring_back(&keeper, &facility, down).await, Err(ExchangeError::NotFound)));
        let running = world.exchange.take_down(&keeper, &facility, span("14:00", "18:00"), "repair").await.unwrap();
        world.clock.advance(SignedDuration::from_hours(30));
        world.exchange.bring_back(&keeper, &facility, running).await.unwrap();
        let taken = world.exchange.busy(&ann, CLUSTER, Some(&facility), span("14:00", "18:00")).await.unwrap();
        assert_eq!(taken, []);
        world.db.verify_journal(None).await.unwrap();
    }
}
