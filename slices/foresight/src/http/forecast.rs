//! Forecasts of series that people or programs bring, and the hindcast over the topics.

use axum::Json;
use axum::extract::{FromRequest, Multipart, Request, State as Held};
use axum::http::StatusCode;
use bellwether_web::api::{ApiResult, Arg, FieldProblem, Page, PageResult, View, WebError};
use bellwether_web::extract::{Json as Sent, Query};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::http::state::State;
use crate::model::forecast::{ForecastAsked, MOST_SERIES, STEPS as STEPS_AHEAD, SeriesForecast};
use crate::model::hindcast::HindcastReport;
use crate::service::forecast::{SeriesRefused, forecast};
use crate::service::hindcast::{self, HindcastRefused};
use crate::views::forecast::ForecastPage;
use crate::views::hindcast::HindcastPage;

/// Steps ahead if nothing is asked.
const STEPS: u32 = 3;

/// The form.
pub async fn page(page: Page) -> PageResult {
    Ok(page.show(&ForecastPage { sent: None, steps: STEPS, found: Vec::new(), problems: Vec::new() }))
}

/// What a form holds: a table that was typed or chosen as a file.
#[derive(Default)]
struct Brought {
    typed: String,
    file: String,
    steps: String,
}

/// Forecasts what the form holds; the file, where one was chosen.
pub async fn from_form(page: Page, request: Request) -> PageResult {
    let brought = brought(request).await?;
    let table = if brought.file.trim().is_empty() { brought.typed } else { brought.file };
    let steps = match brought.steps.trim() {
        "" => Ok(STEPS),
        text => text.parse::<u32>().map_err(|_| page.t("foresight-forecast-steps-wrong")),
    };
    let answer = |steps: u32, found, problems| ForecastPage { sent: Some(table.clone()), steps, found, problems };
    let refused = match steps {
        Err(problem) => answer(STEPS, Vec::new(), vec![FieldProblem::new("steps", problem)]),
        Ok(steps) => match ask(&page, table.clone(), steps).await? {
            Ok(found) => return Ok(page.show(&answer(steps, found, Vec::new()))),
            Err(SeriesRefused::Denied(denied)) => return Err(denied.into()),
            Err(refused) => {
                let problem = FieldProblem::new(field(&refused), said(&page, &refused));
                answer(steps, Vec::new(), vec![problem])
            }
        },
    };
    Ok(page.render_with(StatusCode::UNPROCESSABLE_ENTITY, refused.title(&page), refused.body(&page)))
}

async fn brought(request: Request) -> Result<Brought, WebError> {
    let cut = |_| WebError::BadRequest("the form broke off, or is no form".to_owned());
    let Ok(mut form) = Multipart::from_request(request, &()).await else {
        return Err(WebError::BadRequest("the form must be sent as multipart/form-data".to_owned()));
    };
    let mut brought = Brought::default();
    while let Some(part) = form.next_field().await.map_err(cut)? {
        let name = part.name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(cut)?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        match name.as_str() {
            "series" => brought.typed = text,
            "file" => brought.file = text,
            "steps" => brought.steps = text,
            _ => {}
        }
    }
    Ok(brought)
}

/// Forecast series that are sent, with intervals of 80 % and 95 %
///
/// The rhythm (annual, quarterly, monthly) is read from the periods.
#[utoipa::path(post, path = "/api/v1/foresight/forecast", tag = "foresight", request_body = ForecastAsked, responses((status = 200, body = Vec<SeriesForecast>), (status = 422, description = "The line and the column that are wrong")))]
pub async fn api(page: Page, Sent(asked): Sent<ForecastAsked>) -> ApiResult<Vec<SeriesForecast>> {
    let found = ask(&page, asked.series, asked.steps.unwrap_or(STEPS)).await?;
    Ok(Json(found.map_err(|refused| match refused {
        SeriesRefused::Denied(denied) => denied.into(),
        refused => WebError::field(field(&refused), refused.to_string()),
    })?))
}

async fn ask(page: &Page, table: String, steps: u32) -> Result<Result<Vec<SeriesForecast>, SeriesRefused>, WebError> {
    page.aside(move |ctx| Ok::<_, WebError>(forecast(ctx, &table, steps, Some(MOST_SERIES)))).await
}

/// What was refused, in the page's language.
fn said(page: &Page, refused: &SeriesRefused) -> String {
    match refused {
        SeriesRefused::Denied(denied) => denied.to_string(),
        SeriesRefused::Table(error) => {
            let fault = error.fault.key();
            let args = error.fault.args();
            let args: Vec<(&str, Arg<'_>)> = args.iter().map(|(name, text)| (*name, text.as_str().into())).collect();
            let fault = page.t_with(&format!("foresight-table-{fault}"), &args);
            let line = error.line.to_string();
            let args = [("line", line.into()), ("field", error.field.into()), ("fault", fault.into())];
            page.t_with("foresight-table-line", &args)
        }
        SeriesRefused::Steps(_) => {
            let args = [("least", (*STEPS_AHEAD.start()).into()), ("most", (*STEPS_AHEAD.end()).into())];
            page.t_with("foresight-forecast-steps-help", &args)
        }
        SeriesRefused::Many(found) => {
            page.t_with("foresight-forecast-many", &[("n", (*found).into()), ("most", MOST_SERIES.into())])
        }
    }
}

fn field(refused: &SeriesRefused) -> &'static str {
    if matches!(refused, SeriesRefused::Steps(_)) { "steps" } else { "series" }
}

/// Over which topics.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, ToSchema)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct HindcastAsked {
    /// Level of the topics, 0 for the coarsest; the finest if nothing is asked.
    level: Option<u8>,
}

/// How well the growth of topics would have been foretold
///
/// `null` before the first build; with the reason where the years do not allow it.
#[utoipa::path(get, path = "/api/v1/foresight/hindcast", tag = "foresight", params(HindcastAsked), responses((status = 200, body = Option<HindcastReport>), (status = 422)))]
pub async fn hindcast_api(
    page: Page,
    Held(state): Held<State>,
    Query(asked): Query<HindcastAsked>,
) -> ApiResult<Option<HindcastReport>> {
    Ok(Json(judge(&page, &state, asked).await?))
}

/// The same as a page.
pub async fn hindcast_page(page: Page, Held(state): Held<State>, Query(asked): Query<HindcastAsked>) -> PageResult {
    let report = judge(&page, &state, asked).await?;
    Ok(page.show(&HindcastPage { report }))
}

async fn judge(page: &Page, state: &State, asked: HindcastAsked) -> Result<Option<HindcastReport>, WebError> {
    let found = state.ask(page, move |ctx, edition, _| Ok(hindcast::topics(ctx, edition, asked.level)));
    Ok(found.await?.transpose()?)
}

impl From<HindcastRefused> for WebError {
    fn from(error: HindcastRefused) -> Self {
        match error {
            HindcastRefused::Denied(denied) => denied.into(),
            HindcastRefused::Level { .. } => WebError::field("level", error.to_string()),
        }
    }
}
