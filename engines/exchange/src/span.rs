//! A span of time: from an instant up to, but without, a later one.

use jiff::Timestamp;

/// A span of time that is not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    from: Timestamp,
    until: Timestamp,
}

impl Span {
    /// From `from` up to, but without, `until`; `None` if that is nothing.
    pub fn new(from: Timestamp, until: Timestamp) -> Option<Span> {
        (from < until).then_some(Span { from, until })
    }

    /// The same in milliseconds since 1970 UTC.
    pub fn of_ms(from_ms: i64, until_ms: i64) -> Option<Span> {
        Span::new(Timestamp::from_millisecond(from_ms).ok()?, Timestamp::from_millisecond(until_ms).ok()?)
    }

    /// Where it begins.
    pub fn from(self) -> Timestamp {
        self.from
    }

    /// Where it is over.
    pub fn until(self) -> Timestamp {
        self.until
    }

    /// Its beginning in milliseconds since 1970 UTC.
    pub fn from_ms(self) -> i64 {
        self.from.as_millisecond()
    }

    /// Its end in milliseconds since 1970 UTC.
    pub fn until_ms(self) -> i64 {
        self.until.as_millisecond()
    }

    /// Its length in whole minutes.
    pub fn minutes(self) -> i64 {
        (self.until_ms() - self.from_ms()) / 60_000
    }

    /// Do both have a moment in common?
    pub fn overlaps(self, other: Span) -> bool {
        self.from < other.until && other.from < self.until
    }

    /// Longer by so many minutes before and after; `None` beyond the end of all time.
    pub fn widened(self, before_minutes: u32, after_minutes: u32) -> Option<Span> {
        let from = self.from_ms().checked_sub(i64::from(before_minutes) * 60_000)?;
        Span::of_ms(from, self.until_ms().checked_add(i64::from(after_minutes) * 60_000)?)
    }
}
