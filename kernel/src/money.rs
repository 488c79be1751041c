//! Units of what accounts hold: currencies of ISO 4217, and seats, hours and minutes, which are units like any other.
//!
//! An amount of a unit is a whole number of its minor units; how many decimals people see is a property of the unit.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Currencies with the number of decimals of their minor unit that is not two (ISO 4217, list one, 2025).
const DIGITS: [(u8, &str); 3] = [
    (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
    (3, "BHD IQD JOD KWD LYD OMR TND"),
    (4, "CLF UYW"),
];

/// Currencies with two decimals.
const TWO_DIGITS: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD \
    CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD \
    HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR \
    MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE \
    SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

/// A currency of ISO 4217.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The currency with this code; small letters are the same code.
    pub fn from_code(code: &str) -> Option<Currency> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        let currency = Currency(bytes.map(|byte| byte.to_ascii_uppercase()));
        (bytes.iter().all(u8::is_ascii_alphabetic) && currency.listed().is_some()).then_some(currency)
    }

    /// All of them, by code.
    pub fn all() -> Vec<Currency> {
        let lists = DIGITS.iter().map(|(_, codes)| *codes).chain([TWO_DIGITS]);
        let mut all: Vec<Currency> = lists.flat_map(str::split_whitespace).filter_map(Currency::from_code).collect();
        all.sort_unstable();
        all
    }

    /// The code: `RUB`.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a code is three letters of ASCII")
    }

    /// How many decimals the minor unit has: 2 for kopecks, 0 for yen.
    pub fn digits(self) -> u8 {
        self.listed().unwrap_or(2)
    }

    fn listed(self) -> Option<u8> {
        let has = |codes: &str| codes.split_whitespace().any(|code| code.as_bytes() == self.0);
        DIGITS.iter().find(|(_, codes)| has(codes)).map(|(digits, _)| *digits).or(has(TWO_DIGITS).then_some(2))
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// What an amount counts.
///
/// ```
/// use bellwether_kernel::money::Unit;
/// assert_eq!("RUB".parse::<Unit>().unwrap().digits(), 2);
/// assert_eq!("instrument_minute".parse::<Unit>().unwrap().digits(), 0);
/// assert!("FLORIN".parse::<Unit>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// Money.
    Money(Currency),
    /// Places in a course, room or event.
    Seat,
    /// Hours of learning that are credited, to the hundredth.
    CreditHour,
    /// Minutes at an instrument.
    InstrumentMinute,
    /// Hours of a processor core, to the hundredth.
    CoreHour,
}

/// There is no such unit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no unit is called `{0}`")]
pub struct NoUnit(pub String);

impl Unit {
    /// The units that are not money.
    pub const COUNTED: [Unit; 4] = [Unit::Seat, Unit::CreditHour, Unit::InstrumentMinute, Unit::CoreHour];

    /// The name in tables, files and the API: `RUB`, `seat`.
    pub fn code(&self) -> &str {
        match self {
            Unit::Money(currency) => currency.code(),
            Unit::Seat => "seat",
            Unit::CreditHour => "credit_hour",
            Unit::InstrumentMinute => "instrument_minute",
            Unit::CoreHour => "core_hour",
        }
    }

    /// How many decimals an amount of it is shown with.
    pub fn digits(self) -> u8 {
        match self {
            Unit::Money(currency) => currency.digits(),
            Unit::Seat | Unit::InstrumentMinute => 0,
            Unit::CreditHour | Unit::CoreHour => 2,
        }
    }
}

impl FromStr for Unit {
    type Err = NoUnit;

    fn from_str(code: &str) -> Result<Unit, NoUnit> {
        let counted = Unit::COUNTED.into_iter().find(|unit| unit.code() == code);
        counted
            .or_else(|| Currency::from_code(code).map(Unit::Money))
            .ok_or_else(|| NoUnit(code.chars().take(40).collect()))
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Unit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Unit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Unit, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn currencies_have_the_decimals_of_the_standard() {
        let digits = |code: &str| Currency::from_code(code).map(Currency::digits);
        assert_eq!(["RUB", "eur", "JPY", "KWD", "CLF"].map(digits), [Some(2), Some(2), Some(0), Some(3), Some(4)]);
        assert_eq!(["", "RU", "RUBL", "QQQ", "РУБ", "R B"].map(digits), [None; 6]);
    }

    #[test]
    fn every_currency_is_listed_once() {
        let all = Currency::all();
        let mut once = all.clone();
        once.dedup();
        assert_eq!(all, once);
        assert!(all.len() > 150, "{}", all.len());
        assert!(all.iter().all(|currency| Currency::from_code(currency.code()) == Some(*currency)));
    }

    #[test]
    fn units_are_read_as_they_are_written() {
        let money = Currency::all().into_iter().map(Unit::Money);
        for unit in money.chain(Unit::COUNTED) {
            assert_eq!(unit.code().parse(), Ok(unit));
            let json = serde_json::to_string(&unit).unwrap();
            assert_eq!(serde_json::from_str::<Unit>(&json).unwrap(), unit);
        }
    }
}
