//! Service orders.

use axum::extract::State;
use axum::http::StatusCode;
use bellwether_exchange_rules::evaluate::day_of;
use bellwether_exchange_rules::lifecycle::order::{OrderStep, SampleState};
use bellwether_kernel::policy::Installation;
use bellwether_web::api::{FieldProblem, Page, PageResult, View, WebError};
use bellwether_web::extract::{Form, Path};
use serde::Deserialize;

use super::facilities::found;
use super::refused::{problem, refused};
use crate::model::booking::{BookingId, Kept};
use crate::model::facility::Facility;
use crate::model::order::{NewOrder, quoted};
use crate::model::wish::Refused;
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::error::ExchangeError;
use crate::urls;
use crate::views::orders::{OneOrderPage, OrderPage, OrderTyped, OrdersPage};

/// What a keeper says, or which sample is where.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Said {
    note: String,
    sample: String,
    state: String,
}

/// The form.
pub async fn form(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Path<(String, String)>,
) -> PageResult {
    let facility = permitted(&page, &exchange, &cluster, &slug).await?;
    Ok(page.show(&view(&page, &exchange, facility, OrderTyped::default(), (Vec::new(), Vec::new())).await?))
}

/// Orders what the form says.
pub async fn post(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Path<(String, String)>,
    Form(form): Form<OrderTyped>,
) -> PageResult {
    let facility = permitted(&page, &exchange, &cluster, &slug).await?;
    let samples = form.samples.lines().map(str::trim).filter(|line| !line.is_empty()).map(ToOwned::to_owned);
    let new = NewOrder {
        units: form.units.trim().parse().unwrap_or(0),
        what: form.what.trim().to_owned(),
        project: form.project.trim().to_owned(),
        samples: samples.collect(),
    };
    let problems = match exchange.order(page.ctx(), &cluster, &slug, &new).await {
        Ok(id) => return Ok(page.redirect_with_notice(urls::order(id), "exchange-ordered")),
        Err(ExchangeError::Refused(all)) => (Vec::new(), all),
        Err(error) => match problem(&page, &error) {
            Some(problem) => (vec![problem], Vec::new()),
            None => return Err(refused(&page, error)),
        },
    };
    let view = view(&page, &exchange, facility, form, problems).await?;
    Ok(page.render_with(StatusCode::UNPROCESSABLE_ENTITY, view.title(&page), view.body(&page)))
}

async fn permitted(page: &Page, exchange: &Exchange, cluster: &str, slug: &str) -> Result<Facility, WebError> {
    let facility = found(page, exchange, cluster, slug).await?;
    let admission = exchange.admission(page.ctx(), cluster).await.map_err(|error| refused(page, error))?;
    page.ctx().permit(Act::Book, &admission)?;
    if facility.orders.is_none() {
        return Err(WebError::NotFound);
    }
    Ok(facility)
}

async fn view(
    page: &Page,
    exchange: &Exchange,
    facility: Facility,
    typed: OrderTyped,
    (problems, refusals): (Vec<FieldProblem>, Vec<Refused>),
) -> Result<OrderPage, WebError> {
    let no = |error| refused(page, error);
    let standing = exchange.standing(page.ctx(), &facility.cluster).await.map_err(no)?;
    let codes = exchange.own_codes(page.ctx(), &facility.cluster).await.map_err(no)?;
    let today = day_of(page.ctx().now(), &facility.time_zone());
    let each = quoted(&facility, standing.class, 1, today);
    Ok(OrderPage { facility, typed, problems, refused: refusals, each, codes })
}

/// The list.
pub async fn list(page: Page, State(exchange): State<Exchange>) -> PageResult {
    page.ctx().permit(Act::SeeOwn, &Installation)?;
    let no = |error| refused(&page, error);
    let own = exchange.own_orders(page.ctx()).await.map_err(no)?;
    let to_do = exchange.orders_to_do(page.ctx()).await.map_err(no)?;
    let names = exchange.ordered_by(page.ctx(), &to_do).await.map_err(no)?;
    let named = |order: crate::model::order::Order| {
        let by = order.person.and_then(|person| names.get(&person)).cloned().unwrap_or_default();
        (order, by)
    };
    Ok(page.show(&OrdersPage { to_do: to_do.into_iter().map(named).collect(), own }))
}

/// One order.
pub async fn one(page: Page, State(exchange): State<Exchange>, Path(id): Path<BookingId>) -> PageResult {
    Ok(page.show(&of_order(&page, &exchange, id, Vec::new()).await?))
}

/// Moves it on.
pub async fn step(
    page: Page,
    State(exchange): State<Exchange>,
    Path((id, step)): Path<(BookingId, String)>,
    Form(form): Form<Said>,
) -> PageResult {
    let done = match step.as_str() {
        "sample" => match (form.sample.parse(), SampleState::from_name(&form.state)) {
            (Ok(sample), Some(to)) => exchange.sample_is(page.ctx(), id, sample, to).await,
            _ => exchange.order_of(page.ctx(), id).await.and(Err(ExchangeError::NotFound)),
        },
        name => match OrderStep::from_name(name).filter(|step| *step != OrderStep::Settle) {
            Some(step) => exchange.order_step(page.ctx(), id, step, &form.note).await,
            None => exchange.order_of(page.ctx(), id).await.and(Err(ExchangeError::NotFound)),
        },
    };
    let problem = match done {
        Ok(()) => return Ok(page.redirect_with_notice(urls::order(id), "exchange-done")),
        Err(error) => problem(&page, &error).ok_or_else(|| refused(&page, error))?,
    };
    let view = of_order(&page, &exchange, id, vec![problem]).await?;
    Ok(page.render_with(StatusCode::UNPROCESSABLE_ENTITY, view.title(&page), view.body(&page)))
}

async fn of_order(
    page: &Page,
    exchange: &Exchange,
    id: BookingId,
    problems: Vec<FieldProblem>,
) -> Result<OneOrderPage, WebError> {
    let whole = exchange.order_of(page.ctx(), id).await.map_err(|error| refused(page, error))?;
    let may_keep = page.may(Act::Keep, &Kept(whole.order.keeper));
    Ok(OneOrderPage { whole, may_keep, problems })
}
