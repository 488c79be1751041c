//! Requests that change something must come from our own pages: the browser's word for it, and a form token.
//!
//! JSON requests to the API need no token: no form of another site can send them without the browser asking us first,
//! and we never agree.

use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::WebError;
use crate::site::Site;
use crate::visit::Visit;

pub(crate) async fn layer(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return next.run(request).await;
    }
    match checked(request).await {
        Ok(request) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}

async fn checked(request: Request) -> Result<Request, WebError> {
    let site = request.extensions().get::<Arc<Site>>().cloned().ok_or(WebError::Forged)?;
    let visit = request.extensions().get::<Arc<Visit>>().cloned().ok_or(WebError::Forged)?;
    if !is_same_origin(request.headers(), site.options.public_origin.as_deref()) {
        return Err(WebError::Forged);
    }
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_form = kind.starts_with("application/x-www-form-urlencoded");
    if visit.path.starts_with("/api/") && !is_form && !kind.starts_with("multipart/") && !kind.starts_with("text/plain")
    {
        return Ok(request);
    }
    let genuine = |token: &str| site.signer.is_genuine(token, &visit.csrf_id, &visit.session);
    let sent = request.headers().get("x-csrf-token").and_then(|token| token.to_str().ok());
    if sent.is_some_and(genuine) || token_in(visit.query.as_bytes()).is_some_and(|token| genuine(&token)) {
        return Ok(request);
    }
    if !is_form {
        return Err(WebError::Forged);
    }
    let (parts, body) = request.into_parts();
    let bytes: Bytes = to_bytes(body, site.options.body_limit_bytes).await.map_err(|_| WebError::TooLarge)?;
    match token_in(&bytes) {
        Some(token) if genuine(&token) => Ok(Request::from_parts(parts, Body::from(bytes))),
        _ => Err(WebError::Forged),
    }
}

fn token_in(form: &[u8]) -> Option<String> {
    form_urlencoded::parse(form).find(|(name, _)| name == "csrf").map(|(_, value)| value.into_owned())
}

/// Browsers say where a request comes from, and pages cannot change what they say. Other clients say nothing.
fn is_same_origin(headers: &HeaderMap, public_origin: Option<&str>) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => match (public_origin, text("host")) {
            (Some(public), _) => origin == public,
            (None, Some(host)) => origin.split_once("://").is_some_and(|(_, origin_host)| origin_host == host),
            (None, None) => false,
        },
        (None, None) => true,
    }
}
