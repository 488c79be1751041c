//! Words and numbers of the report, in its language.

use bellwether_kernel::clock::Timestamp;
use bellwether_paper::model::{Moment, Run};
use bellwether_web::api::{Arg, Words};
use bellwether_web::format;

use crate::model::topic::{Indicator, Topic};
use crate::views::parts;

/// Says things in one language.
pub(super) struct Phrases<'a> {
    pub words: &'a Words,
}

impl Phrases<'_> {
    pub fn t(&self, key: &str) -> String {
        self.words.t(key)
    }

    pub fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.words.t_with(key, args)
    }

    pub fn number(&self, value: f64) -> String {
        format::number(self.words.lang, value)
    }

    pub fn percent(&self, share: f64) -> String {
        parts::percent_in(self.words, share)
    }

    /// The day of a moment, in UTC.
    pub fn day(&self, at_ms: i64) -> String {
        moment(at_ms).map_or_else(String::new, |at| {
            let year = i16::try_from(at.year).unwrap_or(i16::MAX);
            format::date(self.words.lang, year, Some(at.month), Some(at.day))
        })
    }

    /// An indicator's value in its unit, with its interval.
    pub fn estimate(&self, indicator: &Indicator) -> String {
        parts::estimate_in(self.words, indicator)
    }

    /// The same for a topic; a dash where it is not known.
    pub fn estimate_of(&self, topic: &Topic, name: &str) -> String {
        topic.indicator(name).map_or_else(|| "–".to_owned(), |indicator| self.estimate(indicator))
    }

    /// A label, which is in English whatever the report's language is.
    pub fn label(&self, topic: &Topic) -> Run {
        foreign(&topic.label)
    }
}

/// English words.
pub(super) fn foreign(text: &str) -> Run {
    Run::plain(text).in_language("en")
}

/// The second of a time in milliseconds since 1970.
pub(super) fn moment(at_ms: i64) -> Option<Moment> {
    let at = Timestamp::from_millisecond(at_ms).ok()?.strftime("%Y %m %d %H %M %S").to_string();
    let parts: Vec<u16> = at.split(' ').filter_map(|part| part.parse().ok()).collect();
    let [year, month, day, hour, minute, second] = *parts.as_slice() else { return None };
    let small = |value: u16| u8::try_from(value).unwrap_or(0);
    Some(Moment {
        year,
        month: small(month),
        day: small(day),
        hour: small(hour),
        minute: small(minute),
        second: small(second),
    })
}

/// The first terms of a label: whole labels would hide a map.
pub(super) fn short(label: &str) -> String {
    label.split(", ").take(2).collect::<Vec<_>>().join(", ")
}
