//! The JSON API of the register. The same services as the pages.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use bellwether_kernel::paging::{After, PageSize};
use bellwether_web::api::{ApiResult, Page, PageResult, Problem, WebError};
use bellwether_web::extract::{Json as Sent, Path, Query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::desk::Desk;
use super::list::as_of;
use super::shapes::{ActorAnswer, ActorCandidate, ActorData, ActorRecord, ActorsPreview, data_file};
use super::{edit, fact, problems};
use crate::model::actor::ActorId;
use crate::model::kinds::{ActorKind, Role};
use crate::model::wanted::Wanted;
use crate::service::ActorsError;
use crate::views::edit::FactFields;
use crate::views::new::NewFields;

/// The operations with their description.
pub fn routes(desk: Desk) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(actors_list, actors_add))
        .routes(routes!(actors_duplicates))
        .routes(routes!(actors_import))
        .routes(routes!(actors_unmerge))
        .routes(routes!(actors_one))
        .routes(routes!(actors_tell))
        .routes(routes!(actors_merge))
        .routes(routes!(actors_data))
        .routes(routes!(actors_erase))
        .with_state(desk)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ActorsAsked {
    /// Only those with words that begin so in any of their names, in either script.
    #[serde(default)]
    q: String,
    /// Only those of this cluster.
    cluster: Option<String>,
    /// Only these.
    kind: Option<ActorKind>,
    /// Only those with this role.
    role: Option<Role>,
    /// Only those that were involved on this day, with the names that they had: `2017-02-22`.
    #[serde(default)]
    as_of: String,
    /// The `next` of the page before.
    after: Option<String>,
    /// How many, at most 200.
    limit: Option<u32>,
}

/// One page of actors.
#[derive(Serialize, ToSchema)]
struct ActorsFound {
    actors: Vec<ActorRecord>,
    /// Give it as `after` to get the next page; absent on the last.
    next: Option<String>,
}

/// Persons, organisations and bodies that the reader may know of, by name
#[utoipa::path(get, path = "/api/v1/actors", tag = "Actors", params(ActorsAsked),
    responses((status = 200, body = ActorsFound)))]
async fn actors_list(page: Page, State(desk): State<Desk>, Query(asked): Query<ActorsAsked>) -> ApiResult<ActorsFound> {
    let size = asked.limit.map_or(PageSize::USUAL, PageSize::clamped);
    let wanted = Wanted {
        cluster: asked.cluster,
        kind: asked.kind,
        role: asked.role,
        words: asked.q,
        as_of: as_of(&page, &asked.as_of)?,
        after: After(asked.after),
    };
    let found = desk.actors.list(page.ctx(), &wanted, size).await?;
    let actors = found.actors.iter().map(|actor| ActorRecord::of(actor, &found.names, found.day)).collect();
    Ok(Json(ActorsFound { actors, next: found.next }))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ActorAsked {
    /// With the names that it had on this day.
    #[serde(default)]
    as_of: String,
}

/// One actor; a record that was put together with another leads to it
#[utoipa::path(get, path = "/api/v1/actors/{actor}", tag = "Actors", params(("actor" = String, Path), ActorAsked),
    responses((status = 200, body = ActorAnswer), (status = 307, description = "Another record is used instead"),
        (status = 404, body = Problem)))]
async fn actors_one(
    page: Page,
    State(desk): State<Desk>,
    Path(id): Path<ActorId>,
    Query(asked): Query<ActorAsked>,
) -> PageResult {
    match desk.actors.find(page.ctx(), id, as_of(&page, &asked.as_of)?).await {
        Ok(found) => Ok(Json(ActorAnswer::from(&found)).into_response()),
        // Not for ever: a merge can be undone.
        Err(ActorsError::Moved(into)) => Ok(Redirect::temporary(&format!("/api/v1/actors/{into}")).into_response()),
        Err(error) => Err(error.into()),
    }
}

/// Who is added to which cluster.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
struct ActorNew {
    cluster: String,
    /// `person`, `organisation`, `body`.
    kind: String,
    name_en: String,
    name_ru: String,
    /// A legal form of organisations.
    form: String,
    /// Its name in the addresses of the cluster; empty to keep it off the portal's list.
    slug: String,
    /// `public` or `internal`; persons are internal unless something is said.
    visibility: String,
    /// What it is to the cluster.
    role: String,
    from: String,
    until: String,
}

/// The id of what was made.
#[derive(Serialize, ToSchema)]
struct ActorMade {
    id: String,
}

/// Add an actor to a cluster
#[utoipa::path(post, path = "/api/v1/actors", tag = "Actors", request_body = ActorNew,
    responses((status = 201, body = ActorMade), (status = 422, body = Problem)))]
async fn actors_add(page: Page, State(desk): State<Desk>, Sent(new): Sent<ActorNew>) -> Result<Response, WebError> {
    let ActorNew { cluster, kind, name_en, name_ru, form, slug, visibility, role, from, until } = new;
    let fields = NewFields { cluster, kind, name_en, name_ru, form, slug, visibility, role, from, until };
    page.ctx().permit(crate::policy::Act::Keep, &bellwether_kernel::policy::OfCluster(&fields.cluster))?;
    let new = edit::new_actor(&page, &fields).map_err(|problem| WebError::Invalid(vec![problem]))?;
    let made = desk.actors.add(page.ctx(), &fields.cluster, &new).await;
    let id = made.map_err(|error| problems::for_api(&page, error))?;
    Ok((StatusCode::CREATED, Json(ActorMade { id: id.to_string() })).into_response())
}

/// Add a fact to an actor
///
/// The part is `names`, `identifiers`, `involvements`, `relations`, `personal` or `places`; which fields count depends on it.
#[utoipa::path(post, path = "/api/v1/actors/{actor}/facts/{part}", tag = "Actors", request_body = FactFields,
    params(("actor" = String, Path), ("part" = String, Path)),
    responses((status = 201, body = ActorMade), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn actors_tell(
    page: Page,
    State(desk): State<Desk>,
    Path((id, part)): Path<(ActorId, String)>,
    Sent(fields): Sent<FactFields>,
) -> Result<Response, WebError> {
    page.ctx().permitted(crate::policy::Act::Keep)?;
    let addition = fact::addition(&page, &desk, &part, &fields).await?;
    let addition = addition.map_err(|problem| WebError::Invalid(vec![problem]))?;
    let row = desk.actors.tell(page.ctx(), id, &addition).await.map_err(|error| problems::for_api(&page, error))?;
    Ok((StatusCode::CREATED, Json(ActorMade { id: row.to_string() })).into_response())
}

/// A table to import.
#[derive(Deserialize, ToSchema)]
struct ActorsTable {
    cluster: String,
    /// The table as CSV, with the columns of an exported one.
    table: String,
    /// Do it; otherwise it is only looked at.
    #[serde(default)]
    apply: bool,
}

/// What a table would change in the register of a cluster; and do it, if that is asked
#[utoipa::path(post, path = "/api/v1/actors/import", tag = "Actors", request_body = ActorsTable,
    responses((status = 200, body = ActorsPreview), (status = 409, description = "Rows are refused", body = Problem),
        (status = 422, body = Problem)))]
async fn actors_import(
    page: Page,
    State(desk): State<Desk>,
    Sent(sent): Sent<ActorsTable>,
) -> ApiResult<ActorsPreview> {
    let table = bellwether_tables::read(sent.table.as_bytes());
    let rows = table.map_err(|error| WebError::field("table", error.to_string()))?.rows;
    let preview = desk.actors.preview(page.ctx(), &sent.cluster, "", &rows).await?;
    let mut answer = ActorsPreview::from(&preview);
    if sent.apply {
        desk.actors.take(page.ctx(), &sent.cluster, &rows).await?;
        answer.applied = true;
    }
    Ok(Json(answer))
}

/// Pairs of records that may be of one actor
#[derive(Serialize, ToSchema)]
struct ActorCandidates {
    candidates: Vec<ActorCandidate>,
}

/// Pairs of records that may be of one actor, the surest first, with the reasons
#[utoipa::path(get, path = "/api/v1/actors/duplicates", tag = "Actors", responses((status = 200, body = ActorCandidates)))]
async fn actors_duplicates(page: Page, State(desk): State<Desk>) -> ApiResult<ActorCandidates> {
    let found = desk.actors.duplicates(page.ctx()).await?;
    Ok(Json(ActorCandidates { candidates: found.iter().map(ActorCandidate::from).collect() }))
}

/// Which record leads to the one of the address, and why.
#[derive(Deserialize, ToSchema)]
struct ActorMergeAsked {
    /// The id of the record that will lead to the other.
    dropped: String,
    #[serde(default)]
    reason: String,
}

/// A merge.
#[derive(Serialize, ToSchema)]
struct ActorMerge {
    /// Undo it by this.
    id: String,
    kept: String,
    dropped: String,
}

/// Put two records of one actor together
#[utoipa::path(post, path = "/api/v1/actors/{actor}/merge", tag = "Actors", request_body = ActorMergeAsked,
    params(("actor" = String, Path)),
    responses((status = 200, body = ActorMerge), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn actors_merge(
    page: Page,
    State(desk): State<Desk>,
    Path(id): Path<ActorId>,
    Sent(sent): Sent<ActorMergeAsked>,
) -> ApiResult<ActorMerge> {
    let dropped = sent.dropped.parse().map_err(|_| WebError::field("dropped", page.t("actors-wrong-other")))?;
    let merged = desk.actors.merge(page.ctx(), id, dropped, &sent.reason).await;
    let merged = merged.map_err(|error| problems::for_api(&page, error))?;
    Ok(Json(ActorMerge {
        id: merged.id.to_string(),
        kept: merged.kept.to_string(),
        dropped: merged.dropped.to_string(),
    }))
}

/// Take two records apart again
#[utoipa::path(post, path = "/api/v1/actors/merges/{merge}/undo", tag = "Actors", params(("merge" = String, Path)),
    responses((status = 200, body = ActorMerge), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn actors_unmerge(page: Page, State(desk): State<Desk>, Path(id): Path<Uuid>) -> ApiResult<ActorMerge> {
    let merged = desk.actors.unmerge(page.ctx(), id).await?;
    Ok(Json(ActorMerge {
        id: merged.id.to_string(),
        kept: merged.kept.to_string(),
        dropped: merged.dropped.to_string(),
    }))
}

/// All data on a person, to hand out
#[utoipa::path(get, path = "/api/v1/actors/{actor}/data", tag = "Actors", params(("actor" = String, Path)),
    responses((status = 200, body = ActorData), (status = 404, body = Problem)))]
async fn actors_data(page: Page, State(desk): State<Desk>, Path(id): Path<ActorId>) -> ApiResult<ActorData> {
    Ok(Json(data_file(&desk.actors.data(page.ctx(), id).await?)))
}

/// Erase the data of a person; there is no way back
#[utoipa::path(post, path = "/api/v1/actors/{actor}/erase", tag = "Actors", params(("actor" = String, Path)),
    responses((status = 200, body = ActorMade), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn actors_erase(page: Page, State(desk): State<Desk>, Path(id): Path<ActorId>) -> ApiResult<ActorMade> {
    desk.actors.erase(page.ctx(), id).await?;
    Ok(Json(ActorMade { id: id.to_string() }))
}
