//! Facilities as people write them: a TOML file for each cluster. Reading checks everything before anything is stored.

use bellwether_exchange_rules::condition::Condition;
use bellwether_exchange_rules::lifecycle::offer::OfferState;
use bellwether_exchange_rules::waiting::WaitingRule;
use bellwether_kernel::lang::Text;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::model::charge::Fees;
use crate::model::configuration::{self, Item};
use crate::model::facility::{Facility, OfferId, Rate, ResourceId, Sort, Subsidy};
use crate::model::order::Orders;

/// What is wrong in a file.
#[derive(Debug, thiserror::Error)]
pub enum WrittenError {
    /// It is not such a file.
    #[error("{0}")]
    Toml(#[from] toml::de::Error),
    /// It cannot be written.
    #[error("writing facilities")]
    Write(#[from] toml::ser::Error),
    /// The cluster is not there.
    #[error("there is no cluster {0:?}")]
    NoCluster(String),
    /// A facility is wrong.
    #[error("facility {slug:?}: {what}")]
    Facility {
        /// Which.
        slug: String,
        /// What is wrong, and what would be right.
        what: &'static str,
    },
}

/// A file of facilities.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// The slug of the cluster.
    pub cluster: String,
    /// The facilities.
    #[serde(rename = "facility", default)]
    pub facilities: Vec<WrittenFacility>,
}

/// A facility in a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenFacility {
    slug: String,
    sort: Sort,
    #[serde(default = "open")]
    state: OfferState,
    zone: String,
    #[serde(default = "one")]
    places: u16,
    #[serde(default = "first_come")]
    waiting: WaitingRule,
    #[serde(default = "half_an_hour")]
    no_show_minutes: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    manual: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    orders: Option<Orders>,
    name: Text,
    about: Text,
    location: Text,
    owner: Text,
    #[serde(rename = "condition", default)]
    conditions: Vec<Condition>,
    #[serde(rename = "item", default, skip_serializing_if = "Vec::is_empty")]
    items: Vec<Item>,
    #[serde(rename = "rate", default)]
    rates: Vec<Rate>,
    #[serde(rename = "subsidy", default, skip_serializing_if = "Vec::is_empty")]
    subsidies: Vec<Subsidy>,
    #[serde(default)]
    fees: Fees,
}

fn open() -> OfferState {
    OfferState::Open
}

fn one() -> u16 {
    1
}

fn first_come() -> WaitingRule {
    WaitingRule::FirstCome
}

fn half_an_hour() -> u32 {
    30
}

/// Reads a file.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub fn read(source: &str) -> Result<(String, Vec<Facility>), WrittenError> {
    let written: Written = toml::from_str(source)?;
    let mut facilities: Vec<Facility> = Vec::new();
    for (position, one) in (0_i64..).zip(written.facilities) {
        check(&one)?;
        if facilities.iter().any(|other| other.slug == one.slug) {
            return Err(WrittenError::Facility { slug: one.slug, what: "is there twice" });
        }
        facilities.push(one.facility(&written.cluster, position));
    }
    Ok((written.cluster, facilities))
}

/// Writes a file that [`read`] takes.
///
/// # Errors
/// If it cannot be written, which a test rules out.
pub fn write(cluster: &str, facilities: &[Facility]) -> Result<String, WrittenError> {
    let facilities = facilities.iter().map(WrittenFacility::of).collect();
    Ok(toml::to_string_pretty(&Written { cluster: cluster.to_owned(), facilities })?)
}

fn check(one: &WrittenFacility) -> Result<(), WrittenError> {
    let wrong = |what| Err(WrittenError::Facility { slug: one.slug.clone(), what });
    let is_slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if one.slug.is_empty() || one.slug.len() > 80 || !one.slug.chars().all(is_slug) {
        return wrong("a slug is made of small letters, digits and hyphens");
    }
    if TimeZone::get(&one.zone).is_err() {
        return wrong("the zone is not known; write one like Europe/Moscow");
    }
    if !(1..=100).contains(&one.places) {
        return wrong("there are 1 to 100 places");
    }
    if one.manual.as_ref().is_some_and(|manual| !manual.starts_with("https://")) {
        return wrong("the address of a manual begins with https://");
    }
    if [&one.name, &one.about, &one.location, &one.owner].iter().any(|text| text.en.is_none() || text.ru.is_none()) {
        return wrong("every text needs both languages");
    }
    let is_odd = |condition: &Condition| match condition {
        Condition::SlotLength { least_minutes, most_minutes, step_minutes } => {
            *step_minutes == 0 || least_minutes > most_minutes || *most_minutes > 60 * 24 * 60
        }
        Condition::OpeningHours { week } => {
            week.iter().any(|day| day.day().is_none() || day.from_minute >= day.until_minute || day.until_minute > 1440)
        }
        Condition::Buffers { before_minutes, after_minutes } => before_minutes.max(after_minutes) > &1440,
        _ => false,
    };
    if one.conditions.iter().any(is_odd) {
        return wrong("a condition has numbers that cannot be kept");
    }
    if let Some(what) = configuration::problem(&one.items) {
        return wrong(what);
    }
    if !one.items.is_empty() && (one.places > 1 || one.orders.is_some()) {
        return wrong("what can be set belongs to one instrument: one place, and no orders");
    }
    if one.rates.iter().any(|rate| rate.minor_per_hour < 0 || rate.currency.len() != 3) {
        return wrong("a rate is not negative, and its currency has three letters");
    }
    if one.orders.as_ref().is_some_and(|orders| {
        orders.most == 0 || [&orders.unit, &orders.asks].iter().any(|text| text.en.is_none() || text.ru.is_none())
    }) {
        return wrong("orders have at least one unit, and their texts are in both languages");
    }
    if one.subsidies.iter().any(|part| part.percent > 100 || part.most_minor.is_some_and(|most| most < 0)) {
        return wrong("a subsidy has at most 100 percent, and its limit is not negative");
    }
    if one.fees.late_cancel_percent.max(one.fees.no_show_percent) > 100 {
        return wrong("a fee is at most 100 percent of the price");
    }
    Ok(())
}

impl WrittenFacility {
    fn facility(self, cluster: &str, position: i64) -> Facility {
        Facility {
            id: ResourceId::new(),
            offer: OfferId::new(),
            cluster: cluster.to_owned(),
            slug: self.slug,
            position,
            sort: self.sort,
            name: self.name,
            about: self.about,
            location: self.location,
            owner: self.owner,
            manual: self.manual,
            keeper: None,
            zone: self.zone,
            places: self.places,
            waiting: self.waiting,
            no_show_minutes: self.no_show_minutes,
            orders: self.orders,
            state: self.state,
            conditions: self.conditions,
            closed: Vec::new(),
            items: self.items,
            rates: self.rates,
            subsidies: self.subsidies,
            fees: self.fees,
        }
    }

    fn of(one: &Facility) -> WrittenFacility {
        let one = one.clone();
        WrittenFacility {
            slug: one.slug,
            sort: one.sort,
            orders: one.orders,
            state: one.state,
            zone: one.zone,
            places: one.places,
            waiting: one.waiting,
            no_show_minutes: one.no_show_minutes,
            manual: one.manual,
            name: one.name,
            about: one.about,
            location: one.location,
            owner: one.owner,
            conditions: one.conditions,
            items: one.items,
            rates: one.rates,
            subsidies: one.subsidies,
            fees: one.fees,
        }
    }
}
