//! The JSON API of the ledger. The same services as the pages.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::lang::Text;
use bellwether_kernel::paging::PageSize;
use bellwether_web::api::{ApiResult, Page, Problem, WebError};
use bellwether_web::extract::{Json as JsonBody, Path, Query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::asked::{Asked, TransfersAsked};
use super::desk::Desk;
use super::problems;
use super::shapes::{LedgerAccount, LedgerCheck, LedgerFund, LedgerLeg, LedgerLine, LedgerTransfer};
use crate::model::account::AccountId;
use crate::model::asked::StatementWanted;
use crate::model::transfer::{Intent, Leg, NewTransfer, TransferId};
use crate::views::parts::explain;

/// The operations with their description.
pub fn routes(desk: Desk) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(ledger_funds))
        .routes(routes!(ledger_accounts))
        .routes(routes!(ledger_statement))
        .routes(routes!(ledger_check))
        .routes(routes!(ledger_transfers, ledger_make_transfer))
        .routes(routes!(ledger_transfer))
        .routes(routes!(ledger_approve_transfer))
        .routes(routes!(ledger_turn_down_transfer))
        .routes(routes!(ledger_post_transfer))
        .routes(routes!(ledger_void_transfer))
        .with_state(desk)
}

/// The instant that is asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct AtAsked {
    /// An instant of the past, RFC 3339; absent for now.
    #[serde(default)]
    as_of: String,
}

impl AtAsked {
    fn instant(&self, page: &Page) -> Result<Option<Timestamp>, WebError> {
        Asked { as_of: self.as_of.clone(), before: None }.instant(page)
    }
}

/// The funds of a cluster.
#[derive(Serialize, ToSchema)]
struct LedgerFunds {
    funds: Vec<LedgerFund>,
}

/// The accounts of a cluster.
#[derive(Serialize, ToSchema)]
struct LedgerAccounts {
    accounts: Vec<LedgerAccount>,
}

/// The funds of a cluster with their budgets
#[utoipa::path(get, path = "/api/v1/ledger/{cluster}/funds", tag = "Ledger",
    params(("cluster" = String, Path, description = "The cluster's slug"), AtAsked),
    responses((status = 200, body = LedgerFunds), (status = 404, body = Problem)))]
async fn ledger_funds(
    page: Page,
    State(desk): State<Desk>,
    Path(slug): Path<String>,
    Query(asked): Query<AtAsked>,
) -> ApiResult<LedgerFunds> {
    let books = desk.ledger.books(page.ctx(), &slug, asked.instant(&page)?).await?;
    Ok(Json(LedgerFunds { funds: books.iter().map(LedgerFund::from).collect() }))
}

/// All accounts of a cluster with what is or was on them
#[utoipa::path(get, path = "/api/v1/ledger/{cluster}/accounts", tag = "Ledger",
    params(("cluster" = String, Path, description = "The cluster's slug"), AtAsked),
    responses((status = 200, body = LedgerAccounts), (status = 404, body = Problem)))]
async fn ledger_accounts(
    page: Page,
    State(desk): State<Desk>,
    Path(slug): Path<String>,
    Query(asked): Query<AtAsked>,
) -> ApiResult<LedgerAccounts> {
    let accounts = desk.ledger.accounts(page.ctx(), &slug, asked.instant(&page)?).await?;
    Ok(Json(LedgerAccounts { accounts: accounts.iter().map(LedgerAccount::from).collect() }))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct StatementAsked {
    /// Only what happened up to this instant, RFC 3339.
    #[serde(default)]
    as_of: String,
    /// `next` of the page before.
    before: Option<i64>,
    /// Lines on a page, 1 to 200.
    limit: Option<u32>,
}

/// A page of the statement of an account, newest first.
#[derive(Serialize, ToSchema)]
struct LedgerStatement {
    account: LedgerAccount,
    lines: Vec<LedgerLine>,
    /// Give it as `before` to get the next page.
    next: Option<i64>,
}

/// The statement of an account, newest first
#[utoipa::path(get, path = "/api/v1/ledger/{cluster}/accounts/{account}/statement", tag = "Ledger",
    params(("cluster" = String, Path), ("account" = String, Path), StatementAsked),
    responses((status = 200, body = LedgerStatement), (status = 404, body = Problem)))]
async fn ledger_statement(
    page: Page,
    State(desk): State<Desk>,
    Path((slug, account)): Path<(String, AccountId)>,
    Query(asked): Query<StatementAsked>,
) -> ApiResult<LedgerStatement> {
    let at = AtAsked { as_of: asked.as_of }.instant(&page)?;
    let wanted = StatementWanted { as_of_ms: at.map(Timestamp::as_millisecond), before: asked.before };
    let size = asked.limit.map_or(PageSize::USUAL, PageSize::clamped);
    let statement = desk.ledger.statement(page.ctx(), &slug, account, &wanted, size).await?;
    let lines = statement.lines.iter().map(LedgerLine::from).collect();
    Ok(Json(LedgerStatement { account: (&statement.held).into(), lines, next: statement.next }))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct CheckAsked {
    /// How much would be taken, in minor units.
    minor: i64,
}

/// Could an account give this much now? Nothing is held
#[utoipa::path(get, path = "/api/v1/ledger/{cluster}/accounts/{account}/check", tag = "Ledger",
    params(("cluster" = String, Path), ("account" = String, Path), CheckAsked),
    responses((status = 200, body = LedgerCheck), (status = 404, body = Problem)))]
async fn ledger_check(
    page: Page,
    State(desk): State<Desk>,
    Path((slug, account)): Path<(String, AccountId)>,
    Query(asked): Query<CheckAsked>,
) -> ApiResult<LedgerCheck> {
    let check = desk.ledger.check(page.ctx(), &slug, account, asked.minor).await?;
    let words = explain(&page, &check);
    Ok(Json(LedgerCheck::of(&check, words)))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ListAsked {
    /// `all`, `waiting`, `pending`, `posted`, `voided`, `expired`.
    #[serde(default)]
    show: String,
    /// `next` of the page before.
    #[serde(default)]
    before: String,
    /// Transfers on a page, 1 to 200.
    limit: Option<u32>,
}

/// A page of transfers, newest first.
#[derive(Serialize, ToSchema)]
struct LedgerTransfers {
    transfers: Vec<LedgerTransfer>,
    /// Give it as `before` to get the next page.
    next: Option<String>,
}

/// Transfers, newest first
#[utoipa::path(get, path = "/api/v1/ledger/{cluster}/transfers", tag = "Ledger",
    params(("cluster" = String, Path), ListAsked),
    responses((status = 200, body = LedgerTransfers), (status = 404, body = Problem)))]
async fn ledger_transfers(
    page: Page,
    State(desk): State<Desk>,
    Path(slug): Path<String>,
    Query(asked): Query<ListAsked>,
) -> ApiResult<LedgerTransfers> {
    let size = asked.limit.map_or(PageSize::USUAL, PageSize::clamped);
    let wanted = TransfersAsked { show: asked.show, before: asked.before }.wanted();
    let (shown, next) = desk.ledger.transfers(page.ctx(), &slug, &wanted, size).await?;
    let transfers = shown.transfers.iter().map(LedgerTransfer::from).collect();
    Ok(Json(LedgerTransfers { transfers, next: next.map(|next| next.to_string()) }))
}

/// A transfer to be made.
#[derive(Deserialize, ToSchema)]
struct NewLedgerTransfer {
    /// Whoever sends the same key again gets the transfer that is there.
    key: String,
    /// Legs that sum to zero in each unit.
    legs: Vec<LedgerLeg>,
    /// `post` or `hold`.
    intent: Intent,
    /// What it is for, in English.
    #[serde(default)]
    memo_en: Option<String>,
    /// What it is for, in Russian.
    #[serde(default)]
    memo_ru: Option<String>,
    /// When a promise ends by itself, RFC 3339.
    #[serde(default)]
    expires_at: Option<String>,
}

impl NewLedgerTransfer {
    fn read(self, page: &Page) -> Result<NewTransfer, WebError> {
        let leg = |(at, leg): (usize, LedgerLeg)| {
            let wrong = |_| WebError::field(format!("legs[{at}].account"), page.t("ledger-wrong-account"));
            Ok(Leg { account: leg.account.parse().map_err(wrong)?, minor: leg.minor })
        };
        let legs = self.legs.into_iter().enumerate().map(leg).collect::<Result<_, WebError>>()?;
        let wrong = |_| WebError::field("expires_at", page.t("ledger-as-of-wrong"));
        let expires_at = self.expires_at.map(|at| at.parse::<Timestamp>()).transpose().map_err(wrong)?;
        let memo = Text { en: self.memo_en, ru: self.memo_ru };
        Ok(NewTransfer { key: self.key, legs, intent: self.intent, memo, expires_at })
    }
}

/// Make a transfer; above the fund's threshold it waits for a second person
#[utoipa::path(post, path = "/api/v1/ledger/{cluster}/transfers", tag = "Ledger", params(("cluster" = String, Path)),
    request_body = NewLedgerTransfer,
    responses((status = 201, body = LedgerTransfer), (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn ledger_make_transfer(
    page: Page,
    State(desk): State<Desk>,
    Path(slug): Path<String>,
    JsonBody(new): JsonBody<NewLedgerTransfer>,
) -> Result<(StatusCode, Json<LedgerTransfer>), WebError> {
    page.ctx().permit(crate::policy::Act::KeepBooks, &bellwether_kernel::policy::OfCluster(&slug))?;
    let new = new.read(&page)?;
    let made = desk.ledger.transfer(page.ctx(), &slug, &new).await;
    let made = made.map_err(|error| problems::for_api(&page, error))?;
    Ok((StatusCode::CREATED, Json((&made).into())))
}

/// One transfer
#[utoipa::path(get, path = "/api/v1/ledger/{cluster}/transfers/{transfer}", tag = "Ledger",
    params(("cluster" = String, Path), ("transfer" = String, Path)),
    responses((status = 200, body = LedgerTransfer), (status = 404, body = Problem)))]
async fn ledger_transfer(
    page: Page,
    State(desk): State<Desk>,
    Path((slug, id)): Path<(String, TransferId)>,
) -> ApiResult<LedgerTransfer> {
    Ok(Json((&desk.ledger.find(page.ctx(), &slug, id).await?.0).into()))
}

/// Why something is called off.
#[derive(Deserialize, ToSchema)]
struct WithReason {
    /// In 1 to 500 letters.
    reason: String,
}

/// Approve a transfer that another person proposed
#[utoipa::path(post, path = "/api/v1/ledger/{cluster}/transfers/{transfer}/approve", tag = "Ledger",
    params(("cluster" = String, Path), ("transfer" = String, Path)),
    responses((status = 200, body = LedgerTransfer), (status = 403, body = Problem), (status = 409, body = Problem)))]
async fn ledger_approve_transfer(
    page: Page,
    State(desk): State<Desk>,
    Path((slug, id)): Path<(String, TransferId)>,
) -> ApiResult<LedgerTransfer> {
    Ok(Json((&desk.ledger.approve(page.ctx(), &slug, id).await?).into()))
}

/// Turn down a transfer that another person proposed
#[utoipa::path(post, path = "/api/v1/ledger/{cluster}/transfers/{transfer}/turn-down", tag = "Ledger",
    params(("cluster" = String, Path), ("transfer" = String, Path)), request_body = WithReason,
    responses((status = 200, body = LedgerTransfer), (status = 403, body = Problem), (status = 409, body = Problem)))]
async fn ledger_turn_down_transfer(
    page: Page,
    State(desk): State<Desk>,
    Path((slug, id)): Path<(String, TransferId)>,
    JsonBody(why): JsonBody<WithReason>,
) -> ApiResult<LedgerTransfer> {
    Ok(Json((&desk.ledger.turn_down(page.ctx(), &slug, id, &why.reason).await?).into()))
}

/// Post a transfer that is held
#[utoipa::path(post, path = "/api/v1/ledger/{cluster}/transfers/{transfer}/post", tag = "Ledger",
    params(("cluster" = String, Path), ("transfer" = String, Path)),
    responses((status = 200, body = LedgerTransfer), (status = 409, body = Problem)))]
async fn ledger_post_transfer(
    page: Page,
    State(desk): State<Desk>,
    Path((slug, id)): Path<(String, TransferId)>,
) -> ApiResult<LedgerTransfer> {
    Ok(Json((&desk.ledger.post_held(page.ctx(), &slug, id).await?).into()))
}

/// Void a transfer that is held
#[utoipa::path(post, path = "/api/v1/ledger/{cluster}/transfers/{transfer}/void", tag = "Ledger",
    params(("cluster" = String, Path), ("transfer" = String, Path)), request_body = WithReason,
    responses((status = 200, body = LedgerTransfer), (status = 409, body = Problem)))]
async fn ledger_void_transfer(
    page: Page,
    State(desk): State<Desk>,
    Path((slug, id)): Path<(String, TransferId)>,
    JsonBody(why): JsonBody<WithReason>,
) -> ApiResult<LedgerTransfer> {
    Ok(Json((&desk.ledger.void_held(page.ctx(), &slug, id, &why.reason).await?).into()))
}
