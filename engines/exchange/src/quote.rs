//! What a use costs, and who carries which part. Whole minor units, checked; a quote and the charge are one calculation.

/// The parts of a price, in minor units of one currency: together they are all of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// The whole price.
    pub gross_minor: i64,
    /// What a subsidy carries.
    pub subsidy_minor: i64,
    /// What is left for the customer.
    pub net_minor: i64,
}

/// How much of a price somebody else carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// In percent, at most 100.
    pub percent: u8,
    /// At most so much for one use, where there is a limit.
    pub most_minor: Option<i64>,
}

/// The price of so many minutes at a rate for an hour, rounded up to a minor unit; the subsidy is rounded down.
///
/// `None` beyond what can be counted, and for rates below zero.
pub fn of_time(minor_per_hour: i64, minutes: i64, share: Option<Share>) -> Option<Quote> {
    let gross = (i128::from(minor_per_hour).checked_mul(i128::from(minutes))? + 59).div_euclid(60);
    split(i64::try_from(gross).ok()?, share)
}

/// The price of so many units at a price each.
///
/// `None` beyond what can be counted, and for prices below zero.
pub fn of_units(minor_each: i64, units: i64, share: Option<Share>) -> Option<Quote> {
    split(minor_each.checked_mul(units)?, share)
}

/// A part of a quote, such as the fee for cancelling late: each side carries the same part, rounded down, of its own.
pub fn part(of: Quote, percent: u8) -> Quote {
    let share = |minor: i64| i128::from(minor) * i128::from(percent.min(100)) / 100;
    let (subsidy, net) = (share(of.subsidy_minor), share(of.net_minor));
    // Neither is more than what it is a part of, so both fit.
    let small = |minor: i128| i64::try_from(minor).unwrap_or_default();
    Quote { gross_minor: small(subsidy + net), subsidy_minor: small(subsidy), net_minor: small(net) }
}

fn split(gross_minor: i64, share: Option<Share>) -> Option<Quote> {
    if gross_minor < 0 {
        return None;
    }
    let subsidy = share.map_or(0, |share| {
        let part = i128::from(gross_minor) * i128::from(share.percent.min(100)) / 100;
        let part = i64::try_from(part).unwrap_or(gross_minor);
        share.most_minor.map_or(part, |most| part.min(most.max(0)))
    });
    Some(Quote { gross_minor, subsidy_minor: subsidy, net_minor: gross_minor - subsidy })
}
