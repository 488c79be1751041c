//! A facility: an instrument, room or service that members share, with the offer under which others use it.

use bellwether_exchange_rules::condition::{Condition, CustomerClass, buffers};
use bellwether_exchange_rules::lifecycle::offer::OfferState;
use bellwether_exchange_rules::span::Span;
use bellwether_exchange_rules::waiting::WaitingRule;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::lang::Text;
use bellwether_kernel::policy::Thing;
use bellwether_kernel::typed_id;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::model::charge::Fees;
use crate::model::configuration::Item;
use crate::model::order::Orders;

typed_id!(
    /// A resource.
    ResourceId
);
typed_id!(
    /// An offer.
    OfferId
);
typed_id!(
    /// A time out of service.
    DowntimeId
);

/// What a facility is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// An instrument.
    Instrument,
    /// A room.
    Room,
    /// A service.
    Service,
}

impl Sort {
    /// All of them.
    pub const ALL: [Sort; 3] = [Sort::Instrument, Sort::Room, Sort::Service];

    /// The name in tables, files and the API.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Instrument => "instrument",
            Sort::Room => "room",
            Sort::Service => "service",
        }
    }

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Sort> {
        Sort::ALL.into_iter().find(|sort| sort.name() == name)
    }
}

/// What an hour costs one class of customers, from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// For whom.
    pub class: CustomerClass,
    /// The first day on which it counts.
    pub from: Date,
    /// Price of an hour in minor units.
    pub minor_per_hour: i64,
    /// Code of the currency.
    pub currency: String,
}

/// How much of the price a cluster carries for one class of customers, between two days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subsidy {
    /// For whom.
    pub class: CustomerClass,
    /// The first day on which it counts.
    pub from: Date,
    /// The last day; `None`: until another begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// How much of the price, in percent.
    pub percent: u8,
    /// At most so much for one use, in minor units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_minor: Option<i64>,
}

/// A facility with its offer.
#[derive(Clone, Debug, PartialEq)]
pub struct Facility {
    /// Its id.
    pub id: ResourceId,
    /// The offer of its time.
    pub offer: OfferId,
    /// The slug of its cluster.
    pub cluster: String,
    /// Its name in addresses, unique in the cluster.
    pub slug: String,
    /// Its rank in lists.
    pub position: i64,
    /// What it is.
    pub sort: Sort,
    /// Its name.
    pub name: Text,
    /// A paragraph about it.
    pub about: Text,
    /// Where it stands.
    pub location: Text,
    /// The organisation that owns it.
    pub owner: Text,
    /// The address of its manual.
    pub manual: Option<String>,
    /// The person who keeps it.
    pub keeper: Option<UserId>,
    /// Name of the time zone of the place.
    pub zone: String,
    /// How many can be used at once.
    pub places: u16,
    /// Who comes next when time becomes free.
    pub waiting: WaitingRule,
    /// How long after its beginning a booking that nobody uses is given up.
    pub no_show_minutes: u32,
    /// How it takes orders, where it does instead of bookings; rates are for a unit then.
    pub orders: Option<Orders>,
    /// What it can be set to.
    pub items: Vec<Item>,
    /// Where the offer stands.
    pub state: OfferState,
    /// Under which conditions.
    pub conditions: Vec<Condition>,
    /// Days on which it is closed beside those of its conditions: those of its cluster and its own.
    pub closed: Vec<Date>,
    /// What it costs.
    pub rates: Vec<Rate>,
    /// What the cluster carries of that.
    pub subsidies: Vec<Subsidy>,
    /// Fees for time that was kept and not used.
    pub fees: Fees,
}

impl Thing for Facility {
    fn owner(&self) -> Option<UserId> {
        self.keeper
    }

    fn state(&self) -> &str {
        self.state.name()
    }

    fn cluster(&self) -> Option<&str> {
        Some(&self.cluster)
    }
}

impl Facility {
    /// The time zone of the place; UTC where the machine does not know it, which loading rules out.
    pub fn time_zone(&self) -> TimeZone {
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }

    /// The conditions with the days on which it is closed.
    pub fn rules(&self) -> Vec<Condition> {
        let closed = (!self.closed.is_empty()).then(|| Condition::Holidays { days: self.closed.clone() });
        self.conditions.iter().cloned().chain(closed).collect()
    }

    /// The time that is kept free for a use: with the buffers around it.
    pub fn kept_for(&self, span: Span) -> Option<Span> {
        let (before, after) = buffers(&self.conditions);
        span.widened(before, after)
    }

    /// The codes of the qualifications that it asks for.
    pub fn qualifications(&self) -> impl Iterator<Item = &str> {
        self.conditions.iter().filter_map(|one| match one {
            Condition::Qualified { code } => Some(code.as_str()),
            _ => None,
        })
    }

    /// The rate of a class on a day: the latest that has begun.
    pub fn rate(&self, class: CustomerClass, day: Date) -> Option<&Rate> {
        self.rates.iter().filter(|rate| rate.class == class && rate.from <= day).max_by_key(|rate| rate.from)
    }

    /// The subsidy of a class on a day: the latest that has begun, unless that is over.
    pub fn subsidy(&self, class: CustomerClass, day: Date) -> Option<&Subsidy> {
        let begun = self.subsidies.iter().filter(|one| one.class == class && one.from <= day);
        begun.max_by_key(|one| one.from).filter(|one| one.until.is_none_or(|until| day <= until))
    }
}

/// A time out of service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Downtime {
    /// Its id.
    pub id: DowntimeId,
    /// When.
    pub span: Span,
    /// Why.
    pub why: String,
    /// Its id in the calendar that it came from.
    pub uid: Option<String>,
}
