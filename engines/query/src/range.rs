//! Days as people write them in queries, with as much of them as they give, and ranges of such days.

use std::fmt;

/// A day, a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day {
    /// Year, 0 to 9999.
    pub year: u16,
    /// Month 1–12, if given.
    pub month: Option<u8>,
    /// Day 1–31, if given.
    pub day: Option<u8>,
}

/// A range of days, both ends within it; at least one end is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Range {
    /// First day, or from the beginning.
    pub from: Option<Day>,
    /// Last day, or without end.
    pub to: Option<Day>,
}

impl Day {
    /// Only a year.
    pub fn year(year: u16) -> Day {
        Day { year, month: None, day: None }
    }

    /// Reads `2020`, `2020-05`, `2020-05-17`, with `-` or `/`.
    pub fn read(text: &str) -> Option<Day> {
        let mut parts = text.split(['-', '/']);
        let year = number(parts.next()?, 4, 4)?;
        let month = parts.next().map(|part| number(part, 1, 2).filter(|month| (1..=12).contains(month)));
        let day = parts.next().map(|part| number(part, 1, 2).filter(|day| (1..=31).contains(day)));
        if parts.next().is_some() || month == Some(None) || day == Some(None) {
            return None;
        }
        let narrow = |part: Option<Option<u16>>| part.flatten().and_then(|part| u8::try_from(part).ok());
        Some(Day { year, month: narrow(month), day: narrow(day) })
    }

    /// The first moment as `YYYYMMDD`, zeros for what is not given.
    pub fn first(self) -> u32 {
        u32::from(self.year) * 10_000 + u32::from(self.month.unwrap_or(0)) * 100 + u32::from(self.day.unwrap_or(0))
    }

    /// The last moment as `YYYYMMDD`, nines for what is not given.
    pub fn last(self) -> u32 {
        u32::from(self.year) * 10_000 + u32::from(self.month.unwrap_or(99)) * 100 + u32::from(self.day.unwrap_or(99))
    }
}

impl Range {
    /// Reads `2020`, `2019..2021`, `2019:2021`, `2019..`, `..2021`, `>=2019`, `<2021`, and `2019-2021` (two years).
    pub fn read(text: &str) -> Option<Range> {
        let day = |text: &str| if text.is_empty() { Some(None) } else { Day::read(text).map(Some) };
        if let Some((from, to)) = text.split_once("..").or_else(|| text.split_once(':')) {
            let range = Range { from: day(from)?, to: day(to)? };
            return (range.from.is_some() || range.to.is_some()).then_some(range);
        }
        if let Some(rest) = text.strip_prefix(">=") {
            return Some(Range { from: Some(Day::read(rest)?), to: None });
        }
        if let Some(rest) = text.strip_prefix("<=") {
            return Some(Range { from: None, to: Some(Day::read(rest)?) });
        }
        if let Some(rest) = text.strip_prefix('>') {
            let year = whole_year(rest)?;
            return Some(Range { from: Some(Day::year(year.checked_add(1).filter(|year| *year <= 9_999)?)), to: None });
        }
        if let Some(rest) = text.strip_prefix('<') {
            return Some(Range { from: None, to: Some(Day::year(whole_year(rest)?.checked_sub(1)?)) });
        }
        if let Some((from, to)) = text.split_once('-')
            && let (Some(from), Some(to)) = (whole_year(from), whole_year(to))
        {
            return Some(Range { from: Some(Day::year(from)), to: Some(Day::year(to)) });
        }
        let day = Day::read(text)?;
        Some(Range { from: Some(day), to: Some(day) })
    }

    /// First and last `YYYYMMDD` within the range.
    pub fn bounds(self) -> (u32, u32) {
        (self.from.map_or(0, Day::first), self.to.map_or(99_999_999, Day::last))
    }

    /// Does the range end before it starts?
    pub fn is_backwards(self) -> bool {
        let (first, last) = self.bounds();
        first > last
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from == self.to
            && let Some(day) = self.from
        {
            return day.fmt(f);
        }
        if let Some(from) = self.from {
            from.fmt(f)?;
        }
        f.write_str("..")?;
        self.to.map_or(Ok(()), |to| to.fmt(f))
    }
}

fn whole_year(text: &str) -> Option<u16> {
    number(text, 4, 4)
}

fn number(text: &str, shortest: usize, longest: usize) -> Option<u16> {
    let digits = (shortest..=longest).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::Range;

    fn bounds(text: &str) -> Option<(u32, u32)> {
        Range::read(text).map(Range::bounds)
    }

    #[test]
    fn ranges_hold_both_ends() {
        assert_eq!(bounds("2020"), Some((20_200_000, 20_209_999)));
        assert_eq!(bounds("2019..2021"), Some((20_190_000, 20_219_999)));
        assert_eq!(bounds("2019-2021"), bounds("2019:2021"));
        assert_eq!(bounds("2019/06:2020/01/31"), Some((20_190_600, 20_200_131)));
        assert_eq!(bounds(">2018"), bounds("2019.."));
        assert_eq!(bounds("<2018"), bounds("..2017"));
    }

    #[test]
    fn what_is_not_a_date_is_refused() {
        for text in ["", "..", "20", "2020-13", "2020-00", "2020-01-32", "2020-1-1-1", "20a0", "<0000", ">9999"] {
            assert_eq!(Range::read(text), None, "{text}");
        }
    }
}
