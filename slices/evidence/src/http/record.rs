//! One record: its page, its JSON, and the records like it.

use axum::Json;
use axum::extract::State;
use bellwether_sources::record::{Key, Record};
use bellwether_web::api::{ApiResult, Page, PageResult, WebError};
use bellwether_web::extract::Path;
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::search::ApiShown;
use crate::search::similar::similar;
use crate::service::searching::SearchState;
use crate::views::record::RecordView;

/// Similar records on a page.
const SIMILAR: usize = 6;

/// The page of a record.
pub async fn get(page: Page, State(state): State<SearchState>, Path(key): Path<String>) -> PageResult {
    let key: Key = key.parse().map_err(|_| WebError::NotFound)?;
    let record = find(&page, &state, key.clone()).await?;
    let similar = state.work(page.ctx(), move |engine, _| similar(&engine, &key, SIMILAR)).await?;
    Ok(page.show(&RecordView { record, similar }))
}

/// A whole record.
#[utoipa::path(
    get, path = "/api/v1/evidence/records/{key}", tag = "evidence",
    params(("key" = String, Path, description = "`source:id`, such as `pubmed:10704411`")),
    responses((status = OK, description = "The record with every field", body = serde_json::Value),
        (status = NOT_FOUND, description = "There is no such record"))
)]
pub async fn api(page: Page, State(state): State<SearchState>, Path(key): Path<String>) -> ApiResult<Record> {
    let key: Key = key.parse().map_err(|_| WebError::NotFound)?;
    Ok(Json(find(&page, &state, key).await?))
}

/// Records like this one, best first.
#[derive(Debug, Serialize, ToSchema)]
pub struct SimilarAnswer {
    /// The records.
    pub records: Vec<ApiShown>,
}

/// Records like one record.
#[utoipa::path(
    get, path = "/api/v1/evidence/records/{key}/similar", tag = "evidence",
    params(("key" = String, Path, description = "`source:id`, such as `pubmed:10704411`")),
    responses((status = OK, body = SimilarAnswer), (status = NOT_FOUND, description = "There is no such record"))
)]
pub async fn api_similar(
    page: Page,
    State(state): State<SearchState>,
    Path(key): Path<String>,
) -> ApiResult<SimilarAnswer> {
    let key: Key = key.parse().map_err(|_| WebError::NotFound)?;
    find(&page, &state, key.clone()).await?;
    let found = state.work(page.ctx(), move |engine, _| similar(&engine, &key, 20)).await?;
    Ok(Json(SimilarAnswer { records: found.into_iter().map(ApiShown::of).collect() }))
}

async fn find(page: &Page, state: &SearchState, key: Key) -> Result<Record, WebError> {
    state.work(page.ctx(), move |_, snapshot| snapshot.record(&key)).await?.ok_or(WebError::NotFound)
}
