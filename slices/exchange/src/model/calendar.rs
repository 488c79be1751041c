//! A calendar as a table: hours down, days or facilities across. Every cell says in words what it is.

use bellwether_exchange_rules::condition::Condition;
use bellwether_exchange_rules::span::Span;
use jiff::civil::{Date, time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::model::booking::{BookingId, Busy};
use crate::model::facility::Facility;

/// What one hour of a facility is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hour {
    /// Over.
    Past,
    /// Not open.
    Closed,
    /// Nobody has it.
    Free,
    /// A part of it, or some of the places, are free.
    Partly,
    /// Everything is taken.
    Taken,
    /// Out of service.
    Down,
    /// One's own, or one that the reader keeps, with its use where that can be changed still.
    Known(Known),
}

/// A booking that the reader knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Which.
    pub id: BookingId,
    /// Its use without buffers, where it can be changed still.
    pub used: Option<Span>,
    /// Is it the reader's?
    pub is_own: bool,
}

/// One cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The hour.
    pub span: Span,
    /// What it is.
    pub hour: Hour,
}

/// The days of a view: one, or the week from Monday.
pub fn days(view: &str, day: Date) -> Vec<Date> {
    if view == "day" {
        return vec![day];
    }
    let monday = bellwether_exchange_rules::evaluate::monday(day);
    monday.series(1.day()).take(7).collect()
}

/// From the first moment of the first day up to the end of the last.
pub fn whole(days: &[Date], zone: &TimeZone) -> Option<Span> {
    let at = |day: Date| zone.to_ambiguous_timestamp(day.to_datetime(time(0, 0, 0, 0))).compatible().ok();
    Span::new(at(*days.first()?)?, at(days.last()?.checked_add(1.day()).ok()?)?)
}

/// The hours that are shown: those in which one of the facilities opens at all.
pub fn hours<'a>(facilities: impl IntoIterator<Item = &'a Facility>) -> std::ops::Range<u16> {
    let (mut first, mut last) = (24, 0);
    for facility in facilities {
        let mut is_always = true;
        for condition in &facility.conditions {
            if let Condition::OpeningHours { week } = condition {
                is_always = false;
                for day in week {
                    first = first.min(day.from_minute / 60);
                    last = last.max(day.until_minute.div_ceil(60));
                }
            }
        }
        if is_always {
            (first, last) = (0, 24);
        }
    }
    if first < last { first..last } else { 0..24 }
}

/// The cell of an hour of a day; `None` for an hour that the clock leaves out.
pub fn cell(facility: &Facility, busy: &[Busy], now: Timestamp, day: Date, hour: u16) -> Option<Cell> {
    let zone = facility.time_zone();
    let begin = day.to_datetime(time(i8::try_from(hour).ok()?, 0, 0, 0));
    let from = zone.to_ambiguous_timestamp(begin).compatible().ok()?;
    let until = zone.to_ambiguous_timestamp(begin.checked_add(1.hour()).ok()?).compatible().ok()?;
    let span = Span::new(from, until)?;
    let here: Vec<&Busy> = busy.iter().filter(|one| one.resource == facility.id && one.span.overlaps(span)).collect();
    let own = here.iter().find_map(|one| {
        let id = one.booking.filter(|_| one.person.is_some())?;
        Some(Known { id, used: one.used.filter(|_| one.is_ahead), is_own: one.is_own })
    });
    let free_minutes = (0..facility.places).map(|place| free_minutes(&here, place, span)).max().unwrap_or(0);
    let all_free = here.is_empty();
    let hour = match own {
        Some(known) => Hour::Known(known),
        None if span.until() <= now => Hour::Past,
        None if !is_open(facility, day, hour) => Hour::Closed,
        None if all_free => Hour::Free,
        None if free_minutes > 0 => Hour::Partly,
        None if here.iter().any(|one| one.is_down) => Hour::Down,
        None => Hour::Taken,
    };
    Some(Cell { span, hour })
}

fn free_minutes(here: &[&Busy], place: u16, span: Span) -> i64 {
    let part = |one: &&&Busy| one.span.until_ms().min(span.until_ms()) - one.span.from_ms().max(span.from_ms());
    let taken: i64 = here.iter().filter(|one| one.place == place).map(|one| part(&one)).sum();
    span.minutes() - taken / 60_000
}

fn is_open(facility: &Facility, day: Date, hour: u16) -> bool {
    !facility.closed.contains(&day)
        && facility.conditions.iter().all(|condition| match condition {
            Condition::OpeningHours { week } => week.iter().any(|open| {
                open.day() == Some(day.weekday()) && open.from_minute < (hour + 1) * 60 && open.until_minute > hour * 60
            }),
            Condition::Holidays { days } => !days.contains(&day),
            _ => true,
        })
}
