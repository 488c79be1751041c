//! Days on which facilities are closed, and classes that end.

use bellwether_exchange::api::{CustomerClass, ExchangeError, Holiday, Obstacle};
use bellwether_kernel::actor::Role;
use bellwether_kernel::clock::SignedDuration;
use bellwether_testkit::databases;

use super::shared::{CLUSTER, World, bench, wish};
use super::span;

fn day(facility: &str, day: &str) -> Holiday {
    Holiday { facility: facility.to_owned(), day: day.parse().unwrap(), name: "Rest".to_owned() }
}

fn is_holiday(error: ExchangeError) -> bool {
    let ExchangeError::Refused(all) = error else { return false };
    all.iter()
        .any(|one| matches!(&one.obstacle, Obstacle::Rules(rules) if rules.iter().any(|rule| rule.key == "holiday")))
}

#[tokio::test]
async fn a_closed_day_refuses_counts_as_not_open_and_can_be_opened_again() {
    for database in databases().await {
        let world = World::open(&database, &bench("", "")).await;
        let (ann, officer, analyst) = (world.person(), world.with(&[Role::Officer]), world.with(&[Role::Analyst]));
        let month = "2026-11-01".parse().unwrap();
        let open = async || world.exchange.utilisation(&analyst, CLUSTER, (month, 1)).await.unwrap().whole().open;
        let before = open().await;
        let refused = world.exchange.close_on(&ann, CLUSTER, &[day("", "2026-11-23")]).await;
        assert!(matches!(refused, Err(ExchangeError::Denied(_))));
        let days = [day("", "2026-11-23"), day("bench", "2026-11-23"), day("elsewhere", "2026-11-24")];
        let taken = world.exchange.close_on(&officer, CLUSTER, &days).await.unwrap();
        assert_eq!((taken.new, taken.same), (3, 0));
        let taken = world.exchange.close_on(&officer, CLUSTER, &days[..1]).await.unwrap();
        assert_eq!((taken.new, taken.same), (0, 1));
        assert!(is_holiday(
            world.exchange.book(&ann, CLUSTER, "bench", &wish(span("09:00", "10:00"))).await.unwrap_err()
        ));
        assert_eq!(before - open().await, 1440, "one day, however often it is said");
        let weighed = world
            .exchange
            .weigh(&ann, &world.facility().await, (span("09:00", "10:00"), "", &Default::default()))
            .await
            .unwrap();
        assert!(is_holiday(ExchangeError::Refused(weighed.refused)));
        for facility in ["", "bench"] {
            world.exchange.open_on(&officer, CLUSTER, (facility, days[0].day)).await.unwrap();
        }
        world.exchange.book(&ann, CLUSTER, "bench", &wish(span("09:00", "10:00"))).await.unwrap();
        let again = world.exchange.open_on(&officer, CLUSTER, ("", days[0].day)).await;
        assert!(matches!(again, Err(ExchangeError::NotFound)));
        // Loading the file again keeps the days and changes nothing.
        let loaded = world.exchange.load(&world.system(), &bench("", ""), None).await.unwrap();
        assert_eq!(loaded.same, 1);
    }
}

#[tokio::test]
async fn a_class_that_ends_lets_nobody_in_from_then_on_and_leaves_what_was_booked() {
    for database in databases().await {
        let world = World::open(&database, &bench("", "")).await;
        let (facility, keeper) = (world.facility().await, world.with(&[Role::Administrator]));
        let guest = world.of_cluster("skolkovo-biomedical", &[Role::Resident]);
        let person = guest.actor.user_id().unwrap();
        world.exchange.set_class(&keeper, &facility, person, CustomerClass::Academic).await.unwrap();
        let done = world.exchange.book(&guest, CLUSTER, "bench", &wish(span("09:00", "10:00"))).await.unwrap();
        let until = guest.now().checked_add(SignedDuration::from_mins(30)).unwrap();
        world.exchange.end_class(&keeper, &facility, person, Some(until)).await.unwrap();
        // Not before the day that was said.
        world.exchange.book(&guest, CLUSTER, "bench", &wish(span("11:00", "12:00"))).await.unwrap();
        assert_eq!(world.exchange.given_classes(&keeper, &facility).await.unwrap().len(), 1);
        world.clock.advance(SignedDuration::from_mins(30));
        let refused = world.exchange.book(&guest, CLUSTER, "bench", &wish(span("13:00", "14:00"))).await;
        assert!(matches!(refused, Err(ExchangeError::Denied(_))));
        assert_eq!(world.exchange.given_classes(&keeper, &facility).await.unwrap(), []);
        let kept = world.exchange.booking(&guest, done.booked[0]).await.unwrap();
        assert_eq!((kept.state_name(), kept.class), ("confirmed", CustomerClass::Academic));
        world.exchange.set_class(&keeper, &facility, person, CustomerClass::Commercial).await.unwrap();
        world.exchange.book(&guest, CLUSTER, "bench", &wish(span("13:00", "14:00"))).await.unwrap();
    }
}
