//! Service orders for programs.

use axum::Json;
use axum::extract::State;
use bellwether_exchange_rules::lifecycle::order::OrderStep;
use bellwether_web::api::{ApiResult, Page, Problem, WebError};
use bellwether_web::extract::{self, Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::refused::refused;
use crate::model::booking::BookingId;
use crate::model::order::{NewOrder, Order, Sample};
use crate::service::Exchange;
use crate::urls;

/// A sample of an order.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = exchange::Sample)]
pub struct SampleAnswer {
    /// Its id.
    pub id: String,
    /// What stands on its tube.
    pub label: String,
    /// `expected`, `received`, `used_up` or `returned`.
    pub state: String,
}

/// A service order.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = exchange::Order)]
pub struct OrderAnswer {
    /// Its id.
    pub id: String,
    /// Slug of the facility's cluster.
    pub cluster: String,
    /// Slug of the facility.
    pub facility: String,
    /// `submitted`, `accepted`, `declined`, `in_work`, `done`, `settled` or `withdrawn`.
    pub state: String,
    /// How many units.
    pub units: u32,
    /// What is to be done.
    pub what: String,
    /// The charge code, or the name of a project.
    pub project: String,
    /// What the keeper said last.
    pub note: String,
    /// Its samples; only of a single order.
    pub samples: Vec<SampleAnswer>,
    /// Its page.
    pub address: String,
}

impl OrderAnswer {
    fn of(one: Order, samples: Vec<Sample>) -> Self {
        let sample =
            |one: Sample| SampleAnswer { id: one.id.to_string(), label: one.label, state: one.state.name().to_owned() };
        OrderAnswer {
            id: one.id.to_string(),
            address: urls::order(one.id),
            state: one.state.name().to_owned(),
            cluster: one.cluster,
            facility: one.slug,
            units: one.units,
            what: one.what,
            project: one.project,
            note: one.note,
            samples: samples.into_iter().map(sample).collect(),
        }
    }
}

/// Your own service orders, the newest 200
#[utoipa::path(get, path = "/api/v1/exchange/orders", tag = "exchange", operation_id = "exchange_orders", responses((status = OK, body = Vec<OrderAnswer>), (status = UNAUTHORIZED, body = Problem)))]
pub(super) async fn orders(page: Page, State(exchange): State<Exchange>) -> ApiResult<Vec<OrderAnswer>> {
    let own = exchange.own_orders(page.ctx()).await.map_err(|error| refused(&page, error))?;
    Ok(Json(own.into_iter().map(|one| OrderAnswer::of(one, Vec::new())).collect()))
}

/// What to order.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = exchange::NewOrder)]
pub(super) struct OrderAsked {
    /// Slug of the cluster.
    cluster: String,
    /// Slug of the facility.
    facility: String,
    /// How many units.
    units: u32,
    /// What is to be done.
    what: String,
    /// The charge code, or the name of a project.
    #[serde(default)]
    project: String,
    /// The labels of the samples.
    #[serde(default)]
    samples: Vec<String>,
}

/// Order a service
#[utoipa::path(post, path = "/api/v1/exchange/orders", tag = "exchange", operation_id = "exchange_order_new", request_body = OrderAsked, responses((status = OK, body = OrderAnswer), (status = CONFLICT, body = Problem), (status = UNPROCESSABLE_ENTITY, body = Problem), (status = FORBIDDEN, body = Problem), (status = NOT_FOUND, body = Problem)))]
pub(super) async fn order(
    page: Page,
    State(exchange): State<Exchange>,
    extract::Json(asked): extract::Json<OrderAsked>,
) -> ApiResult<OrderAnswer> {
    let OrderAsked { cluster, facility, units, what, project, samples } = asked;
    let new = NewOrder { units, what: what.trim().to_owned(), project, samples };
    let id = exchange.order(page.ctx(), &cluster, &facility, &new).await.map_err(|error| refused(&page, error))?;
    one(page, State(exchange), Path(id)).await
}

/// One service order with its samples
#[utoipa::path(get, path = "/api/v1/exchange/orders/{id}", tag = "exchange", operation_id = "exchange_order", params(("id" = String, Path, description = "Id of the order")), responses((status = OK, body = OrderAnswer), (status = NOT_FOUND, body = Problem)))]
pub(super) async fn one(
    page: Page,
    State(exchange): State<Exchange>,
    Path(id): Path<BookingId>,
) -> ApiResult<OrderAnswer> {
    let whole = exchange.order_of(page.ctx(), id).await.map_err(|error| refused(&page, error))?;
    Ok(Json(OrderAnswer::of(whole.order, whole.samples)))
}

/// Where to move an order.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = exchange::OrderStep)]
pub(super) struct StepAsked {
    /// `accept`, `decline`, `begin`, `finish` or `withdraw`.
    step: String,
    /// What the keeper says; needed for declining.
    #[serde(default)]
    note: String,
}

/// Accept, decline, begin, finish or withdraw a service order
#[utoipa::path(post, path = "/api/v1/exchange/orders/{id}/steps", tag = "exchange", operation_id = "exchange_order_step", request_body = StepAsked, params(("id" = String, Path, description = "Id of the order")), responses((status = OK, body = OrderAnswer), (status = CONFLICT, body = Problem), (status = UNPROCESSABLE_ENTITY, body = Problem), (status = NOT_FOUND, body = Problem)))]
pub(super) async fn step(
    page: Page,
    State(exchange): State<Exchange>,
    Path(id): Path<BookingId>,
    extract::Json(asked): extract::Json<StepAsked>,
) -> ApiResult<OrderAnswer> {
    let step = OrderStep::from_name(&asked.step).filter(|step| *step != OrderStep::Settle);
    let step = step.ok_or_else(|| WebError::field("step", page.t("exchange-fault-step")))?;
    exchange.order_step(page.ctx(), id, step, &asked.note).await.map_err(|error| refused(&page, error))?;
    one(page, State(exchange), Path(id)).await
}
