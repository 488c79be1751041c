//! The data of the map: points in parts, topics with their places, hits of a search, the record of a point.

use axum::Json;
use axum::extract::State as Held;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bellwether_evidence::api::parse_query;
use bellwether_web::api::{ApiResult, Page, WebError};
use bellwether_web::extract::{Path, Query};
use serde::{Deserialize, Serialize};

use crate::http::state::State;
use crate::model::topic::Topic;
use crate::service::look;
use crate::urls;

/// Points in one answer at most: half a megabyte.
const MOST_POINTS: usize = 50_000;
/// The same edition never changes.
const KEPT: &str = "private, max-age=31536000, immutable";

/// Which part of which landscape.
#[derive(Deserialize)]
pub struct Part {
    edition: u64,
    #[serde(default)]
    from: usize,
    count: Option<usize>,
}

/// A topic as the map draws it.
#[derive(Serialize)]
pub struct MapTopic {
    id: String,
    level: u8,
    label: String,
    size: u32,
    x: f32,
    y: f32,
    colour: u8,
    parent: i64,
    href: String,
}

/// What a search asks.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
}

/// A record as the map shows it.
#[derive(Serialize)]
pub struct Shown {
    title: String,
    href: String,
    venue: String,
    date: String,
    topic: String,
    topic_href: String,
}

/// Points as columns, in the order in which they are drawn.
pub async fn points(page: Page, Held(state): Held<State>, Query(part): Query<Part>) -> Result<Response, WebError> {
    let count = part.count.unwrap_or(MOST_POINTS).min(MOST_POINTS);
    let found = state
        .ask(&page, move |_, edition, _| {
            Ok((edition.revision() == part.edition).then(|| edition.points.part(part.from, count)))
        })
        .await?;
    Ok(bytes(found.flatten().ok_or_else(rebuilt)?, KEPT))
}

/// All topics, in the order in which points name them.
pub async fn topics(page: Page, Held(state): Held<State>, Query(part): Query<Part>) -> Result<Response, WebError> {
    let found = state.ask(&page, move |_, edition, _| {
        Ok((edition.revision() == part.edition).then(|| edition.topics.iter().map(map_topic).collect::<Vec<_>>()))
    });
    let topics = found.await?.flatten().ok_or_else(rebuilt)?;
    Ok(([(header::CACHE_CONTROL, KEPT)], Json(topics)).into_response())
}

/// The numbers of the points that a search finds, four bytes each.
pub async fn hits(page: Page, Held(state): Held<State>, Query(asked): Query<Asked>) -> Result<Response, WebError> {
    let query = parse_query(&asked.q).map_err(|error| WebError::field("q", error.to_string()))?;
    let found = state.ask(&page, move |ctx, edition, search| look::hits(ctx, search, edition, query)).await?;
    let found = found.ok_or(WebError::NotFound)?;
    Ok(bytes(found.into_iter().flat_map(u32::to_le_bytes).collect(), "no-store"))
}

/// The record of a point.
pub async fn record(page: Page, Held(state): Held<State>, Path(at): Path<u32>) -> ApiResult<Shown> {
    let found = state.ask(&page, move |ctx, edition, search| {
        let topic = edition.points.get(at as usize).and_then(|point| edition.topics.get(usize::from(point.topic)));
        let (label, href) = topic.map_or_else(Default::default, |topic| (topic.label.clone(), urls::topic(&topic.id)));
        Ok(look::record(ctx, search, edition, at)?.map(|record| (record, label, href)))
    });
    let (record, topic, topic_href) = found.await?.flatten().ok_or(WebError::NotFound)?;
    Ok(Json(Shown {
        href: urls::record(&record.key.to_string()),
        title: record.title,
        venue: if record.venue.abbreviation.is_empty() { record.venue.name } else { record.venue.abbreviation },
        date: record.date.map(|date| date.iso()).unwrap_or_default(),
        topic,
        topic_href,
    }))
}

fn map_topic(topic: &Topic) -> MapTopic {
    MapTopic {
        id: topic.id.clone(),
        level: topic.level,
        label: short(&topic.label),
        size: topic.size,
        x: topic.x,
        y: topic.y,
        colour: topic.colour,
        parent: topic.parent.map_or(-1, i64::from),
        href: urls::topic(&topic.id),
    }
}

/// The first two terms of a label: whole labels would hide the points under them.
fn short(label: &str) -> String {
    label.split(", ").take(2).collect::<Vec<_>>().join(", ")
}

fn bytes(body: Vec<u8>, keep: &'static str) -> Response {
    ([(header::CONTENT_TYPE, "application/octet-stream"), (header::CACHE_CONTROL, keep)], body).into_response()
}

fn rebuilt() -> WebError {
    WebError::Conflict("the landscape has been built anew; load the page again".to_owned())
}
