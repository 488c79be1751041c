//! Starting a build over the API.

use axum::Json;
use axum::extract::State as Held;
use axum::http::StatusCode;
use bellwether_web::api::{Page, WebError};
use bellwether_web::extract::Json as Sent;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::http::state::State;
use crate::model::status::{Settings, SettingsError};
use crate::service::start::{StartError, Topics, start_with};
use crate::urls;

/// How to build; what is not said stays as it was in the landscape that is published now.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = foresight::BuildAsked)]
pub struct BuildAsked {
    /// Do topics that are still largely the same keep their ids and labels? They do if nothing is said.
    keep_ids: Option<bool>,
    /// Seed of everything that is drawn by chance.
    seed: Option<u64>,
    /// Dimensions of the space in which records are compared, 2 to 1000.
    dimensions: Option<u32>,
    /// Nearest records that a record is linked with, 2 to 200.
    neighbours: Option<u32>,
    /// Only records that this query finds; empty for all.
    query: Option<String>,
}

/// A build that was queued.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = foresight::BuildStarted)]
pub struct BuildStarted {
    /// The job, at `/api/v1/jobs/{job}`.
    job: String,
    /// Its page.
    page: String,
}

/// Build the landscape anew, or update it
///
/// The work is a job; what is published now stays until the new landscape is whole.
#[utoipa::path(post, path = "/api/v1/foresight/builds", tag = "foresight", request_body = BuildAsked, responses((status = 202, body = BuildStarted), (status = 401), (status = 403), (status = 422)))]
pub async fn start(
    page: Page,
    Held(state): Held<State>,
    Sent(asked): Sent<BuildAsked>,
) -> Result<(StatusCode, Json<BuildStarted>), WebError> {
    let known = state.ask(&page, |_, edition, _| Ok(edition.status.settings.clone())).await?.unwrap_or_default();
    let settings = Settings {
        seed: asked.seed.unwrap_or(known.seed),
        dimensions: asked.dimensions.unwrap_or(known.dimensions),
        neighbours: asked.neighbours.unwrap_or(known.neighbours),
        query: asked.query.unwrap_or(known.query),
    };
    let topics = if asked.keep_ids.unwrap_or(true) { Topics::KeepIds } else { Topics::New };
    let started = start_with(page.ctx(), &state.db, &state.jobs, &settings, topics).await;
    let id = started.map_err(|error| match error {
        StartError::Settings(error @ SettingsError::Dimensions(_)) => WebError::field("dimensions", error.to_string()),
        StartError::Settings(error @ SettingsError::Neighbours(_)) => WebError::field("neighbours", error.to_string()),
        other => other.into(),
    })?;
    Ok((StatusCode::ACCEPTED, Json(BuildStarted { job: id.to_string(), page: urls::job(id) })))
}
