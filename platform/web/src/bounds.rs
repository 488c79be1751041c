//! How large a request may be, and how long its answer may take to begin. Paths for uploads have bounds of their own.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::Limited;

use crate::error::WebError;
use crate::site::Site;

/// The longest that an upload may take. What stops coming is given up much earlier, by the handler.
const LONGEST_UPLOAD: Duration = Duration::from_secs(12 * 3600);

pub(crate) async fn layer(request: Request, next: Next) -> Response {
    let Some(site) = request.extensions().get::<Arc<Site>>().cloned() else { return next.run(request).await };
    let upload = site.uploads.iter().find(|(path, _)| *path == request.uri().path());
    let (limit, patience) = match upload {
        Some((_, limit)) => (*limit, LONGEST_UPLOAD),
        None => (site.options.body_limit_bytes as u64, site.options.timeout),
    };
    if declared(request.headers()).is_some_and(|length| length > limit) {
        return WebError::TooLarge.into_response();
    }
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let request = request.map(|body| Body::new(Limited::new(body, limit)));
    match tokio::time::timeout(patience, next.run(request)).await {
        Ok(response) => response,
        Err(_) => WebError::TooSlow.into_response(),
    }
}

fn declared(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
