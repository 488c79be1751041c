//! Conditions refuse with what a person needs to know, and only then.
#![expect(clippy::unwrap_used, reason = "test code")]

use bellwether_exchange_rules::condition::{Condition, CustomerClass, Opening, QuotaPeriod};
use bellwether_exchange_rules::evaluate::{Asked, Facts, Held, OwnUse, refusals};
use bellwether_exchange_rules::explanation::Refusal;
use bellwether_exchange_rules::span::Span;
use jiff::Timestamp;
use jiff::tz::TimeZone;

fn at(text: &str) -> Timestamp {
    format!("2026-{text}:00Z").parse().unwrap()
}

fn span(from: &str, until: &str) -> Span {
    Span::new(at(from), at(until)).unwrap()
}

/// Thursday 26 November 2026, 09:00 UTC; the instrument is three hours ahead.
fn asked(conditions: &[Condition], asked: Asked, held: &[Held], own: &[OwnUse], project: &str) -> Vec<Refusal> {
    let zone = TimeZone::fixed(jiff::tz::offset(3));
    let class = CustomerClass::Academic;
    let facts = Facts { now: at("11-26T09:00"), zone: &zone, class, held, own, asked, project };
    let all = refusals(conditions, &facts);
    for refusal in &all {
        let (_, names) = Refusal::KEYS.iter().find(|(key, _)| *key == refusal.key).unwrap();
        let given: Vec<&str> = refusal.values.iter().map(|(name, _)| *name).collect();
        assert_eq!(given, *names, "{}", refusal.key);
    }
    all
}

fn time(conditions: &[Condition], from: &str, until: &str) -> String {
    shown(asked(conditions, Asked::Time(span(from, until)), &[], &[], ""))
}

fn shown(all: Vec<Refusal>) -> String {
    let one = |refusal: &Refusal| {
        let values: Vec<String> = refusal.values.iter().map(|(name, value)| format!("{name}={value:?}")).collect();
        format!("{} {}", refusal.key, values.join(" "))
    };
    all.iter().map(one).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_past_is_refused_without_any_condition() {
    assert!(time(&[], "11-26T08:00", "11-26T09:30").starts_with("past "));
    assert_eq!(time(&[], "11-26T09:00", "11-26T09:30"), "");
}

#[test]
fn a_qualification_must_last_to_the_end() {
    let rule = [Condition::Qualified { code: "laser".into() }];
    let with = |expires: Option<&str>| {
        let held = [Held { code: "laser".into(), expires_at: expires.map(at) }];
        shown(asked(&rule, Asked::Time(span("11-27T08:00", "11-27T10:00")), &held, &[], ""))
    };
    assert!(time(&rule, "11-27T08:00", "11-27T10:00").starts_with("qualification-missing code=Word(\"laser\")"));
    assert_eq!(with(None), "");
    assert_eq!(with(Some("11-27T10:00")), "");
    assert_eq!(with(Some("11-27T09:59")), "qualification-expires code=Word(\"laser\") day=Day(2026-11-27)");
    assert_eq!(with(Some("11-20T22:00")), "qualification-expired code=Word(\"laser\") day=Day(2026-11-21)");
}

#[test]
fn lead_time_and_maximum_ahead_bound_the_beginning() {
    let rules = [Condition::LeadTime { minutes: 120 }, Condition::MaximumAhead { days: 2 }];
    assert!(time(&rules, "11-26T10:59", "11-26T12:00").starts_with("lead-time minutes=Minutes(120)"));
    assert_eq!(time(&rules, "11-26T11:00", "11-26T12:00"), "");
    // 20:59 UTC is still the 28th three hours ahead; a minute later it is not.
    assert_eq!(time(&rules, "11-28T20:59", "11-28T22:00"), "");
    assert_eq!(time(&rules, "11-28T21:00", "11-28T22:00"), "ahead days=Number(2) last=Day(2026-11-28)");
}

#[test]
fn lengths_have_bounds_and_steps() {
    let rule = [Condition::SlotLength { least_minutes: 30, most_minutes: 120, step_minutes: 30 }];
    assert_eq!(time(&rule, "11-27T09:00", "11-27T09:20"), "short minutes=Minutes(20) least=Minutes(30)");
    assert_eq!(time(&rule, "11-27T09:00", "11-27T11:30"), "long minutes=Minutes(150) most=Minutes(120)");
    assert_eq!(time(&rule, "11-27T09:10", "11-27T10:10"), "step step=Minutes(30)");
    assert_eq!(time(&rule, "11-27T09:30", "11-27T11:00"), "");
}

#[test]
fn opening_hours_and_holidays_are_those_of_the_place() {
    let day = |weekday| Opening { weekday, from_minute: 540, until_minute: 1080 };
    let rule = [
        Condition::OpeningHours {
            week: vec![day(5), day(1), Opening { weekday: 1, from_minute: 1080, until_minute: 1200 }],
        },
        Condition::Holidays { days: vec!["2026-12-04".parse().unwrap()] },
    ];
    assert_eq!(time(&rule, "11-27T06:00", "11-27T15:00"), "");
    assert!(
        time(&rule, "11-27T05:30", "11-27T07:00")
            .starts_with("closed-hours day=Day(2026-11-27) open=Word(\"09:00–18:00\")")
    );
    assert_eq!(time(&rule, "11-28T06:00", "11-28T07:00"), "closed-day day=Day(2026-11-28)");
    assert_eq!(time(&rule, "11-30T14:00", "11-30T16:30"), "", "hours that touch are one");
    assert_eq!(time(&rule, "12-04T07:00", "12-04T08:00"), "holiday day=Day(2026-12-04)");
}

#[test]
fn quotas_add_up_own_uses_of_the_period() {
    let own = [
        OwnUse { span: span("11-27T06:00", "11-27T08:00"), project: "a".into() },
        OwnUse { span: span("11-23T06:00", "11-23T07:00"), project: "b".into() },
    ];
    let with = |per, minutes, project| {
        shown(asked(
            &[Condition::Quota { per, minutes }],
            Asked::Time(span("11-27T10:00", "11-27T11:00")),
            &[],
            &own,
            project,
        ))
    };
    assert_eq!(with(QuotaPeriod::Day, 180, ""), "");
    assert!(
        with(QuotaPeriod::Day, 179, "").starts_with("quota-day limit=Minutes(179) used=Minutes(120) asked=Minutes(60)")
    );
    assert_eq!(with(QuotaPeriod::Week, 240, ""), "");
    assert!(with(QuotaPeriod::Week, 239, "").ends_with("day=Day(2026-11-23)"));
    assert_eq!(with(QuotaPeriod::Project, 120, "b"), "");
    assert!(with(QuotaPeriod::Project, 120, "a").starts_with("quota-project "));
    assert_eq!(with(QuotaPeriod::Project, 120, ""), "quota-project-unnamed ");
}

#[test]
fn a_gap_is_kept_to_own_uses() {
    let own = [OwnUse { span: span("11-27T08:00", "11-27T09:00"), project: String::new() }];
    let with = |from, until| {
        shown(asked(&[Condition::MinimumGap { minutes: 60 }], Asked::Time(span(from, until)), &[], &own, ""))
    };
    assert!(with("11-27T09:59", "11-27T11:00").starts_with("gap minutes=Minutes(60)"));
    assert_eq!(with("11-27T10:00", "11-27T11:00"), "");
}

#[test]
fn calls_ask_for_classes_budgets_and_deadlines() {
    let money = |minor| Asked::Money { minor, left_minor: 500 };
    let rules = |at: &str| {
        vec![
            Condition::Eligible { classes: vec![CustomerClass::Academic] },
            Condition::Budget { currency: "RUB".into() },
            Condition::Deadline { at: at.parse().unwrap() },
        ]
    };
    // 09:00 UTC is noon there.
    assert_eq!(shown(asked(&rules("2026-11-26T12:00"), money(500), &[], &[], "")), "");
    let refused = shown(asked(&rules("2026-11-26T11:59"), money(501), &[], &[], ""));
    assert_eq!(
        refused,
        "budget asked=Number(501) left=Number(500) currency=Word(\"RUB\")\ndeadline at=Moment(2026-11-26T08:59:00Z)"
    );
    let members = [Condition::Eligible { classes: vec![CustomerClass::Member] }];
    assert_eq!(shown(asked(&members, money(1), &[], &[], "")), "not-eligible classes=Word(\"member\")");
}
