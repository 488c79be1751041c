//! Amounts: whole minor units of one unit, with arithmetic that refuses instead of wrapping around. Never floats.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::money::Unit;

/// So many minor units of a unit: 12,345 kopecks are 123.45 roubles.
///
/// ```
/// use bellwether_kernel::amount::Amount;
/// let rub = "RUB".parse().unwrap();
/// let grant = Amount::parse("1 500 000,50", rub).unwrap();
/// assert_eq!(grant.minor, 150_000_050);
/// assert_eq!(grant.to_string(), "1500000.50 RUB");
/// assert!(grant.plus(Amount::new(1, "EUR".parse().unwrap())).is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Amount {
    /// Minor units; below zero for what is taken.
    pub minor: i64,
    /// What is counted.
    pub unit: Unit,
}

/// Two amounts cannot be put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// They count different things.
    #[error("{0} and {1} cannot be added")]
    Units(Unit, Unit),
    /// The result is beyond all amounts.
    #[error("the amount is beyond what can be counted")]
    TooLarge,
}

/// The text is not an amount of the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnAmount {
    /// Not a number as people write them.
    #[error("not an amount")]
    Form,
    /// More decimals than the unit has, so something would be lost.
    #[error("more decimals than the unit has")]
    Decimals,
    /// `1,234` may be a thousand or one and a bit.
    #[error("a comma before three digits may be read in two ways")]
    Ambiguous,
    /// Beyond all amounts.
    #[error("the amount is beyond what can be counted")]
    TooLarge,
}

impl Amount {
    /// So many minor units.
    pub fn new(minor: i64, unit: Unit) -> Amount {
        Amount { minor, unit }
    }

    /// Nothing of the unit.
    pub fn zero(unit: Unit) -> Amount {
        Amount { minor: 0, unit }
    }

    /// The sum.
    ///
    /// # Errors
    /// [`Unfit`] for different units, or when the sum cannot be counted.
    pub fn plus(self, other: Amount) -> Result<Amount, Unfit> {
        if self.unit != other.unit {
            return Err(Unfit::Units(self.unit, other.unit));
        }
        Ok(Amount { minor: self.minor.checked_add(other.minor).ok_or(Unfit::TooLarge)?, ..self })
    }

    /// The same with the other sign.
    ///
    /// # Errors
    /// [`Unfit::TooLarge`] for the one number that has no opposite.
    pub fn negated(self) -> Result<Amount, Unfit> {
        Ok(Amount { minor: self.minor.checked_neg().ok_or(Unfit::TooLarge)?, ..self })
    }

    /// What people type: `1234.5`, `1 234,50`, `1,234.50`, in major units.
    ///
    /// # Errors
    /// [`NotAnAmount`], also where a comma could mean a thousand as well as decimals: money is not guessed.
    pub fn parse(text: &str, unit: Unit) -> Result<Amount, NotAnAmount> {
        let is_blank = |c: char| c.is_whitespace() || matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’');
        let plain: String = text.trim().chars().filter(|c| !is_blank(*c)).collect();
        let (below_zero, digits) = match plain.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, plain.strip_prefix('+').unwrap_or(&plain)),
        };
        let (whole, decimals) = split(digits)?;
        let places = usize::from(unit.digits());
        if decimals.len() > places {
            return Err(NotAnAmount::Decimals);
        }
        let written = format!("{whole}{decimals:0<places$}");
        let minor: i64 = written.parse().map_err(|_| NotAnAmount::TooLarge)?;
        Ok(Amount { minor: if below_zero { -minor } else { minor }, unit })
    }

    /// The number in major units with all decimals of the unit and a point: `-1234.50`.
    pub fn decimal(self) -> String {
        let places = usize::from(self.unit.digits());
        let sign = if self.minor < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", self.minor.unsigned_abs(), width = places + 1);
        let (whole, decimals) = digits.split_at(digits.len() - places);
        if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.decimal(), self.unit)
    }
}

/// The digits before and after the decimal sign, without signs between thousands.
fn split(digits: &str) -> Result<(String, &str), NotAnAmount> {
    let (whole, decimals) = match (digits.rfind('.'), digits.rfind(',')) {
        (Some(point), Some(comma)) => digits.split_at(point.max(comma)),
        (Some(point), None) => digits.split_at(point),
        (None, Some(comma)) if digits.len() - comma == 4 => return Err(NotAnAmount::Ambiguous),
        (None, Some(comma)) => digits.split_at(comma),
        (None, None) => (digits, ""),
    };
    let decimals = decimals.get(1..).unwrap_or("");
    let groups: Vec<&str> = whole.split([',', '.']).collect();
    let grouped = groups.len() == 1 || groups[1..].iter().all(|group| group.len() == 3) && groups[0].len() <= 3;
    let one_sign = !(whole.contains(',') && whole.contains('.'));
    let whole: String = groups.concat();
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let dangling = digits.ends_with([',', '.']);
    if !grouped || !one_sign || dangling || whole.is_empty() || !all_digits(&whole) || !all_digits(decimals) {
        return Err(NotAnAmount::Form);
    }
    Ok((whole, decimals))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::money::Currency;

    fn rub() -> Unit {
        "RUB".parse().unwrap()
    }

    #[test]
    fn people_write_amounts_in_many_ways() {
        let kopecks = |text: &str| Amount::parse(text, rub()).map(|amount| amount.minor);
        for text in ["1234.5", "1234,50", " 1 234,5 ", "1\u{202f}234.50", "1,234.50", "1.234,50", "+1'234.5"] {
            assert_eq!(kopecks(text), Ok(123_450), "{text}");
        }
        assert_eq!(kopecks("-0.01"), Ok(-1));
        assert_eq!(kopecks("12,345,678.90"), Ok(1_234_567_890));
        for text in ["", "-", ".", "1.", "1,", "a", "1e3", "1.2.3", "1,2,3", "12,34.5", "1.234,567.8", "٣", "0x1"] {
            assert_eq!(kopecks(text), Err(NotAnAmount::Form), "{text}");
        }
        assert_eq!(kopecks("1,234"), Err(NotAnAmount::Ambiguous));
        assert_eq!(kopecks("1.234"), Err(NotAnAmount::Decimals));
        assert_eq!(kopecks("92233720368547758.08"), Err(NotAnAmount::TooLarge));
        assert_eq!(Amount::parse("2.5", Unit::Seat), Err(NotAnAmount::Decimals));
    }

    #[test]
    fn sums_refuse_other_units_and_what_cannot_be_counted() {
        let seats = Amount::new(3, Unit::Seat);
        assert_eq!(seats.plus(Amount::new(1, rub())), Err(Unfit::Units(Unit::Seat, rub())));
        assert_eq!(Amount::new(i64::MAX, rub()).plus(Amount::new(1, rub())), Err(Unfit::TooLarge));
        assert_eq!(Amount::new(i64::MIN, rub()).negated(), Err(Unfit::TooLarge));
        assert_eq!(seats.plus(Amount::new(-3, Unit::Seat)), Ok(Amount::zero(Unit::Seat)));
    }

    fn units() -> impl Strategy<Value = Unit> {
        let money: Vec<Unit> = Currency::all().into_iter().map(Unit::Money).chain(Unit::COUNTED).collect();
        proptest::sample::select(money)
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(minor in -i64::MAX..=i64::MAX, unit in units()) {
            let amount = Amount::new(minor, unit);
            prop_assert_eq!(Amount::parse(&amount.decimal(), unit), Ok(amount));
        }

        #[test]
        fn any_text_is_an_amount_or_refused(text in "[-+0-9., ]{0,24}", unit in units()) {
            if let Ok(amount) = Amount::parse(&text, unit) {
                prop_assert_eq!(Amount::parse(&amount.decimal(), unit), Ok(amount));
            }
        }
    }
}
