//! Why something is refused, as a key and values: the words are Fluent messages of whoever shows it.

use jiff::Timestamp;
use jiff::civil::Date;

/// A value that an explanation puts into its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Words, as they are: a code, a currency.
    Word(String),
    /// A number.
    Number(i64),
    /// A day.
    Day(Date),
    /// A moment, to be shown in the zone of the offer.
    Moment(Timestamp),
    /// Minutes, to be shown as a duration.
    Minutes(i64),
}

/// Why something is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The key of the sentence; one of [`Refusal::KEYS`].
    pub key: &'static str,
    /// What is put into it.
    pub values: Vec<(&'static str, Value)>,
}

impl Refusal {
    /// All keys, with the values that come with them.
    pub const KEYS: &[(&str, &[&str])] = &[
        ("ahead", &["days", "last"]),
        ("budget", &["asked", "left", "currency"]),
        ("closed-day", &["day"]),
        ("closed-hours", &["day", "open"]),
        ("deadline", &["at"]),
        ("gap", &["minutes", "other"]),
        ("holiday", &["day"]),
        ("lead-time", &["minutes", "first"]),
        ("long", &["minutes", "most"]),
        ("not-eligible", &["classes"]),
        ("past", &["from"]),
        ("qualification-expired", &["code", "day"]),
        ("qualification-expires", &["code", "day"]),
        ("qualification-missing", &["code"]),
        ("quota-day", &["limit", "used", "asked", "day"]),
        ("quota-project", &["limit", "used", "asked", "project"]),
        ("quota-project-unnamed", &[]),
        ("quota-week", &["limit", "used", "asked", "day"]),
        ("short", &["minutes", "least"]),
        ("step", &["step"]),
    ];

    pub(crate) fn new(key: &'static str, values: Vec<(&'static str, Value)>) -> Refusal {
        Refusal { key, values }
    }
}
