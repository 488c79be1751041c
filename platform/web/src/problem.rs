//! Errors become answers here, in one place: a page for people, an RFC 9457 problem for programs.

use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use maud::html;
use serde::Serialize;

use crate::components::states::{self, Tone};
use crate::error::{FieldProblem, Refusal, WebError};
use crate::links::Link;
use crate::page::Page;
use crate::title::Title;

/// A problem in the form of RFC 9457.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// Names the kind of problem: `/api#not-found`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind of problem in words.
    pub title: String,
    /// The status, repeated.
    pub status: u16,
    /// What happened this time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The id of the request, for support.
    pub instance: String,
    /// The fields that are wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// Turns errors that come out of `next` into pages or problems.
pub(crate) async fn layer(request: Request, next: Next) -> Response {
    let page = Page::of(request.extensions());
    let method = request.method().clone();
    let response = next.run(request).await;
    let Some(page) = page else { return response };
    match error_of(&response) {
        Some(refusal) => answer(&page, &method, &refusal.0, response.headers()),
        None => response,
    }
}

/// The error in a response: one that a handler gave, or a bare status of a layer.
fn error_of(response: &Response) -> Option<Refusal> {
    if let Some(refusal) = response.extensions().get::<Refusal>() {
        return Some(refusal.clone());
    }
    let kind = response.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
    let is_ours = kind.is_some_and(|kind| !kind.starts_with(b"text/plain"));
    if is_ours { None } else { WebError::from_status(response.status()).map(|error| Refusal(error.into())) }
}

fn answer(page: &Page, method: &Method, error: &WebError, headers: &HeaderMap) -> Response {
    let error = as_seen_by(page, error);
    if let WebError::Internal(source) = error {
        tracing::error!(request.id = page.request_id(), error = chain(source.as_ref()), "internal error");
    }
    let mut response = if page.wants_json() {
        as_json(page, error)
    } else if matches!(error, WebError::SignInNeeded) {
        to_sign_in(page, method)
    } else {
        as_page(page, error)
    };
    if let WebError::TooMany { retry_after_s } = error {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*retry_after_s));
    }
    if let Some(allow) = headers.get(header::ALLOW) {
        response.headers_mut().insert(header::ALLOW, allow.clone());
    }
    response
}

/// A visitor who is refused openly may be allowed after sign-in; hidden things do not exist for anybody refused.
fn as_seen_by<'a>(page: &Page, error: &'a WebError) -> &'a WebError {
    match error {
        WebError::Denied(denied) if denied.hidden => &WebError::NotFound,
        WebError::Denied(_) if !page.actor().is_known() => &WebError::SignInNeeded,
        other => other,
    }
}

fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

fn to_sign_in(page: &Page, method: &Method) -> Response {
    let mut link = Link::to(page.site().options.sign_in_path);
    if method == Method::GET {
        link = link.with("next", Link::to(page.path()).keeping(page.query(), &["lang", "theme"]));
    }
    page.redirect_to(link)
}

/// The last part of a message's key and of a problem's type.
fn name(error: &WebError) -> &'static str {
    match error {
        WebError::NotFound => "not-found",
        WebError::SignInNeeded => "sign-in-needed",
        WebError::Denied(_) => "denied",
        WebError::Invalid(_) => "invalid",
        WebError::BadRequest(_) => "bad-request",
        WebError::Conflict(_) => "conflict",
        WebError::Forged => "forged",
        WebError::MethodNotAllowed => "method-not-allowed",
        WebError::TooLarge => "too-large",
        WebError::UnsupportedBody => "unsupported-body",
        WebError::TooSlow => "too-slow",
        WebError::TooMany { .. } => "too-many",
        WebError::Unavailable(_) => "unavailable",
        WebError::Internal(_) => "internal",
    }
}

/// What happened this time, where the error says more than its kind.
fn detail(error: &WebError) -> Option<&str> {
    match error {
        WebError::BadRequest(text) | WebError::Conflict(text) | WebError::Unavailable(text) => Some(text),
        _ => None,
    }
}

fn problems(error: &WebError) -> &[FieldProblem] {
    match error {
        WebError::Invalid(problems) => problems,
        _ => &[],
    }
}

fn as_json(page: &Page, error: &WebError) -> Response {
    let status = error.status();
    let problem = Problem {
        kind: format!("/api#{}", name(error)),
        title: page.t(&format!("error-{}", name(error))),
        status: status.as_u16(),
        detail: detail(error).map(str::to_owned),
        instance: page.request_id().to_owned(),
        errors: problems(error).to_vec(),
    };
    let mut response = (status, Json(problem)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}

fn as_page(page: &Page, error: &WebError) -> Response {
    let name = name(error);
    let heading = page.t(&format!("error-{name}"));
    let tone = if error.status().is_server_error() { Tone::Bad } else { Tone::Plain };
    let body = html! {
        (states::alert(tone, html! {
            p { (page.t(&format!("error-{name}-help"))) }
            @if let Some(detail) = detail(error) { p { (detail) } }
            @if !problems(error).is_empty() {
                ul { @for problem in problems(error) { li { strong { (problem.field) } ": " (problem.message) } } }
            }
        }))
        p.error-ways {
            a.btn.btn-primary href="/" { (page.t("error-go-home")) }
        }
        p.text-secondary { (page.t_with("error-id", &[("id", page.request_id().into())])) }
    };
    page.render_with(error.status(), Title::new(heading), body)
}
