//! What the program and other slices may call.
//!
//! Another slice spends in three steps, each in its own write transaction together with its own change:
//!
//! 1. [`Ledger::check`]: could this budget give so much? [`explain`] says why not, in words that people read.
//! 2. [`Ledger::propose`] with a [`NewTransfer`] that is [`NewTransfer::held_until`] some instant: the amount is
//!    committed and cannot be promised again. The key makes it safe to run twice.
//! 3. [`Ledger::post`] when it was used, or [`Ledger::void`] when not; it expires by itself otherwise.
//!
//! The caller's own policy decides who may book or award; where people act who do not keep the books, hand over a
//! context of the installation. The journal and the transfer name whoever the transaction belongs to.

pub use crate::model::account::{Account, AccountId, AccountKind, Held, NewAccount, OutsideParty, OwnerKind, Side};
pub use crate::model::asked::{Show, StatementWanted, TransfersWanted};
pub use crate::model::budget::{BudgetCheck, FundBooks, Parts};
pub use crate::model::fund::{Fund, FundId, NewFund};
pub use crate::model::people::{People, PeopleNames};
pub use crate::model::sample::SAMPLES;
pub use crate::model::transfer::{Intent, Leg, NewTransfer, State, Transfer, TransferId};
pub use crate::model::verdict::Verdict;
pub use crate::service::{Ledger, LedgerError, Loaded, Opened, SampleError, Shown};
pub use crate::slice::slice;
pub use crate::views::parts::explain;
