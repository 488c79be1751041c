//! Puts the slices together into one application, with the layers that every request goes through.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::assets::{self, Assets};
use crate::error::WebError;
use crate::options::Options;
use crate::security::csrf::Signer;
use crate::security::rates::Rates;
use crate::security::{headers, rates, unsafe_methods};
use crate::site::Site;
use crate::slice::{Around, Slice};
use crate::telemetry::metrics::Metrics;
use crate::telemetry::requests::Panicked;
use crate::telemetry::{health, metrics, requests};
use crate::words::{Catalogue, WordsError};
use crate::{bounds, pages, problem, visit, waiting};

/// The slices do not fit together.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Messages cannot be read, or are defined twice.
    #[error(transparent)]
    Words(#[from] WordsError),
}

/// The whole web application.
///
/// Serve it with `into_make_service_with_connect_info::<SocketAddr>()`: the address of the client is needed for rate
/// limits and `/metrics`.
pub fn app(slices: Vec<Slice>, options: Options) -> Result<Router, AppError> {
    let words: Vec<_> = slices
        .iter()
        .flat_map(|slice| slice.messages.iter().map(|(lang, source)| (slice.name, *lang, *source)))
        .collect();
    let mut menu: Vec<_> = slices.iter().flat_map(|slice| slice.menu.iter().cloned()).collect();
    menu.sort_by_key(|item| (item.place, item.rank));
    let site = Site {
        catalogue: Arc::new(Catalogue::load(&words)?),
        menu,
        slots: slices.iter().flat_map(|slice| slice.slots.iter().cloned()).collect(),
        waits: slices.iter().flat_map(|slice| slice.waits.iter().cloned()).collect(),
        account_pages: slices.iter().flat_map(|slice| slice.account_pages.iter().copied()).collect(),
        beside: slices.iter().flat_map(|slice| slice.beside.iter().cloned()).collect(),
        guarded_paths: slices.iter().flat_map(|slice| slice.guarded_paths.iter().copied()).collect(),
        uploads: slices.iter().flat_map(|slice| slice.uploads.iter().copied()).collect(),
        assets: Assets::load(),
        signer: Signer::new(&options.secret),
        rates: Rates::new(&options.limits),
        metrics: Metrics::new(slices.iter().flat_map(|slice| slice.gauges.iter().cloned()).collect()),
        api: pages::api::merged(slices.iter().map(|slice| slice.api.clone()).collect()),
        options,
    };
    let mut routes = Router::new();
    let mut around = Vec::new();
    for slice in slices {
        routes = routes.merge(slice.routes);
        around.extend(slice.around);
    }
    Ok(layered(routes, around, Arc::new(site)))
}

/// The description of the API of these slices, as `/api/v1/openapi.json` serves it.
pub fn openapi(slices: &[Slice]) -> serde_json::Value {
    pages::api::merged(slices.iter().map(|slice| slice.api.clone()).collect())
}

/// From the inside to the outside: what the last line adds sees a request first.
fn layered(routes: Router, around: Vec<Around>, site: Arc<Site>) -> Router {
    let mut inner = routes
        .route("/about", get(pages::about::page))
        .route("/about/licences", get(pages::about::licences))
        .route(pages::waiting::PATH, get(pages::waiting::page))
        .route("/api", get(pages::api::page))
        .route("/api/v1/openapi.json", get(pages::api::json))
        .route(assets::ROUTE, get(assets::serve))
        .route("/metrics", get(metrics::serve))
        .route("/healthz", get(health::serve))
        .layer(middleware::from_fn(requests::note_route))
        // What a request may hold is a setting, kept by `bounds`; the library would refuse more than 2 MB beside it.
        .layer(DefaultBodyLimit::disable())
        .fallback(async || WebError::NotFound)
        .method_not_allowed_fallback(async || WebError::MethodNotAllowed)
        .layer(CatchPanicLayer::custom(Panicked))
        .layer(middleware::from_fn(rates::by_account))
        .layer(middleware::from_fn(problem::layer))
        .layer(middleware::from_fn(waiting::layer));
    for wrap in around {
        inner = wrap(inner);
    }
    inner
        .layer(middleware::from_fn(unsafe_methods::layer))
        .layer(middleware::from_fn(rates::by_address))
        .layer(middleware::from_fn(bounds::layer))
        .layer(CatchPanicLayer::custom(Panicked))
        .layer(middleware::from_fn(problem::layer))
        .layer(middleware::from_fn(visit::layer))
        .layer(middleware::from_fn(headers::layer))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn(requests::layer))
        .layer(middleware::from_fn(move |request: Request, next: Next| with_site(site.clone(), request, next)))
}

async fn with_site(site: Arc<Site>, mut request: Request, next: Next) -> Response {
    request.extensions_mut().insert(site);
    next.run(request).await
}
