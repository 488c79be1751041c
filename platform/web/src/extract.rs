//! Inputs of handlers, whose refusals are [`WebError`]s that name the field: `Form`, `Query`, `Path`, `Json`.

use std::error::Error;

use axum::extract::rejection::{FormRejection, JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts};
use axum::http::StatusCode;

use crate::error::WebError;

/// The fields of a submitted form. Fields that people type are `String` and checked by the service, so that nothing
/// typed is lost; this refuses only what no page of ours sends.
#[derive(Clone, Copy, Debug, FromRequest)]
#[from_request(via(axum::Form), rejection(WebError))]
pub struct Form<T>(pub T);

/// The query of the address.
#[derive(Clone, Copy, Debug, FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(WebError))]
pub struct Query<T>(pub T);

/// The parts of the path. One that cannot be read is an address that does not exist.
#[derive(Clone, Copy, Debug, FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(WebError))]
pub struct Path<T>(pub T);

/// A JSON body.
#[derive(Clone, Copy, Debug, FromRequest)]
#[from_request(via(axum::Json), rejection(WebError))]
pub struct Json<T>(pub T);

impl From<PathRejection> for WebError {
    fn from(_: PathRejection) -> Self {
        WebError::NotFound
    }
}

impl From<QueryRejection> for WebError {
    fn from(rejection: QueryRejection) -> Self {
        refusal(rejection.status(), &rejection)
    }
}

impl From<FormRejection> for WebError {
    fn from(rejection: FormRejection) -> Self {
        refusal(rejection.status(), &rejection)
    }
}

impl From<JsonRejection> for WebError {
    fn from(rejection: JsonRejection) -> Self {
        refusal(rejection.status(), &rejection)
    }
}

fn refusal(status: StatusCode, rejection: &(dyn Error + 'static)) -> WebError {
    if let Some(error) = WebError::from_status(status) {
        return error;
    }
    let cause = innermost_with_path(rejection);
    match cause.split_once(": ") {
        Some((field, message)) if is_path(field) => WebError::field(field, message),
        _ => match missing(&cause) {
            Some(field) => WebError::field(field, cause.as_str()),
            None => WebError::BadRequest(cause),
        },
    }
}

/// The field of `missing field `name``, which is said of the whole and so comes without a path.
fn missing(cause: &str) -> Option<&str> {
    cause.strip_prefix("missing field `")?.split('`').next()
}

/// `serde_path_to_error` writes `path: message`; axum wraps that in prose.
fn innermost_with_path(rejection: &(dyn Error + 'static)) -> String {
    let mut cause = rejection;
    while let Some(source) = cause.source() {
        cause = source;
        let text = cause.to_string();
        if text.split_once(": ").is_some_and(|(field, _)| is_path(field)) {
            return text;
        }
    }
    cause.to_string()
}

fn is_path(text: &str) -> bool {
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '[' | ']');
    !text.is_empty() && text.chars().all(allowed)
}
