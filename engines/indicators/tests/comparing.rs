//! Laws and references of comparing: two periods, two estimates, standings among peers.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use bellwether_indicators::contrast::{Contrast, Part, between, difference, log_ratio};
use bellwether_indicators::estimate::{Interval, share};
use bellwether_indicators::standing::{Peers, Standing, mean};
use proptest::prelude::*;

fn part() -> impl Strategy<Value = Part> {
    (0_u32..5_000, 0_u32..5_000)
        .prop_filter("some papers", |(count, others)| count + others > 0)
        .prop_map(|(count, others)| Part { count: f64::from(count), all: f64::from(count + others) })
}

fn turned(contrast: Contrast) -> Contrast {
    Contrast { value: -contrast.value, low: -contrast.high, high: -contrast.low }
}

/// Newcombe 1998 (Statistics in Medicine 17:873), table II, method 10: 56/70 less 48/80, and 10/10 less 0/10.
#[test]
fn the_difference_of_two_shares_is_newcombes() {
    let of = |a: (f64, f64), b: (f64, f64)| difference(&share(a.0, a.1).unwrap(), &share(b.0, b.1).unwrap()).unwrap();
    let found = of((56.0, 70.0), (48.0, 80.0));
    let round = |value: f64| (value * 10_000.0).round() / 10_000.0;
    assert_eq!((round(found.value), round(found.low), round(found.high)), (0.2, 0.0524, 0.3339));
    let found = of((10.0, 10.0), (0.0, 10.0));
    assert_eq!((round(found.value), round(found.low), round(found.high)), (1.0, 0.6075, 1.0));
}

#[test]
fn nothing_is_compared_with_nothing() {
    let (some, none) = (Part { count: 1.0, all: 2.0 }, Part::default());
    assert_eq!((log_ratio(none, some), log_ratio(some, none)), (None, None));
    assert_eq!(log_ratio(Part { count: 3.0, all: 2.0 }, some), None);
    assert_eq!((Peers::new([]).standing(1.0, None), mean(&[])), (None, None));
}

proptest! {
    #[test]
    fn exchanging_the_periods_turns_the_change_round(a in part(), b in part()) {
        let there = log_ratio(a, b).unwrap();
        prop_assert_eq!(log_ratio(b, a).unwrap(), turned(there));
        prop_assert!(there.low <= there.value && there.value <= there.high);
        prop_assert_eq!(log_ratio(a, a).unwrap().value, 0.0);
    }

    #[test]
    fn exchanging_the_two_turns_the_difference_round(a in part(), b in part()) {
        let (a, b) = (share(a.count, a.all).unwrap(), share(b.count, b.all).unwrap());
        let there = difference(&a, &b).unwrap();
        let back = difference(&b, &a).unwrap();
        prop_assert!((back.value + there.value).abs() < 1e-12);
        prop_assert!((back.low + there.high).abs() < 1e-12 && (back.high + there.low).abs() < 1e-12);
        prop_assert!((-1.0 - 1e-9..=there.value + 1e-12).contains(&there.low), "{:?}", there);
        prop_assert!((there.value - 1e-12..=1.0 + 1e-9).contains(&there.high), "{:?}", there);
    }

    #[test]
    fn what_has_no_bounds_has_no_difference(a in any::<f64>(), b in any::<f64>(), half in 0.0..1e3_f64) {
        let interval = |value: f64| Interval { low: value - half, high: value + half, level: 0.95 };
        let found = between((a, interval(a)), (b, interval(b)));
        prop_assert!(found.is_none_or(|found| found.low.is_finite() && found.high.is_finite()));
    }

    #[test]
    fn more_papers_of_the_later_period_raise_the_change(a in part(), b in part(), more in 1_u32..100) {
        let grown = Part { count: b.count + f64::from(more), all: b.all + f64::from(more) };
        prop_assert!(log_ratio(a, grown).unwrap().value >= log_ratio(a, b).unwrap().value);
    }

    #[test]
    fn standings_are_shares_in_the_order_of_values(values in prop::collection::vec(-1e6..1e6_f64, 1..60), width in 0.0..1e3_f64) {
        let peers = Peers::new(values.iter().copied());
        let stands = |value: f64| {
            let interval = Interval { low: value - width, high: value + width, level: 0.95 };
            peers.standing(value, Some(interval)).unwrap()
        };
        for pair in values.windows(2) {
            let (a, b) = (stands(pair[0]), stands(pair[1]));
            prop_assert!((pair[0] <= pair[1]) == (a.value <= b.value) || a.value == b.value);
            prop_assert!(0.0 <= a.low && a.low <= a.value && a.value <= a.high && a.high <= 1.0);
        }
        // The mean of all standings is one half, whatever the values are.
        let all: Vec<Standing> = values.iter().map(|value| stands(*value)).collect();
        let whole = mean(&all).unwrap();
        prop_assert!((whole.value - 0.5).abs() < 1e-9 && whole.low <= whole.value && whole.value <= whole.high);
    }
}
