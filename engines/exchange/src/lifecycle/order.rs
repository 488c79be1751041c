//! A service order: work on somebody's samples or questions, without a time that is booked.

use super::StepRefused;
use crate::named::named;

named!(
    /// Where an order stands.
    OrderState {
        /// Sent to the keeper.
        Submitted = "submitted",
        /// The keeper will do it.
        Accepted = "accepted",
        /// The keeper will not.
        Declined = "declined",
        /// Being worked on.
        InWork = "in_work",
        /// The work is done.
        Done = "done",
        /// Charged, where anything is charged.
        Settled = "settled",
        /// Taken back by who ordered.
        Withdrawn = "withdrawn",
    }
);

named!(
    /// What can happen to an order.
    OrderStep {
        /// The keeper takes it.
        Accept = "accept",
        /// The keeper does not.
        Decline = "decline",
        /// The work begins.
        Begin = "begin",
        /// The work is done.
        Finish = "finish",
        /// It is charged.
        Settle = "settle",
        /// Who ordered takes it back.
        Withdraw = "withdraw",
    }
);

named!(
    /// Where a sample is.
    SampleState {
        /// Not here yet.
        Expected = "expected",
        /// Here.
        Received = "received",
        /// Used up by the work.
        UsedUp = "used_up",
        /// Given back.
        Returned = "returned",
    }
);

impl OrderState {
    /// Where the step leads.
    ///
    /// # Errors
    /// If it is not possible from here.
    pub fn after(self, step: OrderStep) -> Result<OrderState, StepRefused> {
        use OrderState as S;
        use OrderStep as T;
        match (self, step) {
            (S::Submitted, T::Accept) => Ok(S::Accepted),
            (S::Submitted, T::Decline) => Ok(S::Declined),
            (S::Accepted, T::Begin) => Ok(S::InWork),
            (S::InWork, T::Finish) => Ok(S::Done),
            (S::Done, T::Settle) => Ok(S::Settled),
            (S::Submitted | S::Accepted, T::Withdraw) => Ok(S::Withdrawn),
            (from, step) => Err(StepRefused { noun: "an order", from: from.name(), step: step.name() }),
        }
    }

    /// Is there still something to do?
    pub fn is_open(self) -> bool {
        matches!(self, OrderState::Submitted | OrderState::Accepted | OrderState::InWork)
    }
}

impl SampleState {
    /// Can a sample go from here to there? What was used up or given back stays so.
    pub fn can_become(self, to: SampleState) -> bool {
        use SampleState as S;
        matches!((self, to), (S::Expected, S::Received) | (S::Received, S::UsedUp | S::Returned))
    }
}
