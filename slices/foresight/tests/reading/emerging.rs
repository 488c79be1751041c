//! Emerging topics and comparisons, from records to pages. Texts are invented.

use crate::made::{Place, articles, database, get};
use axum::http::StatusCode;
use bellwether_foresight::model::emerging::{Bounded, Change, Counted, EmergingTopic};
use bellwether_foresight::model::period::{Period, Periods};
use bellwether_foresight::model::topic::Indicator;
use bellwether_foresight::slice::words;
use bellwether_foresight::views::sentence::sentence;
use bellwether_kernel::actor::Actor;
use bellwether_kernel::lang::Lang;
use bellwether_web::testing::check_html;
use proptest::prelude::*;
use serde_json::Value;

async fn json(router: &axum::Router, path: &str) -> Value {
    let (status, body) = get(router, path).await;
    assert_eq!(status, StatusCode::OK, "{path}: {body}");
    serde_json::from_str(&body).unwrap()
}

#[tokio::test]
async fn the_topic_that_comes_up_leads_and_says_why() {
    let place = Place::built(20);
    let router = place.router(&database("sqlite::memory:").await, Actor::Visitor);
    let table = json(&router, "/api/v1/foresight/emerging?level=0&sort=change").await;
    let rows = table["rows"].as_array().unwrap();
    assert_eq!(rows.len(), place.edition().status.topics[0] as usize);
    let label = |row: &Value| place.edition().topic(row["id"].as_str().unwrap()).unwrap().1.works[0].title.clone();
    assert!(label(&rows[0]).starts_with("Gene therapy"), "{rows:?}");
    let why = rows[0]["why"].as_str().unwrap();
    assert!(why.contains("in 2014–2016 to") && why.contains("in 2017–2019"), "{why}");
    assert!(rows[0]["change"]["times"]["low"].as_f64().unwrap() > 1.0, "{}", rows[0]);
    let grounds = &table["grounds"];
    assert_eq!(grounds["periods"]["earlier"]["from"], 2014);
    let counts = |name: &str| {
        let parts = grounds["parts"].as_array().unwrap();
        parts.iter().find(|part| part["name"] == name).unwrap()["counts"].as_bool().unwrap()
    };
    assert!(counts("growth") && !counts("impact"), "{grounds}");
    for path in [
        "/foresight/emerging",
        "/foresight/emerging?level=2&sort=growth&q=heart&min=&max=&stage=",
        "/foresight/emerging?early_from=2000&early_to=2009&late_from=2010&late_to=2019&sort=change&lang=ru",
        "/foresight/emerging?q=nothing-like-this",
    ] {
        let (status, page) = get(&router, path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        check_html(path, &page);
    }
    let (_, csv) = get(&router, "/foresight/emerging/export.csv?level=0").await;
    assert_eq!(csv.lines().count(), 1 + rows.len());
    assert!(csv.lines().nth(1).unwrap().contains("of the latest 3 years"), "{csv}");
    let (status, sheet) = get(&router, "/foresight/emerging/export.xlsx?level=0").await;
    assert!(status == StatusCode::OK && sheet.starts_with("PK"));
    assert_eq!(
        json(&router, "/foresight/emerging/export.json?level=0").await[0]["rows"].as_array().unwrap().len(),
        rows.len()
    );
}

#[tokio::test]
async fn years_that_cannot_be_compared_are_named_on_the_page() {
    let place = Place::built(20);
    let router = place.router(&database("sqlite::memory:").await, Actor::Visitor);
    for (query, said) in [
        ("early_from=1990", "The records are of the years 2000 to 2019."),
        ("late_from=2018&late_to=2017", "This period ends before it begins."),
        ("early_to=2018", "The later period must begin after the earlier one ends."),
        ("min=many", "min"),
    ] {
        let (status, page) = get(&router, &format!("/foresight/emerging?{query}")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        check_html(query, &page);
        assert!(page.contains(said), "{query}: {page}");
        let (status, problem) = get(&router, &format!("/api/v1/foresight/emerging?{query}")).await;
        assert!(status == StatusCode::UNPROCESSABLE_ENTITY && problem.contains(said), "{problem}");
    }
}

#[tokio::test]
async fn little_evidence_is_said_and_breaks_nothing() {
    let place = Place::empty();
    let db = database("sqlite::memory:").await;
    let paths = ["/foresight/emerging", "/foresight/compare", "/foresight/compare?kind=countries&a=x&b=y"];
    for path in paths {
        let (status, page) = get(&place.router(&db, Actor::Visitor), path).await;
        assert!(status == StatusCode::OK && page.contains("No landscape yet"), "{path}: {page}");
        check_html(path, &page);
    }
    let empty = json(&place.router(&db, Actor::Visitor), "/api/v1/foresight/emerging").await;
    assert_eq!((&empty["total"], &empty["grounds"]), (&Value::from(0), &Value::Null));
    assert_eq!(json(&place.router(&db, Actor::Visitor), "/api/v1/foresight/compare?a=1&b=2").await, Value::Null);
    // A dozen records of one year. A single one makes no landscape.
    place.ingest("few.xml", &articles(1, 12, 1));
    place.build(false);
    let router = place.router(&db, Actor::Visitor);
    let (status, page) = get(&router, "/foresight/emerging").await;
    assert_eq!(status, StatusCode::OK);
    check_html("few records", &page);
    assert!(page.contains("only the year 2000") && page.contains("Periods cannot be compared"), "{page}");
}

#[tokio::test]
async fn two_topics_and_two_countries_stand_side_by_side() {
    let place = Place::built(20);
    let router = place.router(&database("sqlite::memory:").await, Actor::Visitor);
    let edition = place.edition();
    let of_level = |level: u8| edition.topics.iter().filter(move |topic| topic.level == level);
    let (a, b) = (&of_level(0).next().unwrap().id, &of_level(0).nth(1).unwrap().id);
    let there = json(&router, &format!("/api/v1/foresight/compare?kind=topics&a={a}&b={b}")).await;
    let back = json(&router, &format!("/api/v1/foresight/compare?kind=topics&a={b}&b={a}")).await;
    assert_eq!((&there["a"], &there["b"], there["common"].as_u64()), (&back["b"], &back["a"], Some(0)));
    for (one, other) in there["differences"].as_array().unwrap().iter().zip(back["differences"].as_array().unwrap()) {
        let value = |of: &Value, end: &str| of["difference"][end].as_f64();
        let turned = |end: &str| value(other, end).map(|end| -end);
        let close = |a: Option<f64>, b: Option<f64>| match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() < 1e-9,
            (a, b) => a == b,
        };
        assert!(
            close(value(one, "value"), turned("value")) && close(value(one, "low"), turned("high")),
            "{one} {other}"
        );
    }
    let first = &there["a"];
    assert_eq!(
        (&first["read"], &first["looked_at"]),
        (&first["records"], &first["records"]),
        "few enough to count all"
    );
    let named = |of: &Value| of["name"].as_str().unwrap().to_lowercase();
    assert_eq!(named(&first["venues"][0]), "invented journal");
    assert_eq!(first["venues"][0]["records"], first["records"]);
    let mut countries: Vec<String> = first["countries"].as_array().unwrap().iter().map(named).collect();
    countries.sort();
    assert_eq!(countries, ["finland", "norway"]);
    let countries = json(&router, "/api/v1/foresight/compare?kind=countries&a=Norway&b=Finland").await;
    assert_eq!((&countries["a"]["records"], &countries["b"]["records"]), (&Value::from(120), &Value::from(120)));
    // A topic and one inside it have all records of the smaller in common.
    let inside = of_level(1).find(|topic| topic.parent == Some(0)).unwrap();
    let nested = json(&router, &format!("/api/v1/foresight/compare?a={a}&b={}", inside.id)).await;
    assert_eq!(nested["common"].as_u64(), Some(u64::from(inside.size)));
    for (path, expected) in [
        (format!("/foresight/compare?kind=topics&a={a}&b={b}"), StatusCode::OK),
        (format!("/foresight/compare?kind=topics&a={a}"), StatusCode::OK),
        ("/foresight/compare?kind=countries&a=Norway&b=Finland&lang=ru".to_owned(), StatusCode::OK),
        ("/foresight/compare?kind=clusters".to_owned(), StatusCode::OK),
        ("/foresight/compare?kind=clusters&a=translational-medicine&b=skolkovo-biomedical".to_owned(), StatusCode::OK),
        ("/foresight/compare?kind=institutions&q=north".to_owned(), StatusCode::OK),
        (format!("/foresight/compare?kind=topics&a={a}&b={a}"), StatusCode::UNPROCESSABLE_ENTITY),
        (format!("/foresight/compare?kind=topics&a={a}&b=none"), StatusCode::NOT_FOUND),
        ("/foresight/compare?kind=clusters&a=none&b=translational-medicine".to_owned(), StatusCode::NOT_FOUND),
        ("/foresight/compare?kind=countries&a=Norway&b=Nowhere".to_owned(), StatusCode::NOT_FOUND),
    ] {
        let (status, page) = get(&router, &path).await;
        assert_eq!(status, expected, "{path}: {page}");
        check_html(&path, &page);
    }
    assert_eq!(get(&router, "/api/v1/foresight/compare?kind=stars&a=1&b=2").await.0, StatusCode::UNPROCESSABLE_ENTITY);
}

fn bounded() -> impl Strategy<Value = Bounded> {
    (any::<f64>(), any::<f64>(), any::<f64>()).prop_map(|(value, low, high)| Bounded { value, low, high })
}

fn topics() -> impl Strategy<Value = EmergingTopic> {
    let names = prop::sample::select(vec!["novelty", "growth", "coherence", "impact", "spread", "none"]);
    let interval = prop::option::of((any::<f64>(), any::<f64>()));
    let part = (names, any::<f64>(), interval, prop::collection::vec(any::<f64>(), 0..5));
    let part =
        part.prop_map(|(name, value, interval, because)| Indicator { name: name.into(), value, interval, because });
    let counted = || (any::<u32>(), any::<u32>()).prop_map(|(records, corpus)| Counted { records, corpus });
    let change = (counted(), counted(), bounded());
    let change = change.prop_map(|(earlier, later, times)| Change { earlier, later, times });
    let missing = prop::collection::vec(prop::sample::select(vec!["growth".to_owned(), "impact".to_owned()]), 0..3);
    (prop::collection::vec(part, 0..6), prop::option::of(change), prop::option::of(bounded()), missing).prop_map(
        |(parts, change, score, missing)| EmergingTopic { parts, change, score, missing, ..EmergingTopic::default() },
    )
}

proptest! {
    #[test]
    fn every_row_makes_a_sentence(topic in topics(), from in any::<u16>(), to in any::<u16>()) {
        let periods = Periods { earlier: Period { from, to }, later: Period { from: to, to: from } };
        for lang in Lang::ALL {
            let words = words(lang).unwrap();
            for periods in [None, Some(&periods)] {
                let told = sentence(&words, &topic, periods);
                prop_assert!(told.ends_with('.') && !told.contains("NaN") && !told.contains("inf"), "{}", told);
                prop_assert!(!told.contains("foresight-") && !told.contains('{'), "{}", told);
            }
        }
    }
}
