//! Service orders: from sending to settling, samples, and who sees them.

use bellwether_exchange::api::{ExchangeError, NewOrder};
use bellwether_exchange_rules::lifecycle::charge::ChargeState;
use bellwether_exchange_rules::lifecycle::order::{OrderStep, SampleState};
use bellwether_kernel::actor::Role;
use bellwether_testkit::databases;

use super::shared::{CLUSTER, World, bench, wish};
use super::span;

const RATE: &str = "[[facility.rate]]\nclass = \"member\"\nfrom = \"2026-01-01\"\nminor_per_hour = 25000\ncurrency = \"RUB\"\n\
    [[facility.subsidy]]\nclass = \"member\"\nfrom = \"2026-01-01\"\npercent = 10\n\
    [[facility.condition]]\nrule = \"eligible\"\nclasses = [\"member\"]\n\
    [facility.orders]\nunit = { en = \"sample\", ru = \"образец\" }\nmost = 4\nasks = { en = \"A\", ru = \"А\" }\n";

fn new(units: u32, samples: &[&str]) -> NewOrder {
    let samples = samples.iter().map(|label| (*label).to_owned()).collect();
    NewOrder { units, what: "Sequence it".to_owned(), project: String::new(), samples }
}

fn field(result: Result<impl std::fmt::Debug, ExchangeError>) -> &'static str {
    let ExchangeError::Field(field, _) = result.unwrap_err() else { panic!("no field") };
    field
}

#[tokio::test]
async fn an_order_goes_from_hand_to_hand_and_is_charged_when_it_is_done() {
    for database in databases().await {
        let world = World::open(&database, &bench(RATE, "")).await;
        let (ann, bob, keeper) = (world.person(), world.person(), world.with(&[Role::Administrator]));
        let order = async |of: &NewOrder| world.exchange.order(&ann, CLUSTER, "bench", of).await;
        assert_eq!(field(order(&new(5, &[])).await), "units");
        assert_eq!(field(order(&new(2, &["A", "A"])).await), "samples");
        let no_time = world.exchange.book(&ann, CLUSTER, "bench", &wish(span("09:00", "10:00"))).await;
        assert!(matches!(no_time, Err(ExchangeError::Closed)), "it takes orders and no bookings");
        let stranger = world.of_cluster("skolkovo-biomedical", &[Role::Resident]);
        let refused = world.exchange.order(&stranger, CLUSTER, "bench", &new(1, &[])).await;
        assert!(matches!(refused, Err(ExchangeError::Denied(_))));
        let id = order(&new(3, &["A", "B"])).await.unwrap();
        let step = async |ctx, step| world.exchange.order_step(ctx, id, step, "").await;
        assert_eq!(world.exchange.orders_waiting(&keeper).await.unwrap(), 1);
        assert!(matches!(step(&ann, OrderStep::Accept).await, Err(ExchangeError::Denied(_))));
        assert!(matches!(step(&bob, OrderStep::Withdraw).await, Err(ExchangeError::Denied(denied)) if denied.hidden));
        assert_eq!(field(step(&keeper, OrderStep::Decline).await), "note");
        step(&keeper, OrderStep::Accept).await.unwrap();
        step(&keeper, OrderStep::Begin).await.unwrap();
        assert!(matches!(step(&ann, OrderStep::Withdraw).await, Err(ExchangeError::Step(_))));
        let whole = world.exchange.order_of(&ann, id).await.unwrap();
        let sample = whole.samples[1].id;
        let to = async |ctx, state| world.exchange.sample_is(ctx, id, sample, state).await;
        assert!(matches!(to(&ann, SampleState::Received).await, Err(ExchangeError::Denied(_))));
        assert_eq!(field(to(&keeper, SampleState::Returned).await), "state");
        to(&keeper, SampleState::Received).await.unwrap();
        to(&keeper, SampleState::UsedUp).await.unwrap();
        step(&keeper, OrderStep::Finish).await.unwrap();
        let whole = world.exchange.order_of(&ann, id).await.unwrap();
        assert_eq!(whole.order.state.name(), "settled");
        let states: Vec<_> = whole.samples.iter().map(|one| one.state).collect();
        assert_eq!(states, [SampleState::Expected, SampleState::UsedUp]);
        let charge = &whole.charges[0];
        let quote = charge.quoted.quote;
        assert_eq!((quote.gross_minor, quote.subsidy_minor, quote.net_minor), (75_000, 7_500, 67_500));
        assert_eq!((charge.state, charge.quoted.units), (ChargeState::Charged, 3));
        assert_eq!(world.exchange.orders_to_do(&keeper).await.unwrap(), []);
        assert_eq!(world.exchange.own_orders(&bob).await.unwrap(), []);
        assert_eq!(world.exchange.own_orders(&ann).await.unwrap().len(), 1);
        world.db.verify_journal(None).await.unwrap();
    }
}

#[tokio::test]
async fn an_order_that_is_taken_back_costs_nothing() {
    for database in databases().await {
        let world = World::open(&database, &bench(RATE, "")).await;
        let ann = world.person();
        let id = world.exchange.order(&ann, CLUSTER, "bench", &new(1, &[])).await.unwrap();
        world.exchange.order_step(&ann, id, OrderStep::Withdraw, "").await.unwrap();
        let whole = world.exchange.order_of(&ann, id).await.unwrap();
        assert_eq!((whole.order.state.name(), whole.charges[0].state), ("withdrawn", ChargeState::Void));
    }
}
