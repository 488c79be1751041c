//! Days on which facilities are closed: the page with its forms, and for programs.

use axum::Json;
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::StatusCode;
use bellwether_exchange_rules::evaluate::day_of;
use bellwether_kernel::policy::OfCluster;
use bellwether_web::api::{ApiResult, FieldProblem, Page, PageResult, Problem, View, WebError};
use bellwether_web::extract::{self, Form, Path, Query};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::facilities::cluster as known;
use super::refused::{problem, refused};
use crate::model::facility::Facility;
use crate::model::holiday::{Holiday, from_calendar};
use crate::model::ical_in::{BYTES, ahead};
use crate::policy::Act;
use crate::service::Exchange;
use crate::urls;
use crate::views::holidays::{HolidayTyped, HolidaysPage};

/// The page.
pub async fn get(page: Page, State(exchange): State<Exchange>, Path(cluster): Path<String>) -> PageResult {
    Ok(page.show(&view(&page, &exchange, &cluster, (HolidayTyped::default(), Vec::new())).await?))
}

/// Closes facilities on a day.
pub async fn add(
    page: Page,
    State(exchange): State<Exchange>,
    Path(cluster): Path<String>,
    Form(form): Form<HolidayTyped>,
) -> PageResult {
    let Ok(day) = form.day.trim().parse() else {
        let problem = FieldProblem::new("day", page.t("exchange-fault-day"));
        return again(&page, &exchange, &cluster, (form, vec![problem])).await;
    };
    let one = Holiday { facility: form.facility.clone(), day, name: form.name.trim().to_owned() };
    match exchange.close_on(page.ctx(), &cluster, &[one]).await {
        Ok(_) => Ok(page.redirect_with_notice(urls::holidays(&cluster), "exchange-done")),
        Err(error) => match problem(&page, &error) {
            Some(problem) => again(&page, &exchange, &cluster, (form, vec![problem])).await,
            None => Err(refused(&page, error)),
        },
    }
}

/// Opens facilities again on a day.
pub async fn remove(
    page: Page,
    State(exchange): State<Exchange>,
    Path(cluster): Path<String>,
    Form(form): Form<HolidayTyped>,
) -> PageResult {
    let day = form.day.parse().map_err(|_| WebError::NotFound)?;
    exchange.open_on(page.ctx(), &cluster, (&form.facility, day)).await.map_err(|error| refused(&page, error))?;
    Ok(page.redirect_with_notice(urls::holidays(&cluster), "exchange-done"))
}

/// Takes the days of a calendar file.
pub async fn import(
    page: Page,
    State(exchange): State<Exchange>,
    Path(cluster): Path<String>,
    request: Request,
) -> PageResult {
    let page_view = view(&page, &exchange, &cluster, (HolidayTyped::default(), Vec::new())).await?;
    if page_view.may_close.is_empty() {
        page.ctx().permit(Act::KeepMoney, &OfCluster(&cluster))?;
    }
    let (text, facility) = sent(request).await?;
    let zone = page_view.facilities.iter().find(|one| one.slug == facility).or(page_view.facilities.first());
    let zone = zone.map_or_else(|| page.zone().clone(), Facility::time_zone);
    let days = match from_calendar(&text, &zone, ahead(page.ctx().now()), &facility) {
        Ok(days) => days,
        Err(wrong) => {
            let line = ("line", u32::try_from(wrong.line).unwrap_or(u32::MAX).into());
            let words = page.t_with("exchange-ical-line", &[line, ("fault", page.t(wrong.fault.key()).into())]);
            let typed = HolidayTyped { facility, ..HolidayTyped::default() };
            return again(&page, &exchange, &cluster, (typed, vec![FieldProblem::new("calendar", words)])).await;
        }
    };
    exchange.close_on(page.ctx(), &cluster, &days).await.map_err(|error| refused(&page, error))?;
    Ok(page.redirect_with_notice(urls::holidays(&cluster), "exchange-done"))
}

/// The text of the file, and the facility that is meant.
async fn sent(request: Request) -> Result<(String, String), WebError> {
    let cut = |_| WebError::BadRequest("the form broke off, or is no form".to_owned());
    let Ok(mut form) = Multipart::from_request(request, &()).await else { return Err(WebError::UnsupportedBody) };
    let (mut text, mut facility) = (String::new(), String::new());
    while let Some(mut part) = form.next_field().await.map_err(cut)? {
        let name = part.name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        while let Some(more) = part.chunk().await.map_err(cut)? {
            bytes.extend_from_slice(&more);
            if bytes.len() > BYTES {
                break;
            }
        }
        match name.as_str() {
            "calendar" => text = String::from_utf8_lossy(&bytes).into_owned(),
            "whose" => facility = String::from_utf8_lossy(&bytes).into_owned(),
            _ => {}
        }
    }
    Ok((text, facility))
}

async fn again(
    page: &Page,
    exchange: &Exchange,
    cluster: &str,
    typed: (HolidayTyped, Vec<FieldProblem>),
) -> PageResult {
    let view = view(page, exchange, cluster, typed).await?;
    Ok(page.render_with(StatusCode::UNPROCESSABLE_ENTITY, view.title(page), view.body(page)))
}

async fn view(
    page: &Page,
    exchange: &Exchange,
    cluster: &str,
    (typed, problems): (HolidayTyped, Vec<FieldProblem>),
) -> Result<HolidaysPage, WebError> {
    let cluster = known(page, exchange, cluster).await?.slug;
    let facilities = exchange.facilities(page.ctx(), &cluster).await.map_err(|error| refused(page, error))?;
    let today = day_of(page.ctx().now(), page.zone());
    let mut days = exchange.holidays(page.ctx(), &cluster).await.map_err(|error| refused(page, error))?;
    // Facilities that the reader does not see are not named by their days either.
    let is_seen = |one: &Holiday| one.facility.is_empty() || facilities.iter().any(|seen| seen.slug == one.facility);
    days.retain(|one| one.day >= today && is_seen(one));
    let all = page.may(Act::KeepMoney, &OfCluster(&cluster));
    let kept = facilities.iter().filter(|one| all || page.may(Act::Keep, *one)).map(|one| one.slug.clone());
    let may_close = all.then(String::new).into_iter().chain(kept).collect();
    Ok(HolidaysPage { cluster, facilities, days, may_close, typed, problems })
}

/// A day on which facilities are closed.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = exchange::Holiday)]
pub(super) struct HolidayJson {
    /// The day.
    day: String,
    /// Its name.
    #[serde(default)]
    name: String,
    /// The slug of one facility; empty for all of the cluster.
    #[serde(default)]
    facility: String,
}

/// Which day.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Whose {
    /// The slug of one facility; empty for all of the cluster.
    facility: String,
}

/// Days from today on which facilities of a cluster are closed
#[utoipa::path(get, path = "/api/v1/exchange/{cluster}/holidays", tag = "exchange", operation_id = "exchange_holidays", params(("cluster" = String, Path, description = "The cluster's slug")), responses((status = OK, body = Vec<HolidayJson>), (status = NOT_FOUND, body = Problem)))]
pub(super) async fn api_list(
    page: Page,
    State(exchange): State<Exchange>,
    Path(cluster): Path<String>,
) -> ApiResult<Vec<HolidayJson>> {
    let view = view(&page, &exchange, &cluster, (HolidayTyped::default(), Vec::new())).await?;
    let one = |one: Holiday| HolidayJson { day: one.day.to_string(), name: one.name, facility: one.facility };
    Ok(Json(view.days.into_iter().map(one).collect()))
}

/// Close facilities on a day; for those who keep them
#[utoipa::path(post, path = "/api/v1/exchange/{cluster}/holidays", tag = "exchange", operation_id = "exchange_close_on", request_body = HolidayJson, params(("cluster" = String, Path, description = "The cluster's slug")), responses((status = OK, body = Vec<HolidayJson>), (status = FORBIDDEN, body = Problem), (status = UNPROCESSABLE_ENTITY, body = Problem)))]
pub(super) async fn api_add(
    page: Page,
    State(exchange): State<Exchange>,
    Path(cluster): Path<String>,
    extract::Json(one): extract::Json<HolidayJson>,
) -> ApiResult<Vec<HolidayJson>> {
    let day = day(&page, &one.day)?;
    let one = Holiday { facility: one.facility, day, name: one.name };
    exchange.close_on(page.ctx(), &cluster, &[one]).await.map_err(|error| refused(&page, error))?;
    api_list(page, State(exchange), Path(cluster)).await
}

/// Open facilities again on a day; for those who keep them
#[utoipa::path(delete, path = "/api/v1/exchange/{cluster}/holidays/{day}", tag = "exchange", operation_id = "exchange_open_on", params(("cluster" = String, Path, description = "The cluster's slug"), ("day" = String, Path, description = "The day, such as 2027-01-01"), Whose), responses((status = OK, body = Vec<HolidayJson>), (status = FORBIDDEN, body = Problem), (status = NOT_FOUND, body = Problem)))]
pub(super) async fn api_remove(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, text)): Path<(String, String)>,
    Query(whose): Query<Whose>,
) -> ApiResult<Vec<HolidayJson>> {
    let day = day(&page, &text)?;
    let done = exchange.open_on(page.ctx(), &cluster, (&whose.facility, day)).await;
    done.map_err(|error| refused(&page, error))?;
    api_list(page, State(exchange), Path(cluster)).await
}

fn day(page: &Page, text: &str) -> Result<Date, WebError> {
    text.parse().map_err(|_| WebError::field("day", page.t("exchange-fault-day")))
}
