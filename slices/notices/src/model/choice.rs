//! What a person chose: which kinds of notices come by mail, when, and in which language.

use std::collections::BTreeMap;

use bellwether_kernel::lang::Lang;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::kind::{Kind, Moment};

/// The hour of the daily letter where nobody chose one.
pub const USUAL_HOUR: u8 = 8;

/// What a person chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// The language of letters; `None` for that of the installation.
    pub lang: Option<Lang>,
    /// The hour of the daily letter, in the person's zone.
    pub hour: u8,
    /// The kinds for which something was chosen.
    pub by_kind: BTreeMap<Kind, Moment>,
}

impl Default for Choices {
    fn default() -> Self {
        Choices { lang: None, hour: USUAL_HOUR, by_kind: BTreeMap::new() }
    }
}

impl Choices {
    /// When notices of this kind come: as usual, unless something else was chosen.
    pub fn of(&self, kind: Kind) -> Moment {
        self.by_kind.get(&kind).copied().unwrap_or_else(|| kind.usual())
    }
}

/// When the next daily letter is due: the next time that the clocks of the zone show the hour.
pub fn next_daily(now: Timestamp, zone: &TimeZone, hour: u8) -> Timestamp {
    let today = now.to_zoned(zone.clone()).date();
    let hour = i8::try_from(hour.min(23)).unwrap_or_default();
    let days = std::iter::successors(Some(today), |day| day.tomorrow().ok()).take(3);
    // An hour that the clocks leave out is the one after it; jiff takes care of that.
    let moments = days.filter_map(|day| day.at(hour, 0, 0, 0).to_zoned(zone.clone()).ok());
    moments.map(|at| at.timestamp()).find(|at| *at > now).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use proptest::prelude::*;

    use super::*;

    fn zones() -> impl Strategy<Value = &'static str> {
        prop_oneof![
            Just("UTC"),
            Just("Europe/Moscow"),
            Just("Europe/Berlin"),
            Just("America/New_York"),
            Just("Asia/Kolkata"),
            Just("Pacific/Kiritimati"),
            Just("Australia/Lord_Howe"),
        ]
    }

    proptest! {
        #[test]
        fn the_daily_letter_comes_within_a_day_at_its_hour(second in 1_700_000_000_i64..1_900_000_000, zone in zones(), hour in 0_u8..24) {
            let now = Timestamp::from_second(second)?;
            let zone = TimeZone::get(zone)?;
            let due = next_daily(now, &zone, hour);
            prop_assert!(due > now && due <= now + 25.hours());
            let shown = due.to_zoned(zone);
            // But for the hours that the clocks leave out in spring.
            prop_assert!(shown.hour() == i8::try_from(hour)? && shown.minute() == 0 || shown.time() != shown.datetime().time() || shown.hour() == i8::try_from(hour)? + 1 || shown.minute() == 30, "{shown}");
        }
    }
}
