//! A service order as people see it: what is asked for, how many units, the samples, and where it stands.

use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_exchange_rules::lifecycle::order::{OrderState, SampleState};
use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_exchange_rules::quote::{Share, of_units};
use bellwether_kernel::actor::UserId;
use bellwether_kernel::lang::Text;
use bellwether_kernel::policy::Thing;
use bellwether_kernel::typed_id;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::booking::BookingId;
use crate::model::charge::{Charge, Quoted};
use crate::model::code::CodeId;
use crate::model::facility::{Facility, ResourceId};

typed_id!(
    /// A sample.
    SampleId
);

/// The longest description of an order, in letters.
pub const WHAT: usize = 4_000;
/// The longest label of a sample, in letters.
pub const LABEL: usize = 80;
/// The most samples of one order.
pub const SAMPLES: usize = 200;

/// How a facility takes orders instead of bookings. Its rates are for a unit and not for an hour then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Orders {
    /// What is counted: a sample, a run, an hour of advice.
    pub unit: Text,
    /// The most units of one order.
    pub most: u32,
    /// What who orders should tell.
    pub asks: Text,
}

/// A sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Its id.
    pub id: SampleId,
    /// What stands on its tube.
    pub label: String,
    /// Where it is.
    pub state: SampleState,
}

/// What somebody orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOrder {
    /// How many units.
    pub units: u32,
    /// What is to be done.
    pub what: String,
    /// The charge code, or the name of a project.
    pub project: String,
    /// The labels of the samples.
    pub samples: Vec<String>,
}

impl NewOrder {
    /// The field that cannot be taken, with the key of the sentence.
    pub fn problem(&self, orders: &Orders) -> Option<(&'static str, &'static str)> {
        let labels: std::collections::BTreeSet<&str> = self.samples.iter().map(String::as_str).collect();
        let is_label = |label: &&String| !label.is_empty() && label.chars().count() <= LABEL;
        if !(1..=orders.most).contains(&self.units) {
            return Some(("units", "exchange-fault-units"));
        }
        if self.what.is_empty() || self.what.chars().count() > WHAT {
            return Some(("what", "exchange-fault-what"));
        }
        let are_fine = self.samples.len() <= SAMPLES && self.samples.iter().all(|one| is_label(&one));
        (!are_fine || labels.len() < self.samples.len()).then_some(("samples", "exchange-fault-samples"))
    }
}

/// An order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The id of its request.
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
    /// Who ordered.
    pub person: Option<UserId>,
    /// What who ordered is to the owner.
    pub class: CustomerClass,
    /// Where it stands.
    pub state: OrderState,
    /// Where its request stands.
    pub request: RequestState,
    /// How many units.
    pub units: u32,
    /// What is to be done.
    pub what: String,
    /// The code of the project; empty for none.
    pub project: String,
    /// The charge code that pays.
    pub code: Option<CodeId>,
    /// What the keeper said last.
    pub note: String,
    /// When it was ordered, in milliseconds since 1970 UTC.
    pub asked_at_ms: i64,
}

impl Thing for Order {
    fn owner(&self) -> Option<UserId> {
        self.person
    }

    fn state(&self) -> &str {
        self.state.name()
    }

    fn cluster(&self) -> Option<&str> {
        Some(&self.cluster)
    }
}

/// An order with all that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// The order.
    pub order: Order,
    /// Its samples.
    pub samples: Vec<Sample>,
    /// What it costs.
    pub charges: Vec<Charge>,
    /// The name of who ordered; empty if it is not known.
    pub by: String,
}

/// What units cost somebody on a day; `None` where there is no rate.
pub fn quoted(facility: &Facility, class: CustomerClass, units: u32, day: Date) -> Option<Quoted> {
    let rate = facility.rate(class, day)?;
    let share = facility.subsidy(class, day).map(|one| Share { percent: one.percent, most_minor: one.most_minor });
    let quote = of_units(rate.minor_per_hour, units.into(), share)?;
    let currency = rate.currency.clone();
    Some(Quoted { class, units: units.into(), rate_minor: rate.minor_per_hour, currency, quote })
}
