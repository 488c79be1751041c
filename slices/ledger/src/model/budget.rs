//! Budgets: what a fund gave to a focus area, and how much of it is committed, spent and free.

use bellwether_kernel::amount::Amount;
use serde::Serialize;

use crate::model::account::{AccountKind, Held};
use crate::model::fund::Fund;

/// A fund with its accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundBooks {
    /// The fund.
    pub fund: Fund,
    /// What it has not given to budgets.
    pub pool: Held,
    /// Its budgets, in the order they were opened.
    pub budgets: Vec<Held>,
}

/// Three parts that are all of a budget.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Parts {
    /// Promised by pending transfers.
    pub committed: i64,
    /// Paid.
    pub spent: i64,
    /// Left.
    pub free: i64,
}

impl Parts {
    /// The parts of an account of a fund.
    pub fn of(held: &Held) -> Parts {
        let balance = held.balance;
        Parts { committed: balance.held_out, spent: balance.spent, free: balance.free() }
    }

    /// All three together.
    pub fn total(self) -> i64 {
        self.committed.saturating_add(self.spent).saturating_add(self.free)
    }

    /// The sums of two.
    pub fn plus(self, other: Parts) -> Parts {
        Parts {
            committed: self.committed.saturating_add(other.committed),
            spent: self.spent.saturating_add(other.spent),
            free: self.free.saturating_add(other.free),
        }
    }
}

impl FundBooks {
    /// The parts of the whole fund. What is not given to a budget yet is free.
    pub fn parts(&self) -> Parts {
        self.budgets.iter().map(Parts::of).fold(Parts::of(&self.pool), Parts::plus)
    }
}

/// Whether an account can give an amount now, with the numbers that say why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetCheck {
    /// The account that was asked about.
    pub held: Held,
    /// How much was asked for, in minor units.
    pub asked_minor: i64,
    /// More than this needs a second person.
    pub approval_above_minor: Option<i64>,
}

impl BudgetCheck {
    /// Is there enough?
    pub fn is_covered(&self) -> bool {
        self.held.account.may_go_below || self.short_minor() == 0
    }

    /// How much is missing, in minor units.
    pub fn short_minor(&self) -> i64 {
        self.asked_minor.saturating_sub(self.held.balance.free()).max(0)
    }

    /// Would a second person have to approve?
    pub fn needs_approval(&self) -> bool {
        let of_fund = matches!(self.held.account.kind, AccountKind::Pool | AccountKind::Budget);
        of_fund && self.approval_above_minor.is_some_and(|most| self.asked_minor > most)
    }

    /// So many minor units of the account's unit.
    pub fn amount(&self, minor: i64) -> Amount {
        self.held.amount(minor)
    }
}
