//! The kinds of notices: what people choose for. A slice that has something new to tell adds a kind and a source for it.

bellwether_kernel::named! {
    /// A kind of notice.
    Kind {
        /// A booking waits for the decision of the keeper.
        BookingToDecide = "booking_to_decide",
        /// A booking is confirmed.
        BookingConfirmed = "booking_confirmed",
        /// A booking was refused.
        BookingRefused = "booking_refused",
        /// A booking was moved.
        BookingMoved = "booking_moved",
        /// A booking was cancelled.
        BookingCancelled = "booking_cancelled",
        /// Who waited was given the time.
        BookingGiven = "booking_given",
        /// A booking begins within a day.
        BookingReminder = "booking_reminder",
        /// Nobody came.
        BookingMissed = "booking_missed",
        /// The time came before the request was approved, or anything became free.
        BookingLapsed = "booking_lapsed",
        /// Somebody wrote a message.
        Message = "message",
    }
}

impl Kind {
    /// The message that names it for those who choose.
    pub fn label(self) -> String {
        format!("notices-kind-{}", self.name().replace('_', "-"))
    }
}
