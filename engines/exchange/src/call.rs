//! Grant calls: what an application must keep, what the clock does to a call, who is awarded next.
//!
//! Deadlines and budgets are the conditions of all kinds ([`crate::condition`]); those here make sense for calls alone. They
//! are a type of their own, so that no rule of a microscope can be set for a call, nor the other way round.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::capacity::Amounts;
use crate::condition::{Condition, CustomerClass};
use crate::evaluate::{self, Asked, Facts};
use crate::explanation::{Refusal, Value};
use crate::lifecycle::offer::{OfferState, OfferStep};
use crate::lifecycle::request::RequestState;
use crate::waiting::{Waiter, WaitingRule, promoted};

/// A condition of a call, beside the common ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum CallCondition {
    /// A question of the eligibility quiz has one right answer.
    Answer {
        /// The code of the question.
        question: String,
        /// Yes, or no?
        yes: bool,
    },
    /// At most so many applications of one person.
    Applications {
        /// How many.
        most: u32,
    },
    /// How much one application may ask for, in minor units.
    Amount {
        /// The least.
        least_minor: i64,
        /// The most.
        most_minor: i64,
    },
}

/// All that is known about an application.
#[derive(Clone, Debug)]
pub struct CallFacts<'a> {
    /// Now.
    pub now: Timestamp,
    /// The zone of the call.
    pub zone: &'a TimeZone,
    /// The currency of the call.
    pub currency: &'a str,
    /// Answers of the quiz by the codes of the questions.
    pub answers: &'a [(String, bool)],
    /// Other applications of the same person that are not withdrawn.
    pub others: u32,
    /// How much is asked for, in minor units, once that is known.
    pub asked_minor: Option<i64>,
    /// How much the call has to give.
    pub budget_minor: i64,
}

/// The keys of refusals that only calls give, with the values that come with them.
pub const KEYS: &[(&str, &[&str])] = &[
    ("answer", &["question"]),
    ("asked-little", &["asked", "least", "currency"]),
    ("asked-much", &["asked", "most", "currency"]),
    ("quota-applications", &["limit", "used"]),
];

/// The keys of common refusals that calls give as well.
pub const COMMON_KEYS: &[&str] = &["budget", "deadline"];

/// Why the application is refused, by the common conditions and by those of calls; empty if it is not.
pub fn refusals(common: &[Condition], own: &[CallCondition], facts: &CallFacts<'_>) -> Vec<Refusal> {
    let asked = Asked::Money { minor: facts.asked_minor.unwrap_or(0), left_minor: facts.budget_minor };
    let class = CustomerClass::Member;
    let known = Facts { now: facts.now, zone: facts.zone, class, held: &[], own: &[], asked, project: "" };
    let mut all = evaluate::refusals(common, &known);
    all.extend(own.iter().filter_map(|condition| refusal(condition, facts)));
    all
}

fn refusal(condition: &CallCondition, facts: &CallFacts<'_>) -> Option<Refusal> {
    match condition {
        CallCondition::Answer { question, yes } => {
            let answered = facts.answers.iter().find(|(code, _)| code == question).map(|(_, answer)| *answer);
            let word = ("question", Value::Word(question.clone()));
            (answered != Some(*yes)).then(|| Refusal::new("answer", vec![word]))
        }
        CallCondition::Applications { most } => (facts.others >= *most).then(|| {
            let number = |n: u32| Value::Number(i64::from(n));
            Refusal::new("quota-applications", vec![("limit", number(*most)), ("used", number(facts.others))])
        }),
        CallCondition::Amount { least_minor, most_minor } => {
            let asked = facts.asked_minor?;
            let values = |name, bound| {
                let currency = ("currency", Value::Word(facts.currency.to_owned()));
                vec![("asked", Value::Number(asked)), (name, Value::Number(bound)), currency]
            };
            if asked < *least_minor {
                Some(Refusal::new("asked-little", values("least", *least_minor)))
            } else if asked > *most_minor {
                Some(Refusal::new("asked-much", values("most", *most_minor)))
            } else {
                None
            }
        }
    }
}

/// What the clock does to an offer with a window: it opens when its beginning has come, and closes when its end has.
pub fn due(state: OfferState, opens_ms: i64, closes_ms: i64, now_ms: i64) -> Option<OfferStep> {
    match state {
        OfferState::Published if now_ms >= closes_ms => Some(OfferStep::Close),
        OfferState::Published if now_ms >= opens_ms => Some(OfferStep::Open),
        OfferState::Open if now_ms >= closes_ms => Some(OfferStep::Close),
        _ => None,
    }
}

/// Where an offer stands by the clock, also before anybody wrote that down.
pub fn by_the_clock(state: OfferState, opens_ms: i64, closes_ms: i64, now_ms: i64) -> OfferState {
    let next = due(state, opens_ms, closes_ms, now_ms).and_then(|step| state.after(step).ok());
    next.map_or(state, |next| by_the_clock(next, opens_ms, closes_ms, now_ms))
}

/// What who asked may know of where the request stands: until it is announced, a decision does not exist.
pub fn announced(state: RequestState) -> RequestState {
    if state == RequestState::Decided { RequestState::InReview } else { state }
}

/// Who of those that wait is awarded next, out of what is left of the budget: by their place in the list. Whoever asks
/// for more than is left goes on waiting and holds nobody up.
pub fn next_awards<I: Copy + Ord>(left: &mut Amounts, waiting: &[(I, u32, u64)]) -> Vec<I> {
    // The place in the list is what the moment of asking is elsewhere.
    let waiter = |&(id, place, wanted): &(I, u32, u64)| Waiter {
        id,
        since_ms: i64::from(place),
        class: CustomerClass::Member,
        wanted,
    };
    let waiters: Vec<Waiter<I, u64>> = waiting.iter().map(waiter).collect();
    promoted(WaitingRule::FirstCome, &waiters, |waiter| left.take(waiter.wanted))
}
