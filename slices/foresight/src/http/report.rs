//! The printed report, for people and for programs.

use axum::extract::State as Held;
use axum::response::Response;
use bellwether_paper::pdf::render;
use bellwether_web::api::{Page, WebError, embedded};
use bellwether_web::download;
use bellwether_web::extract::Query;

use bellwether_paper::fonts::Fonts;
use bellwether_web::api::Words;

use crate::http::state::State;
use crate::model::report::{ReportData, ReportFilter};
use crate::service::report::{ReportError, gather};
use crate::views::report::{document, file_name};

/// The report as a file.
pub async fn page(page: Page, held: Held<State>, query: Query<ReportFilter>) -> Result<Response, WebError> {
    answer(page, held, query).await
}

/// A printed report of the landscape, or of chosen topics, as PDF
///
/// The same landscape gives the same bytes.
#[utoipa::path(get, path = "/api/v1/foresight/report", tag = "foresight", params(ReportFilter), responses((status = 200, content_type = "application/pdf", body = Vec<u8>), (status = 404, description = "There is no landscape yet"), (status = 422)))]
pub async fn api(page: Page, held: Held<State>, query: Query<ReportFilter>) -> Result<Response, WebError> {
    answer(page, held, query).await
}

async fn answer(
    page: Page,
    Held(state): Held<State>,
    Query(filter): Query<ReportFilter>,
) -> Result<Response, WebError> {
    let data = state.ask(&page, move |ctx, edition, _| Ok(gather(ctx, edition, &filter).map(|data| (data, filter))));
    let (data, filter) = data.await?.ok_or(WebError::NotFound)??;
    let words = page.words().in_language(filter.lang.unwrap_or(page.lang()));
    let name = format!("{}.pdf", file_name(&data, words.lang.code()));
    // Setting a report takes a fraction of a second of pure computing.
    let bytes = page.aside(move |_| print(&words, &data)).await?;
    Ok(download::file(&name, "application/pdf", bytes))
}

fn print(words: &Words, data: &ReportData) -> Result<Vec<u8>, WebError> {
    let fonts = Fonts::load(embedded).map_err(WebError::internal)?;
    render(&document(words, data), &fonts).map_err(WebError::internal)
}

impl From<ReportError> for WebError {
    fn from(error: ReportError) -> Self {
        match error {
            ReportError::Denied(denied) => denied.into(),
            ReportError::Refused(refused) => WebError::field(refused.field(), refused.to_string()),
        }
    }
}
