//! Calls: refusals say why, the clock opens and closes, and a call never awards more than it has.
#![expect(clippy::unwrap_used, reason = "test code")]

use bellwether_exchange_rules::call::{
    COMMON_KEYS, CallCondition, CallFacts, KEYS, announced, by_the_clock, due, next_awards, refusals,
};
use bellwether_exchange_rules::capacity::Amounts;
use bellwether_exchange_rules::condition::Condition;
use bellwether_exchange_rules::lifecycle::assessment::{AssessmentState, AssessmentStep};
use bellwether_exchange_rules::lifecycle::offer::OfferState;
use bellwether_exchange_rules::lifecycle::request::RequestState;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::*;

/// Thursday 26 November 2026, 09:00 UTC; the call is three hours ahead.
fn refused(common: &[Condition], own: &[CallCondition], answers: &[(&str, bool)], others: u32, asked: i64) -> String {
    let zone = TimeZone::fixed(jiff::tz::offset(3));
    let answers: Vec<(String, bool)> = answers.iter().map(|(code, yes)| ((*code).to_owned(), *yes)).collect();
    let now: Timestamp = "2026-11-26T09:00:00Z".parse().unwrap();
    let facts = CallFacts {
        now,
        zone: &zone,
        currency: "RUB",
        answers: &answers,
        others,
        asked_minor: Some(asked),
        budget_minor: 1000,
    };
    let all = refusals(common, own, &facts);
    for refusal in &all {
        let given: Vec<&str> = refusal.values.iter().map(|(name, _)| *name).collect();
        match KEYS.iter().find(|(key, _)| *key == refusal.key) {
            Some((_, names)) => assert_eq!(given, *names, "{}", refusal.key),
            None => assert!(COMMON_KEYS.contains(&refusal.key), "{}", refusal.key),
        }
    }
    all.iter().map(|refusal| refusal.key).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_reason_is_given_at_once() {
    let common = |at: &str| {
        vec![Condition::Deadline { at: at.parse().unwrap() }, Condition::Budget { currency: "RUB".to_owned() }]
    };
    let own = [
        CallCondition::Answer { question: "member".into(), yes: true },
        CallCondition::Answer { question: "trial".into(), yes: false },
        CallCondition::Applications { most: 1 },
        CallCondition::Amount { least_minor: 100, most_minor: 900 },
    ];
    // 09:00 UTC is noon there.
    assert_eq!(refused(&common("2026-11-26T12:00"), &own, &[("member", true), ("trial", false)], 0, 900), "");
    let all = refused(&common("2026-11-26T11:59"), &own, &[("member", false)], 1, 1001);
    assert_eq!(all, "deadline budget answer answer quota-applications asked-much");
    assert_eq!(refused(&[], &own[3..], &[], 0, 99), "asked-little");
}

#[test]
fn a_decision_does_not_exist_until_it_is_announced() {
    for state in RequestState::ALL {
        assert_ne!(announced(*state), RequestState::Decided);
        assert!(*state == RequestState::Decided || announced(*state) == *state);
    }
}

#[test]
fn a_conflict_is_for_good() {
    for state in [AssessmentState::Conflicted, AssessmentState::Recused] {
        assert!(!state.shows_the_request());
        assert!(AssessmentStep::ALL.iter().all(|step| state.after(*step).is_err()));
    }
}

proptest! {
    #[test]
    fn the_clock_and_the_steps_agree(from in 0..100_i64, length in 1..100_i64, now in 0..250_i64, state in prop::sample::select(OfferState::ALL)) {
        let by_clock = by_the_clock(state, from, from + length, now);
        // Nothing is due any more where it stands.
        prop_assert_eq!(due(by_clock, from, from + length, now), None);
        if state == OfferState::Published {
            let expected = if now < from { OfferState::Published } else if now < from + length { OfferState::Open } else { OfferState::Closed };
            prop_assert_eq!(by_clock, expected);
        }
        if matches!(state, OfferState::Draft | OfferState::Closed | OfferState::Settled) {
            prop_assert_eq!(by_clock, state);
        }
    }

    #[test]
    fn awards_keep_the_budget_and_leave_out_nobody_who_fits(budget in 0..1000_u64, wanted in prop::collection::vec(1..400_u64, 0..30), seed in any::<u32>()) {
        let waiting: Vec<(u32, u32, u64)> = (0_u32..).zip(&wanted).map(|(id, amount)| (id, id, *amount)).collect();
        let mut left = Amounts::new(budget);
        let awarded = next_awards(&mut left, &waiting);
        let sum: u64 = awarded.iter().map(|id| wanted[*id as usize]).sum();
        prop_assert!(sum <= budget);
        prop_assert_eq!(left.left(), budget - sum);
        // Whoever waits still does not fit into what is left.
        prop_assert!(waiting.iter().all(|(id, _, amount)| awarded.contains(id) || *amount > left.left()));
        let mut shuffled = waiting.clone();
        shuffled.sort_by_key(|(id, _, _)| id.wrapping_mul(seed | 1));
        prop_assert_eq!(next_awards(&mut Amounts::new(budget), &shuffled), awarded);
    }
}
