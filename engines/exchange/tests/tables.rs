//! The whole tables of all life cycles: a change of policy shows as a change here.

use bellwether_exchange_rules::lifecycle::StepRefused;
use bellwether_exchange_rules::lifecycle::allocation::{AllocationState, AllocationStep};
use bellwether_exchange_rules::lifecycle::assessment::{AssessmentState, AssessmentStep};
use bellwether_exchange_rules::lifecycle::booking::{BookingState, BookingStep};
use bellwether_exchange_rules::lifecycle::charge::{ChargeState, ChargeStep};
use bellwether_exchange_rules::lifecycle::decision::{DecisionState, DecisionStep};
use bellwether_exchange_rules::lifecycle::offer::{OfferState, OfferStep};
use bellwether_exchange_rules::lifecycle::order::{OrderState, OrderStep};
use bellwether_exchange_rules::lifecycle::request::{RequestState, RequestStep};

/// How the states and the steps are named.
type Names<S, T> = (fn(S) -> &'static str, fn(T) -> &'static str);

fn table<S: Copy, T: Copy>(
    noun: &str,
    states: &[S],
    steps: &[T],
    names: Names<S, T>,
    after: fn(S, T) -> Result<S, StepRefused>,
) -> String {
    let mut text = format!("{noun}\n");
    for state in states {
        let leads = |step: &T| after(*state, *step).ok().map(|to| format!("{} → {}", names.1(*step), names.0(to)));
        let ways: Vec<String> = steps.iter().filter_map(leads).collect();
        let ways = if ways.is_empty() { "(the end)".to_owned() } else { ways.join(", ") };
        text.push_str(&format!("  {:<17}{ways}\n", names.0(*state)));
    }
    text
}

#[test]
fn the_tables_are_those_that_people_agreed_on() {
    let all = [
        table("Offer", OfferState::ALL, OfferStep::ALL, (OfferState::name, OfferStep::name), OfferState::after),
        table(
            "Request",
            RequestState::ALL,
            RequestStep::ALL,
            (RequestState::name, RequestStep::name),
            RequestState::after,
        ),
        table(
            "Assessment",
            AssessmentState::ALL,
            AssessmentStep::ALL,
            (AssessmentState::name, AssessmentStep::name),
            AssessmentState::after,
        ),
        table(
            "Decision",
            DecisionState::ALL,
            DecisionStep::ALL,
            (DecisionState::name, DecisionStep::name),
            DecisionState::after,
        ),
        table(
            "Allocation",
            AllocationState::ALL,
            AllocationStep::ALL,
            (AllocationState::name, AllocationStep::name),
            AllocationState::after,
        ),
        table(
            "Booking",
            BookingState::ALL,
            BookingStep::ALL,
            (BookingState::name, BookingStep::name),
            BookingState::after,
        ),
        table("Order", OrderState::ALL, OrderStep::ALL, (OrderState::name, OrderStep::name), OrderState::after),
        table("Charge", ChargeState::ALL, ChargeStep::ALL, (ChargeState::name, ChargeStep::name), ChargeState::after),
    ];
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn a_booking_and_its_allocation_never_contradict_each_other() {
    use AllocationState as A;
    for state in BookingState::ALL {
        for step in BookingStep::ALL {
            let Ok(to) = state.after(*step) else { continue };
            let (Some(before), Some(after)) = (state.allocation(), to.allocation()) else { continue };
            let way = AllocationStep::ALL.iter().any(|step| before.after(*step) == Ok(after));
            assert!(before == after || way, "{state:?} {step:?}: {before:?} cannot become {after:?}");
        }
        assert!(!state.keeps_its_time() || matches!(state.allocation(), Some(A::Pending | A::Posted)), "{state:?}");
    }
}

#[test]
fn an_appeal_is_possible_once_in_each_stage() {
    let (mut states, mut appeals) = (vec![(RequestState::Draft, 0)], 0);
    // Every way of at most 14 steps.
    for _ in 0..14 {
        let next = |(state, count): &(RequestState, u8)| {
            let counted = |step: &RequestStep| match step {
                RequestStep::Advance => 0,
                RequestStep::Appeal => count + 1,
                _ => *count,
            };
            let lead = |step: &RequestStep| Some((state.after(*step).ok()?, counted(step)));
            RequestStep::ALL.iter().filter_map(lead).collect::<Vec<_>>()
        };
        states = states.iter().flat_map(next).collect();
        states.sort();
        states.dedup();
        appeals = states.iter().map(|(_, count)| *count).max().unwrap_or(appeals).max(appeals);
    }
    assert_eq!(appeals, 1);
}
