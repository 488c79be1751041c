//! What a use costs: quoted when it is asked for, and charged as quoted. Accounts and transfers are another slice's; see
//! [`crate::model::charges`].

use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_exchange_rules::evaluate::day_of;
use bellwether_exchange_rules::lifecycle::charge::ChargeState;
use bellwether_exchange_rules::quote::{Quote, Share, of_time};
use bellwether_exchange_rules::span::Span;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::{named, typed_id};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::model::booking::BookingId;
use crate::model::code::CodeId;
use crate::model::facility::{Facility, ResourceId};

typed_id!(
    /// A charge.
    ChargeId
);

named!(
    /// What a charge is for.
    ChargeKind {
        /// The time that was booked.
        Use = "use",
        /// Time beyond what was booked.
        Overrun = "overrun",
        /// Cancelled later than the rules ask.
        LateCancel = "late_cancel",
        /// Nobody came.
        NoShow = "no_show",
        /// A service order.
        Order = "order",
    }
);

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// In minor units.
    pub minor: i64,
    /// The code of the currency.
    pub currency: String,
}

/// Fees for time that was kept and not used, in percent of its price.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fees {
    /// For cancelling later than the rules ask.
    pub late_cancel_percent: u8,
    /// For not coming.
    pub no_show_percent: u8,
}

/// What a use of a facility costs somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The class by whose rate.
    pub class: CustomerClass,
    /// Minutes of time, or how many units of a service.
    pub units: i64,
    /// The rate for an hour or a unit, in minor units.
    pub rate_minor: i64,
    /// The code of the currency.
    pub currency: String,
    /// The price with who carries what.
    pub quote: Quote,
}

impl Quoted {
    /// What is left for the customer.
    pub fn net(&self) -> Price {
        self.price(self.quote.net_minor)
    }

    /// An amount in its currency.
    pub fn price(&self, minor: i64) -> Price {
        Price { minor, currency: self.currency.clone() }
    }
}

/// What a use costs by the rate and the subsidy of the day on which it begins; `None` where there is no rate.
pub fn quoted(facility: &Facility, class: CustomerClass, span: Span) -> Option<Quoted> {
    let day = day_of(span.from(), &facility.time_zone());
    let rate = facility.rate(class, day)?;
    let share = facility.subsidy(class, day).map(|one| Share { percent: one.percent, most_minor: one.most_minor });
    let quote = of_time(rate.minor_per_hour, span.minutes(), share)?;
    let currency = rate.currency.clone();
    Some(Quoted { class, units: span.minutes(), rate_minor: rate.minor_per_hour, currency, quote })
}

/// A charge of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// Its id.
    pub id: ChargeId,
    /// The request.
    pub request: BookingId,
    /// The cluster's slug.
    pub cluster: String,
    /// The facility.
    pub resource: ResourceId,
    /// What it is for.
    pub kind: ChargeKind,
    /// Where it stands.
    pub state: ChargeState,
    /// What it costs, and how that came about.
    pub quoted: Quoted,
    /// The month on whose statement it stands, such as `2026-11`: that of the use, in the zone of the place.
    pub month: String,
    /// Whose.
    pub person: Option<UserId>,
    /// The charge code that pays; `None`: by invoice.
    pub code: Option<CodeId>,
    /// The transfer of the books that pays it.
    pub transfer: Option<Uuid>,
    /// The account that paid it because it had no code.
    pub advanced: Option<Uuid>,
    /// When it was quoted, in milliseconds since 1970 UTC.
    pub quoted_at_ms: i64,
    /// When it was charged or voided.
    pub settled_at_ms: Option<i64>,
}

impl Charge {
    /// A new charge of the same request, instead of this one or beside it.
    pub fn another(&self, kind: ChargeKind, quoted: Quoted, now_ms: i64) -> Charge {
        Charge {
            id: ChargeId::new(),
            kind,
            state: ChargeState::Kept,
            quoted,
            transfer: None,
            advanced: None,
            quoted_at_ms: now_ms,
            settled_at_ms: None,
            ..self.clone()
        }
    }
}
