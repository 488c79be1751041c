//! The portal on the web: pages, files, and the JSON API.

pub mod api;
pub mod files;
pub mod pages;
pub mod portal;

use axum::Router;
use axum::routing::get;

use self::portal::Portal;

/// The pages and files.
pub fn routes(portal: Portal) -> Router {
    Router::new()
        .route("/", get(pages::front))
        .route("/members", get(pages::current_members))
        .route("/clusters", get(pages::clusters))
        .route("/clusters/{cluster}", get(pages::home))
        .route("/clusters/{cluster}/members", get(pages::members))
        .route("/clusters/{cluster}/members.csv", get(files::csv))
        .route("/clusters/{cluster}/members.json", get(files::json))
        .route("/clusters/{cluster}/members.xlsx", get(files::xlsx))
        .route("/clusters/{cluster}/members/{actor}", get(pages::actor))
        .route("/clusters/{cluster}/commissions/{actor}", get(pages::actor))
        .route("/clusters/{cluster}/areas/{area}", get(pages::area))
        .with_state(portal)
}
