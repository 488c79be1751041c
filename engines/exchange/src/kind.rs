//! The kinds of exchange: a closed set. A kind is a shape of capacity and the conditions that make sense for it; its
//! payload is typed by the slice. A kind that needs a fourth thing becomes a slice of its own.

use crate::named::named;

named!(
    /// What is exchanged.
    Kind {
        /// Time on an instrument, in a room, or of a service.
        InstrumentTime = "instrument_time",
        /// Money of a fund, given on application.
        GrantCall = "grant_call",
    }
);

named!(
    /// How much of something there is.
    Shape {
        /// Money or seats: what is allocated adds up to no more than there is.
        Amounts = "amounts",
        /// Time: no moment is allocated more often than there are places.
        Intervals = "intervals",
        /// One thing for one holder.
        OneOff = "one_off",
    }
);

impl Kind {
    /// The shape of what can be allocated.
    pub fn shape(self) -> Shape {
        match self {
            Kind::InstrumentTime => Shape::Intervals,
            Kind::GrantCall => Shape::Amounts,
        }
    }

    /// Is a request decided by people in each case, whatever the conditions say?
    pub fn always_decided_by_people(self) -> bool {
        match self {
            Kind::InstrumentTime => false,
            Kind::GrantCall => true,
        }
    }
}
