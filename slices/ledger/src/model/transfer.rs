//! Transfers: legs that sum to zero in each unit, proposed, perhaps held and approved, then posted, voided or expired.

use std::collections::BTreeMap;

use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::lang::Text;
use bellwether_kernel::money::Unit;
use bellwether_kernel::typed_id;
use serde::{Deserialize, Serialize};

use crate::model::account::{AccountId, AccountKind};
use crate::model::fund::{Unusable, words};
use bellwether_kernel::named;

typed_id!(
    /// A transfer.
    TransferId
);

named!(
    /// Where a transfer stands.
    State {
        /// Promised: what it takes is held, what it brings is not there yet.
        Pending = "pending",
        /// Done, for ever.
        Posted = "posted",
        /// Called off; what was held is free again.
        Voided = "voided",
        /// Its time was over before it was posted; what was held is free again.
        Expired = "expired",
    }
);

named!(
    /// What can be done to a transfer.
    Step {
        /// Carry it out.
        Post = "post",
        /// Call it off.
        Void = "void",
        /// Let it go, because its time is over.
        Expire = "expire",
    }
);

/// The state does not allow the step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a transfer that is {} cannot be {}", from.name(), step.done())]
pub struct StepRefused {
    /// Where the transfer stands.
    pub from: State,
    /// What was tried.
    pub step: Step,
}

impl Step {
    fn done(self) -> &'static str {
        match self {
            Step::Post => "posted",
            Step::Void => "voided",
            Step::Expire => "expired",
        }
    }

    /// What it leaves in the books.
    pub fn event(self) -> Event {
        match self {
            Step::Post => Event::Posted,
            Step::Void => Event::Voided,
            Step::Expire => Event::Expired,
        }
    }
}

impl State {
    /// The state that the step leads to.
    ///
    /// # Errors
    /// [`StepRefused`], which names both.
    pub fn after(self, step: Step) -> Result<State, StepRefused> {
        match (self, step) {
            (State::Pending, Step::Post) => Ok(State::Posted),
            (State::Pending, Step::Void) => Ok(State::Voided),
            (State::Pending, Step::Expire) => Ok(State::Expired),
            (from @ (State::Posted | State::Voided | State::Expired), step) => Err(StepRefused { from, step }),
        }
    }
}

named!(
    /// What happened to the legs of a transfer.
    Event {
        /// They were promised.
        Held = "held",
        /// They were carried out.
        Posted = "posted",
        /// They were called off.
        Voided = "voided",
        /// Their time was over.
        Expired = "expired",
    }
);

named!(
    /// What a transfer does, as the kinds of its accounts tell.
    Purpose {
        /// Something comes into a fund, or goes back to where it came from.
        Endowment = "endowment",
        /// A fund gives to its budgets, or moves between them.
        Allotment = "allotment",
        /// A payee is paid, or gives back.
        Payment = "payment",
    }
);

impl Purpose {
    /// What a transfer between accounts of these kinds does; `None` for what nobody should do, such as paying a payee
    /// out of a source around all budgets.
    pub fn of(kinds: &[AccountKind]) -> Option<Purpose> {
        let has = |kind| kinds.contains(&kind);
        let of_fund = has(AccountKind::Pool) || has(AccountKind::Budget);
        match (has(AccountKind::Source), has(AccountKind::Payee)) {
            (true, false) if has(AccountKind::Pool) && !has(AccountKind::Budget) => Some(Purpose::Endowment),
            (false, true) if of_fund => Some(Purpose::Payment),
            (false, false) if of_fund => Some(Purpose::Allotment),
            _ => None,
        }
    }
}

named!(
    /// What is wanted of a transfer.
    Intent {
        /// Carry it out as soon as it may be.
        Post = "post",
        /// Hold what it takes until somebody posts or voids it.
        Hold = "hold",
    }
);

/// One leg: so many minor units more, or less, on an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Leg {
    /// The account.
    pub account: AccountId,
    /// Minor units of the account's unit; below zero for what is taken.
    pub minor: i64,
}

/// A transfer to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTransfer {
    /// Whoever sends the same key again, in the same cluster, gets the transfer that is there and makes no other.
    pub key: String,
    /// Two legs or more, of different accounts.
    pub legs: Vec<Leg>,
    /// Carry it out, or hold it?
    pub intent: Intent,
    /// What it is for.
    pub memo: Text,
    /// When a promise ends by itself.
    pub expires_at: Option<Timestamp>,
}

impl NewTransfer {
    /// A transfer from one account to another.
    pub fn simple(key: impl Into<String>, from: AccountId, to: AccountId, minor: i64, memo: Text) -> NewTransfer {
        let legs = vec![Leg { account: from, minor: minor.saturating_neg() }, Leg { account: to, minor }];
        NewTransfer { key: key.into(), legs, intent: Intent::Post, memo, expires_at: None }
    }

    /// The same, held until somebody posts or voids it, or until `expires_at`.
    pub fn held_until(self, expires_at: Option<Timestamp>) -> NewTransfer {
        NewTransfer { intent: Intent::Hold, expires_at, ..self }
    }

    /// The same with words and key checked, legs in the order of their accounts.
    ///
    /// # Errors
    /// [`Unusable`] names the first field that cannot be used.
    pub fn checked(&self, now: Timestamp) -> Result<NewTransfer, Unusable> {
        let key = self.key.trim();
        if key.is_empty()
            || key.chars().count() > 200
            || key.chars().any(|sign| sign.is_whitespace() || sign.is_control())
        {
            return Err(Unusable::Key);
        }
        if self.expires_at.is_some_and(|at| at <= now) {
            return Err(Unusable::Expiry);
        }
        let mut legs = self.legs.clone();
        legs.sort_unstable();
        Ok(NewTransfer { key: key.to_owned(), legs, memo: words(&self.memo, 500, Unusable::Memo)?, ..self.clone() })
    }
}

/// The legs do not make a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unbalanced {
    /// Fewer than two, or too many.
    #[error("a transfer has two to {MOST_LEGS} legs")]
    Legs,
    /// A leg moves nothing, or more than can be counted.
    #[error("each leg moves something that can be counted")]
    Nothing,
    /// Two legs of one account.
    #[error("each account has one leg")]
    Twice,
    /// What is taken is not what is given.
    #[error("the legs do not sum to zero in {0}")]
    Sum(Unit),
}

/// The most legs of one transfer, so that no write takes long.
pub const MOST_LEGS: usize = 200;

/// Do these legs make a transfer?
///
/// # Errors
/// [`Unbalanced`] names what is wrong.
pub fn balanced(legs: &[(AccountId, Unit, i64)]) -> Result<(), Unbalanced> {
    if !(2..=MOST_LEGS).contains(&legs.len()) {
        return Err(Unbalanced::Legs);
    }
    if legs.iter().any(|(_, _, minor)| *minor == 0 || *minor == i64::MIN) {
        return Err(Unbalanced::Nothing);
    }
    let accounts: std::collections::BTreeSet<AccountId> = legs.iter().map(|(account, _, _)| *account).collect();
    if accounts.len() < legs.len() {
        return Err(Unbalanced::Twice);
    }
    let mut sums: BTreeMap<Unit, i128> = BTreeMap::new();
    for (_, unit, minor) in legs {
        *sums.entry(*unit).or_default() += i128::from(*minor);
    }
    match sums.into_iter().find(|(_, sum)| *sum != 0) {
        Some((unit, _)) => Err(Unbalanced::Sum(unit)),
        None => Ok(()),
    }
}

/// A transfer as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Its id.
    pub id: TransferId,
    /// The cluster in whose books it stands.
    pub cluster: String,
    /// Its key.
    pub key: String,
    /// What it does.
    pub purpose: Purpose,
    /// What is wanted of it.
    pub intent: Intent,
    /// What it is for.
    pub memo: Text,
    /// Where it stands.
    pub state: State,
    /// Must a second person approve?
    pub needs_approval: bool,
    /// Who proposed it, as the journal names people.
    pub proposed_by: String,
    /// When, in milliseconds UTC.
    pub proposed_at_ms: i64,
    /// When it ends by itself.
    pub expires_at_ms: Option<i64>,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// When.
    pub approved_at_ms: Option<i64>,
    /// Who posted, voided or let it expire.
    pub settled_by: Option<String>,
    /// When.
    pub settled_at_ms: Option<i64>,
    /// Why it was voided; empty otherwise.
    pub reason: String,
    /// Its legs.
    pub legs: Vec<Leg>,
}

impl Transfer {
    /// Does it wait for a second person?
    pub fn waits_for_approval(&self) -> bool {
        self.state == State::Pending && self.needs_approval && self.approved_by.is_none()
    }
}

impl bellwether_kernel::policy::Thing for Transfer {
    fn cluster(&self) -> Option<&str> {
        Some(&self.cluster)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn every_state_with_every_step() {
        let mut table = String::new();
        for state in State::ALL {
            for step in Step::ALL {
                let answer = match state.after(*step) {
                    Ok(state) => state.name().to_owned(),
                    Err(refused) => refused.to_string(),
                };
                table.push_str(&format!("{:<8} + {:<6} -> {answer}\n", state.name(), step.name()));
            }
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn every_pair_of_kinds_has_a_purpose_or_is_refused() {
        let mut table = String::new();
        for from in AccountKind::ALL {
            for to in AccountKind::ALL {
                let purpose = Purpose::of(&[*from, *to]).map_or("refused", Purpose::name);
                table.push_str(&format!("{:<6} -> {:<6} {purpose}\n", from.name(), to.name()));
            }
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn legs_sum_to_zero_in_each_unit() {
        let rub: Unit = "RUB".parse().unwrap();
        let (a, b, c) = (AccountId::new(), AccountId::new(), AccountId::new());
        assert_eq!(balanced(&[(a, rub, -5), (b, rub, 5)]), Ok(()));
        assert_eq!(balanced(&[(a, rub, -5), (b, rub, 4)]), Err(Unbalanced::Sum(rub)));
        assert_eq!(balanced(&[(a, rub, -5), (b, Unit::Seat, 5)]), Err(Unbalanced::Sum(rub)));
        assert_eq!(balanced(&[(a, rub, -5), (a, rub, 5)]), Err(Unbalanced::Twice));
        assert_eq!(balanced(&[(a, rub, 0), (b, rub, 0)]), Err(Unbalanced::Nothing));
        assert_eq!(balanced(&[(a, rub, i64::MIN), (b, rub, i64::MAX), (c, rub, 1)]), Err(Unbalanced::Nothing));
        assert_eq!(balanced(&[(a, rub, 1)]), Err(Unbalanced::Legs));
    }
}
