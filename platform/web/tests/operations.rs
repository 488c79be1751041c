//! The installation under stress and under watch: rates, limits, panics, metrics, health, ids.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use axum::routing::{get, post};
use bellwether_kernel::actor::{Actor, User, UserId};
use bellwether_web::api::{Options, Page, PageResult, Slice, WebError};
use bellwether_web::app::app;
use bellwether_web::options::Limits;
use maud::html;
use tower::ServiceExt;

fn slice() -> Slice {
    let routes = Router::new()
        .route(
            "/hello/{name}",
            get(async |page: Page| -> PageResult {
                Ok(page.render("Hello", html! { p { (("word ").repeat(2000)) } }))
            }),
        )
        .route("/panic", get(async || -> PageResult { panic!("the floor is gone") }))
        .route("/never", get(async || -> PageResult { std::future::pending().await }))
        .route("/api/v1/echo", post(async |body: String| body))
        .route("/sign-in", post(async || -> PageResult { Err(WebError::field("password", "wrong")) }));
    Slice::new("hello").routes(routes).guarded_path("/sign-in").gauge("jobs_waiting", "Jobs that wait", || 7.0).around(
        |router| {
            let ada = User::new(UserId::new(), "Ada".to_owned(), Vec::new());
            router.layer(axum::middleware::from_fn(
                move |mut request: axum::extract::Request, next: axum::middleware::Next| {
                    if request.headers().contains_key("x-ada") {
                        request.extensions_mut().insert(Actor::User(ada.clone()));
                    }
                    next.run(request)
                },
            ))
        },
    )
}

fn web(options: Options) -> Router {
    app(vec![slice()], options).unwrap()
}

fn from(address: &str, path: &str) -> Request<Body> {
    let peer = SocketAddr::new(address.parse().unwrap(), 40_000);
    Request::get(path).extension(ConnectInfo(peer)).body(Body::empty()).unwrap()
}

async fn text(response: Response) -> String {
    String::from_utf8(to_bytes(response.into_body(), 1 << 20).await.unwrap().to_vec()).unwrap()
}

#[tokio::test]
async fn one_address_cannot_take_what_is_meant_for_all() {
    let limits = Limits { per_address_per_second: 1, per_address_burst: 3, ..Limits::default() };
    let web = web(Options { limits, ..Options::default() });
    for _ in 0..3 {
        assert_eq!(web.clone().oneshot(from("10.0.0.1", "/about")).await.unwrap().status(), StatusCode::OK);
    }
    let refused = web.clone().oneshot(from("10.0.0.1", "/about")).await.unwrap();
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.headers()[header::RETRY_AFTER], "1");
    assert_eq!(web.clone().oneshot(from("10.0.0.2", "/about")).await.unwrap().status(), StatusCode::OK);
    let mut lying = from("10.0.0.1", "/about");
    lying.headers_mut().insert("x-forwarded-for", "10.9.9.9".parse().unwrap());
    assert_eq!(web.oneshot(lying).await.unwrap().status(), StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn one_person_is_limited_wherever_the_requests_come_from() {
    let limits = Limits { per_account_per_second: 1, per_account_burst: 2, ..Limits::default() };
    let web = web(Options { limits, ..Options::default() });
    let mut statuses = Vec::new();
    for address in ["10.0.0.1", "10.0.0.2", "10.0.0.3"] {
        let mut request = from(address, "/about");
        request.headers_mut().insert("x-ada", "1".parse().unwrap());
        statuses.push(web.clone().oneshot(request).await.unwrap().status().as_u16());
    }
    assert_eq!(statuses, [200, 200, 429]);
    assert_eq!(web.oneshot(from("10.0.0.3", "/about")).await.unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn guessing_passwords_is_slow() {
    let web = web(Options { limits: Limits { guarded_per_minute: 2, ..Limits::default() }, ..Options::default() });
    let mut statuses = Vec::new();
    for _ in 0..3 {
        let mut attempt = from("10.0.0.1", "/sign-in");
        *attempt.method_mut() = axum::http::Method::POST;
        statuses.push(web.clone().oneshot(attempt).await.unwrap().status().as_u16());
    }
    assert_eq!(statuses, [403, 403, 429], "without a form token, but counted all the same");
}

#[tokio::test]
async fn a_panic_is_an_error_page_with_an_id() {
    let response = web(Options::default()).oneshot(from("10.0.0.1", "/panic")).await.unwrap();
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let id = response.headers()["x-request-id"].to_str().unwrap().to_owned();
    let html = text(response).await;
    assert!(html.contains(&id));
    assert!(!html.contains("floor"));
}

#[tokio::test]
async fn answers_that_never_begin_and_bodies_that_are_too_large_are_refused() {
    let quick = web(Options { timeout: Duration::ZERO, body_limit_bytes: 10, ..Options::default() });
    assert_eq!(quick.oneshot(from("10.0.0.1", "/never")).await.unwrap().status(), StatusCode::REQUEST_TIMEOUT);
    let small = web(Options { body_limit_bytes: 10, ..Options::default() });
    let large = Request::post("/api/v1/echo")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::CONTENT_LENGTH, "11")
        .body(Body::from("01234567890"));
    let response = small.oneshot(large.unwrap()).await.unwrap();
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(text(response).await.contains("/api#too-large"));
    // Only the setting bounds them: files of applications are larger than what the library takes by itself.
    let wide = web(Options { body_limit_bytes: 8 << 20, ..Options::default() });
    let large = Request::post("/api/v1/echo").header(header::CONTENT_TYPE, "application/json");
    let response = wide.oneshot(large.body(Body::from("0".repeat(3 << 20))).unwrap()).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
}

#[tokio::test]
async fn metrics_are_for_this_machine_or_with_a_token() {
    let web = web(Options { metrics_token: Some("secret".to_owned()), ..Options::default() });
    let ask = async |address: &str, headers: &[(&'static str, &'static str)]| {
        let mut request = from(address, "/metrics");
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        web.clone().oneshot(request).await.unwrap()
    };
    web.clone().oneshot(from("10.0.0.1", "/hello/ada")).await.unwrap();
    assert_eq!(ask("10.0.0.1", &[]).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(ask("10.0.0.1", &[("authorization", "Bearer wrong")]).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(ask("127.0.0.1", &[("x-forwarded-for", "10.0.0.1")]).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(ask("10.0.0.1", &[("authorization", "Bearer secret")]).await.status(), StatusCode::OK);
    let body = text(ask("127.0.0.1", &[]).await).await;
    assert!(
        body.contains("bellwether_http_requests_total{method=\"GET\",route=\"/hello/{name}\",status=\"200\"} 1"),
        "{body}"
    );
    assert!(body.contains("bellwether_http_request_seconds_count{route=\"/hello/{name}\"} 1"), "{body}");
    assert!(body.contains("bellwether_jobs_waiting 7"), "{body}");
    assert!(!body.contains("ada"), "addresses are not metrics");
}

#[tokio::test]
async fn health_says_whether_the_installation_can_answer() {
    let well = web(Options::default()).oneshot(from("10.0.0.1", "/healthz")).await.unwrap();
    assert_eq!((well.status(), text(well).await.as_str()), (StatusCode::OK, "ok\n"));
    let health: bellwether_web::options::HealthCheck = Arc::new(|| Box::pin(async { false }));
    let ill = web(Options { health: Some(health), ..Options::default() }).oneshot(from("10.0.0.1", "/healthz")).await;
    assert_eq!(ill.unwrap().status(), StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn pages_are_compressed_for_browsers_that_take_it() {
    let mut request = from("10.0.0.1", "/hello/ada");
    request.headers_mut().insert(header::ACCEPT_ENCODING, "gzip".parse().unwrap());
    let response = web(Options::default()).oneshot(request).await.unwrap();
    assert_eq!(response.headers()[header::CONTENT_ENCODING], "gzip");
}

#[tokio::test]
async fn the_api_describes_itself() {
    let response = web(Options::default()).oneshot(from("10.0.0.1", "/api/v1/openapi.json")).await.unwrap();
    let document: serde_json::Value = serde_json::from_str(&text(response).await).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["info"]["title"], "Bellwether");
    assert!(document["components"]["schemas"]["Problem"].is_object());
}
