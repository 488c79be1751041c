//! The JSON API: what was built, lists, one target with its records and topics, the hindcast; and the start of a build.

use axum::Json;
use axum::Router;
use axum::extract::State as Held;
use axum::http::StatusCode;
use bellwether_foresight::api::{Rows, WorkLine};
use bellwether_web::api::{ApiResult, Page, WebError};
use bellwether_web::extract::{Json as Given, Path, Query};
use serde::{Deserialize, Serialize};
use utoipa::openapi::OpenApi;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::state::{ROWS, State};
use crate::model::filter::{EmergingFilter, Filter};
use crate::model::hindcast::Hindcast;
use crate::model::status::Status;
use crate::model::target::{Target, TargetLine};
use crate::model::topic::TopicOf;
use crate::service::look;
use crate::service::start::{self, Payload};

/// The routes of the API with their description.
pub fn routes(state: State) -> (Router, OpenApi) {
    let (router, description) = OpenApiRouter::new()
        .routes(routes!(status))
        .routes(routes!(targets))
        .routes(routes!(emerging))
        .routes(routes!(hindcast))
        .routes(routes!(target))
        .routes(routes!(records))
        .routes(routes!(topics))
        .routes(routes!(build))
        .split_for_parts();
    (router.with_state(state), description)
}

/// Which rows.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct Onward {
    /// The `next` of the page before.
    after: Option<u32>,
}

/// What a build is to start from.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = targets::Build)]
struct Build {
    /// A file of the inbox with links between papers and genes; without it those of the build before.
    papers: Option<String>,
    /// A file of the inbox with names of genes.
    names: Option<String>,
}

/// The job that builds.
#[derive(Serialize, ToSchema)]
#[schema(as = targets::Started)]
struct Started {
    /// Its id.
    id: String,
    /// Where its state is.
    href: String,
}

/// What the targets were built from, and how; `null` before the first build
#[utoipa::path(get, path = "/api/v1/targets/status", tag = "targets", responses((status = 200, body = Option<Status>)))]
async fn status(page: Page, Held(state): Held<State>) -> ApiResult<Option<Status>> {
    Ok(Json(state.ask(&page, |_, edition, _| Ok(edition.status.clone())).await?))
}

/// Targets with papers, growth, burst, forecast and score
///
/// Empty before the first build.
#[utoipa::path(get, path = "/api/v1/targets", tag = "targets", params(Filter), responses((status = 200, body = Rows<TargetLine>)))]
async fn targets(page: Page, Held(state): Held<State>, Query(filter): Query<Filter>) -> ApiResult<Rows<TargetLine>> {
    let found = state.ask(&page, move |ctx, edition, _| look::list(ctx, edition, &filter, ROWS)).await?;
    Ok(Json(found.unwrap_or_default()))
}

/// Targets that are likely to grow, the highest score first
///
/// Empty before the first build.
#[utoipa::path(get, path = "/api/v1/targets/emerging", tag = "targets", params(EmergingFilter), responses((status = 200, body = Rows<TargetLine>)))]
async fn emerging(
    page: Page,
    Held(state): Held<State>,
    Query(filter): Query<EmergingFilter>,
) -> ApiResult<Rows<TargetLine>> {
    let found = state.ask(&page, move |ctx, edition, _| look::emerging(ctx, edition, filter, ROWS)).await?;
    Ok(Json(found.unwrap_or_default()))
}

/// How good scores of emergence were in earlier years; `null` before the first build
#[utoipa::path(get, path = "/api/v1/targets/hindcast", tag = "targets", responses((status = 200, body = Option<Hindcast>)))]
async fn hindcast(page: Page, Held(state): Held<State>) -> ApiResult<Option<Hindcast>> {
    Ok(Json(state.ask(&page, |_, edition, _| Ok(edition.hindcast.clone())).await?))
}

/// One target
#[utoipa::path(get, path = "/api/v1/targets/{id}", tag = "targets", params(("id" = u32, Path, description = "NCBI (Entrez) gene")), responses((status = 200, body = Target), (status = 404)))]
async fn target(page: Page, Held(state): Held<State>, Path(id): Path<u32>) -> ApiResult<Target> {
    let found = state.ask(&page, move |_, edition, _| Ok(edition.target(id).cloned())).await?;
    Ok(Json(found.flatten().ok_or(WebError::NotFound)?))
}

/// Records of the evidence that speak of a target
#[utoipa::path(get, path = "/api/v1/targets/{id}/records", tag = "targets", params(("id" = u32, Path, description = "NCBI (Entrez) gene"), Onward), responses((status = 200, body = Rows<WorkLine>), (status = 404)))]
async fn records(
    page: Page,
    Held(state): Held<State>,
    Path(id): Path<u32>,
    Query(from): Query<Onward>,
) -> ApiResult<Rows<WorkLine>> {
    let found = state.ask(&page, move |ctx, edition, state| {
        let target = edition.target(id);
        target.map(|target| look::records(ctx, &state.search, target, from.after, ROWS)).transpose()
    });
    Ok(Json(found.await?.flatten().ok_or(WebError::NotFound)?))
}

/// Topics of the landscape that hold records of a target
#[utoipa::path(get, path = "/api/v1/targets/{id}/topics", tag = "targets", params(("id" = u32, Path, description = "NCBI (Entrez) gene")), responses((status = 200, body = Vec<TopicOf>), (status = 404)))]
async fn topics(page: Page, Held(state): Held<State>, Path(id): Path<u32>) -> ApiResult<Vec<TopicOf>> {
    let found = state.ask(&page, move |ctx, edition, state| {
        edition.target(id).map(|target| look::topics(ctx, &state.landscapes, target)).transpose()
    });
    Ok(Json(found.await?.flatten().ok_or(WebError::NotFound)?))
}

/// Builds the targets anew, as a job
#[utoipa::path(post, path = "/api/v1/targets/builds", tag = "targets", request_body = Build, responses((status = 202, body = Started), (status = 422)))]
async fn build(
    page: Page,
    Held(state): Held<State>,
    Given(asked): Given<Build>,
) -> Result<(StatusCode, Json<Started>), WebError> {
    let known = state.ask(&page, |_, edition, _| Ok(edition.status.settings)).await?;
    if known.is_none() && asked.papers.is_none() {
        return Err(WebError::field("papers", "there are no links of an earlier build; name a file of the inbox"));
    }
    let payload = Payload { settings: known.unwrap_or_default(), papers: asked.papers, names: asked.names };
    let id = start::start(page.ctx(), &state.db, &state.jobs, &state.inbox, &payload).await?;
    Ok((StatusCode::ACCEPTED, Json(Started { id: id.to_string(), href: format!("/api/v1/jobs/{id}") })))
}
