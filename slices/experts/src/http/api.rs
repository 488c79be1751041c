//! The JSON API: the same lists and profiles.

use axum::Json;
use axum::Router;
use axum::extract::State as Held;
use bellwether_web::api::{ApiResult, Page, WebError};
use bellwether_web::extract::{Path, Query};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::state::{ROWS, State};
use crate::model::filter::{Filter, Rows};
use crate::model::institution::{Institution, InstitutionLine};
use crate::model::person::{Person, PersonLine};
use crate::service::look;

/// The routes of the API with their description.
pub fn routes(state: State) -> (Router, OpenApi) {
    let (router, description) = OpenApiRouter::new()
        .routes(routes!(experts))
        .routes(routes!(expert))
        .routes(routes!(institutions))
        .routes(routes!(institution))
        .split_for_parts();
    (router.with_state(state), description)
}

/// Candidate persons, those with most works first
///
/// A person is a grouping of authorships by a program, with its confidence; see one person for the reasons.
#[utoipa::path(get, path = "/api/v1/experts", tag = "experts", params(Filter), responses((status = 200, body = Rows<PersonLine>)))]
async fn experts(page: Page, Held(state): Held<State>, Query(filter): Query<Filter>) -> ApiResult<Rows<PersonLine>> {
    Ok(Json(state.ask(&page, move |ctx, folder| look::persons(ctx, folder, &filter, ROWS)).await?))
}

/// One candidate person with works, co-authors, institutions, subjects and the reasons for the grouping
#[utoipa::path(get, path = "/api/v1/experts/{id}", tag = "experts", params(("id" = String, Path, description = "Id of the person")), responses((status = 200, body = Person), (status = 404)))]
async fn expert(page: Page, Held(state): Held<State>, Path(id): Path<String>) -> ApiResult<Person> {
    let found = state.ask(&page, move |ctx, folder| look::person(ctx, folder, &id)).await?;
    Ok(Json(found.ok_or(WebError::NotFound)?))
}

/// Institutions, those with most works first
#[utoipa::path(get, path = "/api/v1/institutions", tag = "experts", params(Filter), responses((status = 200, body = Rows<InstitutionLine>)))]
async fn institutions(
    page: Page,
    Held(state): Held<State>,
    Query(filter): Query<Filter>,
) -> ApiResult<Rows<InstitutionLine>> {
    Ok(Json(state.ask(&page, move |ctx, folder| look::institutions(ctx, folder, &filter, ROWS)).await?))
}

/// One institution with people, works, subjects and collaborators
#[utoipa::path(get, path = "/api/v1/institutions/{id}", tag = "experts", params(("id" = String, Path, description = "ROR id, or `x` and a number")), responses((status = 200, body = Institution), (status = 404)))]
async fn institution(page: Page, Held(state): Held<State>, Path(id): Path<String>) -> ApiResult<Institution> {
    let found = state.ask(&page, move |ctx, folder| look::institution(ctx, folder, &id)).await?;
    Ok(Json(found.ok_or(WebError::NotFound)?))
}
