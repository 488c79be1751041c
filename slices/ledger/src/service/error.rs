//! Why something with the ledger was not done.

use bellwether_db::{DbError, IsConflict};
use bellwether_kernel::ctx::Denied;

use crate::model::budget::BudgetCheck;
use crate::model::fund::Unusable;
use crate::model::transfer::{StepRefused, Unbalanced};

/// Why something with the ledger was not done.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The fund, account or transfer is not there.
    #[error("not there")]
    NotFound,
    /// What was given cannot be used.
    #[error(transparent)]
    Unusable(#[from] Unusable),
    /// A fund or account of this name is there already.
    #[error("there is one of this name already")]
    Taken,
    /// The legs do not make a transfer.
    #[error(transparent)]
    Unbalanced(#[from] Unbalanced),
    /// Amounts do not go this way.
    #[error("nothing goes between accounts of these kinds")]
    Kinds,
    /// There is not enough; the check says how much there is.
    #[error("not enough: {} asked, {} free", .0.amount(.0.asked_minor), .0.amount(.0.held.balance.free()))]
    Short(Box<BudgetCheck>),
    /// Another transfer has the key.
    #[error("another transfer was made with this key")]
    KeyTaken,
    /// The state does not allow it.
    #[error(transparent)]
    Step(#[from] StepRefused),
    /// It must be approved first.
    #[error("a second person must approve it first")]
    NeedsApproval,
    /// It waits for nobody.
    #[error("it does not wait for approval")]
    NotWaiting,
    /// Nobody approves what they proposed.
    #[error("nobody approves what they proposed")]
    OwnProposal,
    /// Beyond what can be counted.
    #[error("the amount is beyond what can be counted")]
    TooLarge,
    /// Somebody else wrote the same at the same moment; the work is run again.
    #[error("another writer was faster")]
    Raced,
    /// The database failed.
    #[error("using the ledger's tables")]
    Db(#[from] DbError),
}

impl IsConflict for LedgerError {
    fn is_conflict(&self) -> bool {
        match self {
            LedgerError::Raced => true,
            LedgerError::Db(error) => error.is_conflict(),
            _ => false,
        }
    }
}
