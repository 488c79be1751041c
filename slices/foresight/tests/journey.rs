//! From records to the map: ingest, build, look, build again. Texts are invented.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use bellwether_db::Db;
use bellwether_evidence::api::{Evidence, IngestOptions, SearchState, Unwatched, Vocabularies};
use bellwether_experts::api::Experts;
use bellwether_foresight::api::{
    BuildError, BuildForesight, Landscapes, Settings, Status, Watch, build_now, edition, slice,
};
use bellwether_foresight::service::start::start;
use bellwether_jobs::{Jobs, State};
use bellwether_kernel::ctx::Ctx;
use bellwether_web::api::Options;
use bellwether_web::app::app;
use bellwether_web::testing::{check_html, get, text};
use tower::ServiceExt;

struct Quiet;

impl Watch for Quiet {
    fn on_progress(&self, _: &'static str, _: u64, _: u64) {}
    fn cancelled(&self) -> bool {
        false
    }
}

/// Calls the build off when it is asked for the so-manieth time.
struct StopAt(AtomicU32);

impl Watch for StopAt {
    fn on_progress(&self, _: &'static str, _: u64, _: u64) {}
    fn cancelled(&self) -> bool {
        self.0.fetch_sub(1, Ordering::Relaxed) == 1
    }
}

const FIELDS: [(&str, &[&str]); 3] = [
    ("Gene therapy", &["vector", "transduction", "capsid", "transgene", "adeno", "virus", "expression", "delivery"]),
    ("Heart failure", &["ventricle", "ejection", "diastolic", "cardiac", "myocardium", "output", "pressure", "valve"]),
    ("Soil microbes", &["rhizosphere", "nitrogen", "fungal", "humus", "bacterial", "compost", "root", "carbon"]),
];

/// Records of three fields, each with words of its own in an order of its own, over `years` years.
fn articles(from: u32, count: u32, years: u32) -> Vec<String> {
    (from..from + count)
        .map(|number| {
            let (field, words) = FIELDS[number as usize % FIELDS.len()];
            let step = [1, 3, 5, 7][number as usize / 3 % 4];
            let own: Vec<&str> = (0..5).map(|at| words[(number as usize + at * step) % words.len()]).collect();
            let title = format!("{field} by {} and {}", own[0], own[1]);
            let text = format!("We studied {} with {} in {field}. The {} changed {}.", own[0], own[2], own[3], own[4]);
            article(number, 2000 + number / 3 % years, &title, &text)
        })
        .collect()
}

fn article(pmid: u32, year: u32, title: &str, text: &str) -> String {
    let text = if text.is_empty() {
        String::new()
    } else {
        format!("<Abstract><AbstractText>{text}</AbstractText></Abstract>")
    };
    format!(
        "<PubmedArticle><MedlineCitation Status=\"MEDLINE\" Owner=\"NLM\"><PMID Version=\"1\">{pmid}</PMID><Article PubModel=\"Print\">\
         <Journal><JournalIssue CitedMedium=\"Print\"><PubDate><Year>{year}</Year></PubDate></JournalIssue><Title>Invented journal</Title></Journal>\
         <ArticleTitle>{title}</ArticleTitle>{text}<Language>eng</Language></Article></MedlineCitation>\
         <PubmedData><ArticleIdList><ArticleId IdType=\"pubmed\">{pmid}</ArticleId></ArticleIdList></PubmedData></PubmedArticle>"
    )
}

struct Place {
    folder: tempfile::TempDir,
    search: SearchState,
    landscapes: Landscapes,
    experts: Experts,
}

impl Place {
    fn empty() -> Place {
        let folder = tempfile::tempdir().unwrap();
        let evidence = Evidence::open(&folder.path().join("evidence")).unwrap();
        let vocabularies = Vocabularies::new(folder.path().join("vocabularies"));
        let landscapes = Landscapes::open(&folder.path().join("foresight")).unwrap();
        let experts = Experts::open(&folder.path().join("experts")).unwrap();
        Place { search: SearchState { evidence, vocabularies }, folder, landscapes, experts }
    }

    fn ingest(&self, name: &str, articles: &[String]) {
        let path = self.folder.path().join(name);
        let text =
            format!("<?xml version=\"1.0\"?>\n<PubmedArticleSet>\n{}\n</PubmedArticleSet>\n", articles.join("\n"));
        std::fs::write(&path, text).unwrap();
        let report =
            self.search.evidence.ingest(&Ctx::system(), &[path], &IngestOptions::default(), &Unwatched).unwrap();
        assert_eq!(report.files.len(), 1, "{report:?}");
    }

    fn build(&self, keep_ids: bool) -> Result<Status, BuildError> {
        build_now(&self.landscapes, &self.search, &Ctx::system(), &Settings::default(), keep_ids, &Quiet)
    }

    fn built() -> Place {
        let place = Place::empty();
        place.ingest("one.xml", &articles(1, 240, 20));
        place.build(false).unwrap();
        place
    }

    /// The files of the published landscape, without the one that notes the time.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let known = edition(&Ctx::system(), &self.landscapes).unwrap().unwrap();
        bellwether_testkit::files::contents(known.path(), "status.json")
    }

    async fn db(&self) -> Db {
        let address = format!("sqlite:{}", self.folder.path().join("test.db").display());
        let db = Db::open(&address).await.unwrap();
        let mut migrations = bellwether_jobs::migrations::all();
        migrations.extend(bellwether_foresight::migrations::all());
        db.migrate(migrations).await.unwrap();
        db
    }

    async fn router(&self) -> Router {
        let db = self.db().await;
        let jobs = Jobs::new(db.clone(), Vec::new());
        app(
            vec![slice(self.landscapes.clone(), self.search.clone(), self.experts.clone(), db, jobs)],
            Options::default(),
        )
        .unwrap()
    }
}

#[test]
fn three_fields_become_topics_of_their_own() {
    let place = Place::built();
    let known = edition(&Ctx::system(), &place.landscapes).unwrap().unwrap();
    assert_eq!((known.status.records, known.status.left_out), (240, 0));
    assert_eq!(known.status.run, Some((2000, 2019)));
    for topic in known.topics.iter().filter(|topic| topic.level == 0) {
        let field = |title: &str| FIELDS.iter().position(|(field, _)| title.starts_with(field));
        let fields: Vec<_> = topic.works.iter().map(|work| field(&work.title)).collect();
        assert!(fields.windows(2).all(|pair| pair[0] == pair[1]), "{}: {fields:?}", topic.label);
        assert!(!topic.label.is_empty() && topic.indicator("growth").is_some(), "{topic:?}");
    }
    let sizes: u32 = known.topics.iter().filter(|topic| topic.level == 2).map(|topic| topic.size).sum();
    assert_eq!(sizes, 240, "every record is in one finest topic");
}

#[test]
fn the_same_evidence_and_settings_give_the_same_bytes() {
    let place = Place::built();
    let first = place.files();
    assert!(first.len() >= 4, "{first:?}");
    place.build(false).unwrap();
    assert!(first == place.files(), "built anew");
    place.build(true).unwrap();
    assert!(first == place.files(), "updated without new records");
    let other = Settings { seed: 2, ..Settings::default() };
    build_now(&place.landscapes, &place.search, &Ctx::system(), &other, false, &Quiet).unwrap();
    assert!(first != place.files(), "another seed is another map");
}

#[test]
fn topics_keep_their_ids_when_records_come() {
    let place = Place::built();
    let ids = |place: &Place| -> Vec<String> {
        let known = edition(&Ctx::system(), &place.landscapes).unwrap().unwrap();
        let mut ids: Vec<String> =
            known.topics.iter().filter(|topic| topic.level == 0).map(|topic| topic.id.clone()).collect();
        ids.sort();
        ids
    };
    let before = ids(&place);
    place.ingest("two.xml", &articles(1_000, 12, 20));
    let status = place.build(true).unwrap();
    assert_eq!((status.records, status.ids_from.is_some()), (252, true));
    let after = ids(&place);
    assert!(before.iter().all(|id| after.contains(id)), "{before:?} became {after:?}");
    // Without the earlier landscape everything is numbered anew.
    place.build(false).unwrap();
    assert!(ids(&place).len() == after.len() && ids(&place) != after);
}

#[test]
fn what_gives_no_landscape_is_said_and_leaves_the_old_one() {
    let place = Place::empty();
    let refused = |place: &Place| place.build(false).unwrap_err().to_string();
    assert_eq!(refused(&place), "there is no landscape of these records: there are no documents");
    place.ingest("one.xml", &[article(1, 2000, "Alone", "")]);
    assert_eq!(refused(&place), "there is no landscape of these records: there is only one document");
    assert!(edition(&Ctx::system(), &place.landscapes).unwrap().is_none());

    let place = Place::built();
    let before = place.files();
    for at in [1, 3, 9] {
        let watch = StopAt(AtomicU32::new(at));
        let stopped = build_now(&place.landscapes, &place.search, &Ctx::system(), &Settings::default(), true, &watch);
        assert!(matches!(stopped, Err(BuildError::Stopped)), "{at}: {stopped:?}");
    }
    let unreadable = Settings { query: "(".to_owned(), ..Settings::default() };
    let refused = build_now(&place.landscapes, &place.search, &Ctx::system(), &unreadable, true, &Quiet);
    assert!(matches!(refused, Err(BuildError::Query(_))), "{refused:?}");
    assert!(before == place.files());
}

#[test]
fn a_query_chooses_the_records_of_a_landscape() {
    let place = Place::built();
    let hearts = Settings { query: "heart".to_owned(), ..Settings::default() };
    let status = build_now(&place.landscapes, &place.search, &Ctx::system(), &hearts, false, &Quiet).unwrap();
    assert_eq!(status.records, 80);
}

#[tokio::test]
async fn every_page_and_route_shows_the_landscape() {
    let place = Place::built();
    let router = place.router().await;
    let known = edition(&Ctx::system(), &place.landscapes).unwrap().unwrap();
    let number = known.number();
    let topic = &known.topics[0];
    for path in [
        "/foresight".to_owned(),
        "/foresight/topics".to_owned(),
        "/foresight/topics?level=2&sort=growth&q=heart".to_owned(),
        format!("/foresight/topics/{}", topic.id),
        "/foresight/records?lasso=0,0,1,0,1,1,0,1".to_owned(),
        format!("/foresight/records?topic={}&after=25", topic.id),
    ] {
        check_html(&path, &text(&router, &path).await);
    }
    let (_, points) = get(&router, &format!("/foresight/map/points?edition={number}&from=200&count=100")).await;
    assert_eq!(points.len(), 40 * 10, "the rest of 240 points");
    let (_, hits) = get(&router, "/foresight/map/hits?q=ventricle").await;
    let hits: Vec<u32> = hits.chunks_exact(4).map(|four| u32::from_le_bytes(four.try_into().unwrap())).collect();
    assert!(!hits.is_empty() && hits.len() <= 80, "{hits:?}");
    let record = text(&router, &format!("/foresight/map/record/{}", hits[0])).await;
    assert!(record.contains("Heart failure"), "{record}");
    let topics: serde_json::Value =
        serde_json::from_str(&text(&router, &format!("/foresight/map/topics?edition={number}")).await).unwrap();
    assert_eq!(topics.as_array().unwrap().len(), known.topics.len());
    let all: serde_json::Value =
        serde_json::from_str(&text(&router, "/api/v1/foresight/records?lasso=0,0,1,0,1,1,0,1").await).unwrap();
    assert_eq!((all["total"].as_u64(), all["next"].as_u64()), (Some(240), Some(25)));
    let csv = text(&router, "/foresight/topics/export.csv?level=0").await;
    assert_eq!(csv.lines().count(), 1 + known.status.topics[0] as usize);
    let refused = [
        (format!("/foresight/map/points?edition={}", number + 1), StatusCode::CONFLICT),
        ("/foresight/map/hits?q=(".to_owned(), StatusCode::UNPROCESSABLE_ENTITY),
        ("/foresight/map/record/240".to_owned(), StatusCode::NOT_FOUND),
        ("/foresight/records?lasso=0,0,1".to_owned(), StatusCode::UNPROCESSABLE_ENTITY),
        ("/foresight/records?topic=none".to_owned(), StatusCode::NOT_FOUND),
        ("/foresight/topics/none".to_owned(), StatusCode::NOT_FOUND),
        ("/api/v1/foresight/topics/none".to_owned(), StatusCode::NOT_FOUND),
    ];
    for (path, expected) in refused {
        assert_eq!(get(&router, &path).await.0, expected, "{path}");
    }
}

#[tokio::test]
async fn before_the_first_build_pages_say_so() {
    let place = Place::empty();
    let router = place.router().await;
    for path in ["/foresight", "/foresight/topics", "/foresight/records"] {
        let page = text(&router, path).await;
        check_html(path, &page);
        assert!(page.contains("No landscape yet"), "{path}");
    }
    assert_eq!(text(&router, "/api/v1/foresight").await, "null");
    assert_eq!(get(&router, "/foresight/map/hits?q=heart").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_build_that_was_asked_for_is_a_job() {
    let place = Place::empty();
    place.ingest("one.xml", &articles(1, 60, 20));
    let db = place.db().await;
    let handler = BuildForesight::new(place.landscapes.clone(), place.search.clone());
    let jobs = Jobs::new(db.clone(), vec![Arc::new(handler)]);
    let ctx = Ctx::system();
    let never = tokio::sync::watch::channel(false).1;
    let small = Settings { dimensions: 20, ..Settings::default() };
    let id = start(&ctx, &db, &jobs, &small).await.unwrap();
    jobs.run_one(&never).await.unwrap();
    assert_eq!(jobs.get(id).await.unwrap().unwrap().state, State::Done);
    let known = edition(&ctx, &place.landscapes).unwrap().unwrap();
    assert_eq!((known.status.records, &known.status.settings), (60, &small));

    let unreadable = Settings { query: "(".to_owned(), ..small.clone() };
    let id = start(&ctx, &db, &jobs, &unreadable).await.unwrap();
    jobs.run_one(&never).await.unwrap();
    assert_eq!(jobs.get(id).await.unwrap().unwrap().state, State::Failed, "not tried again and again");

    let endless = Settings { dimensions: 100_000, ..small };
    assert_eq!(
        start(&ctx, &db, &jobs, &endless).await.unwrap_err().to_string(),
        "100000 dimensions; there can be 2 to 1000"
    );
}

#[tokio::test]
async fn a_report_is_printed_and_what_cannot_be_is_refused() {
    let place = Place::built();
    let router = place.router().await;
    let known = edition(&Ctx::system(), &place.landscapes).unwrap().unwrap();
    let ids: Vec<&str> = known.topics.iter().take(2).map(|topic| topic.id.as_str()).collect();
    let chosen = format!("/api/v1/foresight/report?lang=ru&topics={}", ids.join(","));
    for path in ["/foresight/report", "/foresight/report?lang=ru&level=2", chosen.as_str()] {
        let (status, bytes) = get(&router, path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        assert!(bytes.starts_with(b"%PDF-1.7"), "{path}");
        assert_eq!(bytes, get(&router, path).await.1, "{path} gives the same bytes");
    }
    let filter = bellwether_foresight::api::ReportFilter { level: Some(2), ..Default::default() };
    let printed = bellwether_foresight::api::report(&Ctx::system(), &known, &filter).unwrap();
    assert!(printed.starts_with(b"%PDF-1.7"));
    for path in ["/foresight/report?topics=nobody", "/foresight/report?level=9", "/foresight/report?lang=de"] {
        assert_eq!(get(&router, path).await.0, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
    }
    let empty = Place::empty();
    assert_eq!(get(&empty.router().await, "/foresight/report").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn lists_are_spreadsheets_and_topics_name_their_people() {
    let place = Place::built();
    let router = place.router().await;
    let id = edition(&Ctx::system(), &place.landscapes).unwrap().unwrap().topics[0].id.clone();
    let records = format!("/foresight/records/export.xlsx?topic={id}");
    for path in ["/foresight/topics/export.xlsx?level=2", records.as_str()] {
        let (status, bytes) = get(&router, path).await;
        assert_eq!((status, &bytes[..2]), (StatusCode::OK, &b"PK"[..]), "{path}");
    }
    assert_eq!(get(&router, "/foresight/records/export.xlsx?topic=nobody").await.0, StatusCode::NOT_FOUND);
    // Nobody was sought in the evidence yet.
    let page = text(&router, &format!("/foresight/topics/{id}/people")).await;
    check_html("people", &page);
    assert!(page.contains("bellwether experts build"), "{page}");
    let people: serde_json::Value =
        serde_json::from_str(&text(&router, &format!("/api/v1/foresight/topics/{id}/people")).await).unwrap();
    assert_eq!((people["looked_at"].as_u64(), people["persons"].as_array().map(Vec::len)), (Some(0), Some(0)));
    assert_eq!(get(&router, "/foresight/topics/nobody/people").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn series_are_forecast_over_the_api_and_refused_by_line() {
    let place = Place::built();
    let router = place.router().await;
    let send = async |body: &str| {
        let request = Request::post("/api/v1/foresight/forecast").header("content-type", "application/json");
        let response = router.clone().oneshot(request.body(Body::from(body.to_owned())).unwrap()).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        (status, serde_json::from_slice::<serde_json::Value>(&body).unwrap())
    };
    let (status, found) = send(r#"{ "series": "a,2017,3\na,2018,4\na,2019,6\na,2020,7\na,2021,9", "steps": 2 }"#).await;
    assert_eq!((status, found[0]["expected"][1]["period"].as_str()), (StatusCode::OK, Some("2023")));
    let (status, problem) = send(r#"{ "series": "a,2021,1\na,2021-02,2" }"#).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(problem.to_string().contains("line 2, period"), "{problem}");
    let hindcast: serde_json::Value =
        serde_json::from_str(&text(&router, "/api/v1/foresight/hindcast?level=0").await).unwrap();
    let told = hindcast["cutoffs"].as_array().map_or(0, Vec::len) + hindcast["skipped"].as_array().map_or(0, Vec::len);
    assert_eq!(told, 9, "twenty years leave nine cut-offs: {hindcast}");
    assert_eq!(get(&router, "/api/v1/foresight/hindcast?level=9").await.0, StatusCode::UNPROCESSABLE_ENTITY);
    check_html("hindcast", &text(&router, "/foresight/hindcast").await);
    check_html("forecast", &text(&router, "/foresight/forecast").await);
}

/// The same records, each citing the two records of its field before it.
fn citing(articles: Vec<String>) -> Vec<String> {
    let cite = |(at, article): (usize, String)| {
        let reference = |back: usize| {
            let cited = (at + 1).checked_sub(back * FIELDS.len()).filter(|cited| *cited > 0)?;
            let id = format!("<ArticleId IdType=\"pubmed\">{cited}</ArticleId>");
            Some(format!("<Reference><Citation>c</Citation><ArticleIdList>{id}</ArticleIdList></Reference>"))
        };
        let list: String = [1, 2].into_iter().filter_map(reference).collect();
        article.replace("</PubmedData>", &format!("<ReferenceList>{list}</ReferenceList></PubmedData>"))
    };
    articles.into_iter().enumerate().map(cite).collect()
}

#[tokio::test]
async fn citations_speak_where_there_are_enough_and_say_so_where_not() {
    let place = Place::empty();
    place.ingest("one.xml", &citing(articles(1, 240, 20)));
    place.build(false).unwrap();
    let known = edition(&Ctx::system(), &place.landscapes).unwrap().unwrap();
    let coarse: Vec<_> = known.topics.iter().filter(|topic| topic.level == 0).collect();
    let received: u32 = coarse.iter().map(|topic| topic.citations).sum();
    assert_eq!(received, (237 + 234), "each record cites two, but for the first of each field");
    for topic in coarse.iter().filter(|topic| topic.size > 60) {
        let impact = topic.indicator("impact").unwrap_or_else(|| panic!("{topic:?}"));
        let (low, high) = impact.interval.unwrap();
        // The field of a record is its broadest topic, whose mean is usual by definition.
        assert!((impact.value - 1.0).abs() < 1e-9 && low <= 1.0 && high >= 1.0, "{impact:?}");
        let years: Vec<u16> = topic.main_path.iter().map(|work| work.year).collect();
        assert!(years.len() > 3 && years.windows(2).all(|pair| pair[0] <= pair[1]), "{years:?}");
    }
    let bare = Place::built();
    let id = edition(&Ctx::system(), &bare.landscapes).unwrap().unwrap().topics[0].id.clone();
    let page = text(&bare.router().await, &format!("/foresight/topics/{id}")).await;
    assert!(page.contains("No indicators of citations") && page.contains("30 are needed"), "{page}");
}
