//! Each request gets an id, a line in the log, and its place in the metrics; a panic becomes an error page with the id.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::ResponseForPanic;
use tracing::Instrument;
use uuid::Uuid;

use crate::error::WebError;
use crate::site::Site;
use crate::visit::RequestId;

/// The route template, handed from the inside to the outside: only the router knows it.
#[derive(Clone)]
struct Route(String);

/// The outermost layer.
pub(crate) async fn layer(mut request: Request, next: Next) -> Response {
    let id = Uuid::now_v7().simple().to_string();
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = request.method().clone();
    let site = request.extensions().get::<Arc<Site>>().cloned();
    let started = Instant::now();
    let span = tracing::info_span!("request", request.id = id);
    let mut response = next.run(request).instrument(span).await;
    let elapsed = started.elapsed();
    let status = response.status();
    let route = response.extensions().get::<Route>().map_or("none", |route| route.0.as_str()).to_owned();
    // The route, not the address: addresses hold what people search for.
    tracing::info!(
        request.id = id,
        http.method = %method,
        http.route = route,
        http.status = status.as_u16(),
        time.ms = elapsed.as_millis(),
        "answered {method} {route} with {status}"
    );
    if let Some(site) = site {
        site.metrics.count(method.as_str(), &route, status.as_u16(), elapsed);
    }
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", id);
    }
    response
}

/// Notes the template of the route that answers. Layered onto the routes themselves.
pub(crate) async fn note_route(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map(|path| Route(path.as_str().to_owned()));
    let mut response = next.run(request).await;
    if let Some(route) = route {
        response.extensions_mut().insert(route);
    }
    response
}

/// Makes a panic an internal error.
#[derive(Clone, Copy)]
pub(crate) struct Panicked;

impl ResponseForPanic for Panicked {
    type ResponseBody = axum::body::Body;

    fn response_for_panic(&mut self, panic: Box<dyn std::any::Any + Send + 'static>) -> Response {
        let message = panic
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
            .unwrap_or_else(|| "panic without words".to_owned());
        WebError::internal(format!("panic: {message}")).into_response()
    }
}
