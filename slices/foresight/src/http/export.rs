//! The list of topics as files.

use axum::extract::State as Held;
use axum::response::Response;
use bellwether_web::api::{Page, WebError};
use bellwether_web::download;
use bellwether_web::extract::Query;

use crate::http::state::{EXPORTED, State};
use crate::model::filter::TopicFilter;
use crate::model::topic::Topic;
use crate::service::look;

/// Topics as CSV.
pub async fn topics_csv(
    page: Page,
    held: Held<State>,
    Query(filter): Query<TopicFilter>,
) -> Result<Response, WebError> {
    let head =
        ["id", "level", "label", "records", "growth", "growth_low", "growth_high", "novelty", "distance", "terms"];
    let row = |topic: Topic| {
        let value = |name: &str| topic.indicator(name).map(|found| format!("{:.4}", found.value)).unwrap_or_default();
        let growth = topic.indicator("growth").and_then(|growth| growth.interval);
        let end = |end: Option<f64>| end.map(|end| format!("{end:.4}")).unwrap_or_default();
        vec![
            topic.id.clone(),
            topic.level.to_string(),
            topic.label.clone(),
            topic.size.to_string(),
            value("growth"),
            end(growth.map(|(low, _)| low)),
            end(growth.map(|(_, high)| high)),
            value("novelty"),
            value("distance"),
            topic.terms.join("; "),
        ]
    };
    download::csv("topics.csv", &head, all(&page, held, filter).await?.into_iter().map(row))
}

/// Topics as JSON, with everything.
pub async fn topics_json(
    page: Page,
    held: Held<State>,
    Query(filter): Query<TopicFilter>,
) -> Result<Response, WebError> {
    let bytes = serde_json::to_vec(&all(&page, held, filter).await?).map_err(WebError::internal)?;
    Ok(download::file("topics.json", "application/json", bytes))
}

async fn all(page: &Page, Held(state): Held<State>, filter: TopicFilter) -> Result<Vec<Topic>, WebError> {
    let filter = TopicFilter { after: None, ..filter };
    let found = state.ask(page, move |ctx, edition, _| look::topics(ctx, edition, &filter, EXPORTED)).await?;
    Ok(found.map(|found| found.rows).unwrap_or_default())
}
