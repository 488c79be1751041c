//! The same time again: daily or weekly, by the clock on the wall, so that nine o'clock stays nine o'clock when clocks change.

use jiff::ToSpan;
use jiff::tz::TimeZone;

use crate::named::named;
use crate::span::Span;

named!(
    /// How often something comes again.
    Every {
        /// Each day.
        Day = "day",
        /// Each week.
        Week = "week",
        /// Each second week.
        TwoWeeks = "two_weeks",
    }
);

/// The most times that something can come again at once.
pub const MOST: u16 = 60;

/// The first span and those after it: `times` in all, at most [`MOST`]. Each is as long as the first.
pub fn occurrences(first: Span, every: Every, times: u16, zone: &TimeZone) -> Vec<Span> {
    let step = match every {
        Every::Day => 1,
        Every::Week => 7,
        Every::TwoWeeks => 14,
    };
    let begin = first.from().to_zoned(zone.clone()).datetime();
    let length_ms = first.until_ms() - first.from_ms();
    let at = |number: u16| {
        let begin = begin.checked_add((i64::from(number) * step).days()).ok()?;
        let from_ms = zone.to_ambiguous_timestamp(begin).compatible().ok()?.as_millisecond();
        Span::of_ms(from_ms, from_ms + length_ms)
    };
    (0..times.clamp(1, MOST)).filter_map(at).collect()
}
