//! Rules of repetition in calendars (RFC 5545, `RRULE`): the part of them that calendars of laboratories use.
//!
//! A day is asked whether it is one of the rule's, from the first on, so the rule reads as it is written and cannot skip one.
//! What is not known is refused by name rather than left out: a repetition that is read wrongly leads to a clash.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frequency {
    /// Each so many days.
    Daily,
    /// Each so many weeks.
    Weekly,
    /// Each so many months.
    Monthly,
    /// Each so many years.
    Yearly,
}

/// A weekday, perhaps only the so many-th of a month, counted from its end if negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByDay {
    /// Which of the month; `None` for each.
    pub nth: Option<i8>,
    /// The weekday.
    pub weekday: Weekday,
}

/// Where a repetition ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Nowhere.
    Never,
    /// After so many times, the first among them.
    After(u32),
    /// With the last time that begins on this day or before.
    OnDay(Date),
    /// With the last time that begins at this moment or before.
    At(jiff::Timestamp),
}

/// A rule of repetition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarRule {
    /// How often.
    pub frequency: Frequency,
    /// Each so many of them.
    pub interval: u16,
    /// On which weekdays; empty for that of the first.
    pub by_day: Vec<ByDay>,
    /// On which days of the month, counted from its end if negative; empty for that of the first.
    pub by_month_day: Vec<i8>,
    /// Where it ends.
    pub end: End,
    /// On which day weeks begin.
    pub week_start: Weekday,
}

/// A part of a rule that is not known, as it is written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not a part of a rule of repetition that is known here")]
pub struct UnknownPart(pub String);

/// The most days that are looked at: more than five hundred years.
const MOST_DAYS: usize = 200_000;

impl CalendarRule {
    /// Reads a rule such as `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=10`.
    ///
    /// # Errors
    /// The first part that is wrong or not known.
    pub fn read(text: &str) -> Result<CalendarRule, UnknownPart> {
        let mut frequency = None;
        let mut rule = CalendarRule {
            frequency: Frequency::Daily,
            interval: 1,
            by_day: Vec::new(),
            by_month_day: Vec::new(),
            end: End::Never,
            week_start: Weekday::Monday,
        };
        for part in text.trim().trim_end_matches(';').split(';') {
            let unknown = || UnknownPart(part.chars().take(60).collect());
            let (name, value) = part.split_once('=').ok_or_else(unknown)?;
            match name.to_ascii_uppercase().as_str() {
                "FREQ" => frequency = Some(known_frequency(value).ok_or_else(unknown)?),
                "INTERVAL" => rule.interval = value.parse().ok().filter(|one| *one > 0).ok_or_else(unknown)?,
                "COUNT" if rule.end == End::Never => {
                    rule.end = End::After(value.parse().ok().filter(|one| *one > 0).ok_or_else(unknown)?);
                }
                "UNTIL" if rule.end == End::Never => rule.end = until(value).ok_or_else(unknown)?,
                "BYDAY" => rule.by_day = list(value, by_day).ok_or_else(unknown)?,
                "BYMONTHDAY" => rule.by_month_day = list(value, month_day).ok_or_else(unknown)?,
                "WKST" => rule.week_start = weekday(value).ok_or_else(unknown)?,
                _ => return Err(unknown()),
            }
        }
        rule.frequency = frequency.ok_or_else(|| UnknownPart("a rule without FREQ".to_owned()))?;
        let is_monthly = rule.frequency == Frequency::Monthly;
        let has_nth = rule.by_day.iter().any(|one| one.nth.is_some());
        let needs_months = has_nth || !rule.by_month_day.is_empty();
        let is_odd = (needs_months && !is_monthly) || (!rule.by_day.is_empty() && rule.frequency == Frequency::Yearly);
        if is_odd {
            return Err(UnknownPart(text.chars().take(60).collect()));
        }
        Ok(rule)
    }

    /// The days of the rule from the first on, in their order, up to and with `last`; at most `most`. The first is always one
    /// of them. An end at a moment is left to the caller, who knows the hour and the zone.
    ///
    /// Costs O(days).
    pub fn days(&self, first: Date, last: Date, most: usize) -> Vec<Date> {
        let most = match self.end {
            End::After(count) => most.min(usize::try_from(count).unwrap_or(most)),
            _ => most,
        };
        let last = match self.end {
            End::OnDay(day) => last.min(day),
            _ => last,
        };
        let is_one = |day: &Date| *day == first || self.has(first, *day);
        first.series(1.day()).take(MOST_DAYS).take_while(|day| *day <= last).filter(is_one).take(most).collect()
    }

    /// Is a day that is not before the first one of the rule's?
    fn has(&self, first: Date, day: Date) -> bool {
        let interval = i64::from(self.interval);
        let on_weekday = |otherwise: Option<Weekday>| match otherwise {
            Some(weekday) if self.by_day.is_empty() => day.weekday() == weekday,
            _ => self.by_day.is_empty() || self.by_day.iter().any(|one| one.weekday == day.weekday()),
        };
        match self.frequency {
            Frequency::Daily => days_between(first, day) % interval == 0 && on_weekday(None),
            Frequency::Weekly => {
                let week = |day: Date| {
                    let back = i64::from(day.weekday().since(self.week_start));
                    day.checked_sub(back.days()).unwrap_or(day)
                };
                days_between(week(first), week(day)) / 7 % interval == 0 && on_weekday(Some(first.weekday()))
            }
            Frequency::Monthly => months_between(first, day) % interval == 0 && self.is_day_of_month(first, day),
            Frequency::Yearly => {
                let years = i64::from(day.year()) - i64::from(first.year());
                years % interval == 0 && (first.month(), first.day()) == (day.month(), day.day())
            }
        }
    }

    fn is_day_of_month(&self, first: Date, day: Date) -> bool {
        let length = day.days_in_month();
        let by_number = |wanted: i8| if wanted > 0 { day.day() == wanted } else { day.day() == length + 1 + wanted };
        let by_weekday = |one: &ByDay| {
            let nth = match one.nth {
                None => true,
                Some(nth) if nth > 0 => (day.day() - 1) / 7 + 1 == nth,
                Some(nth) => (length - day.day()) / 7 + 1 == -nth,
            };
            nth && one.weekday == day.weekday()
        };
        match (self.by_day.is_empty(), self.by_month_day.is_empty()) {
            (true, true) => day.day() == first.day(),
            // Both narrow: Friday the thirteenth.
            (days, numbers) => {
                (days || self.by_day.iter().any(by_weekday))
                    && (numbers || self.by_month_day.iter().any(|one| by_number(*one)))
            }
        }
    }
}

fn days_between(from: Date, until: Date) -> i64 {
    i64::from(from.until(until).map_or(0, |span| span.get_days()))
}

fn months_between(from: Date, until: Date) -> i64 {
    (i64::from(until.year()) - i64::from(from.year())) * 12 + i64::from(until.month()) - i64::from(from.month())
}

fn known_frequency(value: &str) -> Option<Frequency> {
    match value.to_ascii_uppercase().as_str() {
        "DAILY" => Some(Frequency::Daily),
        "WEEKLY" => Some(Frequency::Weekly),
        "MONTHLY" => Some(Frequency::Monthly),
        "YEARLY" => Some(Frequency::Yearly),
        _ => None,
    }
}

fn weekday(value: &str) -> Option<Weekday> {
    match value.to_ascii_uppercase().as_str() {
        "MO" => Some(Weekday::Monday),
        "TU" => Some(Weekday::Tuesday),
        "WE" => Some(Weekday::Wednesday),
        "TH" => Some(Weekday::Thursday),
        "FR" => Some(Weekday::Friday),
        "SA" => Some(Weekday::Saturday),
        "SU" => Some(Weekday::Sunday),
        _ => None,
    }
}

fn by_day(text: &str) -> Option<ByDay> {
    let at = text.len().checked_sub(2)?;
    let (number, name) = (text.get(..at)?, text.get(at..)?);
    let nth =
        if number.is_empty() { None } else { Some(number.parse().ok().filter(|n| (-5..=5).contains(n) && *n != 0)?) };
    Some(ByDay { nth, weekday: weekday(name)? })
}

fn month_day(text: &str) -> Option<i8> {
    text.parse().ok().filter(|day| (-31..=31).contains(day) && *day != 0)
}

fn list<T>(value: &str, one: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    value.split(',').map(|text| one(text.trim())).collect()
}

fn until(value: &str) -> Option<End> {
    if value.len() == 8 {
        return Date::strptime("%Y%m%d", value).ok().map(End::OnDay);
    }
    let clock = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%S", value.strip_suffix('Z').unwrap_or(value)).ok()?;
    // An end without a zone is in the words of the place; its day is meant.
    if value.ends_with('Z') {
        jiff::tz::TimeZone::UTC.to_ambiguous_timestamp(clock).compatible().ok().map(End::At)
    } else {
        Some(End::OnDay(clock.date()))
    }
}
