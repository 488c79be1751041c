//! The JSON API: what was built, its topics, the records of a topic or inside a line.

use axum::Json;
use axum::Router;
use axum::extract::State as Held;
use bellwether_web::api::{ApiResult, Page, WebError};
use bellwether_web::extract::{Path, Query};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::state::{ROWS, State};
use crate::http::{builds, compare, emerging, forecast, people, proposals, report, watching};
use crate::model::filter::{RecordFilter, Rows, TopicFilter};
use crate::model::placed::Standing;
use crate::model::topic::{Topic, WorkLine};
use crate::service::look;

/// The routes of the API with their description.
pub fn routes(state: State) -> (Router, OpenApi) {
    let (router, description) = OpenApiRouter::new()
        .routes(routes!(status))
        .routes(routes!(topics))
        .routes(routes!(topic))
        .routes(routes!(records))
        .routes(routes!(compare::api))
        .routes(routes!(emerging::api))
        .routes(routes!(watching::list))
        .routes(routes!(watching::put, watching::delete))
        .routes(routes!(watching::post_seen))
        .routes(routes!(proposals::api_list))
        .routes(routes!(proposals::api_propose))
        .routes(routes!(proposals::api_one))
        .routes(routes!(proposals::api_evidence))
        .routes(routes!(proposals::api_withdraw))
        .routes(routes!(report::api))
        .routes(routes!(builds::start))
        .routes(routes!(people::api))
        .routes(routes!(forecast::api))
        .routes(routes!(forecast::hindcast_api))
        .split_for_parts();
    (router.with_state(state), description)
}

/// What the landscape was built from and how, and what was placed on it since; `null` before the first build
#[utoipa::path(get, path = "/api/v1/foresight", tag = "foresight", responses((status = 200, body = Option<Standing>)))]
async fn status(page: Page, Held(state): Held<State>) -> ApiResult<Option<Standing>> {
    let standing = state.ask(&page, |_, edition, _| Ok(Standing::of(&edition.status, edition.placed.as_ref())));
    Ok(Json(standing.await?))
}

/// Topics of one level with their years, outlook, indicators and key works
///
/// Empty before the first build.
#[utoipa::path(get, path = "/api/v1/foresight/topics", tag = "foresight", params(TopicFilter), responses((status = 200, body = Rows<Topic>)))]
async fn topics(page: Page, Held(state): Held<State>, Query(filter): Query<TopicFilter>) -> ApiResult<Rows<Topic>> {
    let found = state.ask(&page, move |ctx, edition, _| look::topics(ctx, edition, &filter, ROWS)).await?;
    Ok(Json(found.unwrap_or_default()))
}

/// One topic
#[utoipa::path(get, path = "/api/v1/foresight/topics/{id}", tag = "foresight", params(("id" = String, Path, description = "Id of the topic")), responses((status = 200, body = Topic), (status = 404)))]
async fn topic(page: Page, Held(state): Held<State>, Path(id): Path<String>) -> ApiResult<Topic> {
    let found = state.ask(&page, move |_, edition, _| Ok(edition.topic(&id).map(|(_, topic)| topic.clone()))).await?;
    Ok(Json(found.flatten().ok_or(WebError::NotFound)?))
}

/// Records of a topic, inside a line on the map, or both
///
/// Empty before the first build.
#[utoipa::path(get, path = "/api/v1/foresight/records", tag = "foresight", params(RecordFilter), responses((status = 200, body = Rows<WorkLine>), (status = 404), (status = 422)))]
async fn records(
    page: Page,
    Held(state): Held<State>,
    Query(filter): Query<RecordFilter>,
) -> ApiResult<Rows<WorkLine>> {
    let found = state.records(&page, &filter, filter.after, ROWS).await?;
    Ok(Json(found.map(|(rows, _)| rows).unwrap_or_default()))
}
