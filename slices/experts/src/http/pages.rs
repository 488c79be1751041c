//! The pages: lists and profiles of experts and institutions, and the profiles as JSON-LD.

use axum::Router;
use axum::extract::State as Held;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bellwether_web::api::{Page, PageResult, WebError};
use bellwether_web::extract::{Path, Query};
use serde::Deserialize;
use serde_json::json;

use crate::http::export;
use crate::http::state::{ROWS, State};
use crate::model::filter::Filter;
use crate::service::look;
use crate::views::expert::Expert;
use crate::views::experts::Experts;
use crate::views::institution::InstitutionPage;
use crate::views::institutions::Institutions;

/// The routes of the pages and files.
pub fn routes(state: State) -> Router {
    Router::new()
        .route("/experts", get(experts))
        .route("/experts/export.csv", get(export::experts_csv))
        .route("/experts/export.xlsx", get(export::experts_xlsx))
        .route("/experts/export.json", get(export::experts_json))
        .route("/experts/{id}", get(expert))
        .route("/experts/{id}/person.jsonld", get(person_jsonld))
        .route("/institutions", get(institutions))
        .route("/institutions/export.csv", get(export::institutions_csv))
        .route("/institutions/export.xlsx", get(export::institutions_xlsx))
        .route("/institutions/export.json", get(export::institutions_json))
        .route("/institutions/{id}", get(institution))
        .route("/institutions/{id}/organization.jsonld", get(organization_jsonld))
        .with_state(state)
}

/// Filters as the address has them: all are text, and an empty number is none.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    institution: String,
    country: String,
    topic: String,
    min_works: String,
    after: String,
}

impl From<Asked> for Filter {
    fn from(asked: Asked) -> Self {
        Filter {
            q: asked.q,
            institution: asked.institution,
            country: asked.country,
            topic: asked.topic,
            min_works: asked.min_works.trim().parse().ok(),
            after: asked.after.trim().parse().ok(),
        }
    }
}

/// Where a list of works begins.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Start {
    after: usize,
}

async fn experts(page: Page, Held(state): Held<State>, Query(asked): Query<Asked>) -> PageResult {
    let filter = Filter::from(asked);
    let wanted = filter.clone();
    let (found, status) = state
        .ask(&page, move |ctx, folder| Ok((look::persons(ctx, folder, &wanted, ROWS)?, look::status(ctx, folder)?)))
        .await?;
    Ok(page.show(&Experts { filter, found, built: status.is_some() }))
}

async fn institutions(page: Page, Held(state): Held<State>, Query(asked): Query<Asked>) -> PageResult {
    let filter = Filter::from(asked);
    let wanted = filter.clone();
    let (found, status) = state
        .ask(&page, move |ctx, folder| {
            Ok((look::institutions(ctx, folder, &wanted, ROWS)?, look::status(ctx, folder)?))
        })
        .await?;
    let registry = status.as_ref().map_or(0, |status| status.registry);
    Ok(page.show(&Institutions { filter, found, built: status.is_some(), registry }))
}

async fn expert(page: Page, Held(state): Held<State>, Path(id): Path<String>, Query(from): Query<Start>) -> PageResult {
    let (person, status) =
        state.ask(&page, move |ctx, folder| Ok((look::person(ctx, folder, &id)?, look::status(ctx, folder)?))).await?;
    let person = person.ok_or(WebError::NotFound)?;
    let registry = status.is_some_and(|status| status.registry > 0);
    Ok(page.show(&Expert { person, from: from.after, registry }))
}

async fn institution(
    page: Page,
    Held(state): Held<State>,
    Path(id): Path<String>,
    Query(from): Query<Start>,
) -> PageResult {
    let institution =
        state.ask(&page, move |ctx, folder| look::institution(ctx, folder, &id)).await?.ok_or(WebError::NotFound)?;
    Ok(page.show(&InstitutionPage { institution, from: from.after }))
}

/// The person in the words of schema.org. The confidence has no term there, so the description says what it is.
async fn person_jsonld(page: Page, Held(state): Held<State>, Path(id): Path<String>) -> Result<Response, WebError> {
    let person =
        state.ask(&page, move |ctx, folder| look::person(ctx, folder, &id)).await?.ok_or(WebError::NotFound)?;
    let same_as = (!person.orcid.is_empty()).then(|| format!("https://orcid.org/{}", person.orcid));
    let affiliation: Vec<_> =
        person.institutions.iter().map(|peer| json!({ "@type": "Organization", "name": peer.name })).collect();
    Ok(json_ld(&json!({
        "@context": "https://schema.org",
        "@type": "Person",
        "name": person.name,
        "alternateName": person.other_names,
        "sameAs": same_as,
        "affiliation": affiliation,
        "knowsAbout": person.topics.iter().map(|topic| &topic.name).collect::<Vec<_>>(),
        "description": "Candidate person: authorships grouped by a program",
    })))
}

async fn organization_jsonld(
    page: Page,
    Held(state): Held<State>,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let institution =
        state.ask(&page, move |ctx, folder| look::institution(ctx, folder, &id)).await?.ok_or(WebError::NotFound)?;
    let facts = institution.facts;
    let same_as = facts.registered.then(|| format!("https://ror.org/{}", facts.id));
    Ok(json_ld(&json!({
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": facts.name,
        "alternateName": facts.other_names,
        "sameAs": same_as,
        "url": facts.links.first(),
        "address": { "@type": "PostalAddress", "addressLocality": facts.city, "addressCountry": facts.country },
    })))
}

fn json_ld(value: &serde_json::Value) -> Response {
    ([(header::CONTENT_TYPE, "application/ld+json")], value.to_string()).into_response()
}
