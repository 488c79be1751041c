//! The lists as CSV and JSON files.

use axum::extract::State as Held;
use axum::response::Response;
use bellwether_web::api::{Page, WebError};
use bellwether_web::download;
use bellwether_web::extract::Query;
use bellwether_web::sheet::{self, Cell, Sheet};
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

/// Experts as a spreadsheet, in the person's language.
pub async fn experts_xlsx(
    page: Page,
    Held(state): Held<State>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let filter = Filter::from(asked);
    let found = state.ask(&page, move |ctx, folder| look::persons(ctx, folder, &filter, EXPORTED)).await?;
    let columns = [
        ("experts-name", 30),
        ("experts-works", 10),
        ("experts-years", 12),
        ("experts-institution", 40),
        ("experts-topics", 50),
        ("experts-confidence", 14),
    ];
    let mut sheet = Sheet::titled(&page, &columns, EXPORTED)?;
    for line in found.rows {
        let years = format!("{}–{}", line.first_year, line.last_year);
        sheet.row([
            line.name.into(),
            Cell::Number(line.works as f64),
            if line.first_year == 0 { Cell::Empty } else { years.into() },
            line.institution.into(),
            line.topics.join("; ").into(),
            line.confidence.map_or(Cell::Empty, Cell::Number),
        ])?;
    }
    Ok(sheet::download("experts", sheet.finish(&about(&page, "experts-found", found.total))?))
}

/// Institutions as a spreadsheet, in the person's language.
pub async fn institutions_xlsx(
    page: Page,
    Held(state): Held<State>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let filter = Filter::from(asked);
    let found = state.ask(&page, move |ctx, folder| look::institutions(ctx, folder, &filter, EXPORTED)).await?;
    let columns =
        [("experts-name", 50), ("institutions-place", 30), ("experts-works", 10), ("institutions-people", 10)];
    let mut sheet = Sheet::titled(&page, &columns, EXPORTED)?;
    for line in found.rows {
        let place: Vec<String> = [line.city, line.country].into_iter().filter(|part| !part.is_empty()).collect();
        sheet.row([
            line.name.into(),
            place.join(", ").into(),
            Cell::Number(line.works as f64),
            Cell::Number(line.people as f64),
        ])?;
    }
    Ok(sheet::download("institutions", sheet.finish(&about(&page, "institutions-found", found.total))?))
}

/// How many there are in all, since the file holds no more than [`EXPORTED`].
fn about(page: &Page, key: &str, total: u64) -> Vec<(String, Cell)> {
    vec![(page.t_with(key, &[("n", total.into())]), Cell::Number(total as f64))]
}

fn json(name: &str, rows: &impl Serialize) -> Result<Response, WebError> {
    let bytes = serde_json::to_vec(rows).map_err(WebError::internal)?;
    Ok(download::file(name, "application/json", bytes))
}
