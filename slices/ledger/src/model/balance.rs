//! What is on an account, and what an event of a transfer does to it.

use serde::Serialize;

use crate::model::account::AccountKind;
use crate::model::transfer::{Event, Purpose};

/// What is on an account, in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Balance {
    /// The sum of all posted legs.
    pub posted: i64,
    /// What pending transfers would take; it cannot be given away twice.
    pub held_out: i64,
    /// What pending transfers would bring; it cannot be given away yet.
    pub held_in: i64,
    /// What was paid from it to payees, less what came back.
    pub spent: i64,
}

/// What an event does to a balance.
pub type Change = Balance;

impl Balance {
    /// What may be given away now.
    pub fn free(self) -> i64 {
        // Held amounts are never more than what is posted where that matters; a source is below zero by design.
        self.posted.saturating_sub(self.held_out)
    }

    /// The balance after a change; `None` where it could not be counted any more.
    pub fn after(self, change: Change) -> Option<Balance> {
        Some(Balance {
            posted: self.posted.checked_add(change.posted)?,
            held_out: self.held_out.checked_add(change.held_out)?,
            held_in: self.held_in.checked_add(change.held_in)?,
            spent: self.spent.checked_add(change.spent)?,
        })
    }
}

/// What an event of a transfer does to the account of one of its legs. `was_held`: was the leg held before?
///
/// `None` for the one amount that has no opposite.
pub fn change(event: Event, was_held: bool, minor: i64, kind: AccountKind, purpose: Purpose) -> Option<Change> {
    let (out, into) = (if minor < 0 { minor.checked_neg()? } else { 0 }, minor.max(0));
    let held = Change { held_out: out, held_in: into, ..Change::default() };
    let released = Change { held_out: -out, held_in: -into, ..Change::default() };
    Some(match event {
        Event::Held => held,
        Event::Voided | Event::Expired => released,
        Event::Posted => {
            let of_fund = matches!(kind, AccountKind::Pool | AccountKind::Budget);
            let spent = if of_fund && purpose == Purpose::Payment { minor.checked_neg()? } else { 0 };
            let before = if was_held { released } else { Change::default() };
            Change { posted: minor, spent, ..before }
        }
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_held_is_gone_when_it_is_settled(minor in -1_000_000_i64..1_000_000, event in proptest::sample::select(vec![Event::Posted, Event::Voided, Event::Expired])) {
            let of = |event, was_held| change(event, was_held, minor, AccountKind::Budget, Purpose::Payment).unwrap();
            let settled = Balance::default().after(of(Event::Held, false)).unwrap().after(of(event, true)).unwrap();
            let expected = if event == Event::Posted { of(Event::Posted, false) } else { Balance::default() };
            prop_assert_eq!(settled, expected);
            prop_assert_eq!(settled.posted + settled.spent, 0);
        }
    }
}
