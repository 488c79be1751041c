//! Forecasts of series that people bring: what they hold, what is refused, what the hindcast says of long and short pasts.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use bellwether_foresight::model::forecast::{IntervalSource, NoForecast, SeriesForecast, ValueKind};
use bellwether_foresight::model::topic::{Topic, YearCount};
use bellwether_foresight::service::forecast::forecast;
use bellwether_foresight::service::hindcast::judge;
use bellwether_kernel::ctx::Ctx;
use proptest::prelude::*;

fn asked(table: &str, steps: u32) -> Vec<SeriesForecast> {
    forecast(&Ctx::system(), table, steps, Some(200)).unwrap()
}

/// Yearly counts that grow by a tenth, with a wave.
fn years(name: &str, count: i32) -> String {
    let value = |at: i32| (40.0 * 1.1_f64.powi(at) * (1.0 + 0.1 * f64::from(at % 3))).round();
    (0..count).map(|at| format!("{name},{},{}\n", 1980 + at, value(at))).collect()
}

#[test]
fn a_series_is_forecast_with_nested_intervals() {
    let found = asked(&format!("name,period,value\n{}", years("genes", 20)), 3);
    let periods: Vec<&str> = found[0].expected.iter().map(|one| one.period.as_str()).collect();
    assert_eq!((periods, found[0].kind, found[0].problem), (vec!["2000", "2001", "2002"], ValueKind::Count, None));
    for one in &found[0].expected {
        let ends = [one.wide95.0, one.wide80.0, one.middle, one.wide80.1, one.wide95.1];
        assert!(ends.windows(2).all(|pair| pair[0] <= pair[1]) && ends[0] >= 0.0, "{ends:?}");
    }
}

#[test]
fn intervals_say_where_they_come_from() {
    let many: String = (0..12).map(|at| years(&format!("s{at}"), 22)).collect();
    let learnt = asked(&format!("name,period,value\n{many}"), 2);
    assert!(matches!(learnt[0].source95, IntervalSource::Learnt(errors) if errors >= 39), "{:?}", learnt[0].source95);
    let alone = asked(&format!("name,period,value\n{}", years("genes", 9)), 2);
    assert_eq!(alone[0].source95, IntervalSource::Model);
}

#[test]
fn quarters_and_months_go_on_in_their_rhythm() {
    let quarters: String =
        (0..20).map(|at| format!("q,{}-Q{},{}.5\n", 2016 + at / 4, at % 4 + 1, 10 + at + 5 * (at % 4))).collect();
    let found = asked(&format!("name,period,value\n{quarters}"), 2);
    assert_eq!((found[0].kind, found[0].expected[1].period.as_str()), (ValueKind::Rate, "2021-Q2"));
    let months: String =
        (0..40).map(|at| format!("m,{}-{:02},{}\n", 2018 + at / 12, at % 12 + 1, at % 12 - 4)).collect();
    let found = asked(&format!("name,period,value\n{months}"), 1);
    assert_eq!((found[0].kind, found[0].expected[0].period.as_str()), (ValueKind::Level, "2021-05"));
}

#[test]
fn one_series_that_cannot_be_forecast_does_not_hold_up_the_others() {
    let found = asked(&format!("name,period,value\nempty,2000,\nempty,2001,\n{}", years("genes", 12)), 2);
    assert_eq!(found[0].problem, Some(NoForecast::NothingObserved));
    assert_eq!((found[0].expected.len(), found[1].expected.len()), (0, 2));
}

#[test]
fn what_cannot_be_is_refused() {
    let refused = |table: &str, steps| forecast(&Ctx::system(), table, steps, Some(2)).unwrap_err().to_string();
    assert_eq!(refused("a,2020,1\n", 0), "0 steps; there can be 1 to 24");
    assert_eq!(refused("a,2020,1\na,2020,2\n", 1), "line 2, period: 2020 of \"a\" is on line 1 already");
    let many = "a,2020,1\nb,2020,1\nc,2020,1\n";
    assert!(refused(many, 1).starts_with("3 series; up to 200"), "{}", refused(many, 1));
}

/// Topics of which every other grows from some year on.
fn topics(count: u32, first: u16, last: u16) -> Vec<Topic> {
    let records = |topic: u32, at: u32| {
        let base = 10 + topic % 7;
        if (topic + at / 4).is_multiple_of(2) { base + at * (2 + topic % 3) } else { base }
    };
    let topic = |number: u32| Topic {
        years: (first..=last)
            .map(|year| YearCount { year, records: records(number, u32::from(year - first)), corpus: 5_000 })
            .collect(),
        ..Topic::default()
    };
    (0..count).map(topic).collect()
}

#[test]
fn a_short_past_has_no_hindcast_and_says_why() {
    let topics = topics(40, 2018, 2021);
    let report = judge(&topics.iter().collect::<Vec<_>>(), 2, Some((2018, 2021)));
    assert!(report.cutoffs.is_empty());
    let reason = report.reason.unwrap();
    assert!(reason.contains("2018 to 2021") && reason.contains("needs 12"), "{reason}");
    assert_eq!(judge(&[], 0, None).reason.as_deref(), Some("the records have no years"));
}

#[test]
fn a_long_past_is_judged_year_by_year() {
    let topics = topics(90, 2000, 2021);
    let report = judge(&topics.iter().collect::<Vec<_>>(), 2, Some((2000, 2021)));
    assert_eq!(report.cutoffs.len() + report.skipped.len(), 11, "{report:?}");
    let cutoff = report.cutoffs.first().unwrap();
    assert_eq!(
        cutoff.marks.iter().map(|marks| marks.rule.as_str()).collect::<Vec<_>>(),
        ["combination", "persistence", "size", "past-growth", "mean-year"]
    );
    assert!(cutoff.marks.iter().all(|marks| (0.0..=1.0).contains(&marks.auroc.value)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_table_of_numbers_is_forecast_or_says_why(
        values in prop::collection::vec(prop_oneof![Just(None), (-1e6..1e6_f64).prop_map(Some), (0..50_u32).prop_map(|n| Some(f64::from(n)))], 1..40),
        steps in 1..=24_u32,
    ) {
        let cell = |value: &Option<f64>| value.map_or_else(String::new, |value| value.to_string());
        let rows: String = (0..).zip(&values).map(|(at, value)| format!("x,{},{}\n", 1950 + at, cell(value))).collect();
        let found = asked(&format!("name,period,value\n{rows}"), steps);
        prop_assert_eq!(found[0].seen.len(), values.len());
        prop_assert_eq!(found[0].problem.is_some(), found[0].expected.is_empty());
        for one in &found[0].expected {
            let ends = [one.wide95.0, one.wide80.0, one.middle, one.wide80.1, one.wide95.1];
            prop_assert!(ends.iter().all(|end| end.is_finite()), "{:?}", ends);
            prop_assert!(ends.windows(2).all(|pair| pair[0] <= pair[1]), "{:?}", ends);
            prop_assert!(found[0].kind == ValueKind::Level || ends[0] >= 0.0, "{:?}", ends);
        }
    }
}
