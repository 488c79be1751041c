//! `/healthz`: whether the installation can answer, for balancers and supervisors. Says nothing about its inside.

use std::sync::Arc;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::site::Site;

/// Serves `/healthz`.
pub(crate) async fn serve(request: Request) -> Response {
    let check = request.extensions().get::<Arc<Site>>().and_then(|site| site.options.health.clone());
    let is_well = match check {
        Some(check) => check().await,
        None => true,
    };
    if is_well {
        (StatusCode::OK, "ok\n").into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response()
    }
}
