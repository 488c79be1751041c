//! What people do with jobs, through HTTP, on both databases.
#![expect(clippy::unwrap_used, reason = "test code")]

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use bellwether_db::{Db, DbError};
use bellwether_jobs::{Handler, JobCtx, JobError, JobId, Jobs, State, async_trait};
use bellwether_kernel::actor::{Actor, Role, User, UserId};
use bellwether_kernel::clock::SystemClock;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Lang;
use bellwether_operations::api::{Operations, People, PeopleError, slice};
use bellwether_testkit::{TestDb, databases};
use bellwether_web::api::Options;
use serde_json::Value;
use tower::ServiceExt;

/// Fails for good when told so.
struct Scripted;

#[async_trait]
impl Handler for Scripted {
    fn kind(&self) -> &'static str {
        "scripted.work"
    }

    async fn run(&self, _: &JobCtx, payload: Value) -> Result<(), JobError> {
        if payload == "fail" { Err(JobError::Hopeless("the file is <b>empty</b>".to_owned())) } else { Ok(()) }
    }
}

struct Everybody;

#[async_trait]
impl People for Everybody {
    async fn names(&self, ids: &[UserId]) -> Result<HashMap<UserId, String>, PeopleError> {
        Ok(ids.iter().map(|id| (*id, format!("Person {id}"))).collect())
    }
}

struct Site {
    router: Router,
    jobs: Jobs,
    db: Db,
    // Removes the database at the end.
    test: TestDb,
}

fn person(role: Role) -> Actor {
    Actor::User(User::new(UserId::new(), "Ann".into(), vec![role]))
}

impl Site {
    async fn all() -> Vec<Site> {
        let mut sites = Vec::new();
        for test in databases().await {
            let db = Db::open(&test.url).await.unwrap();
            db.migrate(bellwether_jobs::migrations::all()).await.unwrap();
            let jobs = Jobs::new(db.clone(), vec![Arc::new(Scripted)]);
            let operations = Operations::new(jobs.clone(), Arc::new(Everybody), Vec::new());
            let router = bellwether_web::app::app(vec![slice(operations)], Options::default()).unwrap();
            sites.push(Site { router, jobs, db, test });
        }
        sites
    }

    async fn wanted(&self, actor: &Actor, what: &str) -> JobId {
        let ctx = Ctx::new(actor.clone(), Lang::En, Arc::new(SystemClock));
        let queued: Result<_, DbError> =
            self.db.write(&ctx, async |tx| self.jobs.enqueue(&tx, "scripted.work", &what).await).await;
        queued.unwrap()
    }

    async fn work(&self) {
        let never = tokio::sync::watch::channel(false).1;
        while self.jobs.run_one(&never).await.unwrap().is_some() {}
    }

    async fn state(&self, id: JobId) -> State {
        self.jobs.get(id).await.unwrap().unwrap().state
    }

    async fn ask(&self, actor: &Actor, method: &str, path: &str) -> (StatusCode, String) {
        let actor = actor.clone();
        // What accounts do with the session of a person.
        let router = self.router.clone().layer(middleware::from_fn(move |mut request: Request, next: Next| {
            request.extensions_mut().insert(actor.clone());
            next.run(request)
        }));
        let request = Request::builder().method(method).uri(path).header(header::CONTENT_TYPE, "application/json");
        let answer = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let status = answer.status();
        (status, String::from_utf8(to_bytes(answer.into_body(), 1 << 22).await.unwrap().to_vec()).unwrap())
    }

    async fn json(&self, actor: &Actor, method: &str, path: &str) -> Value {
        let (status, text) = self.ask(actor, method, path).await;
        assert_eq!(status, StatusCode::OK, "{method} {path}: {text}");
        serde_json::from_str(&text).unwrap()
    }
}

fn ids(list: &Value) -> Vec<String> {
    list["rows"].as_array().unwrap().iter().map(|job| job["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn people_see_the_jobs_they_wanted_and_administrators_all() {
    for site in Site::all().await {
        let (ann, bob, admin) = (person(Role::Analyst), person(Role::Resident), person(Role::Administrator));
        let of_ann = site.wanted(&ann, "").await;
        let of_nobody = site.wanted(&Actor::System, "").await;
        assert_eq!(ids(&site.json(&ann, "GET", "/api/v1/jobs").await), [of_ann.to_string()], "{}", site.test.name);
        assert_eq!(ids(&site.json(&bob, "GET", "/api/v1/jobs").await), [""; 0]);
        let all = [of_nobody.to_string(), of_ann.to_string()];
        assert_eq!(ids(&site.json(&admin, "GET", "/api/v1/jobs").await), all);
        for way in ["", "/events"] {
            assert_eq!(site.ask(&bob, "GET", &format!("/jobs/{of_ann}{way}")).await.0, StatusCode::NOT_FOUND);
            assert_eq!(site.ask(&ann, "GET", &format!("/jobs/{of_nobody}{way}")).await.0, StatusCode::NOT_FOUND);
        }
        for way in ["cancel", "retry"] {
            let path = format!("/api/v1/jobs/{of_ann}/{way}");
            assert_eq!(site.ask(&bob, "POST", &path).await.0, StatusCode::NOT_FOUND);
            assert_eq!(site.ask(&Actor::Visitor, "POST", &path).await.0, StatusCode::UNAUTHORIZED);
        }
        assert_eq!(site.state(of_ann).await, State::Queued, "what was refused changes nothing");
        assert_eq!(site.ask(&Actor::Visitor, "GET", "/jobs").await.0, StatusCode::SEE_OTHER);
        let (status, html) = site.ask(&ann, "GET", &format!("/jobs/{of_ann}")).await;
        assert_eq!(status, StatusCode::OK);
        assert!(html.contains("Person ") && html.contains(&format!("/jobs/{of_ann}/cancel")));
    }
}

#[tokio::test]
async fn a_job_is_called_off_and_a_failed_one_is_tried_again() {
    for site in Site::all().await {
        let ann = person(Role::Analyst);
        let (waiting, failing) = (site.wanted(&ann, "").await, site.wanted(&ann, "fail").await);
        let cancelled = site.json(&ann, "POST", &format!("/api/v1/jobs/{waiting}/cancel")).await;
        assert_eq!((&cancelled["state"], &cancelled["cancel_requested"]), (&"cancelled".into(), &true.into()));
        site.work().await;
        let failed = site.json(&ann, "GET", "/api/v1/jobs?state=failed&kind=scripted.work").await;
        assert_eq!(ids(&failed), [failing.to_string()], "{}", site.test.name);
        assert_eq!(failed["rows"][0]["error"], "the file is <b>empty</b>");
        let (_, html) = site.ask(&ann, "GET", &format!("/jobs/{failing}")).await;
        assert!(html.contains("&lt;b&gt;empty") && html.contains(&format!("/jobs/{failing}/retry")));
        let retried = site.json(&ann, "POST", &format!("/api/v1/jobs/{failing}/retry")).await;
        assert_eq!((&retried["state"], &retried["error"]), (&"queued".into(), &Value::Null));
        let (status, problem) = site.ask(&ann, "POST", &format!("/api/v1/jobs/{waiting}/retry")).await;
        assert_eq!(status, StatusCode::CONFLICT, "{problem}");
        // Who is no longer trusted with starting work does not start it again.
        site.work().await;
        let Actor::User(user) = &ann else { unreachable!("made as a user") };
        let demoted = Actor::User(User::new(user.id, user.name.clone(), vec![]));
        let path = format!("/api/v1/jobs/{failing}/retry");
        assert_eq!(site.ask(&demoted, "POST", &path).await.0, StatusCode::FORBIDDEN);
        site.db.verify_journal(None).await.unwrap();
    }
}

#[tokio::test]
async fn events_end_when_the_job_does() {
    for site in Site::all().await {
        let ann = person(Role::Analyst);
        let id = site.wanted(&ann, "").await;
        site.work().await;
        let (status, events) = site.ask(&ann, "GET", &format!("/jobs/{id}/events")).await;
        assert_eq!(status, StatusCode::OK);
        let data: Value = serde_json::from_str(events.trim().strip_prefix("data: ").unwrap()).unwrap();
        assert_eq!(data, serde_json::json!({ "done": 0, "total": null, "message": "", "ended": true }));
    }
}

#[tokio::test]
async fn pages_of_jobs_follow_each_other_without_gaps() {
    for site in Site::all().await {
        let admin = person(Role::Administrator);
        let mut wanted = Vec::new();
        for _ in 0..5 {
            wanted.insert(0, site.wanted(&admin, "").await.to_string());
        }
        let (mut seen, mut path) = (Vec::new(), "/api/v1/jobs?limit=2".to_owned());
        loop {
            let page = site.json(&admin, "GET", &path).await;
            seen.extend(ids(&page));
            let Some(next) = page["next"].as_str() else { break };
            path = format!("/api/v1/jobs?limit=2&before={next}");
        }
        assert_eq!(seen, wanted, "{}", site.test.name);
    }
}
