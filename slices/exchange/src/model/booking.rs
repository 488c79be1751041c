//! A booking as people see it: the request with its allocation.

use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_exchange_rules::lifecycle::booking::BookingState;
use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_exchange_rules::span::Span;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::lang::Text;
use bellwether_kernel::policy::Thing;
use bellwether_kernel::typed_id;

use crate::model::code::CodeId;
use crate::model::configuration::Options;
use crate::model::facility::ResourceId;

typed_id!(
    /// A request, and the booking that came of it.
    BookingId
);
typed_id!(
    /// An allocation.
    AllocationId
);
typed_id!(
    /// A decision.
    DecisionId
);
typed_id!(
    /// Requests that were made as one.
    SeriesId
);

/// What came of a request for time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocated {
    /// Its id.
    pub id: AllocationId,
    /// Where it stands.
    pub state: BookingState,
    /// Which of the equal places, from 0.
    pub place: u16,
    /// When the use began.
    pub started_at_ms: Option<i64>,
    /// When it ended.
    pub ended_at_ms: Option<i64>,
    /// Why it was cancelled, or given against the rules; empty if nothing was said.
    pub why: String,
}

/// A request for time with what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booking {
    /// Its id.
    pub id: BookingId,
    /// The facility.
    pub resource: ResourceId,
    /// The facility's cluster.
    pub cluster: String,
    /// The facility's name in addresses.
    pub slug: String,
    /// The facility's name.
    pub facility: Text,
    /// The facility's keeper.
    pub keeper: Option<UserId>,
    /// The zone of the place.
    pub zone: String,
    /// Who asked; `None` if the installation itself did.
    pub person: Option<UserId>,
    /// What who asked is to the owner.
    pub class: CustomerClass,
    /// Where the request stands.
    pub state: RequestState,
    /// When.
    pub span: Span,
    /// What for.
    pub purpose: String,
    /// The code of the project; empty for none.
    pub project: String,
    /// What the facility has to be set to for it.
    pub wants: Options,
    /// The charge code that pays; `None`: by invoice.
    pub code: Option<CodeId>,
    /// Made together with others.
    pub series: Option<SeriesId>,
    /// When it was asked for, in milliseconds since 1970 UTC.
    pub asked_at_ms: i64,
    /// What came of it.
    pub allocated: Option<Allocated>,
}

impl Thing for Booking {
    fn owner(&self) -> Option<UserId> {
        self.person
    }

    fn state(&self) -> &str {
        self.state_name()
    }

    fn cluster(&self) -> Option<&str> {
        Some(&self.cluster)
    }
}

impl Booking {
    /// Where it stands, in one word: that of the booking if there is one, or else of the request.
    pub fn state_name(&self) -> &'static str {
        self.allocated.as_ref().map_or(self.state.name(), |allocated| allocated.state.name())
    }

    /// Where its booking stands.
    pub fn booked(&self) -> Option<BookingState> {
        self.allocated.as_ref().map(|allocated| allocated.state)
    }

    /// Does it wait for room?
    pub fn waits_for_room(&self) -> bool {
        self.state == RequestState::Waitlisted
    }
}

/// The facility of a booking, as far as the policy looks at it.
#[derive(Clone, Copy, Debug)]
pub struct Kept(pub Option<UserId>);

impl Thing for Kept {
    fn owner(&self) -> Option<UserId> {
        self.0
    }
}

/// Requests of one facility that wait for its keeper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The facility's cluster.
    pub cluster: String,
    /// The facility's name in addresses.
    pub slug: String,
    /// The facility's name.
    pub facility: Text,
    /// How many.
    pub n: u64,
}

/// A time that is taken, without by whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy {
    /// The facility.
    pub resource: ResourceId,
    /// Which of the equal places, from 0.
    pub place: u16,
    /// With the buffers around the use.
    pub span: Span,
    /// Out of service?
    pub is_down: bool,
    /// Whose it is, for marking one's own; never shown of others.
    pub person: Option<UserId>,
    /// The booking, for one's own link.
    pub booking: Option<BookingId>,
    /// The use without buffers, of one's own.
    pub used: Option<Span>,
    /// Can it be changed still? Of one's own.
    pub is_ahead: bool,
    /// Is it the reader's? A keeper knows those of others as well.
    pub is_own: bool,
}
