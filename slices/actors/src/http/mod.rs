//! Pages, files and API of the register: reads the request, calls one service, answers.

pub mod api;
pub mod bring;
pub mod desk;
pub mod edit;
pub mod fact;
pub mod files;
mod json_ld;
pub mod list;
pub mod merge;
pub mod person;
pub mod problems;
pub mod shapes;

use axum::Router;
use axum::routing::{get, post};

use self::desk::Desk;
use crate::urls;

/// The pages and files.
pub fn routes(desk: Desk) -> Router {
    Router::new()
        .route(urls::ACTORS, get(list::list))
        .route("/actors/export.csv", get(files::csv))
        .route("/actors/export.xlsx", get(files::xlsx))
        .route("/actors/export.json", get(files::json))
        .route(urls::NEW, get(edit::new_form).post(edit::add))
        .route(urls::IMPORT, get(bring::form).post(bring::bring))
        .route("/actors/imports/{import}", get(bring::preview).post(bring::apply))
        .route("/actors/imports/{import}/drop", post(bring::drop_import))
        .route(urls::DUPLICATES, get(merge::duplicates))
        .route("/actors/merges/{merge}/undo", post(merge::undo))
        .route("/actors/of/{cluster}/{slug}", get(list::of_place))
        .route("/actors/{actor}", get(list::show))
        .route("/actors/{actor}/actor.jsonld", get(files::json_ld))
        .route("/actors/{actor}/edit", get(edit::form))
        .route("/actors/{actor}/facts/{part}", post(edit::tell))
        .route("/actors/{actor}/facts/{part}/{row}/days", post(edit::days))
        .route("/actors/{actor}/facts/{part}/{row}/remove", post(edit::remove))
        .route("/actors/{actor}/merge/{other}", get(merge::outlook).post(merge::merge))
        .route("/actors/{actor}/data", get(person::data))
        .route("/actors/{actor}/data.json", get(person::data_json))
        .route("/actors/{actor}/erase", post(person::erase))
        .with_state(desk)
}
