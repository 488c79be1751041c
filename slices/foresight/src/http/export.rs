//! Lists of topics and records as files.

use axum::extract::State as Held;
use axum::response::Response;
use bellwether_web::api::{Page, WebError};
use bellwether_web::download;
use bellwether_web::extract::Query;
use bellwether_web::sheet::{self, Cell, Sheet, SheetColumn};

use crate::http::state::{EXPORTED, State};
use crate::model::filter::{RecordFilter, TopicFilter};
use crate::model::topic::Topic;
use crate::service::look;

/// Records of a spreadsheet: each is read from the evidence by itself.
const RECORDS: u32 = 2_000;

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

/// Topics as a spreadsheet.
pub async fn topics_xlsx(
    page: Page,
    held: Held<State>,
    Query(filter): Query<TopicFilter>,
) -> Result<Response, WebError> {
    let rows = all(&page, held, filter).await?;
    let growth = page.t("foresight-indicator-growth");
    let columns = [
        SheetColumn("id".to_owned(), 8),
        SheetColumn(page.t("foresight-level"), 8),
        SheetColumn(page.t("foresight-topic"), 40),
        SheetColumn(page.t("foresight-records"), 10),
        SheetColumn(growth.clone(), 10),
        SheetColumn(format!("{growth} <"), 10),
        SheetColumn(format!("{growth} >"), 10),
        SheetColumn(page.t("foresight-indicator-novelty"), 10),
        SheetColumn(page.t("foresight-indicator-distance"), 10),
        SheetColumn(page.t("foresight-terms"), 60),
    ];
    let mut sheet = Sheet::new(&columns, EXPORTED)?;
    let number = |value: Option<f64>| value.map_or(Cell::Empty, Cell::Number);
    for topic in &rows {
        let value = |name: &str| topic.indicator(name).map(|found| found.value);
        let ends = topic.indicator("growth").and_then(|growth| growth.interval);
        sheet.row([
            Cell::from(topic.id.as_str()),
            Cell::from(topic.level),
            Cell::from(topic.label.as_str()),
            Cell::from(topic.size),
            number(value("growth")),
            number(ends.map(|(low, _)| low)),
            number(ends.map(|(_, high)| high)),
            number(value("novelty")),
            number(value("distance")),
            Cell::from(topic.terms.join("; ")),
        ])?;
    }
    let about = [(page.t("foresight-topics-title"), Cell::Number(rows.len() as f64))];
    Ok(sheet::download("topics", sheet.finish(&about)?))
}

/// Records of a topic, inside a line, or both, as a spreadsheet.
pub async fn records_xlsx(
    page: Page,
    Held(state): Held<State>,
    Query(filter): Query<RecordFilter>,
) -> Result<Response, WebError> {
    let (found, _) = state.records(&page, &filter, None, RECORDS).await?.ok_or(WebError::NotFound)?;
    let columns = [
        SheetColumn("key".to_owned(), 18),
        SheetColumn(page.t("foresight-record-title"), 60),
        SheetColumn(page.t("foresight-record-venue"), 30),
        SheetColumn(page.t("foresight-report-year"), 8),
    ];
    let mut sheet = Sheet::new(&columns, RECORDS)?;
    for work in &found.rows {
        let year = if work.year > 0 { Cell::from(work.year) } else { Cell::Empty };
        sheet.row([
            Cell::from(work.key.as_str()),
            Cell::from(work.title.as_str()),
            Cell::from(work.venue.as_str()),
            year,
        ])?;
    }
    let about = [
        (page.t("foresight-records-all"), Cell::Number(found.total as f64)),
        (page.t("foresight-records-here"), Cell::Number(found.rows.len() as f64)),
    ];
    Ok(sheet::download("records", sheet.finish(&about)?))
}

async fn all(page: &Page, Held(state): Held<State>, filter: TopicFilter) -> Result<Vec<Topic>, WebError> {
    let filter = TopicFilter { after: None, ..filter };
    let found = state.ask(page, move |ctx, edition, _| look::topics(ctx, edition, &filter, EXPORTED)).await?;
    Ok(found.map(|found| found.rows).unwrap_or_default())
}
