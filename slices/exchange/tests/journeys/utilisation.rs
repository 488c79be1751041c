//! Hours of use: every booking counts once, in its month, for what became of it; nobody sees those of another cluster.

use bellwether_exchange::api::ExchangeError;
use bellwether_exchange::model::utilisation::{Booked, Utilisation};
use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_kernel::actor::Role;
use bellwether_kernel::clock::SignedDuration;
use bellwether_kernel::ctx::Ctx;
use bellwether_testkit::databases;

use super::shared::{CLUSTER, World, bench, wish};
use super::span;

const CONDITIONS: &str = "[[facility.condition]]\nrule = \"cancel_before\"\nminutes = 2880\n\
    [[facility.condition]]\nrule = \"opening_hours\"\nweek = [{ weekday = 1, from_minute = 600, until_minute = 1200 }]\n";

async fn used(world: &World, ctx: &Ctx, month: &str) -> Result<Utilisation, ExchangeError> {
    let month = format!("{month}-01").parse().unwrap();
    world.exchange.utilisation(ctx, CLUSTER, (month, 2)).await
}

#[tokio::test]
async fn each_booking_counts_for_what_became_of_it() {
    for database in databases().await {
        let world = World::open(&database, &bench(CONDITIONS, "places = 4")).await;
        let (ann, keeper) = (world.person(), world.with(&[Role::Administrator]));
        let booked = async |from, until| {
            world.exchange.book(&ann, CLUSTER, "bench", &wish(span(from, until))).await.unwrap().booked[0]
        };
        // In Moscow the 23rd is a Monday; open from ten to twenty, which is 7 to 17 UTC.
        let used_one = booked("09:00", "11:00").await;
        let missed = booked("10:00", "11:00").await;
        let late = booked("13:00", "14:00").await;
        let facility = world.facility().await;
        world.exchange.take_down(&keeper, &facility, span("15:00", "16:30"), "cleaning").await.unwrap();
        world.exchange.cancel(&ann, late, "").await.unwrap();
        world.clock.advance(SignedDuration::from_hours(24));
        world.exchange.start_use(&ann, used_one).await.unwrap();
        world.clock.advance(SignedDuration::from_mins(100));
        world.exchange.stop_use(&ann, used_one).await.unwrap();
        assert_eq!(world.exchange.sweep(&world.system()).await.unwrap(), 1);
        assert_eq!(world.exchange.booking(&ann, missed).await.unwrap().state_name(), "no_show");
        let analyst = world.with(&[Role::Analyst]);
        let of = used(&world, &analyst, "2026-11").await.unwrap();
        let expected = Booked { bookings: 3, booked: 240, used: 100, no_show: 60, late_cancel: 60 };
        assert_eq!(
            of.cells.iter().map(|cell| (cell.class, cell.booked)).collect::<Vec<_>>(),
            [(CustomerClass::Member, expected)]
        );
        let whole = of.of_month("2026-11-01".parse().unwrap());
        // Five Mondays of ten hours on four places.
        assert_eq!((whole.open, whole.down, whole.booked), (5 * 600 * 4, 90 * 4, expected));
        assert_eq!(of.of_month("2026-10-01".parse().unwrap()).booked, Booked::default());
        assert_eq!(used(&world, &analyst, "2026-10").await.unwrap().whole().booked, Booked::default());
        assert!(matches!(used(&world, &ann, "2026-11").await, Err(ExchangeError::Denied(_))));
        let stranger = world.of_cluster("skolkovo-biomedical", &[Role::Analyst]);
        assert!(matches!(used(&world, &stranger, "2026-11").await, Err(ExchangeError::Denied(_))));
    }
}
