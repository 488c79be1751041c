//! The money of facilities for programs: quotes before booking, statements after use.

use axum::Json;
use axum::extract::State;
use bellwether_exchange_rules::quote::part;
use bellwether_web::api::{ApiResult, Page, Problem, WebError};
use bellwether_web::extract::{Path, Query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::api::{Within, span};
use super::facilities::found;
use super::refused::refused;
use crate::model::charge::quoted;
use crate::model::statement::{Line, Statement, Total, Whose, month};
use crate::service::Exchange;

/// What a time costs you, in minor units.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = exchange::Quote)]
pub struct QuoteAnswer {
    /// The class of customers by whose rate.
    pub class: String,
    /// Code of the currency.
    pub currency: String,
    /// Price of an hour.
    pub minor_per_hour: i64,
    /// The whole price.
    pub gross_minor: i64,
    /// What the cluster carries.
    pub subsidy_minor: i64,
    /// What you pay.
    pub net_minor: i64,
    /// What you pay if you cancel late.
    pub late_cancel_minor: i64,
    /// What you pay if nobody comes.
    pub no_show_minor: i64,
}

/// What a time on a facility costs you; nothing where it has no rate for you
#[utoipa::path(get, path = "/api/v1/exchange/{cluster}/facilities/{facility}/quote", tag = "exchange", operation_id = "exchange_quote", params(("cluster" = String, Path, description = "The cluster's slug"), ("facility" = String, Path, description = "The facility's slug"), Within), responses((status = OK, body = Option<QuoteAnswer>), (status = NOT_FOUND, body = Problem), (status = UNPROCESSABLE_ENTITY, body = Problem)))]
pub(super) async fn quote(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Path<(String, String)>,
    Query(within): Query<Within>,
) -> ApiResult<Option<QuoteAnswer>> {
    let facility = found(&page, &exchange, &cluster, &slug).await?;
    let span = span(&page, &within.from, &within.until)?;
    let standing = exchange.standing(page.ctx(), &cluster).await.map_err(|error| refused(&page, error))?;
    let fees = facility.fees;
    let answer = quoted(&facility, standing.class, span).map(|one| QuoteAnswer {
        class: one.class.name().to_owned(),
        minor_per_hour: one.rate_minor,
        gross_minor: one.quote.gross_minor,
        subsidy_minor: one.quote.subsidy_minor,
        net_minor: one.quote.net_minor,
        late_cancel_minor: part(one.quote, fees.late_cancel_percent).net_minor,
        no_show_minor: part(one.quote, fees.no_show_percent).net_minor,
        currency: one.currency,
    });
    Ok(Json(answer))
}

/// Which statement.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct StatementAsked {
    /// The month, such as `2026-11`.
    month: String,
    /// A charge code; without it and without an organisation, what has no code.
    code: String,
    /// An organisation, with all of its codes.
    organisation: String,
}

impl StatementAsked {
    fn month(&self, page: &Page) -> Result<&str, WebError> {
        let fault = || WebError::field("month", page.t("exchange-fault-month"));
        month(&self.month).map(|_| self.month.as_str()).ok_or_else(fault)
    }
}

/// What a charge code is to pay.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = exchange::Total)]
pub struct TotalAnswer {
    /// The code; nothing for what has none.
    pub code: Option<String>,
    /// The organisation.
    pub organisation: Option<String>,
    /// Code of the currency.
    pub currency: String,
    /// How many charges.
    pub charges: u64,
    /// The whole price.
    pub gross_minor: i64,
    /// What the cluster carries.
    pub subsidy_minor: i64,
    /// What is to be paid.
    pub net_minor: i64,
    /// What of it the books could not take yet.
    pub due_minor: i64,
}

impl TotalAnswer {
    fn of(one: Total) -> Self {
        let (code, organisation, currency) = (one.code, one.organisation, one.currency);
        let (gross_minor, subsidy_minor) = (one.quote.gross_minor, one.quote.subsidy_minor);
        let (net_minor, due_minor) = (one.quote.net_minor, one.due_minor);
        TotalAnswer { code, organisation, currency, charges: one.n, gross_minor, subsidy_minor, net_minor, due_minor }
    }
}

/// What facilities cost in a month, by charge code: all that you may see
#[utoipa::path(get, path = "/api/v1/exchange/{cluster}/statements", tag = "exchange", operation_id = "exchange_statements", params(("cluster" = String, Path, description = "The cluster's slug"), StatementAsked), responses((status = OK, body = Vec<TotalAnswer>), (status = NOT_FOUND, body = Problem), (status = UNPROCESSABLE_ENTITY, body = Problem)))]
pub(super) async fn totals(
    page: Page,
    State(exchange): State<Exchange>,
    Path(cluster): Path<String>,
    Query(asked): Query<StatementAsked>,
) -> ApiResult<Vec<TotalAnswer>> {
    let found = exchange.totals(page.ctx(), &cluster, asked.month(&page)?).await;
    let found = found.map_err(|error| refused(&page, error))?;
    Ok(Json(found.rows.into_iter().map(TotalAnswer::of).collect()))
}

/// A line of a statement.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = exchange::StatementLine)]
pub struct LineAnswer {
    /// Id of the booking or order.
    pub booking: String,
    /// When its use began, in UTC.
    pub at: String,
    /// The facility.
    pub facility: String,
    /// Who used it.
    pub person: String,
    /// The charge code.
    pub code: Option<String>,
    /// `use`, `overrun`, `late_cancel`, `no_show` or `order`.
    pub kind: String,
    /// `charged`, or `due` where the books could not take it yet.
    pub state: String,
    /// Minutes, or units of a service.
    pub units: i64,
    /// The rate for an hour or a unit.
    pub rate_minor: i64,
    /// Code of the currency.
    pub currency: String,
    /// The whole price.
    pub gross_minor: i64,
    /// What the cluster carries.
    pub subsidy_minor: i64,
    /// What is to be paid.
    pub net_minor: i64,
}

fn line(page: &Page, of: &Statement, one: &Line) -> LineAnswer {
    let quoted = &one.quoted;
    LineAnswer {
        booking: one.request.to_string(),
        at: jiff::Timestamp::from_millisecond(one.at_ms).unwrap_or_default().to_string(),
        facility: one.facility.best(page.lang()).0.to_owned(),
        person: of.user(one).to_owned(),
        code: one.code.clone(),
        kind: one.kind.name().to_owned(),
        state: one.state.name().to_owned(),
        units: quoted.units,
        rate_minor: quoted.rate_minor,
        currency: quoted.currency.clone(),
        gross_minor: quoted.quote.gross_minor,
        subsidy_minor: quoted.quote.subsidy_minor,
        net_minor: quoted.quote.net_minor,
    }
}

/// The lines of a statement, at most 5,000
#[utoipa::path(get, path = "/api/v1/exchange/{cluster}/statement", tag = "exchange", operation_id = "exchange_statement", params(("cluster" = String, Path, description = "The cluster's slug"), StatementAsked), responses((status = OK, body = Vec<LineAnswer>), (status = NOT_FOUND, body = Problem), (status = UNPROCESSABLE_ENTITY, body = Problem)))]
pub(super) async fn statement(
    page: Page,
    State(exchange): State<Exchange>,
    Path(cluster): Path<String>,
    Query(asked): Query<StatementAsked>,
) -> ApiResult<Vec<LineAnswer>> {
    let whose = match (asked.code.as_str(), asked.organisation.as_str()) {
        ("", "") => Whose::WithoutCode,
        ("", name) => Whose::Organisation(name.to_owned()),
        (code, _) => Whose::Code(code.to_owned()),
    };
    let of = exchange.statement(page.ctx(), &cluster, asked.month(&page)?, &whose).await;
    let of = of.map_err(|error| refused(&page, error))?;
    Ok(Json(of.lines.iter().map(|one| line(&page, &of, one)).collect()))
}
