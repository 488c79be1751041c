//! What is asked of lists of transfers, accounts and statements.

use crate::model::transfer::TransferId;
use bellwether_kernel::named;

named!(
    /// Which transfers of a list.
    Show {
        /// All of them.
        All = "all",
        /// Those that wait for a second person.
        Waiting = "waiting",
        /// Those that are promised, approved or not.
        Pending = "pending",
        /// Those that were carried out.
        Posted = "posted",
        /// Those that were called off.
        Voided = "voided",
        /// Those whose time was over.
        Expired = "expired",
    }
);

/// Which transfers are wanted, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransfersWanted {
    /// Which of them.
    pub show: Show,
    /// Only those made before this one.
    pub before: Option<TransferId>,
}

impl Default for TransfersWanted {
    fn default() -> Self {
        TransfersWanted { show: Show::All, before: None }
    }
}

/// Which lines of a statement are wanted, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatementWanted {
    /// Only what happened up to this instant, in milliseconds UTC.
    pub as_of_ms: Option<i64>,
    /// Only lines before the one with this number.
    pub before: Option<i64>,
}
