//! Days on which facilities of a cluster are closed: all of them, or one.

use bellwether_exchange_rules::evaluate::days_of;
use bellwether_exchange_rules::span::Span;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::ical_in::{self, Wrong};

/// The longest name, in letters.
pub const NAME: usize = 120;
/// The most days of a cluster.
pub const MOST: usize = 4_000;

/// A day on which something is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// The slug of the facility; empty for all of the cluster.
    pub facility: String,
    /// The day, on the clock of the place.
    pub day: Date,
    /// What it is called; may be empty.
    pub name: String,
}

/// What came of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Days that are new, or have another name now.
    pub new: usize,
    /// Days that were so before.
    pub same: usize,
}

/// The days of the events of a calendar, also of those that leave the time free, as calendars of holidays do.
///
/// # Errors
/// The first line that is wrong.
pub fn from_calendar(text: &str, zone: &TimeZone, within: Span, facility: &str) -> Result<Vec<Holiday>, Wrong> {
    let mut all: Vec<Holiday> = Vec::new();
    for event in ical_in::read_all(text, zone, within)? {
        for day in days_of(event.span, zone) {
            if all.iter().all(|other| other.day != day) {
                let name = event.summary.chars().take(NAME).collect();
                all.push(Holiday { facility: facility.to_owned(), day, name });
            }
        }
    }
    all.sort_by_key(|one| one.day);
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_days_of_a_calendar_are_holidays_also_where_they_leave_the_time_free() {
        let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:n\nSUMMARY:New Year\nDTSTART;VALUE=DATE:20250101\nDTEND;VALUE=DATE:20250103\n\
                    RRULE:FREQ=YEARLY\nTRANSP:TRANSPARENT\nEND:VEVENT\nEND:VCALENDAR";
        let zone = TimeZone::get("Europe/Moscow").expect("a zone");
        let within = ical_in::ahead("2026-11-26T09:00:00Z".parse().expect("a moment"));
        let days = from_calendar(text, &zone, within, "").expect("a calendar");
        let said: Vec<String> = days.iter().map(|one| format!("{} {}", one.day, one.name)).collect();
        let expected = ["2027-01-01", "2027-01-02", "2028-01-01", "2028-01-02"].map(|day| format!("{day} New Year"));
        assert_eq!(said, expected);
    }
}
