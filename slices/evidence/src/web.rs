//! The slice as the web server takes it: routes, API description, menu, words.

use axum::Router;
use axum::routing::get;
use bellwether_web::api::{MenuItem, Place, Slice};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::{export, help, record, search};
use crate::service::searching::SearchState;
use crate::views::SEARCH_WORDS;

/// Search, records, export and query help.
pub fn search_slice(state: SearchState) -> Slice {
    let pages = Router::new()
        .route("/evidence", get(search::get))
        .route("/evidence/help", get(help::get))
        .route("/evidence/records/{key}", get(record::get))
        .route("/evidence/records/{key}/citation", get(export::citation))
        .with_state(state.clone());
    let (json, description) = OpenApiRouter::new()
        .routes(routes!(search::api))
        .routes(routes!(record::api))
        .routes(routes!(record::api_similar))
        .routes(routes!(export::get))
        .with_state(state)
        .split_for_parts();
    Slice::new("evidence-search")
        .routes(pages.merge(json))
        .api(description)
        .menu(MenuItem::new(Place::Evidence, "search-title", "/evidence").rank(10))
        .messages(SEARCH_WORDS)
}
