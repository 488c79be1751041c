//! Two periods that are compared: which years they have, and which a reader may choose.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Years from the first to the last, both with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = foresight::Period)]
pub struct Period {
    /// The first year.
    pub from: u16,
    /// The last year.
    pub to: u16,
}

/// An earlier and a later period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = foresight::Periods)]
pub struct Periods {
    /// What is compared with.
    pub earlier: Period,
    /// What is compared.
    pub later: Period,
}

/// The years that a reader chose, as far as chosen: earlier from and to, later from and to.
pub type Chosen = [Option<u16>; 4];

/// The fields that hold them.
pub const FIELDS: [&str; 4] = ["early_from", "early_to", "late_from", "late_to"];

/// Why years cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// A year that no record has.
    #[error("{field}: the records are of the years {first} to {last}")]
    Outside {
        /// Which field.
        field: &'static str,
        /// First year of the records.
        first: u16,
        /// Last year of the records.
        last: u16,
    },
    /// It ends before it begins.
    #[error("{field}: a period ends before it begins")]
    Backwards {
        /// Which field.
        field: &'static str,
    },
    /// A year in both, or the later one first.
    #[error("{field}: the later period must begin after the earlier one ends")]
    Overlap {
        /// Which field.
        field: &'static str,
    },
}

/// Each period has at most so many years unless the reader wants more.
const USUAL: u16 = 3;

/// The last years of a stretch, half and half, at most three years each; `None` for less than two years.
pub fn usual((first, last): (u16, u16)) -> Option<Periods> {
    // One of an odd number of years is left out.
    let years = last.checked_sub(first)?.div_ceil(2).min(USUAL);
    if years == 0 {
        return None;
    }
    let later = Period { from: last + 1 - years, to: last };
    Some(Periods { earlier: Period { from: later.from - years, to: later.from - 1 }, later })
}

/// The years that were chosen, the rest as usual. `None` where nothing was chosen and nothing is usual.
pub fn chosen(
    chosen: Chosen,
    years: Option<(u16, u16)>,
    run: Option<(u16, u16)>,
) -> Result<Option<Periods>, PeriodError> {
    let usual = run.and_then(usual);
    let Some((first, last)) = years else { return Ok(None) };
    if chosen.iter().all(Option::is_none) {
        return Ok(usual);
    }
    for (field, year) in FIELDS.into_iter().zip(chosen) {
        if year.is_some_and(|year| !(first..=last).contains(&year)) {
            return Err(PeriodError::Outside { field, first, last });
        }
    }
    let rest =
        usual.unwrap_or(Periods { earlier: Period { from: first, to: first }, later: Period { from: last, to: last } });
    let [a, b, c, d] = chosen;
    let earlier = Period { from: a.unwrap_or(rest.earlier.from), to: b.unwrap_or(rest.earlier.to) };
    let later = Period { from: c.unwrap_or(rest.later.from), to: d.unwrap_or(rest.later.to) };
    if earlier.from > earlier.to {
        return Err(PeriodError::Backwards { field: FIELDS[1] });
    }
    if later.from > later.to {
        return Err(PeriodError::Backwards { field: FIELDS[3] });
    }
    if later.from <= earlier.to {
        return Err(PeriodError::Overlap { field: FIELDS[2] });
    }
    Ok(Some(Periods { earlier, later }))
}

impl Period {
    /// Is the year in it?
    pub fn holds(self, year: u16) -> bool {
        (self.from..=self.to).contains(&year)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Period, PeriodError, Periods, chosen, usual};

    #[test]
    fn the_usual_periods_are_the_last_years_half_and_half() {
        let of =
            |first, last| usual((first, last)).map(|it| (it.earlier.from, it.earlier.to, it.later.from, it.later.to));
        assert_eq!(of(2014, 2021), Some((2016, 2018, 2019, 2021)));
        assert_eq!(of(2018, 2021), Some((2018, 2019, 2020, 2021)));
        assert_eq!(of(2019, 2021), Some((2020, 2020, 2021, 2021)));
        assert_eq!((of(2021, 2021), of(2021, 2020)), (None, None));
    }

    #[test]
    fn years_that_cannot_be_compared_are_refused_by_field() {
        let of = |years| chosen(years, Some((2010, 2021)), Some((2014, 2021)));
        let outside = PeriodError::Outside { field: "early_from", first: 2010, last: 2021 };
        assert_eq!(of([Some(1999), None, None, None]), Err(outside));
        assert_eq!(of([Some(2018), Some(2016), None, None]), Err(PeriodError::Backwards { field: "early_to" }));
        assert_eq!(of([None, Some(2020), None, None]), Err(PeriodError::Overlap { field: "late_from" }));
        let whole = Periods { earlier: Period { from: 2010, to: 2018 }, later: Period { from: 2019, to: 2021 } };
        assert_eq!(of([Some(2010), None, None, None]), Ok(Some(whole)));
        assert_eq!(chosen([Some(2010); 4], None, None), Ok(None), "without years nothing is compared");
    }

    proptest! {
        #[test]
        fn what_is_compared_is_in_order_and_within_the_years(
            first in 1950_u16..2020, span in 0_u16..40, years in prop::array::uniform4(prop::option::of(1940_u16..2070)),
        ) {
            let all = (first, first + span);
            if let Ok(Some(Periods { earlier, later })) = chosen(years, Some(all), Some(all)) {
                prop_assert!(all.0 <= earlier.from && earlier.from <= earlier.to && earlier.to < later.from);
                prop_assert!(later.from <= later.to && later.to <= all.1);
            }
        }
    }
}
