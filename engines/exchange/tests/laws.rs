//! Properties of capacity, waiting lists and recurrence.
#![expect(clippy::unwrap_used, reason = "test code")]

use bellwether_exchange_rules::capacity::{Amounts, Intervals, OneOff};
use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_exchange_rules::recurrence::{Every, occurrences};
use bellwether_exchange_rules::span::Span;
use bellwether_exchange_rules::waiting::{Waiter, WaitingRule, promoted};
use jiff::tz::TimeZone;
use proptest::prelude::*;

fn span(from: i64, minutes: i64) -> Span {
    Span::of_ms(from * 60_000, (from + minutes) * 60_000).unwrap()
}

fn spans() -> impl Strategy<Value = Vec<(Span, bool)>> {
    prop::collection::vec(
        ((0..500_i64, 1..60_i64).prop_map(|(from, minutes)| span(from, minutes)), any::<bool>()),
        0..80,
    )
}

fn waiters() -> impl Strategy<Value = Vec<Waiter<u32, Span>>> {
    let class = prop::sample::select(CustomerClass::ALL);
    let one = (0..20_i64, class, 0..60_i64, 1..30_i64);
    prop::collection::vec(one, 0..30).prop_map(|all| {
        let waiter =
            |(id, (since_ms, class, from, minutes))| Waiter { id, since_ms, class, wanted: span(from, minutes) };
        (0_u32..).zip(all).map(waiter).collect()
    })
}

proptest! {
    #[test]
    fn no_moment_is_given_twice_on_one_place(asked in spans(), places in 1..4_u16, before in 0..20_u32, after in 0..20_u32) {
        let mut time = Intervals::new(places);
        let mut given: Vec<(u16, Span, Span)> = Vec::new();
        for (use_of, back) in asked {
            let kept = use_of.widened(before, after).unwrap();
            let fits = (0..places).any(|place| given.iter().all(|(of, _, other)| *of != place || !other.overlaps(kept)));
            prop_assert_eq!(time.fits(kept), fits);
            match time.take(kept) {
                Some(place) => given.push((place, use_of, kept)),
                None => prop_assert!(!fits, "refused although a place was free"),
            }
            if back && !given.is_empty() {
                let (place, _, kept) = given.remove(given.len() / 2);
                prop_assert!(time.give_back(place, kept));
                prop_assert!(!time.give_back(place, kept), "given back twice");
            }
        }
        for (at, (place, one, kept)) in given.iter().enumerate() {
            for (other_place, other, other_kept) in &given[at + 1..] {
                if place == other_place {
                    prop_assert!(!kept.overlaps(*other_kept));
                    // The buffers of both stay free of use.
                    let (first, second) = if one.from() < other.from() { (one, other) } else { (other, one) };
                    let free = (second.from_ms() - first.until_ms()) / 60_000;
                    prop_assert!(free >= i64::from(before + after));
                }
            }
        }
        for place in 0..places {
            let chain = time.chain(place);
            prop_assert!(chain.windows(2).all(|pair| pair[0].until() <= pair[1].from()));
        }
    }

    #[test]
    fn amounts_never_exceed_the_limit(limit in 0..1000_u64, steps in prop::collection::vec((0..400_u64, any::<bool>()), 0..50)) {
        let (mut amounts, mut taken) = (Amounts::new(limit), 0);
        for (amount, is_back) in steps {
            if is_back {
                if amounts.give_back(amount) { taken -= amount; }
            } else if amounts.take(amount) {
                taken += amount;
            } else {
                prop_assert!(taken + amount > limit);
            }
            prop_assert!(taken <= limit);
            prop_assert_eq!(amounts.left(), limit - taken);
        }
    }

    #[test]
    fn one_thing_has_one_holder(steps in prop::collection::vec((0..4_u8, any::<bool>()), 0..40)) {
        let (mut thing, mut holder) = (OneOff::new(), None);
        for (who, is_back) in steps {
            if is_back {
                prop_assert_eq!(thing.give_back(&who), holder == Some(who));
                if holder == Some(who) { holder = None; }
            } else {
                prop_assert_eq!(thing.take(who), holder.is_none());
                holder = holder.or(Some(who));
            }
        }
    }

    #[test]
    fn promotion_does_not_depend_on_the_order_of_the_list(all in waiters(), seed in any::<u64>(), rule in prop::sample::select(WaitingRule::ALL)) {
        let run = |list: &[Waiter<u32, Span>]| {
            let mut time = Intervals::new(1);
            promoted(rule, list, |waiter| time.take(waiter.wanted).is_some())
        };
        let mut other = all.clone();
        other.sort_by_key(|waiter| u64::from(waiter.id).wrapping_mul(seed | 1));
        prop_assert_eq!(run(&all), run(&other));
    }

    #[test]
    fn nobody_is_overtaken_by_who_came_later(all in waiters(), rule in prop::sample::select(WaitingRule::ALL), late in (0..60_i64, 1..30_i64)) {
        let run = |list: &[Waiter<u32, Span>]| {
            let mut time = Intervals::new(1);
            promoted(rule, list, |waiter| time.take(waiter.wanted).is_some())
        };
        let before = run(&all);
        let mut more = all.clone();
        // Last by every rule.
        more.push(Waiter { id: u32::MAX, since_ms: 1_000, class: CustomerClass::Commercial, wanted: span(late.0, late.1) });
        let after: Vec<u32> = run(&more).into_iter().filter(|id| *id != u32::MAX).collect();
        prop_assert_eq!(before, after);
    }

    #[test]
    fn the_clock_on_the_wall_stays_the_same(day in 0..700_i64, hour in 6..20_i64, times in 1..60_u16, every in prop::sample::select(Every::ALL)) {
        // Offsets change here twice a year, as a rule written out and not looked up.
        let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
        let first = span((20_000 + day) * 1440 + hour * 60, 90);
        let all = occurrences(first, every, times, &zone);
        prop_assert_eq!(all.len(), usize::from(times));
        prop_assert_eq!(all[0], first);
        let wall = |span: &Span| span.from().to_zoned(zone.clone()).time();
        prop_assert!(all.iter().all(|span| wall(span) == wall(&first) && span.minutes() == 90));
        prop_assert!(all.windows(2).all(|pair| pair[0].until() <= pair[1].from()));
    }
}
