//! Watched topics: the page, its buttons, the API.

use std::sync::Arc;

use axum::Json;
use axum::extract::State as Held;
use bellwether_web::api::{ApiResult, Page, PageResult, WebError};
use bellwether_web::extract::Path;

use crate::http::state::State;
use crate::model::watch::{MOST, News};
use crate::service::look::Edition;
use crate::service::watching::{self, WatchError};
use crate::urls;
use crate::views::watched::WatchedPage;

/// The page.
pub async fn page(page: Page, Held(state): Held<State>) -> PageResult {
    let news = news(&page, &state).await?;
    Ok(page.show(&WatchedPage { news }))
}

/// Puts a topic on the list.
pub async fn watch(page: Page, Held(state): Held<State>, Path(id): Path<String>) -> PageResult {
    add(&page, &state, &id).await?;
    Ok(page.redirect_with_notice(urls::topic(&id), "foresight-is-watched"))
}

/// Takes a topic off the list.
pub async fn end(page: Page, Held(state): Held<State>, Path(id): Path<String>) -> PageResult {
    watching::unwatch(page.ctx(), &state.db, &id).await.map_err(|error| refused(&page, error))?;
    Ok(page.redirect_with_notice(urls::WATCHED, "foresight-is-unwatched"))
}

/// Marks all topics as seen.
pub async fn seen(page: Page, Held(state): Held<State>) -> PageResult {
    mark(&page, &state, None).await?;
    Ok(page.redirect_with_notice(urls::WATCHED, "foresight-is-seen"))
}

/// Marks one topic as seen.
pub async fn seen_one(page: Page, Held(state): Held<State>, Path(id): Path<String>) -> PageResult {
    mark(&page, &state, Some(&id)).await?;
    Ok(page.redirect_with_notice(urls::WATCHED, "foresight-is-seen"))
}

/// The topics that you watch, with what became of them since they were last marked as seen
///
/// Empty before the first build.
#[utoipa::path(get, path = "/api/v1/foresight/watched", tag = "foresight", responses((status = 200, body = Vec<News>), (status = 401)))]
pub async fn list(page: Page, Held(state): Held<State>) -> ApiResult<Vec<News>> {
    Ok(Json(news(&page, &state).await?.unwrap_or_default()))
}

/// Watch a topic, as it is now; the answer is your list
#[utoipa::path(put, path = "/api/v1/foresight/watched/{id}", tag = "foresight", params(("id" = String, Path, description = "Id of the topic")), responses((status = 200, body = Vec<News>), (status = 401), (status = 404), (status = 409)))]
pub async fn put(page: Page, Held(state): Held<State>, Path(id): Path<String>) -> ApiResult<Vec<News>> {
    add(&page, &state, &id).await?;
    Ok(Json(news(&page, &state).await?.unwrap_or_default()))
}

/// Watch a topic no longer; the answer is your list
#[utoipa::path(delete, path = "/api/v1/foresight/watched/{id}", tag = "foresight", params(("id" = String, Path, description = "Id under which it is watched")), responses((status = 200, body = Vec<News>), (status = 401)))]
pub async fn delete(page: Page, Held(state): Held<State>, Path(id): Path<String>) -> ApiResult<Vec<News>> {
    watching::unwatch(page.ctx(), &state.db, &id).await.map_err(|error| refused(&page, error))?;
    Ok(Json(news(&page, &state).await?.unwrap_or_default()))
}

/// Mark all topics that you watch as seen; the answer is your list
#[utoipa::path(post, path = "/api/v1/foresight/watched/seen", tag = "foresight", responses((status = 200, body = Vec<News>), (status = 401)))]
pub async fn post_seen(page: Page, Held(state): Held<State>) -> ApiResult<Vec<News>> {
    mark(&page, &state, None).await?;
    Ok(Json(news(&page, &state).await?.unwrap_or_default()))
}

async fn news(page: &Page, state: &State) -> Result<Option<Vec<News>>, WebError> {
    let list = watching::list(page.ctx(), &state.db).await.map_err(|error| refused(page, error))?;
    state.ask(page, move |ctx, edition, _| watching::news(ctx, edition, &list)).await
}

async fn mark(page: &Page, state: &State, only: Option<&str>) -> Result<(), WebError> {
    let news = news(page, state).await?.unwrap_or_default();
    watching::mark_seen(page.ctx(), &state.db, &news, only).await.map_err(|error| refused(page, error))
}

async fn add(page: &Page, state: &State, id: &str) -> Result<(), WebError> {
    let edition: Option<Arc<Edition>> = state.ask(page, |_, edition, _| Ok(edition.clone())).await?;
    // Before anything is said about topics: a visitor is sent to sign in.
    watching::list(page.ctx(), &state.db).await.map_err(|error| refused(page, error))?;
    let edition = edition.ok_or(WebError::NotFound)?;
    watching::watch(page.ctx(), &state.db, &edition, id).await.map_err(|error| refused(page, error))
}

/// The answer to what could not be done.
pub fn refused(page: &Page, error: WatchError) -> WebError {
    match error {
        WatchError::Denied(denied) => denied.into(),
        WatchError::NotFound(_) => WebError::NotFound,
        WatchError::Full => WebError::Conflict(page.t_with("foresight-list-full", &[("most", MOST.into())])),
        WatchError::Look(error) => error.into(),
        WatchError::Tables(error) => WebError::internal(error),
    }
}
