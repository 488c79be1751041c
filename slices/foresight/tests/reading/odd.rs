//! Evidence of which little can be made: each kind gives pages that say what there is, and nothing breaks.

use bellwether_foresight::api::{Status, Topic};
use bellwether_kernel::actor::Role;
use bellwether_web::testing::check_html;

use crate::made::{Place, article, articles, database, get, person};

/// A landscape of these records, whose pages all answer.
async fn landscape(records: &[String]) -> (Place, Status) {
    let place = Place::empty();
    place.ingest("odd.xml", records);
    place.build(false);
    pages(&place).await;
    let status = place.edition().status.clone();
    (place, status)
}

/// Asks for the pages, and for what the map and programs read.
async fn pages(place: &Place) {
    let db = database("sqlite::memory:").await;
    let (_, analyst) = person(&[Role::Analyst]);
    let router = place.router(&db, analyst.actor.clone());
    let edition = place.edition();
    let topic = edition.topics.last().map(|topic| topic.id.clone()).unwrap_or_default();
    for path in [
        "/foresight".to_owned(),
        "/foresight/topics?level=2&sort=growth".to_owned(),
        format!("/foresight/topics/{topic}"),
        format!("/foresight/topics/{topic}/people"),
        "/foresight/records?lasso=0,0,1,0,1,1,0,1".to_owned(),
        "/foresight/emerging?level=2".to_owned(),
        format!("/foresight/compare?a={topic}&b={}", edition.topics[0].id),
        "/foresight/hindcast".to_owned(),
        format!("/foresight/map/topics?edition={}", edition.number()),
        format!("/foresight/map/points?edition={}&from=0&count=100000", edition.number()),
        "/api/v1/foresight/topics?level=2".to_owned(),
        "/foresight/topics/export.csv?level=2".to_owned(),
    ] {
        let (status, body) = get(&router, &path).await;
        assert_eq!(status, 200, "{path}: {body}");
        assert!(body.len() < 4_000_000, "{path}: {} bytes", body.len());
        assert!(!body.contains("NaN") && !body.contains("inf %"), "{path}: a number that is none");
        if body.starts_with("<!DOCTYPE") {
            check_html(&path, &body);
        }
    }
}

#[test]
fn records_that_are_all_alike_are_refused_with_the_reason() {
    let place = Place::empty();
    let alike: Vec<String> =
        (1..=60).map(|pmid| article(pmid, 2010, "Gene therapy by vector", "We studied vectors.")).collect();
    place.ingest("odd.xml", &alike);
    let refused = place.try_build(false).unwrap_err().to_string();
    assert_eq!(
        refused,
        "there is no landscape of these records: no term tells the 60 documents apart; their titles and texts are empty, all alike or share no word"
    );
}

#[tokio::test]
async fn titles_alone_are_enough() {
    let bare = |record: String| {
        let (head, rest) = record.split_once("<Abstract>").unwrap();
        format!("{head}{}", rest.split_once("</Abstract>").unwrap().1)
    };
    let (_, status) = landscape(&articles(1, 120, 20).into_iter().map(bare).collect::<Vec<_>>()).await;
    assert_eq!(status.records, 120);
}

#[tokio::test]
async fn records_without_years_have_topics_without_a_past() {
    let undated = |record: String| {
        let (head, rest) = record.split_once("<PubDate>").unwrap();
        format!(
            "{head}<PubDate><MedlineDate>undated</MedlineDate></PubDate>{}",
            rest.split_once("</PubDate>").unwrap().1
        )
    };
    let (place, status) = landscape(&articles(1, 120, 20).into_iter().map(undated).collect::<Vec<_>>()).await;
    assert_eq!((status.records, status.run), (120, None));
    assert!(place.edition().topics.iter().all(|topic| topic.years.is_empty()));
}

#[tokio::test]
async fn ten_thousand_topics_fit_on_the_pages() {
    let place = Place::built(20);
    let edition = place.edition();
    let last = edition.topics.last().unwrap().clone();
    let more = (0..10_000).map(|number| Topic { id: format!("more{number}"), ..last.clone() });
    let topics: Vec<Topic> = edition.topics.iter().cloned().chain(more).collect();
    std::fs::write(edition.path().join("topics.json"), serde_json::to_vec(&topics).unwrap()).unwrap();
    let place = place.opened_again();
    assert_eq!(place.edition().topics.len(), topics.len());
    pages(&place).await;
}
