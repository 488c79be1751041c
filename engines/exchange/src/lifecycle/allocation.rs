//! An allocation: what a request was given out of a capacity. It counts against the capacity until voided or expired.

use super::StepRefused;
use crate::named::named;

named!(
    /// Where an allocation stands.
    AllocationState {
        /// Reserved until it is decided.
        Pending = "pending",
        /// Given.
        Posted = "posted",
        /// Given back.
        Voided = "voided",
        /// Reserved, but nobody decided in time.
        Expired = "expired",
    }
);

named!(
    /// What can happen to an allocation.
    AllocationStep {
        /// It is given.
        Post = "post",
        /// It is given back.
        Void = "void",
        /// The time for deciding is over.
        Expire = "expire",
    }
);

impl AllocationState {
    /// Where the step leads.
    ///
    /// # Errors
    /// If it is not possible from here.
    pub fn after(self, step: AllocationStep) -> Result<AllocationState, StepRefused> {
        use AllocationState::{Expired, Pending, Posted, Voided};
        match (self, step) {
            (Pending, AllocationStep::Post) => Ok(Posted),
            (Pending | Posted, AllocationStep::Void) => Ok(Voided),
            (Pending, AllocationStep::Expire) => Ok(Expired),
            (from, step) => Err(StepRefused { noun: "an allocation", from: from.name(), step: step.name() }),
        }
    }

    /// Does it count against the capacity?
    pub fn counts(self) -> bool {
        matches!(self, AllocationState::Pending | AllocationState::Posted)
    }
}
