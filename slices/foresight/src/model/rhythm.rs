//! Periods of a series: years, quarters, months, as people write them.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How often a series was observed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = foresight::Rhythm)]
pub enum Rhythm {
    /// Once a year.
    Annual,
    /// Four times a year.
    Quarterly,
    /// Twelve times a year.
    Monthly,
}

impl Rhythm {
    /// Observations in a year.
    pub fn in_a_year(self) -> i32 {
        match self {
            Rhythm::Annual => 1,
            Rhythm::Quarterly => 4,
            Rhythm::Monthly => 12,
        }
    }
}

/// A year, a quarter or a month. Those of one rhythm are in the order of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// Of which rhythm.
    pub rhythm: Rhythm,
    /// Counted from the year 0.
    pub number: i32,
}

impl Period {
    /// Reads `2021`, `2021-Q3` or `2021Q3`, `2021-07`; a whole date such as `2021-07-15` is its month.
    pub fn read(text: &str) -> Option<Period> {
        let text = text.trim();
        let (year, rest) = text.split_at_checked(4)?;
        let year: i32 = year.bytes().all(|byte| byte.is_ascii_digit()).then(|| year.parse().ok())??;
        // Digits right after the year are no month: 20211 is a slip.
        if rest.starts_with(|letter: char| letter.is_ascii_digit()) {
            return None;
        }
        let rest = rest.trim_start_matches(['-', ' ', '/', '.']);
        let of = |rhythm: Rhythm, part: i32| {
            let inside = (1..=rhythm.in_a_year()).contains(&part);
            inside.then(|| Period { rhythm, number: year * rhythm.in_a_year() + part - 1 })
        };
        if rest.is_empty() {
            return (text.len() == 4).then_some(Period { rhythm: Rhythm::Annual, number: year });
        }
        if let Some(quarter) = rest.strip_prefix(['Q', 'q']) {
            return of(Rhythm::Quarterly, small(quarter)?);
        }
        let (month, day) = rest.split_once('-').map_or((rest, None), |(month, day)| (month, Some(day)));
        if day.is_some_and(|day| small(day).is_none_or(|day| !(1..=31).contains(&day))) {
            return None;
        }
        of(Rhythm::Monthly, small(month.strip_prefix(['M', 'm']).unwrap_or(month))?)
    }

    /// The period so many later.
    pub fn after(self, steps: i32) -> Period {
        Period { number: self.number.saturating_add(steps), ..self }
    }
}

/// One or two digits.
fn small(text: &str) -> Option<i32> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = self.rhythm.in_a_year();
        let (year, part) = (self.number.div_euclid(parts), self.number.rem_euclid(parts) + 1);
        match self.rhythm {
            Rhythm::Annual => write!(out, "{year:04}"),
            Rhythm::Quarterly => write!(out, "{year:04}-Q{part}"),
            Rhythm::Monthly => write!(out, "{year:04}-{part:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Period, Rhythm};

    #[test]
    fn periods_are_read_as_people_write_them() {
        let read = |text: &str| Period::read(text).map(|period| period.to_string());
        let told = ["2021", "2021-Q3", "2021q3", "2021-07", "2021/7", "2021M07", "2021-07-15"].map(read);
        let expected = ["2021", "2021-Q3", "2021-Q3", "2021-07", "2021-07", "2021-07", "2021-07"];
        assert_eq!(told.map(Option::unwrap_or_default), expected.map(str::to_owned));
        for wrong in ["", "21", "20211", "2021-13", "2021-Q5", "2021-00", "2021-07-99", "года", "2021-Q", "২০২১"]
        {
            assert_eq!(Period::read(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(number in 0..100_000_i32, rhythm in 0..3_usize) {
            let rhythm = [Rhythm::Annual, Rhythm::Quarterly, Rhythm::Monthly][rhythm];
            let period = Period { rhythm, number: number % (9_999 * rhythm.in_a_year()) };
            prop_assert_eq!(Period::read(&period.to_string()), Some(period));
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            Period::read(&text);
        }
    }
}
