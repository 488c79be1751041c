//! How long something is open at all, by its conditions: what use is measured against.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::condition::{Condition, Opening};

/// Open minutes from the first day up to, but without, the last: opening hours less holidays, all day where nothing is said.
/// By the clock on the wall, so a day on which clocks change counts like any other.
///
/// Costs O(days × conditions).
pub fn open_minutes(conditions: &[Condition], from: Date, until: Date) -> i64 {
    if from >= until {
        return 0;
    }
    from.series(1.day()).take_while(|day| *day < until).map(|day| open_on(conditions, day)).sum()
}

fn open_on(conditions: &[Condition], day: Date) -> i64 {
    // Several conditions of hours all have to be kept: what is open is at most the least of them.
    let mut open = 1440;
    for condition in conditions {
        open = open.min(match condition {
            Condition::OpeningHours { week } => of_day(week, day),
            Condition::Holidays { days } if days.contains(&day) => 0,
            _ => 1440,
        });
    }
    open
}

fn of_day(week: &[Opening], day: Date) -> i64 {
    let mut hours: Vec<(u16, u16)> = week
        .iter()
        .filter(|one| one.day() == Some(day.weekday()))
        .map(|one| (one.from_minute.min(1440), one.until_minute.min(1440)))
        .collect();
    hours.sort_unstable();
    // Hours that overlap count once.
    let (mut reached, mut open) = (0, 0);
    for (from, until) in hours {
        let from = from.max(reached);
        if until > from {
            open += i64::from(until - from);
            reached = until;
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn hours_count_once_and_holidays_not_at_all() {
        let hours = |weekday, from_minute, until_minute| Opening { weekday, from_minute, until_minute };
        let week = Condition::OpeningHours { week: vec![hours(1, 540, 720), hours(1, 660, 780), hours(5, 600, 660)] };
        let holidays = Condition::Holidays { days: vec![day("2026-11-27")] };
        // From Monday the 23rd: four hours on Monday; Friday is a holiday.
        assert_eq!(open_minutes(&[week.clone(), holidays], day("2026-11-23"), day("2026-11-30")), 240);
        assert_eq!(open_minutes(&[week], day("2026-11-23"), day("2026-11-30")), 300);
        assert_eq!(open_minutes(&[], day("2026-11-23"), day("2026-11-25")), 2880);
        assert_eq!(open_minutes(&[], day("2026-11-25"), day("2026-11-25")), 0);
    }
}
