//! Statements: what a project or an organisation is to pay for a month.

use std::collections::{BTreeMap, HashMap};

use bellwether_exchange_rules::lifecycle::charge::ChargeState;
use bellwether_exchange_rules::quote::Quote;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::lang::Text;
use jiff::civil::Date;

use crate::model::booking::BookingId;
use crate::model::charge::{ChargeId, ChargeKind, Quoted};
use crate::model::code::Code;

/// The most lines of one statement.
pub const MOST: u32 = 5_000;

/// Whose statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Of a charge code.
    Code(String),
    /// Of all codes of an organisation.
    Organisation(String),
    /// Of all that has no code.
    WithoutCode,
}

/// What a code is to pay for a month in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// The code; `None` for what has none.
    pub code: Option<String>,
    /// The name of the project.
    pub name: Option<Text>,
    /// The organisation.
    pub organisation: Option<String>,
    /// The code of the currency.
    pub currency: String,
    /// How many charges.
    pub n: u64,
    /// Their sum.
    pub quote: Quote,
    /// What of it the books could not take yet.
    pub due_minor: i64,
}

/// A line of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The charge.
    pub id: ChargeId,
    /// The request.
    pub request: BookingId,
    /// What it is for.
    pub kind: ChargeKind,
    /// Where it stands.
    pub state: ChargeState,
    /// What it costs.
    pub quoted: Quoted,
    /// Who used it.
    pub person: Option<UserId>,
    /// The charge code.
    pub code: Option<String>,
    /// The name of the facility.
    pub facility: Text,
    /// The zone of the place.
    pub zone: String,
    /// When the use began, or the service was asked for.
    pub at_ms: i64,
}

/// A statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The cluster's slug.
    pub cluster: String,
    /// The month.
    pub month: String,
    /// Whose.
    pub whose: Whose,
    /// Its lines.
    pub lines: Vec<Line>,
    /// The names of who used what.
    pub names: HashMap<UserId, String>,
    /// The codes that charges without one may be moved to, for those who keep the money.
    pub codes: Vec<Code>,
}

impl Statement {
    /// The name of who used what stands in a line; empty if it is not known.
    pub fn user(&self, line: &Line) -> &str {
        line.person.and_then(|person| self.names.get(&person)).map_or("", String::as_str)
    }

    /// The name of a file of it, without ending.
    pub fn file_name(&self) -> String {
        let of = match &self.whose {
            Whose::Code(name) | Whose::Organisation(name) => name.as_str(),
            Whose::WithoutCode => "without-code",
        };
        let plain: String = of.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        format!("facilities-{}-{}", self.month, plain.trim_matches('-').to_lowercase())
    }
}

/// The sums of lines, by currency.
pub fn sums(lines: &[Line]) -> BTreeMap<String, Quote> {
    let mut sums: BTreeMap<String, Quote> = BTreeMap::new();
    for line in lines {
        let sum = sums.entry(line.quoted.currency.clone()).or_default();
        // Sums of what fits into the books fit as well; beyond that the largest number stands.
        sum.gross_minor = sum.gross_minor.saturating_add(line.quoted.quote.gross_minor);
        sum.subsidy_minor = sum.subsidy_minor.saturating_add(line.quoted.quote.subsidy_minor);
        sum.net_minor = sum.net_minor.saturating_add(line.quoted.quote.net_minor);
    }
    sums
}

/// The first day of a month that is written like `2026-11`.
pub fn month(text: &str) -> Option<Date> {
    let (year, month) = text.split_once('-')?;
    let is_written = year.len() == 4 && month.len() == 2;
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
    is_written.then_some(date)
}

/// How the month of a day is written.
pub fn written(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}
