//! The lists as CSV and JSON files.

use axum::extract::State as Held;
use axum::response::Response;
use bellwether_web::api::{Page, WebError};
use bellwether_web::download;
use bellwether_web::extract::Query;
use serde::Serialize;

use crate::http::pages::Asked;
use crate::http::state::{EXPORTED, State};
use crate::model::filter::Filter;
use crate::service::look;

/// Experts as CSV.
pub async fn experts_csv(
    page: Page,
    Held(state): Held<State>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let filter = Filter::from(asked);
    let found = state.ask(&page, move |ctx, folder| look::persons(ctx, folder, &filter, EXPORTED)).await?;
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
    download::csv("experts.csv", &head, found.rows.into_iter().map(row))
}

/// Institutions as CSV.
pub async fn institutions_csv(
    page: Page,
    Held(state): Held<State>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let filter = Filter::from(asked);
    let found = state.ask(&page, move |ctx, folder| look::institutions(ctx, folder, &filter, EXPORTED)).await?;
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
    download::csv("institutions.csv", &head, found.rows.into_iter().map(row))
}

/// Experts as JSON.
pub async fn experts_json(
    page: Page,
    Held(state): Held<State>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let filter = Filter::from(asked);
    let found = state.ask(&page, move |ctx, folder| look::persons(ctx, folder, &filter, EXPORTED)).await?;
    json("experts.json", &found.rows)
}

/// Institutions as JSON.
pub async fn institutions_json(
    page: Page,
    Held(state): Held<State>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let filter = Filter::from(asked);
    let found = state.ask(&page, move |ctx, folder| look::institutions(ctx, folder, &filter, EXPORTED)).await?;
    json("institutions.json", &found.rows)
}

fn json(name: &str, rows: &impl Serialize) -> Result<Response, WebError> {
    let bytes = serde_json::to_vec(rows).map_err(WebError::internal)?;
    Ok(download::file(name, "application/json", bytes))
}
