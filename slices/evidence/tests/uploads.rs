//! Source files sent by people and programs: what is taken, and what is refused without a trace.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod articles;

use std::convert::Infallible;
use std::path::PathBuf;

use articles::{Article, write_gzip, xml};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use bellwether_db::Db;
use bellwether_evidence::api::{Evidence, Ingests, slice};
use bellwether_jobs::Jobs;
use bellwether_kernel::actor::{Actor, Role, User, UserId};
use bellwether_web::api::Options;
use serde_json::{Value, json};
use tokio_stream::{Stream, iter};
use tower::ServiceExt;

const RIS: &str = "TY  - JOUR\nTI  - Breathing\nER  - \n";
const LARGEST: u64 = 200_000;

struct Site {
    router: Router,
    inbox: PathBuf,
    db: Db,
    // Removed at the end.
    _folder: tempfile::TempDir,
    _database: bellwether_testkit::TestDb,
}

fn person(role: Role) -> Actor {
    Actor::User(User::new(UserId::new(), "Ann".into(), vec![role]))
}

impl Site {
    async fn new() -> Site {
        let database = bellwether_testkit::databases().await.remove(0);
        let folder = tempfile::tempdir().unwrap();
        let inbox = folder.path().join("inbox");
        let evidence = Evidence::open(&folder.path().join("store")).unwrap();
        let db = Db::open(&database.url).await.unwrap();
        db.migrate(bellwether_jobs::migrations::all()).await.unwrap();
        let jobs = Jobs::new(db.clone(), vec![]);
        let desk = Ingests::new(evidence.clone(), db.clone(), jobs, inbox.clone()).with_uploads_up_to(LARGEST);
        // Smaller than what may be sent: uploads have a bound of their own.
        let options = Options { body_limit_bytes: 1_000, ..Options::default() };
        let router = bellwether_web::app::app(vec![slice(evidence, desk)], options).unwrap();
        Site { router, inbox, db, _folder: folder, _database: database }
    }

    async fn ask(&self, actor: &Actor, request: axum::http::request::Builder, body: Body) -> (StatusCode, String) {
        let actor = actor.clone();
        // What accounts do with the session of a person.
        let router = self.router.clone().layer(middleware::from_fn(move |mut request: Request, next: Next| {
            request.extensions_mut().insert(actor.clone());
            next.run(request)
        }));
        let answer = router.oneshot(request.body(body).unwrap()).await.unwrap();
        let status = answer.status();
        (status, String::from_utf8(to_bytes(answer.into_body(), 1 << 22).await.unwrap().to_vec()).unwrap())
    }

    async fn send(&self, actor: &Actor, name: &str, body: Body) -> (StatusCode, Value) {
        let query = form_urlencoded::Serializer::new(String::new()).append_pair("name", name).finish();
        let request = Request::post(format!("/api/v1/evidence/inbox?{query}"))
            .header(header::CONTENT_TYPE, "application/octet-stream");
        let (status, text) = self.ask(actor, request, body).await;
        (status, serde_json::from_str(&text).unwrap_or_else(|_| panic!("{status}: {text}")))
    }

    /// Everything that lies in the inbox, hidden or not.
    fn files(&self) -> Vec<String> {
        let Ok(listed) = std::fs::read_dir(&self.inbox) else { return Vec::new() };
        let mut names: Vec<String> = listed.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn put(&self, name: &str, text: &str) {
        std::fs::create_dir_all(&self.inbox).unwrap();
        std::fs::write(self.inbox.join(name), text).unwrap();
    }
}

fn stream(chunks: Vec<Result<&'static str, std::io::Error>>) -> Body {
    Body::from_stream(iter(chunks))
}

fn many_records() -> impl Stream<Item = Result<String, Infallible>> {
    iter((0..6_000).map(|n| Ok(format!("TY  - JOUR\nTI  - Breathing {n}\nER  - \n"))))
}

#[tokio::test]
async fn a_file_arrives_whole_under_its_name_and_is_noted() {
    let site = Site::new().await;
    let analyst = person(Role::Analyst);
    let (status, taken) = site.send(&analyst, "refs (1).ris", Body::from(RIS)).await;
    assert_eq!(status, StatusCode::CREATED);
    assert_eq!(taken["name"], "refs (1).ris");
    assert_eq!(taken["bytes"], RIS.len());
    assert_eq!(site.files(), ["refs (1).ris"]);
    assert_eq!(std::fs::read_to_string(site.inbox.join("refs (1).ris")).unwrap(), RIS);
    let packed = site.inbox.join("packed");
    write_gzip(&packed, &xml(&[Article { pmid: 1, version: 1, title: "One" }], &[]));
    let bytes = std::fs::read(&packed).unwrap();
    std::fs::remove_file(&packed).unwrap();
    assert_eq!(site.send(&analyst, "a.xml.gz", Body::from(bytes)).await.0, StatusCode::CREATED);
    let request = Request::get("/api/v1/evidence/inbox");
    let (_, listed) = site.ask(&analyst, request, Body::empty()).await;
    let names: Vec<Value> = serde_json::from_str::<Vec<Value>>(&listed).unwrap();
    assert_eq!(names.iter().map(|file| file["name"].clone()).collect::<Vec<_>>(), ["a.xml.gz", "refs (1).ris"]);
    let journal =
        bellwether_db::journal::list::Wanted { act: Some("evidence.file_uploaded".into()), ..Default::default() };
    let noted = site.db.journal(&journal, bellwether_kernel::paging::PageSize::USUAL).await.unwrap().rows;
    assert_eq!(noted.len(), 2);
    assert!(noted[1].detail.contains(taken["sha256"].as_str().unwrap()), "{}", noted[1].detail);
}

#[tokio::test]
async fn hostile_names_are_refused_without_a_trace() {
    let site = Site::new().await;
    std::fs::write(site.inbox.parent().unwrap().join("secret.ris"), "mine").unwrap();
    for name in [
        "../secret.ris",
        "/tmp/a.ris",
        "a/b.ris",
        "..\\a.ris",
        ".hidden.ris",
        "-rf.ris",
        "a\0.ris",
        "a\r\n.ris",
        "",
        "x.part",
        "$(id).ris",
    ] {
        let (status, problem) = site.send(&person(Role::Analyst), name, Body::from(RIS)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{name:?}");
        assert_eq!(problem["errors"][0]["field"], "name");
    }
    assert_eq!(site.files(), [""; 0]);
    assert_eq!(std::fs::read_to_string(site.inbox.parent().unwrap().join("secret.ris")).unwrap(), "mine");
}

#[tokio::test]
async fn no_file_is_ever_replaced() {
    let site = Site::new().await;
    site.put("refs.ris", "the first");
    let (status, problem) = site.send(&person(Role::Analyst), "refs.ris", Body::from(RIS)).await;
    assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("/api#conflict")));
    // Two that come at the same time under one name: one of them is kept, whole.
    let analyst = person(Role::Analyst);
    let second = format!("{RIS}{RIS}");
    let (one, other) = tokio::join!(
        site.send(&analyst, "twice.ris", Body::from(RIS)),
        site.send(&analyst, "twice.ris", Body::from(second.clone())),
    );
    let mut statuses = [one.0, other.0];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::CREATED, StatusCode::CONFLICT]);
    let kept = std::fs::read_to_string(site.inbox.join("twice.ris")).unwrap();
    assert_eq!(kept, if one.0 == StatusCode::CREATED { RIS.to_owned() } else { second });
    assert_eq!(std::fs::read_to_string(site.inbox.join("refs.ris")).unwrap(), "the first");
    assert_eq!(site.files(), ["refs.ris", "twice.ris"]);
}

#[tokio::test]
async fn what_is_cut_too_large_or_no_source_leaves_nothing() {
    let site = Site::new().await;
    let analyst = person(Role::Analyst);
    let broken = stream(vec![Ok(RIS), Err(std::io::Error::other("the connection is gone"))]);
    assert_eq!(site.send(&analyst, "a.ris", broken).await.0, StatusCode::BAD_REQUEST);
    let request = Request::post("/api/v1/evidence/inbox?name=short.ris")
        .header(header::CONTENT_TYPE, "application/octet-stream")
        .header(header::CONTENT_LENGTH, 1_000);
    assert_eq!(site.ask(&analyst, request, Body::from(RIS)).await.0, StatusCode::BAD_REQUEST);
    let request = Request::post("/api/v1/evidence/inbox?name=declared.ris")
        .header(header::CONTENT_TYPE, "application/octet-stream")
        .header(header::CONTENT_LENGTH, LARGEST + 1);
    assert_eq!(site.ask(&analyst, request, Body::from(RIS)).await.0, StatusCode::PAYLOAD_TOO_LARGE);
    // Without a length the bytes are counted as they come.
    let endless = Body::from_stream(many_records());
    let status = site.send(&analyst, "large.ris", endless).await.0;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    for (name, text) in [("page.xml", "<html><body>hello</body></html>"), ("a.exe", "MZ\u{0}\u{1}"), ("empty.ris", "")]
    {
        let (status, problem) = site.send(&analyst, name, Body::from(text)).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("body")));
    }
    assert_eq!(site.files(), [""; 0], "nothing is left of what was refused");
}

#[tokio::test]
async fn only_analysts_and_administrators_send_files() {
    let site = Site::new().await;
    assert_eq!(site.send(&Actor::Visitor, "a.ris", Body::from(RIS)).await.0, StatusCode::UNAUTHORIZED);
    for role in [Role::Resident, Role::Expert, Role::Council, Role::Partner] {
        assert_eq!(site.send(&person(role), "a.ris", Body::from(RIS)).await.0, StatusCode::FORBIDDEN);
    }
    assert_eq!(site.files(), [""; 0]);
    assert_eq!(site.send(&person(Role::Administrator), "a.ris", Body::from(RIS)).await.0, StatusCode::CREATED);
}

#[tokio::test]
async fn a_form_brings_several_files_and_names_the_one_that_is_refused() {
    let site = Site::new().await;
    let analyst = person(Role::Analyst);
    let request = Request::get("/evidence/ingests");
    let (_, html) = site.ask(&analyst, request.header(header::COOKIE, cookie()), Body::empty()).await;
    let token = html.split("/evidence/inbox?csrf=").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let post = |token: &str| {
        Request::post(format!("/evidence/inbox?csrf={token}"))
            .header(header::COOKIE, cookie())
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=frontier")
    };
    let form = multipart(&[("one.ris", RIS), ("two.ris", RIS)]);
    assert_eq!(site.ask(&analyst, post("0"), Body::from(form.clone())).await.0, StatusCode::FORBIDDEN);
    assert_eq!(site.files(), [""; 0], "a form without a genuine token changes nothing");
    assert_eq!(site.ask(&analyst, post(&token), Body::from(form)).await.0, StatusCode::SEE_OTHER);
    assert_eq!(site.files(), ["one.ris", "two.ris"]);
    let form = multipart(&[("three.ris", RIS), ("<b>.ris", RIS), ("four.ris", RIS)]);
    let (status, html) = site.ask(&analyst, post(&token), Body::from(form)).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(html.contains("&lt;b&gt;.ris: ") && !html.contains("<b>.ris"), "{html}");
    assert_eq!(site.files(), ["one.ris", "three.ris", "two.ris"]);
    // A form that breaks off leaves what was whole before.
    let mut cut = multipart(&[("five.ris", RIS), ("six.ris", RIS)]);
    cut.truncate(cut.rfind("ER  - ").unwrap());
    assert_eq!(site.ask(&analyst, post(&token), Body::from(cut)).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(site.files(), ["five.ris", "one.ris", "three.ris", "two.ris"]);
    let nothing = multipart(&[("", "")]);
    assert_eq!(site.ask(&analyst, post(&token), Body::from(nothing)).await.0, StatusCode::UNPROCESSABLE_ENTITY);
}

fn cookie() -> String {
    format!("bw_csrf={}", "0123456789abcdef".repeat(2))
}

fn multipart(files: &[(&str, &str)]) -> String {
    let part = |(name, text): &(&str, &str)| {
        format!("--frontier\r\nContent-Disposition: form-data; name=\"upload\"; filename=\"{name}\"\r\n\r\n{text}\r\n")
    };
    files.iter().map(part).collect::<String>() + "--frontier--\r\n"
}
