//! The permission matrix: every route of every slice, tried as each kind of person.
//!
//! The routes are taken from the routers themselves, so a new one changes the table and this test fails until
//! somebody has looked at who may open it (`cargo insta review`). Forms carry a genuine token but no values: 422 means
//! "let in, and asked for values"; 303 to the sign-in page is shown as `sign-in`.
#![expect(clippy::unwrap_used, reason = "test code")]

use std::collections::{BTreeMap, BTreeSet};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, header};
use bellwether::config::{self, Overrides};
use bellwether::install::{self, Installation};
use bellwether_accounts::model::password::Password;
use bellwether_accounts::model::user::{Email, NewUser};
use bellwether_accounts::service::Origin;
use bellwether_kernel::actor::Role;
use bellwether_kernel::ctx::Ctx;
use bellwether_web::api::{Options, Slice};
use bellwether_web::options::Limits;
use tokio::sync::Mutex;
use tower::ServiceExt;

const PASSWORD: &str = "lantern over the harbour";
/// An id that nothing has.
const NO_ID: &str = "00000000-0000-7000-8000-000000000000";
/// Has the fields that any operation of the API demands, so that permission is what decides.
const BODY: &str = r#"{ "email": "", "name": "", "files": [] }"#;
const PEOPLE: [(&str, Option<&[Role]>); 6] = [
    ("visitor", None),
    ("no role", Some(&[])),
    ("resident", Some(&[Role::Resident])),
    ("expert", Some(&[Role::Expert])),
    ("analyst", Some(&[Role::Analyst])),
    ("admin", Some(&[Role::Administrator])),
];

/// All methods and paths of a slice: paths from the router's own description, methods from its `Allow` header.
async fn routes(slice: &Slice) -> BTreeSet<(String, String)> {
    let described = format!("{:?}", slice.routes);
    let paths: BTreeSet<&str> =
        described.split('"').filter(|text| text.starts_with('/') && !text.contains("__private__")).collect();
    let mut routes = BTreeSet::new();
    for path in paths {
        let request = Request::builder().method(Method::TRACE).uri(filled(path)).body(Body::empty()).unwrap();
        let answer = slice.routes.clone().oneshot(request).await.unwrap();
        let allow = answer.headers().get(header::ALLOW).map_or("GET", |allow| allow.to_str().unwrap());
        let methods = allow.split(',').map(str::trim).filter(|method| *method != "HEAD");
        routes.extend(methods.map(|method| (path.to_owned(), method.to_owned())));
    }
    routes
}

/// The path with an id in each place for one.
fn filled(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').map(|part| if part.starts_with('{') { NO_ID } else { part }).collect();
    parts.join("/")
}

struct Site {
    installation: Installation,
    router: Router,
    /// One session a person: hashing a password for every request would take most of the time.
    sessions: Mutex<BTreeMap<String, String>>,
}

impl Site {
    async fn session(&self, person: &str) -> String {
        let mut sessions = self.sessions.lock().await;
        if let Some(session) = sessions.get(person) {
            return session.clone();
        }
        let email = format!("{}@example.org", person.replace(' ', "-"));
        let opened =
            self.installation.accounts.sign_in(&Ctx::system(), &email, PASSWORD, &Origin::default()).await.unwrap();
        let session = format!("bw_session={}", opened.token.reveal());
        sessions.insert(person.to_owned(), session.clone());
        session
    }

    async fn answer(&self, person: &str, known: bool, path: &str, method: &str) -> String {
        let mut cookies = Vec::new();
        if known {
            cookies.push(self.session(person).await);
        }
        let uri = filled(path);
        let mut request = Request::builder().method(method).uri(&uri);
        let is_api = path.starts_with("/api/");
        let body = if is_api { BODY.to_owned() } else { self.token(known, &mut cookies).await };
        let kind = if is_api { "application/json" } else { "application/x-www-form-urlencoded" };
        request = request.header(header::CONTENT_TYPE, kind).header(header::COOKIE, cookies.join("; "));
        let answer = self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        if path.contains("sign-out") {
            self.sessions.lock().await.remove(person);
        }
        let location = answer.headers().get(header::LOCATION).map_or("", |value| value.to_str().unwrap());
        if !known && location.starts_with("/sign-in") {
            return "sign-in".to_owned();
        }
        answer.status().as_u16().to_string()
    }

    /// A genuine form token of a page that this person sees.
    async fn token(&self, known: bool, cookies: &mut Vec<String>) -> String {
        let page = if known { "/account" } else { "/sign-in" };
        let request = Request::get(page).header(header::COOKIE, cookies.join("; ")).body(Body::empty()).unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let given = answer.headers().get_all(header::SET_COOKIE).iter();
        cookies.extend(given.map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap().to_owned()));
        let html = String::from_utf8(to_bytes(answer.into_body(), 1 << 22).await.unwrap().to_vec()).unwrap();
        let token = html.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        format!("csrf={token}")
    }
}

async fn site(data: &std::path::Path) -> (Site, BTreeSet<(String, String)>) {
    let overrides = Overrides { config: None, data_dir: Some(data.to_owned()) };
    let config = config::load(&overrides, &BTreeMap::new()).unwrap();
    let installation = install::open(&config).await.unwrap();
    for (person, roles) in PEOPLE {
        let Some(roles) = roles else { continue };
        let email = Email::parse(&format!("{}@example.org", person.replace(' ', "-"))).unwrap();
        let password = Password::choose(PASSWORD, &email).unwrap();
        let new = NewUser { email, name: person.to_owned(), roles: roles.to_vec() };
        installation.accounts.create_user(&Ctx::system(), new, Some(password)).await.unwrap();
    }
    let slices = install::slices(&installation, &config).await.unwrap();
    let mut all = BTreeSet::new();
    for slice in &slices {
        all.extend(routes(slice).await);
    }
    let many = 1_000_000;
    let limits = Limits {
        per_address_burst: many,
        per_account_per_second: many,
        per_account_burst: many,
        per_address_per_second: many,
        guarded_per_minute: many,
    };
    let router = bellwether_web::app::app(slices, Options { limits, ..Options::default() }).unwrap();
    (Site { installation, router, sessions: Mutex::default() }, all)
}

#[tokio::test]
async fn every_route_lets_in_whom_it_should() {
    let data = tempfile::tempdir().unwrap();
    let (site, routes) = site(data.path()).await;
    let mut table = format!("{:<52}", "");
    for (person, _) in PEOPLE {
        table.push_str(&format!("{person:<10}"));
    }
    for (path, method) in &routes {
        let mut line = format!("\n{:<52}", format!("{method:<7}{path}"));
        for (person, roles) in PEOPLE {
            let answer = site.answer(person, roles.is_some(), path, method).await;
            assert!(!answer.starts_with('5'), "{method} {path} fails for {person}: {answer}");
            if path.starts_with("/admin/") && person != "admin" {
                let expected = if roles.is_some() { "404" } else { "sign-in" };
                assert_eq!(answer, expected, "{method} {path} for {person}");
            }
            line.push_str(&format!("{answer:<10}"));
        }
        table.push_str(line.trim_end());
    }
    assert!(routes.len() >= 26, "routes are missing: {routes:?}");
    insta::assert_snapshot!(table);
}
