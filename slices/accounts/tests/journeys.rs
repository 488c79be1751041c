//! What people do with accounts, through HTTP, on both databases.
#![expect(clippy::unwrap_used, reason = "test code")]

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use bellwether_accounts::api::{Accounts, NoClusters, slice};
use bellwether_accounts::model::password::Password;
use bellwether_accounts::model::user::{Email, NewUser};
use bellwether_accounts::service::{AccountError, Origin, Wanted};
use bellwether_db::Db;
use bellwether_kernel::actor::{Actor, Role};
use bellwether_kernel::clock::{FixedClock, SignedDuration};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::paging::PageSize;
use bellwether_testkit::{TestDb, clock, ctx, databases};
use bellwether_web::api::Options;
use bellwether_web::options::Limits;
use tower::ServiceExt;

const PASSWORD: &str = "lantern over the harbour";
const OTHER: &str = "quiet glacier, seven spoons";

struct Site {
    router: Router,
    accounts: Accounts,
    db: Db,
    clock: Arc<FixedClock>,
    // Removes the database at the end.
    test: TestDb,
}

impl Site {
    async fn all() -> Vec<Site> {
        let mut sites = Vec::new();
        for test in databases().await {
            let db = Db::open(&test.url).await.unwrap();
            db.migrate(bellwether_accounts::migrations::all()).await.unwrap();
            let accounts = Accounts::new(db.clone());
            let clock = clock();
            // What is tried here is the lock-out of accounts, not the rates of the web kit.
            let limits = Limits { guarded_per_minute: 10_000, ..Limits::default() };
            let options = Options { clock: clock.clone(), limits, ..Options::default() };
            let router = bellwether_web::app::app(
                vec![slice(accounts.clone(), false, std::sync::Arc::new(NoClusters))],
                options,
            )
            .unwrap();
            sites.push(Site { router, accounts, db, clock, test });
        }
        sites
    }

    fn system(&self) -> Ctx {
        ctx(Actor::System, &self.clock)
    }

    async fn add(&self, email: &str, roles: &[Role]) {
        let email = Email::parse(email).unwrap();
        let password = Password::choose(PASSWORD, &email).unwrap();
        let new = NewUser { email, name: "Ann".into(), roles: roles.to_vec(), clusters: Vec::new() };
        self.accounts.create_user(&self.system(), new, Some(password)).await.unwrap();
    }

    fn browser(&self) -> Browser {
        Browser { router: self.router.clone(), cookies: Vec::new(), address: "192.0.2.1".into() }
    }

    async fn signed_in(&self, email: &str) -> Browser {
        let mut browser = self.browser();
        let answer = browser.sign_in(email, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", self.test.name);
        browser
    }
}

struct Browser {
    router: Router,
    cookies: Vec<(String, String)>,
    address: String,
}

struct Answer {
    status: StatusCode,
    location: String,
    cookies: Vec<String>,
    text: String,
}

impl Browser {
    async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let peer = SocketAddr::new(self.address.parse().unwrap(), 40_000);
        let request =
            request.header(header::COOKIE, cookies.join("; ")).extension(ConnectInfo(peer)).body(body).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        self.keep(&response);
        let location = response.headers().get(header::LOCATION).map_or("", |value| value.to_str().unwrap()).to_owned();
        let cookies = response.headers().get_all(header::SET_COOKIE).iter();
        let cookies = cookies.map(|cookie| cookie.to_str().unwrap().to_owned()).collect();
        let status = response.status();
        let text = String::from_utf8(to_bytes(response.into_body(), 1 << 22).await.unwrap().to_vec()).unwrap();
        Answer { status, location, cookies, text }
    }

    fn keep(&mut self, response: &Response) {
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.retain(|(of, _)| of != name);
            if !cookie.contains("Max-Age=0") {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }

    async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Sends a form with the token of the page at `form`.
    async fn post(&mut self, form: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.get(form).await.text;
        let token = page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair("csrf", &token).extend_pairs(fields);
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(body.finish())).await
    }

    async fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        self.post("/sign-in", "/sign-in", &[("email", email), ("password", password), ("next", "/account")]).await
    }

    async fn json(&mut self, method: &str, path: &str, token: &str, body: serde_json::Value) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/json");
        self.send(request, Body::from(body.to_string())).await
    }
}

#[tokio::test]
async fn signing_in_and_out_opens_and_ends_a_session() {
    for site in Site::all().await {
        site.add("ann@example.org", &[]).await;
        let mut ann = site.browser();
        let visitor = ann.get("/account").await;
        assert_eq!((visitor.status, visitor.location.as_str()), (StatusCode::SEE_OTHER, "/sign-in?next=%2Faccount"));
        let opened = ann.sign_in("ANN@example.org ", PASSWORD).await;
        assert_eq!((opened.status, opened.location.as_str()), (StatusCode::SEE_OTHER, "/account"));
        let cookie = opened.cookies.iter().find(|cookie| cookie.starts_with("bw_session=")).unwrap();
        let (value, attributes) = cookie.split_once(';').unwrap();
        assert_eq!(attributes, " Path=/; HttpOnly; SameSite=Lax");
        assert_eq!(value.len(), "bw_session=".len() + 64);
        assert_eq!(ann.get("/account").await.status, StatusCode::OK);
        let mut copy = site.browser();
        copy.cookies = ann.cookies.clone();
        let out = ann.post("/account", "/sign-out", &[]).await;
        assert_eq!(out.status, StatusCode::SEE_OTHER);
        assert_eq!(ann.get("/account").await.status, StatusCode::SEE_OTHER);
        assert_eq!(copy.get("/account").await.status, StatusCode::SEE_OTHER, "the server ended it, not the browser");
        site.db.verify_journal(None).await.unwrap();
    }
}

#[tokio::test]
async fn a_database_that_leaks_gives_no_session_and_no_password() {
    for site in Site::all().await {
        site.add("ann@example.org", &[]).await;
        let ann = site.signed_in("ann@example.org").await;
        let token = &ann.cookies.iter().find(|(name, _)| name == "bw_session").unwrap().1;
        let page = site.accounts.journal(&site.system(), &Default::default(), PageSize::clamped(200)).await.unwrap();
        let journal = format!("{:?}", page.rows);
        for secret in [token.as_str(), PASSWORD, "ann@example.org", "argon2"] {
            assert!(!journal.contains(secret), "the journal holds {secret}");
        }
        let mut thief = site.browser();
        thief.cookies = vec![("bw_session".into(), bellwether_accounts::model::secret::digest(token))];
        assert_eq!(thief.get("/account").await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn sessions_end_when_idle_and_when_old() {
    for site in Site::all().await {
        site.add("ann@example.org", &[]).await;
        let mut ann = site.signed_in("ann@example.org").await;
        site.clock.advance(SignedDuration::from_hours(11));
        assert_eq!(ann.get("/account").await.status, StatusCode::OK);
        site.clock.advance(SignedDuration::from_hours(11));
        assert_eq!(ann.get("/account").await.status, StatusCode::OK, "the use before counts");
        site.clock.advance(SignedDuration::from_hours(12));
        assert_eq!(ann.get("/account").await.status, StatusCode::SEE_OTHER);
        let mut busy = site.signed_in("ann@example.org").await;
        for _ in 0..71 {
            site.clock.advance(SignedDuration::from_hours(10));
            assert_eq!(busy.get("/account").await.status, StatusCode::OK);
        }
        site.clock.advance(SignedDuration::from_hours(10));
        assert_eq!(busy.get("/account").await.status, StatusCode::SEE_OTHER, "30 days are the end");
    }
}

#[tokio::test]
async fn guessing_locks_known_and_unknown_accounts_alike() {
    for site in Site::all().await {
        site.add("ann@example.org", &[]).await;
        for email in ["ann@example.org", "nobody@example.org", "no address"] {
            let mut guesser = site.browser();
            let mut answers = Vec::new();
            for _ in 0..6 {
                let answer = guesser.sign_in(email, "wrong password here").await;
                answers.push(answer.status.as_u16());
            }
            assert_eq!(answers, [422, 422, 422, 422, 422, 429], "{email} on {}", site.test.name);
        }
        let mut ann = site.browser();
        assert_eq!(ann.sign_in("ann@example.org", PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
        site.clock.advance(SignedDuration::from_secs(31));
        assert_eq!(ann.sign_in("ann@example.org", PASSWORD).await.status, StatusCode::SEE_OTHER);
        let mut again = site.browser();
        assert_eq!(again.sign_in("ann@example.org", "wrong password here").await.status.as_u16(), 422);
    }
}

#[tokio::test]
async fn one_address_cannot_try_many_accounts() {
    for site in Site::all().await {
        let mut guesser = site.browser();
        let mut refused_at = None;
        for n in 0..40 {
            let email = format!("user{n}@example.org");
            if guesser.sign_in(&email, "wrong password here").await.status == StatusCode::TOO_MANY_REQUESTS {
                refused_at = Some(n);
                break;
            }
        }
        assert_eq!(refused_at, Some(30), "{}", site.test.name);
        let mut other = site.browser();
        other.address = "192.0.2.2".into();
        assert_eq!(other.sign_in("user1@example.org", "wrong password here").await.status.as_u16(), 422);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn attempts_at_once_cannot_slip_in_before_the_lock() {
    for site in Site::all().await {
        site.add("ann@example.org", &[]).await;
        let tasks: Vec<_> = (0..32)
            .map(|_| {
                let (accounts, ctx) = (site.accounts.clone(), site.system());
                tokio::spawn(async move {
                    accounts.sign_in(&ctx, "ann@example.org", "wrong password here", &Origin::default()).await
                })
            })
            .collect();
        let mut tried = 0;
        for task in tasks {
            match task.await.unwrap() {
                Err(AccountError::WrongPassword) => tried += 1,
                Err(AccountError::Locked { .. }) => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(tried, 5, "{}", site.test.name);
    }
}

#[tokio::test]
async fn changing_the_password_ends_all_other_access() {
    for site in Site::all().await {
        site.add("ann@example.org", &[]).await;
        let mut ann = site.signed_in("ann@example.org").await;
        let mut elsewhere = site.signed_in("ann@example.org").await;
        let wrong = ann
            .post("/account", "/account/password", &[("password", "not my password"), ("new_password", OTHER)])
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let weak = ann
            .post("/account", "/account/password", &[("password", PASSWORD), ("new_password", "password1234")])
            .await;
        assert!(weak.text.contains("one of the commonest"), "{}", weak.text);
        let changed =
            ann.post("/account", "/account/password", &[("password", PASSWORD), ("new_password", OTHER)]).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER);
        assert_eq!(ann.get("/account").await.status, StatusCode::OK);
        assert_eq!(elsewhere.get("/account").await.status, StatusCode::SEE_OTHER);
        assert_eq!(site.browser().sign_in("ann@example.org", PASSWORD).await.status.as_u16(), 422);
        assert_eq!(site.browser().sign_in("ann@example.org", OTHER).await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn sessions_are_listed_and_ended_by_their_person_only() {
    for site in Site::all().await {
        site.add("ann@example.org", &[]).await;
        site.add("ben@example.org", &[]).await;
        let mut ann = site.signed_in("ann@example.org").await;
        let mut elsewhere = site.signed_in("ann@example.org").await;
        let mut ben = site.signed_in("ben@example.org").await;
        let page = ann.get("/account").await.text;
        let ends: Vec<String> = page
            .split("action=\"")
            .filter_map(|rest| rest.split('"').next())
            .filter(|action| action.starts_with("/account/sessions/"))
            .map(str::to_owned)
            .collect();
        assert_eq!(ends.len(), 2);
        // Newest first: the other browser.
        assert_eq!(ben.post("/account", &ends[0], &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(elsewhere.get("/account").await.status, StatusCode::OK);
        assert_eq!(ann.post("/account", &ends[0], &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(elsewhere.get("/account").await.status, StatusCode::SEE_OTHER);
        ann.post("/account", "/account/sign-out-everywhere", &[]).await;
        assert_eq!(ann.get("/account").await.status, StatusCode::SEE_OTHER);
        assert_eq!(ben.get("/account").await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn the_first_administrator_needs_the_token_and_is_the_only_first() {
    for site in Site::all().await {
        let token = site.accounts.offer_set_up().await.unwrap().unwrap();
        let mut somebody = site.browser();
        assert_eq!(somebody.get("/setup").await.status, StatusCode::NOT_FOUND);
        assert_eq!(somebody.get("/setup?token=0000").await.status, StatusCode::NOT_FOUND);
        let form = format!("/setup?token={}", token.reveal());
        let fields = |password| {
            [
                ("token", token.reveal().to_owned()),
                ("name", "Ann".to_owned()),
                ("email", "ann@example.org".to_owned()),
                ("new_password", password),
            ]
        };
        let send = |fields: [(&'static str, String); 4]| fields;
        let weak = send(fields("short".to_owned()));
        let weak: Vec<(&str, &str)> = weak.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(somebody.post(&form, "/setup", &weak).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let good = send(fields(PASSWORD.to_owned()));
        let good: Vec<(&str, &str)> = good.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(somebody.post(&form, "/setup", &good).await.status, StatusCode::SEE_OTHER);
        assert_eq!(somebody.get("/admin/users").await.status, StatusCode::OK);
        assert_eq!(site.browser().get(&form).await.status, StatusCode::NOT_FOUND);
        assert!(site.accounts.offer_set_up().await.unwrap().is_none());
    }
}

#[tokio::test]
async fn an_administrator_makes_changes_and_deactivates_users() {
    for site in Site::all().await {
        site.add("root@example.org", &[Role::Administrator]).await;
        let mut root = site.signed_in("root@example.org").await;
        let made = root
            .post(
                "/admin/users/new",
                "/admin/users/new",
                &[("email", "ben@example.org"), ("name", "Бен"), ("roles", "expert"), ("roles", "analyst")],
            )
            .await;
        assert_eq!(made.status, StatusCode::OK);
        let password = made.text.split("<code>").nth(1).unwrap().split("</code>").next().unwrap().to_owned();
        let mut ben = site.browser();
        assert_eq!(ben.sign_in("ben@example.org", &password).await.status, StatusCode::SEE_OTHER);
        let held = ben.get("/about").await;
        assert_eq!((held.status, held.location.as_str()), (StatusCode::SEE_OTHER, "/account"), "a new password first");
        ben.post("/account", "/account/password", &[("password", &password), ("new_password", OTHER)]).await;
        assert_eq!(ben.get("/about").await.status, StatusCode::OK);
        let found = root.get("/admin/users?q=%D0%B1%D0%95%D0%9D&role=expert").await.text;
        assert!(found.contains("ben@example.org") && !found.contains("root@example.org"));
        let csv = root.get("/admin/users.csv").await.text;
        assert_eq!(csv.lines().count(), 3, "{csv}");
        assert!(csv.contains("ben@example.org,Бен,\"analyst,expert\",yes,2026-11-22T09:00:00Z"), "{csv}");
        let user =
            site.accounts.user_by_email(&site.system(), &Email::parse("ben@example.org").unwrap()).await.unwrap();
        let url = format!("/admin/users/{}", user.id);
        // Without `active`, the box was not ticked.
        assert_eq!(root.post(&url, &url, &[("name", "Ben")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(ben.get("/account").await.status, StatusCode::SEE_OTHER, "signed out at once");
        assert_eq!(site.browser().sign_in("ben@example.org", OTHER).await.status.as_u16(), 422);
        let journal = root.get("/admin/journal?act=user.").await.text;
        assert!(journal.contains("user.changed") && !journal.contains("session.opened"));
        let csv = root.get("/admin/journal.csv").await.text;
        assert_eq!(csv.lines().count() as i64, site.db.verify_journal(None).await.unwrap().seq + 1);
    }
}

#[tokio::test]
async fn the_last_administrator_stays() {
    for site in Site::all().await {
        site.add("root@example.org", &[Role::Administrator]).await;
        let mut root = site.signed_in("root@example.org").await;
        let user =
            site.accounts.users(&site.system(), &Wanted::default(), PageSize::USUAL).await.unwrap().page.rows[0].id;
        let url = format!("/admin/users/{user}");
        let refused = root.post(&url, &url, &[("name", "Root"), ("active", "on")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("last administrator"));
        site.add("second@example.org", &[Role::Administrator]).await;
        assert_eq!(root.post(&url, &url, &[("name", "Root"), ("active", "on")]).await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn a_program_with_a_token_may_what_its_person_may() {
    for site in Site::all().await {
        site.add("root@example.org", &[Role::Administrator]).await;
        let mut root = site.signed_in("root@example.org").await;
        let page = root.post("/account", "/account/tokens", &[("name", "nightly import")]).await.text;
        let token = page.split("<code>bw_").nth(1).unwrap().split('<').next().unwrap();
        let token = format!("bw_{token}");
        let mut program = site.browser();
        let me = program.json("GET", "/api/v1/account", &token, serde_json::Value::Null).await;
        assert!(me.text.contains("root@example.org"), "{}", me.text);
        let new = serde_json::json!({ "email": "eve@example.org", "name": "Eve", "roles": ["partner"] });
        let made = program.json("POST", "/api/v1/users", &token, new.clone()).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
        let again = program.json("POST", "/api/v1/users", &token, new).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            program.json("GET", "/api/v1/users?limit=1", &token, serde_json::Value::Null).await.status,
            StatusCode::OK
        );
        assert_eq!(
            program.json("GET", "/api/v1/account", "bw_0000", serde_json::Value::Null).await.status,
            StatusCode::UNAUTHORIZED
        );
        // A token is for programs: it opens no pages.
        assert_eq!(
            program.json("GET", "/account", &token, serde_json::Value::Null).await.status,
            StatusCode::SEE_OTHER
        );
        site.clock.advance(SignedDuration::from_hours(24 * 366));
        assert_eq!(
            program.json("GET", "/api/v1/account", &token, serde_json::Value::Null).await.status,
            StatusCode::UNAUTHORIZED
        );
    }
}

#[tokio::test]
async fn over_https_the_cookie_is_bound_to_the_host() {
    let site = Site::all().await.remove(0);
    site.add("ann@example.org", &[]).await;
    let options = Options {
        secure_cookies: true,
        session_cookie: bellwether_accounts::api::session_cookie(true),
        ..Options::default()
    };
    let router =
        bellwether_web::app::app(vec![slice(site.accounts.clone(), true, std::sync::Arc::new(NoClusters))], options)
            .unwrap();
    let mut ann = Browser { router, cookies: Vec::new(), address: "192.0.2.1".into() };
    let opened = ann.sign_in("ann@example.org", PASSWORD).await;
    let cookie = opened.cookies.iter().find(|cookie| cookie.contains("bw_session")).unwrap();
    assert!(cookie.starts_with("__Host-bw_session="), "{cookie}");
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
    assert_eq!(ann.get("/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn users_are_listed_by_pages() {
    for site in Site::all().await {
        for n in 0..3 {
            site.add(&format!("user{n}@example.org"), &[]).await;
        }
        let size = PageSize::clamped(2);
        let first = site.accounts.users(&site.system(), &Wanted::default(), size).await.unwrap();
        assert_eq!((first.total, first.page.rows.len(), first.page.next.as_deref()), (3, 2, Some("user1@example.org")));
        let wanted = Wanted { after: first.page.next, ..Wanted::default() };
        let second = site.accounts.users(&site.system(), &wanted, size).await.unwrap();
        assert_eq!((second.total, second.page.rows.len(), second.page.next), (3, 1, None));
        let wanted = Wanted { text: Some("user_".into()), ..Wanted::default() };
        assert_eq!(
            site.accounts.users(&site.system(), &wanted, size).await.unwrap().total,
            0,
            "signs are not patterns"
        );
    }
}

#[tokio::test]
async fn times_are_shown_in_the_zone_that_a_person_chose_and_say_so_in_utc() {
    for site in Site::all().await {
        site.add("ann@example.org", &[]).await;
        let mut ann = site.signed_in("ann@example.org").await;
        // The session began at nine, by the clock of the tests.
        let utc = "<time datetime=\"2026-11-22T09:00:00Z\">22 Nov 2026, 09:00\u{a0}UTC</time>";
        assert!(ann.get("/account").await.text.contains(utc), "{}", site.test.name);
        let refused = ann.post("/account", "/account/zone", &[("zone", "Europe/Atlantis")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let chosen = ann.post("/account", "/account/zone", &[("zone", "Asia/Tokyo")]).await;
        assert_eq!(chosen.status, StatusCode::SEE_OTHER);
        let tokyo =
            "<time datetime=\"2026-11-22T09:00:00Z\" title=\"22 Nov 2026, 09:00\u{a0}UTC\">22 Nov 2026, 18:00</time>";
        let page = ann.get("/account").await.text;
        assert!(page.contains(tokyo), "{}", site.test.name);
        assert!(page.contains("<option value=\"Asia/Tokyo\" selected>Asia/Tokyo</option>"));
        let other = site.signed_in("ann@example.org").await.get("/account").await.text;
        assert!(other.contains(tokyo), "the account has the zone, not the browser");
        ann.post("/account", "/account/zone", &[("zone", "")]).await;
        assert!(ann.get("/account").await.text.contains(utc));
        site.db.verify_journal(None).await.unwrap();
    }
}

#[tokio::test]
async fn a_view_is_seen_and_removed_by_its_person_alone() {
    for site in Site::all().await {
        for email in ["ann@example.org", "bob@example.org"] {
            site.add(email, &[Role::Administrator]).await;
        }
        let (mut ann, mut bob) = (site.signed_in("ann@example.org").await, site.signed_in("bob@example.org").await);
        let experts = [("name", "Retired experts"), ("path", "/admin/users"), ("query", "role=expert&active=no")];
        let saved = ann.post("/account", "/account/views", &experts).await;
        assert_eq!(
            (saved.status, saved.location.as_str()),
            (StatusCode::SEE_OTHER, "/admin/users?role=expert&active=no")
        );
        let page = ann.get("/admin/users").await.text;
        assert!(
            page.contains("<a href=\"/admin/users?role=expert&amp;active=no\">Retired experts</a>"),
            "{}",
            site.test.name
        );
        assert!(!ann.get("/admin/journal").await.text.contains("Retired experts"), "views belong to their list");
        assert!(!bob.get("/admin/users").await.text.contains("Retired experts"));
        let remove = page.split("/account/views/").nth(1).unwrap().split('"').next().unwrap();
        let remove = format!("/account/views/{remove}");
        assert_eq!(bob.post("/account", &remove, &[]).await.status, StatusCode::NOT_FOUND);
        // The same name again replaces; an address elsewhere is no view.
        let replaced = [("name", "Retired experts"), ("path", "/admin/users"), ("query", "active=no")];
        ann.post("/account", "/account/views", &replaced).await;
        assert_eq!(ann.get("/admin/users").await.text.matches("Retired experts</a>").count(), 1);
        for path in ["//evil.example", "https://evil.example", "/\\evil.example"] {
            let elsewhere = [("name", "Elsewhere"), ("path", path), ("query", "")];
            assert_eq!(
                ann.post("/account", "/account/views", &elsewhere).await.status,
                StatusCode::UNPROCESSABLE_ENTITY
            );
        }
        for n in 0..29 {
            let view = [("name", &*format!("View {n}")), ("path", "/admin/users"), ("query", "")];
            assert_eq!(ann.post("/account", "/account/views", &view).await.status, StatusCode::SEE_OTHER, "{n}");
        }
        let one_more = [("name", "One more"), ("path", "/admin/users"), ("query", "")];
        assert_eq!(ann.post("/account", "/account/views", &one_more).await.status, StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn lists_are_spreadsheets_for_those_who_may_see_them() {
    for site in Site::all().await {
        site.add("ann@example.org", &[Role::Administrator]).await;
        let ann = site.signed_in("ann@example.org").await;
        for path in ["/admin/users.xlsx", "/admin/journal.xlsx"] {
            let cookies: Vec<String> = ann.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let request = Request::get(path).header(header::COOKIE, cookies.join("; ")).body(Body::empty()).unwrap();
            let answer = ann.router.clone().oneshot(request).await.unwrap();
            assert_eq!(answer.status(), StatusCode::OK, "{path}");
            let bytes = to_bytes(answer.into_body(), 1 << 22).await.unwrap();
            assert!(bytes.starts_with(b"PK"), "a spreadsheet is a zip file");
        }
    }
}
