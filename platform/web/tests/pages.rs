//! A small slice served whole: pages, forms, errors, languages, tokens, as people and programs meet them.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use axum::routing::get;
use bellwether_kernel::actor::{Actor, Role, User, UserId};
use bellwether_kernel::ctx::Denied;
use bellwether_kernel::lang::{Lang, Text};
use bellwether_kernel::policy::{Act, Installation, Rule};
use bellwether_web::api::{
    ApiResult, FieldProblem, MenuItem, Options, Page, PageResult, Place, Slice, Title, View, WebError,
};
use bellwether_web::app::app;
use bellwether_web::components::forms::{self, Field};
use bellwether_web::extract::{Form, Json, Path, Query};
use bellwether_web::testing;
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use tower::ServiceExt;

const WORDS: &[(Lang, &str)] = &[
    (
        Lang::En,
        "funds = Funds\nfund-name = Name\nfund-save = Save fund\nfund-short = Give a name of at least 3 letters\nfunds-n = { $n ->\n    [one] one fund\n   *[other] { $n } funds\n }\n",
    ),
    (
        Lang::Ru,
        "funds = Фонды\nfund-name = Название\nfund-save = Сохранить фонд\nfund-short = Нужно название не короче 3 букв\nfunds-n = { $n ->\n    [one] { $n } фонд\n    [few] { $n } фонда\n   *[other] { $n } фондов\n }\n",
    ),
];

struct FundForm {
    name: String,
    problems: Vec<FieldProblem>,
}

impl View for FundForm {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("funds")).crumb(page.t("product"), "/")
    }

    fn body(&self, page: &Page) -> Markup {
        forms::post_form(
            page,
            "/funds",
            html! {
                (forms::error_summary(page, &self.problems))
                (Field::text("name", page.t("fund-name")).value(&self.name).required().problems(page, &self.problems))
                (forms::submit(&page.t("fund-save")))
            },
        )
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let short = vec![FieldProblem::new("name", "Give a name of at least 3 letters")];
        vec![
            ("empty", FundForm { name: String::new(), problems: Vec::new() }),
            ("refused", FundForm { name: "\"><script>alert(1)</script>".to_owned(), problems: short }),
        ]
    }
}

#[derive(Deserialize)]
struct Fields {
    name: String,
}

async fn form(page: Page) -> PageResult {
    Ok(page.show(&FundForm { name: String::new(), problems: Vec::new() }))
}

async fn submit(page: Page, Form(fields): Form<Fields>) -> PageResult {
    if fields.name.chars().count() < 3 {
        let problems = vec![FieldProblem::new("name", page.t("fund-short"))];
        let view = FundForm { name: fields.name, problems };
        return Ok(page.render_with(StatusCode::UNPROCESSABLE_ENTITY, view.title(&page), view.body(&page)));
    }
    Ok(page.redirect_with_notice("/funds", "fund-save"))
}

#[derive(Clone, Copy)]
struct ReadSecret;

impl Act for ReadSecret {
    const ALL: &'static [ReadSecret] = &[ReadSecret];

    fn words(self) -> &'static str {
        "read the secret"
    }

    fn rule(self) -> Rule {
        Rule::Roles(&[Role::Administrator])
    }
}

async fn secret(page: Page) -> PageResult {
    let hidden = page.query() == "hidden";
    page.ctx().permit(ReadSecret, &Installation).map_err(|denied| Denied { hidden, ..denied })?;
    Ok(page.render("Secret", html! {}))
}

async fn broken() -> PageResult {
    Err(WebError::internal("the disk is gone"))
}

async fn count(page: Page, Path(n): Path<u64>) -> PageResult {
    let text = Text { en: None, ru: Some("Фонд".to_owned()) };
    Ok(page.render("Count", html! { p { (page.t_with("funds-n", &[("n", n.into())])) } p { (page.text(&text)) } }))
}

#[derive(Deserialize, Serialize)]
struct Fund {
    name: String,
    minor_units: i64,
}

#[derive(Deserialize)]
struct Range {
    from: u16,
}

async fn api_put(Json(fund): Json<Fund>) -> ApiResult<Fund> {
    Ok(axum::Json(fund))
}

async fn api_get(Query(range): Query<Range>) -> ApiResult<u16> {
    Ok(axum::Json(range.from))
}

/// Stands for the accounts slice: whoever sends this header is an administrator.
fn sign_in(router: Router) -> Router {
    router.layer(axum::middleware::from_fn(
        async |mut request: axum::extract::Request, next: axum::middleware::Next| {
            if request.headers().contains_key("x-admin") {
                let user = User::new(UserId::new(), "Ada".to_owned(), vec![Role::Administrator]);
                request.extensions_mut().insert(Actor::User(user));
            }
            next.run(request).await
        },
    ))
}

fn web() -> Router {
    let routes = Router::new()
        .route("/funds", get(form).post(submit))
        .route("/secret", get(secret))
        .route("/broken", get(broken))
        .route("/count/{n}", get(count))
        .route("/api/v1/fund", get(api_get).put(api_put));
    let slice = Slice::new("funds")
        .routes(routes)
        .messages(WORDS)
        .menu(MenuItem::new(Place::Decide, "funds", "/funds"))
        .menu(MenuItem::new(Place::Cluster, "fund-name", "/secret").to_do(ReadSecret))
        .around(sign_in);
    app(vec![slice], Options { secret: [1; 32], ..Options::default() }).unwrap()
}

async fn send(request: axum::http::request::Builder, body: &str) -> Response {
    web().oneshot(request.body(Body::from(body.to_owned())).unwrap()).await.unwrap()
}

async fn text(response: Response) -> String {
    String::from_utf8(to_bytes(response.into_body(), 1 << 20).await.unwrap().to_vec()).unwrap()
}

async fn page(path: &str) -> String {
    text(send(Request::get(path), "").await).await
}

fn attribute<'a>(html: &'a str, before: &str) -> &'a str {
    html.split(before).nth(1).unwrap().split('"').next().unwrap()
}

#[tokio::test]
async fn every_page_has_a_frame_that_stands_without_scripts() {
    let html = page("/funds").await;
    testing::check_html("/funds", &html);
    for part in
        ["class=\"skip-link\"", "id=\"main\"", "name=\"q\"", "href=\"/funds?lang=ru\"", "href=\"/funds?theme=dark\""]
    {
        assert!(html.contains(part), "{part}");
    }
}

#[tokio::test]
async fn the_menu_holds_only_what_a_person_may_open() {
    assert!(!page("/funds").await.contains("href=\"/secret\""));
    let html = text(send(Request::get("/funds").header("x-admin", "1"), "").await).await;
    assert!(html.contains("href=\"/secret\""));
}

#[tokio::test]
async fn a_form_is_carried_out_only_with_the_token_of_its_browser() {
    let shown = send(Request::get("/funds"), "").await;
    let cookie = shown.headers()[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
    let html = text(shown).await;
    let token = attribute(&html, "name=\"csrf\" value=\"").to_owned();
    let post = |cookie: &str| {
        Request::post("/funds")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, cookie.to_owned())
    };
    let body = format!("name=Heart&csrf={token}");
    assert_eq!(send(post(&cookie), &body).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(send(post(&cookie), "name=Heart").await.status(), StatusCode::FORBIDDEN);
    assert_eq!(send(post("bw_csrf=00000000000000000000000000000000"), &body).await.status(), StatusCode::FORBIDDEN);
    let session = format!("{cookie}; bw_session=stolen");
    assert_eq!(send(post(&session), &body).await.status(), StatusCode::FORBIDDEN);
    let elsewhere = post(&cookie).header("sec-fetch-site", "cross-site");
    assert_eq!(send(elsewhere, &body).await.status(), StatusCode::FORBIDDEN);
    let planted = post(&cookie).header(header::HOST, "here.example").header(header::ORIGIN, "https://evil.example");
    assert_eq!(send(planted, &body).await.status(), StatusCode::FORBIDDEN);
    let short = send(post(&cookie), &format!("name=%22%3E&csrf={token}")).await;
    assert_eq!(short.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let html = text(short).await;
    testing::check_html("refused form", &html);
    assert!(html.contains("value=\"&quot;&gt;\""), "what was typed is kept");
}

#[tokio::test]
async fn a_notice_is_shown_once() {
    let response = send(Request::get("/funds").header(header::COOKIE, "bw_notice=fund-save"), "").await;
    let clears = response
        .headers()
        .get_all(header::SET_COOKIE)
        .iter()
        .any(|cookie| cookie.to_str().unwrap().starts_with("bw_notice=; Path=/; Max-Age=0"));
    assert!(clears);
    assert!(text(response).await.contains("role=\"status\">Save fund<"));
    let forged = send(Request::get("/funds").header(header::COOKIE, "bw_notice=You won"), "").await;
    assert!(!text(forged).await.contains("You won"));
}

#[tokio::test]
async fn errors_are_pages_for_people_and_problems_for_programs() {
    let html = send(Request::get("/nowhere?lang=ru"), "").await;
    assert_eq!(html.status(), StatusCode::NOT_FOUND);
    let html = text(html).await;
    testing::check_html("/nowhere", &html);
    assert!(html.contains("<h1>Страница не найдена</h1>"));

    let json = send(Request::get("/api/v1/nowhere"), "").await;
    assert_eq!(json.headers()[header::CONTENT_TYPE], "application/problem+json");
    let problem: serde_json::Value = serde_json::from_str(&text(json).await).unwrap();
    assert_eq!(problem["type"], "/api#not-found");
    assert_eq!(problem["status"], 404);

    let broken = send(Request::get("/broken"), "").await;
    assert_eq!(broken.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!text(broken).await.contains("disk"), "causes are for the log");
    assert_eq!(
        send(Request::delete("/funds").header("sec-fetch-site", "same-origin"), "").await.status(),
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_problem_names_the_field() {
    let put = Request::put("/api/v1/fund").header(header::CONTENT_TYPE, "application/json");
    let response = send(put, r#"{"name": "Heart", "minor_units": "many"}"#).await;
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let problem: serde_json::Value = serde_json::from_str(&text(response).await).unwrap();
    assert_eq!(problem["errors"][0]["field"], "minor_units");
    let problem: serde_json::Value = serde_json::from_str(&page("/api/v1/fund?from=-1").await).unwrap();
    assert_eq!(problem["errors"][0]["field"], "from");
    let fine = send(
        Request::put("/api/v1/fund").header(header::CONTENT_TYPE, "application/json"),
        r#"{"name":"Heart","minor_units":1}"#,
    )
    .await;
    assert_eq!(fine.status(), StatusCode::OK);
}

#[tokio::test]
async fn refused_visitors_are_sent_to_sign_in_and_others_told() {
    let visitor = send(Request::get("/secret?a=b"), "").await;
    assert_eq!(visitor.status(), StatusCode::SEE_OTHER);
    assert_eq!(visitor.headers()[header::LOCATION], "/sign-in?next=%2Fsecret%3Fa%3Db");
    assert_eq!(send(Request::get("/secret?hidden"), "").await.status(), StatusCode::NOT_FOUND);
    assert_eq!(send(Request::get("/secret").header("x-admin", "1"), "").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn plurals_numbers_and_foreign_words_follow_the_language() {
    assert!(page("/count/1").await.contains("<p>one fund</p>"));
    assert!(page("/count/12345").await.contains("<p>12,345 funds</p><p><span lang=\"ru\">Фонд</span></p>"));
    assert!(page("/count/2?lang=ru").await.contains("<p>2 фонда</p><p>Фонд</p>"));
    assert!(page("/count/12345?lang=ru").await.contains("<p>12\u{202f}345 фондов</p>"));
    assert_eq!(send(Request::get("/count/none"), "").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_policy_forbids_inline_scripts_and_frames() {
    let response = send(Request::get("/funds"), "").await;
    let policy = response.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"), "{policy}");
    assert!(!policy.contains("unsafe"));
    assert_eq!(response.headers()[header::CACHE_CONTROL], "private, no-cache");
}

#[test]
fn samples_are_good_html_in_every_language() {
    for (name, html) in testing::render_samples::<FundForm>(WORDS) {
        assert!(!html.contains("<script>"), "{name}");
        insta::assert_snapshot!(name, html);
    }
}

#[test]
fn the_words_of_the_kit_are_in_every_language_and_all_there() {
    let sources = testing::rust_sources(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    let own = [
        (Lang::En, include_str!("../messages/en.ftl")),
        (Lang::Ru, include_str!("../messages/ru.ftl")),
        (Lang::En, include_str!("../messages/glossary.en.ftl")),
        (Lang::Ru, include_str!("../messages/glossary.ru.ftl")),
    ];
    // The checker's own tests name keys that must not exist.
    let code: Vec<&str> = sources
        .iter()
        .map(String::as_str)
        .filter(|text| !text.contains("is used in the code but not defined"))
        .collect();
    testing::check_messages("web", &own, &code);
    testing::check_messages("funds", WORDS, &[include_str!("pages.rs")]);
}
