//! The lists as CSV and JSON files.

use axum::extract::State as Held;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bellwether_web::api::WebError;
use bellwether_web::extract::Query;
use serde::Serialize;

use crate::http::pages::Asked;
use crate::http::state::{EXPORTED, State};
use crate::model::filter::Filter;
use crate::service::look;

/// Experts as CSV.
pub async fn experts_csv(Held(state): Held<State>, Query(asked): Query<Asked>) -> Result<Response, WebError> {
    let filter = Filter::from(asked);
    let found = state.ask(move |folder| look::persons(folder, &filter, EXPORTED)).await?;
    let head = [
        "id",
        "name",
        "orcid",
        "works",
        "first_year",
        "last_year",
        "institution_id",
        "institution",
        "topics",
        "confidence",
    ];
    let row = |line: crate::model::person::PersonLine| {
        let confidence = line.confidence.map(|confidence| format!("{confidence:.3}")).unwrap_or_default();
        vec![
            line.id,
            line.name,
            line.orcid,
            line.works.to_string(),
            line.first_year.to_string(),
            line.last_year.to_string(),
            line.institution_id,
            line.institution,
            line.topics.join("; "),
            confidence,
        ]
    };
    csv("experts.csv", &head, found.rows.into_iter().map(row))
}

/// Institutions as CSV.
pub async fn institutions_csv(Held(state): Held<State>, Query(asked): Query<Asked>) -> Result<Response, WebError> {
    let filter = Filter::from(asked);
    let found = state.ask(move |folder| look::institutions(folder, &filter, EXPORTED)).await?;
    let head = ["id", "name", "in_ror", "city", "country", "works", "people"];
    let row = |line: crate::model::institution::InstitutionLine| {
        vec![
            line.id,
            line.name,
            line.registered.to_string(),
            line.city,
            line.country,
            line.works.to_string(),
            line.people.to_string(),
        ]
    };
    csv("institutions.csv", &head, found.rows.into_iter().map(row))
}

/// Experts as JSON.
pub async fn experts_json(Held(state): Held<State>, Query(asked): Query<Asked>) -> Result<Response, WebError> {
    let filter = Filter::from(asked);
    let found = state.ask(move |folder| look::persons(folder, &filter, EXPORTED)).await?;
    json("experts.json", &found.rows)
}

/// Institutions as JSON.
pub async fn institutions_json(Held(state): Held<State>, Query(asked): Query<Asked>) -> Result<Response, WebError> {
    let filter = Filter::from(asked);
    let found = state.ask(move |folder| look::institutions(folder, &filter, EXPORTED)).await?;
    json("institutions.json", &found.rows)
}

fn csv(name: &str, head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<Response, WebError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(head).map_err(WebError::internal)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| harmless(cell))).map_err(WebError::internal)?;
    }
    let bytes = writer.into_inner().map_err(|error| WebError::internal(error.into_error()))?;
    Ok(file(name, "text/csv; charset=utf-8", bytes))
}

/// A cell that a spreadsheet would take for a formula begins with an apostrophe instead.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

fn json(name: &str, rows: &impl Serialize) -> Result<Response, WebError> {
    let bytes = serde_json::to_vec(rows).map_err(WebError::internal)?;
    Ok(file(name, "application/json", bytes))
}

fn file(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
}
