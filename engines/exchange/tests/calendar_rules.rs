//! Rules of repetition: the examples of RFC 5545 (section 3.8.5.3), and laws.

use bellwether_exchange_rules::calendar_rule::CalendarRule;
use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn days(rule: &str, first: &str, most: usize) -> Vec<String> {
    let rule = CalendarRule::read(rule).expect("a rule");
    rule.days(day(first), day("2040-01-01"), most).iter().map(ToString::to_string).collect()
}

#[test]
fn the_examples_of_the_standard() {
    assert_eq!(days("FREQ=DAILY;COUNT=3", "1997-09-02", 99), ["1997-09-02", "1997-09-03", "1997-09-04"]);
    assert_eq!(days("FREQ=DAILY;INTERVAL=10;COUNT=3", "1997-09-02", 99), ["1997-09-02", "1997-09-12", "1997-09-22"]);
    let weekly = days("FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH", "1997-09-02", 4);
    assert_eq!(weekly, ["1997-09-02", "1997-09-04", "1997-09-09", "1997-09-11"]);
    let second = "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR";
    assert_eq!(days(second, "1997-09-01", 5), ["1997-09-01", "1997-09-03", "1997-09-05", "1997-09-15", "1997-09-17"]);
    let friday = days("FREQ=MONTHLY;COUNT=4;BYDAY=1FR", "1997-09-05", 99);
    assert_eq!(friday, ["1997-09-05", "1997-10-03", "1997-11-07", "1997-12-05"]);
    let sundays = days("FREQ=MONTHLY;INTERVAL=2;COUNT=4;BYDAY=1SU,-1SU", "1997-09-07", 99);
    assert_eq!(sundays, ["1997-09-07", "1997-09-28", "1997-11-02", "1997-11-30"]);
    let monday = days("FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "1997-09-22", 99);
    assert_eq!(monday, ["1997-09-22", "1997-10-20", "1997-11-17", "1997-12-22", "1998-01-19", "1998-02-16"]);
    let ends = days("FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09-28", 3);
    assert_eq!(ends, ["1997-09-28", "1997-10-29", "1997-11-28"]);
    let both = days("FREQ=MONTHLY;COUNT=4;BYMONTHDAY=2,15", "1997-09-02", 99);
    assert_eq!(both, ["1997-09-02", "1997-09-15", "1997-10-02", "1997-10-15"]);
    // Friday the thirteenth; the first day is one of them here, as calendars show it.
    let unlucky = days("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1998-02-13", 4);
    assert_eq!(unlucky, ["1998-02-13", "1998-03-13", "1998-11-13", "1999-08-13"]);
    // The day on which weeks begin matters.
    let week =
        |start: &str| days(&format!("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST={start}"), "1997-08-05", 99);
    assert_eq!(week("MO"), ["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"]);
    assert_eq!(week("SU"), ["1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"]);
    // Days that a month or year does not have are left out, not moved.
    assert_eq!(days("FREQ=MONTHLY", "2026-01-31", 3), ["2026-01-31", "2026-03-31", "2026-05-31"]);
    assert_eq!(days("FREQ=YEARLY", "2024-02-29", 3), ["2024-02-29", "2028-02-29", "2032-02-29"]);
    assert_eq!(days("FREQ=WEEKLY;UNTIL=20261210", "2026-11-26", 99), ["2026-11-26", "2026-12-03", "2026-12-10"]);
}

#[test]
fn what_is_not_known_is_refused_by_name() {
    let refused = |rule: &str| CalendarRule::read(rule).expect_err("refused").0;
    for (rule, part) in [
        ("FREQ=HOURLY", "FREQ=HOURLY"),
        ("INTERVAL=2", "a rule without FREQ"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20270101", "UNTIL=20270101"),
        ("FREQ=YEARLY;BYWEEKNO=20", "BYWEEKNO=20"),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1", "BYSETPOS=-1"),
        ("FREQ=MONTHLY;BYDAY=6MO", "BYDAY=6MO"),
        ("FREQ=WEEKLY;BYDAY=1MO", "FREQ=WEEKLY;BYDAY=1MO"),
        ("FREQ=YEARLY;BYDAY=MO", "FREQ=YEARLY;BYDAY=MO"),
        ("FREQ", "FREQ"),
    ] {
        assert_eq!(refused(rule), part);
    }
}

fn rules() -> impl Strategy<Value = String> {
    let names = prop::sample::subsequence(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"], 0..4);
    (prop::sample::select(vec!["DAILY", "WEEKLY", "MONTHLY"]), 1..5_u16, names).prop_map(|(often, interval, names)| {
        let by = if names.is_empty() { String::new() } else { format!(";BYDAY={}", names.join(",")) };
        format!("FREQ={often};INTERVAL={interval}{by}")
    })
}

proptest! {
    /// The days are in order, begin with the first, and a count or an end only cuts the list.
    #[test]
    fn an_end_only_cuts(rule in rules(), start in 0..3_000_i64, count in 1..30_u32) {
        let first = day("2020-01-01").checked_add(start.days()).expect("a day");
        let last = first.checked_add(900.days()).expect("a day");
        let read = |text: &str| CalendarRule::read(text).expect("a rule");
        let all = read(&rule).days(first, last, 1_000);
        prop_assert_eq!(all.first(), Some(&first));
        prop_assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
        let counted = read(&format!("{rule};COUNT={count}")).days(first, last, 1_000);
        prop_assert_eq!(&counted[..], &all[..all.len().min(count as usize)]);
        let end = all[all.len() / 2];
        let until = format!("{rule};UNTIL={:04}{:02}{:02}", end.year(), end.month(), end.day());
        prop_assert_eq!(&read(&until).days(first, last, 1_000)[..], &all[..=all.len() / 2]);
    }

    /// Nothing that is written makes it panic.
    #[test]
    fn any_text_is_read_or_refused(text in "[A-Z=;,0-9-]{0,40}|FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY);[A-Z=;,0-9-]{0,30}") {
        if let Ok(rule) = CalendarRule::read(&text) {
            prop_assert!(rule.days(day("2026-01-01"), day("2027-01-01"), 50).len() <= 50);
        }
    }
}
