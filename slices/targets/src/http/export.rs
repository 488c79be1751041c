//! Lists and series as files.

use axum::extract::State as Held;
use axum::response::Response;
use bellwether_foresight::api::Rows;
use bellwether_web::api::{Page, WebError};
use bellwether_web::download;
use bellwether_web::extract::{Path, Query};
use bellwether_web::sheet::{self, Cell, Sheet};

use crate::http::state::{EXPORTED, State};
use crate::model::filter::{EmergingFilter, Filter};
use crate::model::status::Status;
use crate::model::target::TargetLine;
use crate::service::look;
use crate::views::parts;
use crate::views::sentence::sentence;

/// What a file is made of: rows, and what they were built from.
type Lines = (Rows<TargetLine>, Status);

/// The list as CSV.
pub async fn list_csv(page: Page, held: Held<State>, Query(filter): Query<Filter>) -> Result<Response, WebError> {
    csv("targets.csv", list(&page, held, filter).await?.0)
}

/// The list as JSON.
pub async fn list_json(page: Page, held: Held<State>, Query(filter): Query<Filter>) -> Result<Response, WebError> {
    json("targets.json", &list(&page, held, filter).await?.0)
}

/// The list as a spreadsheet, in the person's language.
pub async fn list_xlsx(page: Page, held: Held<State>, Query(filter): Query<Filter>) -> Result<Response, WebError> {
    let lines = list(&page, held, filter).await?;
    xlsx(&page, "targets", "targets-found", lines)
}

/// Targets that are likely to grow, as CSV.
pub async fn emerging_csv(
    page: Page,
    held: Held<State>,
    Query(filter): Query<EmergingFilter>,
) -> Result<Response, WebError> {
    csv("emerging-targets.csv", emerging(&page, held, filter).await?.0)
}

/// Targets that are likely to grow, as JSON.
pub async fn emerging_json(
    page: Page,
    held: Held<State>,
    Query(filter): Query<EmergingFilter>,
) -> Result<Response, WebError> {
    json("emerging-targets.json", &emerging(&page, held, filter).await?.0)
}

/// Targets that are likely to grow, as a spreadsheet in the person's language.
pub async fn emerging_xlsx(
    page: Page,
    held: Held<State>,
    Query(filter): Query<EmergingFilter>,
) -> Result<Response, WebError> {
    let lines = emerging(&page, held, filter).await?;
    xlsx(&page, "emerging-targets", "targets-emerging-found", lines)
}

/// Papers a year of one target with its forecast, as CSV.
pub async fn series_csv(page: Page, Held(state): Held<State>, Path(id): Path<u32>) -> Result<Response, WebError> {
    let found = state.ask(&page, move |_, edition, _| {
        Ok(edition.target(id).cloned().map(|target| (target, edition.status.clone())))
    });
    let (target, status) = found.await?.flatten().ok_or(WebError::NotFound)?;
    let head = ["year", "papers", "all_papers", "forecast", "low_80", "high_80", "low_95", "high_95"];
    let nothing = || String::new();
    let seen = (status.years.0..).zip(target.counts.iter().zip(&status.totals)).map(|(year, (count, total))| {
        let mut row = vec![year.to_string(), count.to_string(), total.to_string()];
        row.resize_with(head.len(), nothing);
        row
    });
    let number = |value: f64| format!("{value:.2}");
    let expected = target.outlook.iter().flat_map(|outlook| &outlook.years).map(|year| {
        let (wide80, wide95) = (year.wide80, year.wide95);
        let numbers = [year.middle, wide80.0, wide80.1, wide95.0, wide95.1].map(number);
        [year.year.to_string(), nothing(), nothing()].into_iter().chain(numbers).collect()
    });
    download::csv(&format!("target-{id}.csv"), &head, seen.chain(expected))
}

async fn list(page: &Page, Held(state): Held<State>, filter: Filter) -> Result<Lines, WebError> {
    let filter = Filter { after: None, ..filter };
    let found = state
        .ask(page, move |ctx, edition, _| Ok((look::list(ctx, edition, &filter, EXPORTED)?, edition.status.clone())));
    Ok(found.await?.unwrap_or_default())
}

async fn emerging(page: &Page, Held(state): Held<State>, filter: EmergingFilter) -> Result<Lines, WebError> {
    let filter = EmergingFilter { after: None, ..filter };
    let found = state.ask(page, move |ctx, edition, _| {
        Ok((look::emerging(ctx, edition, filter, EXPORTED)?, edition.status.clone()))
    });
    Ok(found.await?.unwrap_or_default())
}

fn csv(name: &str, found: Rows<TargetLine>) -> Result<Response, WebError> {
    let head = [
        "entrez_id",
        "symbol",
        "name",
        "papers",
        "papers_last_year",
        "growth",
        "growth_low",
        "growth_high",
        "burst_from",
        "burst_to",
        "forecast_year",
        "forecast",
        "forecast_low_80",
        "forecast_high_80",
        "score",
        "rank",
        "counts",
    ];
    let row = |line: TargetLine| {
        let number = |value: Option<f64>| value.map(|value| format!("{value:.4}")).unwrap_or_default();
        let growth = line.growth.as_ref();
        let interval = growth.and_then(|growth| growth.interval);
        let year = |year: Option<u16>| year.map(|year| year.to_string()).unwrap_or_default();
        let expected = line.expected;
        vec![
            line.id.to_string(),
            line.symbol,
            line.name,
            line.papers.to_string(),
            line.last.to_string(),
            number(growth.map(|growth| growth.value)),
            number(interval.map(|(low, _)| low)),
            number(interval.map(|(_, high)| high)),
            year(line.burst.map(|burst| burst.from)),
            year(line.burst.map(|burst| burst.to)),
            year(expected.map(|year| year.year)),
            number(expected.map(|year| year.middle)),
            number(expected.map(|year| year.wide80.0)),
            number(expected.map(|year| year.wide80.1)),
            number(line.emergence.as_ref().map(|emergence| emergence.score)),
            line.emergence.as_ref().map(|emergence| emergence.rank.to_string()).unwrap_or_default(),
            line.counts.iter().map(u32::to_string).collect::<Vec<_>>().join(" "),
        ]
    };
    download::csv(name, &head, found.rows.into_iter().map(row))
}

fn json(name: &str, found: &Rows<TargetLine>) -> Result<Response, WebError> {
    let bytes = serde_json::to_vec(&found.rows).map_err(WebError::internal)?;
    Ok(download::file(name, "application/json", bytes))
}

fn xlsx(page: &Page, name: &str, found_key: &str, (found, status): Lines) -> Result<Response, WebError> {
    let columns = [
        ("targets-symbol", 14),
        ("targets-name", 50),
        ("targets-entrez", 14),
        ("targets-papers", 10),
        ("targets-last-year", 14),
        ("targets-indicator-growth", 14),
        ("targets-indicator-burst", 12),
        ("targets-expected", 14),
        ("targets-score", 10),
        ("targets-rank", 8),
        ("targets-why", 60),
    ];
    let mut sheet = Sheet::titled(page, &columns, EXPORTED)?;
    for line in found.rows {
        let optional = |value: Option<f64>| value.map_or(Cell::Empty, Cell::Number);
        // The sentence needs counted papers; of genes that were never counted there is nothing to say.
        let why = if line.counts.is_empty() { String::new() } else { sentence(page, &line, &status) };
        sheet.row([
            line.label().into(),
            line.name.as_str().into(),
            line.id.into(),
            line.papers.into(),
            line.last.into(),
            optional(line.growth.as_ref().map(|growth| parts::round(growth.value, 4))),
            line.burst.map_or(Cell::Empty, |burst| parts::span(&burst).into()),
            optional(line.expected.map(|year| parts::round(year.middle, 1))),
            optional(line.emergence.as_ref().map(|emergence| parts::round(emergence.score, 4))),
            line.emergence.as_ref().map_or(Cell::Empty, |emergence| emergence.rank.into()),
            why.into(),
        ])?;
    }
    let about = [
        (page.t_with(found_key, &[("n", found.total.into())]), Cell::Number(found.total as f64)),
        (page.t("targets-source"), Cell::from(crate::views::made::source(page, &status))),
    ];
    Ok(sheet::download(name, sheet.finish(&about)?))
}
