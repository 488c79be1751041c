//! Dates as sources give them: a year, perhaps a month, perhaps a day, or a season, or free words.

use serde::{Deserialize, Serialize};

/// A date with the precision that its source gave, and the source's words where they say more.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PartialDate {
    /// Year of the (first) date.
    pub year: i16,
    /// Month 1–12, where known. A season or a span of months counts from its first month.
    pub month: Option<u8>,
    /// Day 1–31, where known.
    pub day: Option<u8>,
    /// The source's own words where year, month and day do not say it all: `1998 Dec-1999 Jan`, `Summer`. Otherwise empty.
    pub verbatim: String,
}

/// How exact a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Precision {
    /// Only the year is known.
    Year,
    /// Year and month.
    Month,
    /// Year, month and day.
    Day,
}

impl PartialDate {
    /// Only a year.
    pub fn year(year: i16) -> Self {
        PartialDate { year, month: None, day: None, verbatim: String::new() }
    }

    /// Year, month and day, dropping parts that cannot be (month 13, 31 February).
    pub fn new(year: i16, month: Option<u8>, day: Option<u8>) -> Self {
        let month = month.filter(|month| (1..=12).contains(month));
        let day = day.filter(|day| month.is_some_and(|month| (1..=days_in(year, month)).contains(day)));
        PartialDate { year, month, day, verbatim: String::new() }
    }

    /// How exact the date is.
    pub fn precision(&self) -> Precision {
        match (self.month, self.day) {
            (Some(_), Some(_)) => Precision::Day,
            (Some(_), None) => Precision::Month,
            _ => Precision::Year,
        }
    }

    /// `1999`, `1999-12` or `1999-12-31`: sorts as text in the order of time.
    pub fn iso(&self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            _ => format!("{:04}", self.year),
        }
    }

    /// `YYYYMMDD` as a number, with zeros for unknown parts; for sorting and ranges.
    pub fn number(&self) -> u32 {
        let year = u32::try_from(self.year).unwrap_or(0);
        year * 10_000 + u32::from(self.month.unwrap_or(0)) * 100 + u32::from(self.day.unwrap_or(0))
    }
}

fn days_in(year: i16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}
