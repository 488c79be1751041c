//! A booking: an allocation of time, with what came of it.

use super::StepRefused;
use super::allocation::AllocationState;
use crate::named::named;

named!(
    /// Where a booking stands.
    BookingState {
        /// The time is kept until somebody approves.
        Held = "held",
        /// The time is given.
        Confirmed = "confirmed",
        /// The use has begun.
        InUse = "in_use",
        /// The use is over.
        Used = "used",
        /// Nobody came.
        NoShow = "no_show",
        /// Cancelled in time.
        Cancelled = "cancelled",
        /// Cancelled later than the rules ask.
        CancelledLate = "cancelled_late",
        /// Nobody approved in time.
        Expired = "expired",
        /// Charged, where anything is charged.
        Settled = "settled",
    }
);

named!(
    /// What can happen to a booking.
    BookingStep {
        /// It is approved.
        Confirm = "confirm",
        /// The use begins.
        Start = "start",
        /// The use ends.
        Stop = "stop",
        /// The time passed and nobody came.
        Miss = "miss",
        /// It is cancelled in time.
        Cancel = "cancel",
        /// It is cancelled late.
        CancelLate = "cancel_late",
        /// Nobody approved in time.
        Expire = "expire",
        /// It is charged.
        Settle = "settle",
    }
);

impl BookingState {
    /// Where the step leads.
    ///
    /// # Errors
    /// If it is not possible from here.
    pub fn after(self, step: BookingStep) -> Result<BookingState, StepRefused> {
        use BookingState as S;
        use BookingStep as T;
        match (self, step) {
            (S::Held, T::Confirm) => Ok(S::Confirmed),
            (S::Confirmed, T::Start) => Ok(S::InUse),
            (S::InUse, T::Stop) => Ok(S::Used),
            (S::Confirmed, T::Miss) => Ok(S::NoShow),
            (S::Held | S::Confirmed, T::Cancel) => Ok(S::Cancelled),
            (S::Confirmed, T::CancelLate) => Ok(S::CancelledLate),
            (S::Held, T::Expire) => Ok(S::Expired),
            (S::Used | S::NoShow | S::CancelledLate, T::Settle) => Ok(S::Settled),
            (from, step) => Err(StepRefused { noun: "a booking", from: from.name(), step: step.name() }),
        }
    }

    /// What the allocation under it is; `None` for a settled one, whose allocation stays what it was.
    pub fn allocation(self) -> Option<AllocationState> {
        match self {
            BookingState::Held => Some(AllocationState::Pending),
            BookingState::Confirmed | BookingState::InUse | BookingState::Used | BookingState::NoShow => {
                Some(AllocationState::Posted)
            }
            BookingState::Cancelled | BookingState::CancelledLate => Some(AllocationState::Voided),
            BookingState::Expired => Some(AllocationState::Expired),
            BookingState::Settled => None,
        }
    }

    /// Is the time still kept for it?
    pub fn keeps_its_time(self) -> bool {
        matches!(self, BookingState::Held | BookingState::Confirmed | BookingState::InUse | BookingState::Used)
    }

    /// Can it still be cancelled or changed?
    pub fn is_ahead(self) -> bool {
        matches!(self, BookingState::Held | BookingState::Confirmed)
    }
}
