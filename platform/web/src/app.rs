//! Puts the slices together into one application, with the layers that every request goes through.

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use tower_http::compression::CompressionLayer;

use crate::assets::{self, Assets};
use crate::error::WebError;
use crate::options::Options;
use crate::security::csrf::Signer;
use crate::security::{headers, unsafe_methods};
use crate::site::Site;
use crate::slice::Slice;
use crate::words::{Catalogue, WordsError};
use crate::{problem, visit};

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
    let mut site = Site {
        catalogue: Arc::new(Catalogue::load(&words)?),
        menu: Vec::new(),
        slots: Vec::new(),
        guarded_paths: Vec::new(),
        assets: Assets::load(),
        signer: Signer::new(&options.secret),
        options,
    };
    let mut routes = Router::new();
    let mut around = Vec::new();
    for slice in slices {
        routes = routes.merge(slice.routes);
        site.menu.extend(slice.menu);
        site.slots.extend(slice.slots);
        site.guarded_paths.extend(slice.guarded_paths);
        around.extend(slice.around);
    }
    site.menu.sort_by_key(|item| (item.place, item.rank));
    Ok(layered(routes, around, Arc::new(site)))
}

fn layered(routes: Router, around: Vec<crate::slice::Around>, site: Arc<Site>) -> Router {
    let mut inner = routes
        .route(assets::ROUTE, get(assets::serve))
        .fallback(async || WebError::NotFound)
        .method_not_allowed_fallback(async || WebError::MethodNotAllowed)
        .layer(middleware::from_fn(problem::layer));
    for wrap in around {
        inner = wrap(inner);
    }
    inner
        .layer(middleware::from_fn(unsafe_methods::layer))
        .layer(middleware::from_fn(problem::layer))
        .layer(middleware::from_fn(visit::layer))
        .layer(middleware::from_fn(headers::layer))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn(move |request: Request, next: Next| with_site(site.clone(), request, next)))
}

async fn with_site(site: Arc<Site>, mut request: Request, next: Next) -> Response {
    request.extensions_mut().insert(site);
    next.run(request).await
}
