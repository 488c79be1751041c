//! A charge: what a use, or its absence, costs. It is quoted when it is asked for and does not change then; what comes
//! instead, such as a fee for cancelling late, is a charge of its own.

use super::StepRefused;
use crate::named::named;

named!(
    /// Where a charge stands.
    ChargeState {
        /// Told to who asked.
        Quoted = "quoted",
        /// Kept ready, because the time is given.
        Kept = "kept",
        /// To be paid, but the books could not take it yet.
        Due = "due",
        /// In the books, or on the invoice of who has no account in them.
        Charged = "charged",
        /// Nothing is to be paid.
        Void = "void",
    }
);

named!(
    /// What can happen to a charge.
    ChargeStep {
        /// The time is given.
        Keep = "keep",
        /// It is to be paid, and the books take it.
        Charge = "charge",
        /// It is to be paid, but the books cannot take it.
        Defer = "defer",
        /// It is not to be paid.
        Void = "void",
    }
);

impl ChargeState {
    /// Where the step leads.
    ///
    /// # Errors
    /// If it is not possible from here.
    pub fn after(self, step: ChargeStep) -> Result<ChargeState, StepRefused> {
        use ChargeState as S;
        use ChargeStep as T;
        match (self, step) {
            (S::Quoted, T::Keep) => Ok(S::Kept),
            (S::Kept | S::Due, T::Charge) => Ok(S::Charged),
            (S::Kept, T::Defer) => Ok(S::Due),
            (S::Quoted | S::Kept, T::Void) => Ok(S::Void),
            (from, step) => Err(StepRefused { noun: "a charge", from: from.name(), step: step.name() }),
        }
    }

    /// Does it stand on a statement?
    pub fn is_to_be_paid(self) -> bool {
        matches!(self, ChargeState::Due | ChargeState::Charged)
    }
}
