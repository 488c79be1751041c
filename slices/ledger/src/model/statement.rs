//! The statement of an account: what happened to it, newest first, with what was on it after each event.

use bellwether_kernel::lang::Text;

use crate::model::account::Held;
use crate::model::balance::{Balance, Change};
use crate::model::transfer::{Event, TransferId};

/// One line: what one event of a transfer did to the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number on the account, from 1 without gaps.
    pub seq: i64,
    /// When, in milliseconds UTC.
    pub at_ms: i64,
    /// The transfer.
    pub transfer: TransferId,
    /// What happened to it.
    pub event: Event,
    /// What it is for.
    pub memo: Text,
    /// The accounts on its other side: the first, and how many more there are.
    pub counterpart: Option<(Text, usize)>,
    /// What changed.
    pub change: Change,
    /// What was on the account then.
    pub after: Balance,
}

/// A part of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The account with what was on it at the instant asked for.
    pub held: Held,
    /// The lines, newest first.
    pub lines: Vec<Line>,
    /// Give it as `before` to get older lines.
    pub next: Option<i64>,
}
