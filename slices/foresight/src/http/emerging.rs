//! Emerging topics: the page, its files, the API.

use axum::Json;
use axum::extract::State as Held;
use axum::http::StatusCode;
use axum::response::Response;
use bellwether_web::api::{ApiResult, FieldProblem, Page, PageResult, View, WebError};
use bellwether_web::download;
use bellwether_web::extract::Query;
use bellwether_web::sheet::{self, Cell, Sheet, SheetColumn};
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::state::{EXPORTED, ROWS, State};
use crate::model::emerging::{EmergingFilter, EmergingTopic, Grounds};
use crate::model::filter::Rows;
use crate::model::period::PeriodError;
use crate::service::emerging::{EmergingError, emerging};
use crate::views::emerging::EmergingPage;
use crate::views::sentence;

/// The table as the API gives it.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = foresight::EmergingAnswer)]
pub struct EmergingAnswer {
    /// The topics.
    #[serde(flatten)]
    pub found: Rows<EmergingTopic>,
    /// What the numbers rest on; `null` before the first build.
    pub grounds: Option<Grounds>,
}

/// Head of the files.
const HEAD: [&str; 26] = [
    "id",
    "level",
    "label",
    "records",
    "stage",
    "score",
    "score_low",
    "score_high",
    "novelty",
    "novelty_low",
    "novelty_high",
    "growth",
    "growth_low",
    "growth_high",
    "coherence",
    "impact",
    "uncertainty",
    "earlier",
    "later",
    "earlier_records",
    "earlier_corpus",
    "later_records",
    "later_corpus",
    "times",
    "times_low",
    "times_high",
];

/// The page.
pub async fn page(page: Page, Held(state): Held<State>, Query(filter): Query<EmergingFilter>) -> PageResult {
    let levels = state.ask(&page, |_, edition, _| Ok(edition.status.topics.len() as u8)).await?.unwrap_or(0);
    match found(&page, &state, &filter, ROWS).await? {
        Ok(found) => Ok(page.show(&EmergingPage { filter, found, levels, problems: Vec::new() })),
        Err(problem) => {
            let view = EmergingPage { filter, found: None, levels, problems: vec![problem] };
            Ok(page.render_with(StatusCode::UNPROCESSABLE_ENTITY, view.title(&page), view.body(&page)))
        }
    }
}

/// Emerging topics of one level: score, parts, the change between two periods, and each in a sentence
///
/// Empty before the first build.
#[utoipa::path(get, path = "/api/v1/foresight/emerging", tag = "foresight", params(EmergingFilter), responses((status = 200, body = EmergingAnswer), (status = 422)))]
pub async fn api(
    page: Page,
    Held(state): Held<State>,
    Query(filter): Query<EmergingFilter>,
) -> ApiResult<EmergingAnswer> {
    Ok(Json(match told(&page, &state, &filter, ROWS).await? {
        Some((found, grounds)) => EmergingAnswer { found, grounds: Some(grounds) },
        None => EmergingAnswer::default(),
    }))
}

/// The table as CSV.
pub async fn csv(
    page: Page,
    Held(state): Held<State>,
    Query(filter): Query<EmergingFilter>,
) -> Result<Response, WebError> {
    let (rows, grounds) = whole(&page, &state, filter).await?;
    let head: Vec<&str> = HEAD.into_iter().chain(["why"]).collect();
    let lines = rows.into_iter().map(|topic| {
        cells(&topic, &grounds).into_iter().map(|cell| match cell {
            Cell::Text(text) => text,
            Cell::Number(number) => format!("{}", (number * 10_000.0).round() / 10_000.0),
            Cell::Empty => String::new(),
        })
    });
    download::csv("emerging.csv", &head, lines)
}

/// The table as JSON.
pub async fn json(
    page: Page,
    Held(state): Held<State>,
    Query(filter): Query<EmergingFilter>,
) -> Result<Response, WebError> {
    let filter = EmergingFilter { after: None, ..filter };
    let answer = told(&page, &state, &filter, EXPORTED).await?;
    let bytes = serde_json::to_vec(&answer).map_err(WebError::internal)?;
    Ok(download::file("emerging.json", "application/json", bytes))
}

/// The table as a spreadsheet.
pub async fn xlsx(page: Page, Held(state): Held<State>, Query(filter): Query<EmergingFilter>) -> PageResult {
    let (rows, grounds) = whole(&page, &state, filter).await?;
    let total = rows.len() as u32;
    let width = |name: &&str| SheetColumn((*name).to_owned(), if *name == "label" { 40 } else { 12 });
    let mut columns: Vec<SheetColumn> = HEAD.iter().map(width).collect();
    columns.push(SheetColumn("why".to_owned(), 60));
    let mut sheet = Sheet::new(&columns, EXPORTED)?;
    for topic in rows {
        sheet.row(cells(&topic, &grounds))?;
    }
    let run = grounds.run.map(|(first, last)| format!("{first}–{last}")).unwrap_or_default();
    let about = [
        (page.t("foresight-topics-title"), Cell::from(total)),
        (page.t("foresight-level"), Cell::from(grounds.level + 1)),
        (page.t("foresight-years"), Cell::from(run)),
    ];
    Ok(sheet::download("emerging", sheet.finish(&about)?))
}

fn cells(topic: &EmergingTopic, grounds: &Grounds) -> Vec<Cell> {
    let number = |value: Option<f64>| value.filter(|value| value.is_finite()).map_or(Cell::Empty, Cell::Number);
    let value = |name: &str| number(topic.part(name).map(|part| part.value));
    let ends = |name: &str| topic.part(name).and_then(|part| part.interval);
    let low = |name: &str| number(ends(name).map(|(low, _)| low));
    let high = |name: &str| number(ends(name).map(|(_, high)| high));
    let (score, change) = (topic.score, topic.change);
    let periods = grounds.periods.map(|it| (sentence::years(it.earlier), sentence::years(it.later)));
    let (earlier, later) = periods.unwrap_or_default();
    let count = |of: fn(&crate::model::emerging::Change) -> u32| number(change.as_ref().map(of).map(f64::from));
    vec![
        topic.id.as_str().into(),
        topic.level.into(),
        topic.label.as_str().into(),
        topic.size.into(),
        number(topic.stage.map(f64::from)),
        number(score.map(|score| score.value)),
        number(score.map(|score| score.low)),
        number(score.map(|score| score.high)),
        value("novelty"),
        low("novelty"),
        high("novelty"),
        value("growth"),
        low("growth"),
        high("growth"),
        value("coherence"),
        value("impact"),
        value("spread"),
        earlier.into(),
        later.into(),
        count(|change| change.earlier.records),
        count(|change| change.earlier.corpus),
        count(|change| change.later.records),
        count(|change| change.later.corpus),
        number(change.map(|change| change.times.value)),
        number(change.map(|change| change.times.low)),
        number(change.map(|change| change.times.high)),
        topic.why.as_str().into(),
    ]
}

type Found = Option<(Rows<EmergingTopic>, Grounds)>;

/// The table, or what is wrong with the years that were asked for.
async fn found(
    page: &Page,
    state: &State,
    filter: &EmergingFilter,
    limit: u32,
) -> Result<Result<Found, FieldProblem>, WebError> {
    let wanted = filter.clone();
    let answer = state.ask(page, move |ctx, edition, _| Ok(emerging(ctx, edition, &wanted, limit))).await?;
    match answer.transpose() {
        Ok(found) => Ok(Ok(found)),
        Err(EmergingError::Denied(denied)) => Err(denied.into()),
        Err(EmergingError::Period(error)) => Ok(Err(problem(page, error))),
    }
}

/// The table with its sentences.
async fn told(page: &Page, state: &State, filter: &EmergingFilter, limit: u32) -> Result<Found, WebError> {
    let found = found(page, state, filter, limit).await?;
    let mut found = found.map_err(|problem| WebError::Invalid(vec![problem]))?;
    if let Some((rows, grounds)) = &mut found {
        for topic in &mut rows.rows {
            topic.why = sentence::sentence(page.words(), topic, grounds.periods.as_ref());
        }
    }
    Ok(found)
}

async fn whole(page: &Page, state: &State, filter: EmergingFilter) -> Result<(Vec<EmergingTopic>, Grounds), WebError> {
    let filter = EmergingFilter { after: None, ..filter };
    let found = told(page, state, &filter, EXPORTED).await?;
    Ok(found.map(|(rows, grounds)| (rows.rows, grounds)).unwrap_or_default())
}

fn problem(page: &Page, error: PeriodError) -> FieldProblem {
    match error {
        PeriodError::Outside { field, first, last } => {
            let args = [("first", first.to_string().into()), ("last", last.to_string().into())];
            FieldProblem::new(field, page.t_with("foresight-period-outside", &args))
        }
        PeriodError::Backwards { field } => FieldProblem::new(field, page.t("foresight-period-backwards")),
        PeriodError::Overlap { field } => FieldProblem::new(field, page.t("foresight-period-overlap")),
    }
}
