//! What this slice gives to the web.

use axum::Router;
use axum::routing::{get, post};
use bellwether_kernel::lang::Lang;
use bellwether_web::api::{MenuItem, Place, Slice};

use crate::http::{api, pages};
use crate::policy::Act;
use crate::service::Operations;
use crate::urls;

/// The words of this slice.
pub const MESSAGES: &[(Lang, &str)] =
    &[(Lang::En, include_str!("../i18n/en.ftl")), (Lang::Ru, include_str!("../i18n/ru.ftl"))];

/// The pages and the API of the jobs.
pub fn slice(operations: Operations) -> Slice {
    let (routes, document) = api::routes(operations.clone()).split_for_parts();
    let pages = Router::new()
        .route(urls::JOBS, get(pages::list))
        .route("/jobs/{id}", get(pages::one))
        .route("/jobs/{id}/events", get(pages::events))
        .route("/jobs/{id}/cancel", post(pages::cancel))
        .route("/jobs/{id}/retry", post(pages::retry))
        .with_state(operations);
    Slice::new("operations")
        .acts::<Act>()
        .routes(pages)
        .routes(routes)
        .api(document)
        .messages(MESSAGES)
        .menu(MenuItem::new(Place::Cluster, "jobs-title", urls::JOBS).rank(890).to_do(Act::List))
}
