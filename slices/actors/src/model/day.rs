//! Days, and the time for which something was so.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// From a day until a day, both included; an open end is not known, or not yet.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
pub struct Validity {
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date")]
    pub from: Option<Date>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date")]
    pub until: Option<Date>,
}

/// The days make no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPeriod {
    /// Not a day like `2019-07-31`.
    #[error("not a day; write one like 2019-07-31")]
    Day,
    /// It ends before it begins.
    #[error("it ends before it begins")]
    Order,
}

impl Validity {
    /// Without a known end or beginning.
    pub const ALWAYS: Validity = Validity { from: None, until: None };

    /// From what people type; empty is open.
    ///
    /// # Errors
    /// [`NotAPeriod`].
    pub fn parse(from: &str, until: &str) -> Result<Validity, NotAPeriod> {
        let valid = Validity { from: day(from)?, until: day(until)? };
        match (valid.from, valid.until) {
            (Some(from), Some(until)) if until < from => Err(NotAPeriod::Order),
            _ => Ok(valid),
        }
    }

    /// Was it so on this day?
    pub fn covers(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// A day as people type it, or none.
///
/// # Errors
/// [`NotAPeriod::Day`].
pub fn day(typed: &str) -> Result<Option<Date>, NotAPeriod> {
    match typed.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| NotAPeriod::Day),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_period_has_both_of_its_days_and_open_ends() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let valid = Validity::parse(" 2017-02-22", "2019-07-31").unwrap();
        for (at, is_so) in [("2017-02-21", false), ("2017-02-22", true), ("2019-07-31", true), ("2019-08-01", false)] {
            assert_eq!(valid.covers(day(at)), is_so, "{at}");
        }
        assert!(Validity::parse("", "").unwrap().covers(day("1900-01-01")));
        assert_eq!(Validity::parse("2020-01-02", "2020-01-01"), Err(NotAPeriod::Order));
        assert_eq!(Validity::parse("31.07.2019", ""), Err(NotAPeriod::Day));
    }
}
