//! The clusters in the JSON API.

use axum::Json;
use axum::extract::State;
use bellwether_kernel::paging::{After, PageSize};
use bellwether_web::api::{ApiResult, Page, Problem, WebError};
use bellwether_web::extract::{Path, Query};
use serde::{Deserialize, Serialize};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::pages::day;
use super::portal::Portal;
use crate::model::actor::Actor;
use crate::model::profile::{Cluster, Profile};
use crate::model::wanted::Wanted;
use crate::service::look;
use bellwether_actors::api::Role;

/// The operations with their description.
pub fn routes(portal: Portal) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(clusters)).routes(routes!(cluster)).routes(routes!(members)).with_state(portal)
}

/// The clusters of this installation.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Clusters {
    clusters: Vec<Cluster>,
}

/// Lists the clusters.
#[utoipa::path(get, path = "/api/v1/clusters", tag = "clusters", responses((status = OK, body = Clusters)))]
async fn clusters(page: Page, State(portal): State<Portal>) -> ApiResult<Clusters> {
    Ok(Json(Clusters { clusters: look::clusters(page.ctx(), &portal.db).await? }))
}

/// Gives all that is known about a cluster.
#[utoipa::path(
    get,
    path = "/api/v1/clusters/{cluster}",
    tag = "clusters",
    params(("cluster" = String, Path, description = "The cluster's slug")),
    responses((status = OK, body = Profile), (status = NOT_FOUND, body = Problem))
)]
async fn cluster(page: Page, State(portal): State<Portal>, Path(slug): Path<String>) -> ApiResult<Profile> {
    look::profile(page.ctx(), &portal.db, &slug).await?.map(Json).ok_or(WebError::NotFound)
}

/// Which members are wanted.
#[derive(Deserialize, utoipa::IntoParams)]
struct MembersQuery {
    /// Only those that are this to the cluster.
    role: Option<Role>,
    /// Only those that have these letters in one of their names.
    #[serde(default)]
    q: String,
    /// Members as they were on this day: `2017-02-22`.
    #[serde(default)]
    as_of: String,
    /// The `next` of the page before.
    after: Option<String>,
    /// How many, at most 200.
    limit: Option<u32>,
}

/// One page of members.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Members {
    members: Vec<Actor>,
    /// What to give as `after` for the next page; absent on the last.
    next: Option<String>,
}

/// Lists a cluster's members.
#[utoipa::path(
    get,
    path = "/api/v1/clusters/{cluster}/members",
    tag = "clusters",
    params(("cluster" = String, Path, description = "The cluster's slug"), MembersQuery),
    responses((status = OK, body = Members), (status = NOT_FOUND, body = Problem))
)]
async fn members(
    page: Page,
    State(portal): State<Portal>,
    Path(slug): Path<String>,
    Query(query): Query<MembersQuery>,
) -> ApiResult<Members> {
    let size = query.limit.map_or(PageSize::USUAL, PageSize::clamped);
    let wanted =
        Wanted { role: query.role, words: query.q, as_of: day(&page, &query.as_of)?, after: After(query.after) };
    let found = look::members(page.ctx(), &portal.db, &slug, &wanted, size).await?.ok_or(WebError::NotFound)?;
    Ok(Json(Members { members: found.rows, next: found.next }))
}
