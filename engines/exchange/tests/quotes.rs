//! Properties of prices: nothing is made or lost between who pays what, and a part is never more than the whole.
#![expect(clippy::unwrap_used, reason = "test code")]

use bellwether_exchange_rules::quote::{Quote, Share, of_time, of_units, part};
use proptest::prelude::*;

fn shares() -> impl Strategy<Value = Option<Share>> {
    let share = (0..=100_u8, prop::option::of(-5..1_000_000_i64));
    prop::option::of(share.prop_map(|(percent, most_minor)| Share { percent, most_minor }))
}

fn is_whole(quote: Quote) -> bool {
    quote.subsidy_minor >= 0 && quote.net_minor >= 0 && quote.subsidy_minor + quote.net_minor == quote.gross_minor
}

proptest! {
    #[test]
    fn the_parts_are_the_whole(rate in 0..100_000_000_i64, minutes in 0..100_000_i64, share in shares(), percent in 0..=100_u8) {
        let quote = of_time(rate, minutes, share).unwrap();
        prop_assert!(is_whole(quote));
        // Rounded up, by less than one minor unit.
        let exact = i128::from(rate) * i128::from(minutes);
        let gross = i128::from(quote.gross_minor) * 60;
        prop_assert!(gross >= exact && gross - exact < 60);
        let fee = part(quote, percent);
        prop_assert!(is_whole(fee));
        prop_assert!(fee.net_minor <= quote.net_minor && fee.subsidy_minor <= quote.subsidy_minor);
        prop_assert_eq!(part(quote, 100), quote);
        prop_assert_eq!(part(quote, 0), Quote::default());
    }

    #[test]
    fn whole_hours_cost_whole_rates(rate in 0..1_000_000_i64, hours in 0..1_000_i64, share in shares()) {
        prop_assert_eq!(of_time(rate, hours * 60, share), of_units(rate, hours, share));
    }

    #[test]
    fn a_limit_is_kept(rate in 0..1_000_000_i64, minutes in 0..10_000_i64, percent in 0..=100_u8, most in 0..100_000_i64) {
        let with = of_time(rate, minutes, Some(Share { percent, most_minor: Some(most) })).unwrap();
        let without = of_time(rate, minutes, Some(Share { percent, most_minor: None })).unwrap();
        prop_assert_eq!(with.subsidy_minor, without.subsidy_minor.min(most));
        prop_assert_eq!(with.gross_minor, without.gross_minor);
    }
}

#[test]
fn what_cannot_be_counted_has_no_price() {
    assert_eq!(of_time(i64::MAX, 61, None), None);
    assert_eq!(of_units(i64::MAX, 2, None), None);
    assert_eq!(of_time(-1, 60, None), None);
    assert_eq!(of_time(100, 1, None).unwrap().gross_minor, 2);
}
