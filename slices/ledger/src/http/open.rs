//! Opening funds and accounts, and the threshold of a fund.

use axum::extract::State;
use axum::http::StatusCode;
use bellwether_kernel::amount::Amount;
use bellwether_kernel::policy::OfCluster;
use bellwether_web::api::{FieldProblem, Page, PageResult, View, WebError};
use bellwether_web::extract::{Form, Path};
use std::collections::HashMap;

use super::asked::name;
use super::desk::Desk;
use super::problems;
use crate::model::account::{NewAccount, OutsideParty, Side};
use crate::model::fund::{FundId, NewFund};
use crate::policy::Act;
use crate::urls;
use crate::views::account_form::{AccountFields, AccountForm};
use crate::views::fund_form::{FundFields, FundForm};

/// The form of a new fund.
pub async fn fund_form(page: Page, State(desk): State<Desk>, Path(slug): Path<String>) -> PageResult {
    page.ctx().permit(Act::KeepBooks, &OfCluster(&slug))?;
    let of = desk.of(&page, &slug, "").await?;
    Ok(page.show(&FundForm { of, fields: FundFields::default(), problems: Vec::new() }))
}

/// Opens a fund.
pub async fn open_fund(
    page: Page,
    State(desk): State<Desk>,
    Path(slug): Path<String>,
    Form(fields): Form<FundFields>,
) -> PageResult {
    page.ctx().permit(Act::KeepBooks, &OfCluster(&slug))?;
    let of = desk.of(&page, &slug, "").await?;
    let made = match new_fund(&page, &fields) {
        Ok(new) => match desk.ledger.open_fund(page.ctx(), &slug, &new).await {
            Ok(_) => Ok(()),
            Err(error) => Err(problems::of_field(&page, error)?),
        },
        Err(problem) => Err(problem),
    };
    match made {
        Ok(()) => Ok(page.redirect_with_notice(urls::books(&slug), "ledger-fund-opened")),
        Err(problem) => Ok(refused(&page, &FundForm { of, fields, problems: vec![problem] })),
    }
}

fn new_fund(page: &Page, fields: &FundFields) -> Result<NewFund, FieldProblem> {
    let unit = fields.unit.parse().map_err(|_| FieldProblem::new("unit", page.t("ledger-wrong-unit-name")))?;
    let threshold = match fields.threshold.trim() {
        "" => None,
        text => Some(Amount::parse(text, unit).map_err(|error| problems::amount(page, "threshold", error))?.minor),
    };
    Ok(NewFund {
        slug: fields.slug.clone(),
        name: name(&fields.name_en, &fields.name_ru),
        unit,
        approval_above_minor: threshold,
        sample: false,
    })
}

/// The form of a new account.
pub async fn account_form(page: Page, State(desk): State<Desk>, Path(slug): Path<String>) -> PageResult {
    page.ctx().permit(Act::KeepBooks, &OfCluster(&slug))?;
    Ok(page.show(&empty_account_form(&page, &desk, &slug).await?))
}

async fn empty_account_form(page: &Page, desk: &Desk, slug: &str) -> Result<AccountForm, WebError> {
    let of = desk.of(page, slug, "").await?;
    let concepts = desk.concepts(page, slug).await?;
    let books = desk.ledger.books(page.ctx(), slug, None).await?;
    let funds = books.into_iter().map(|books| books.fund).collect();
    Ok(AccountForm { of, funds, concepts, fields: AccountFields::default(), problems: Vec::new() })
}

/// Opens an account.
pub async fn open_account(
    page: Page,
    State(desk): State<Desk>,
    Path(slug): Path<String>,
    Form(fields): Form<AccountFields>,
) -> PageResult {
    page.ctx().permit(Act::KeepBooks, &OfCluster(&slug))?;
    let form = empty_account_form(&page, &desk, &slug).await?;
    let made = match new_account(&page, &fields) {
        Ok(new) => match desk.ledger.open_account(page.ctx(), &slug, &new, &form.concepts).await {
            Ok(account) => Ok(account),
            Err(error) => Err(problems::of_field(&page, error)?),
        },
        Err(problem) => Err(problem),
    };
    match made {
        Ok(account) => Ok(page.redirect_with_notice(urls::account(&slug, account.id), "ledger-account-opened")),
        Err(mut problem) => {
            // The form of a budget has no name in addresses.
            if !fields.concept.is_empty() && problem.field == "slug" {
                problem.field = "concept".to_owned();
            }
            Ok(refused(&page, &AccountForm { fields, problems: vec![problem], ..form }))
        }
    }
}

fn new_account(page: &Page, fields: &AccountFields) -> Result<NewAccount, FieldProblem> {
    if !fields.concept.is_empty() {
        let fund = fields.fund.parse().map_err(|_| FieldProblem::new("fund", page.t("ledger-wrong-fund")))?;
        return Ok(NewAccount::Budget { fund, concept: fields.concept.clone() });
    }
    let side = Side::from_name(&fields.side).ok_or_else(|| FieldProblem::new("side", page.t("ledger-wrong-side")))?;
    let unit = fields.unit.parse().map_err(|_| FieldProblem::new("unit", page.t("ledger-wrong-unit-name")))?;
    let name = name(&fields.name_en, &fields.name_ru);
    Ok(NewAccount::Outside(OutsideParty { side, slug: fields.slug.clone(), name, unit }))
}

/// Sets the threshold of a fund. The field has the fund's name in it, because a page has one for each fund.
pub async fn set_threshold(
    page: Page,
    State(desk): State<Desk>,
    Path((slug, id)): Path<(String, FundId)>,
    Form(fields): Form<HashMap<String, String>>,
) -> PageResult {
    page.ctx().permit(Act::SetThresholds, &OfCluster(&slug))?;
    let books = desk.ledger.books(page.ctx(), &slug, None).await?;
    let fund = books.into_iter().map(|books| books.fund).find(|fund| fund.id == id).ok_or(WebError::NotFound)?;
    let field = fields.get("field").map_or("threshold", String::as_str);
    let threshold = match fields.get(field).map_or("", |typed| typed.trim()) {
        "" => None,
        text => match Amount::parse(text, fund.unit) {
            Ok(amount) => Some(amount.minor),
            Err(error) => return Err(WebError::Invalid(vec![problems::amount(&page, "threshold", error)])),
        },
    };
    desk.ledger
        .set_threshold(page.ctx(), &slug, id, threshold)
        .await
        .map_err(|error| problems::for_api(&page, error))?;
    Ok(page.redirect_with_notice(urls::books(&slug), "ledger-threshold-saved"))
}

/// The form again, with what is wrong.
pub(super) fn refused(page: &Page, view: &impl View) -> axum::response::Response {
    page.render_with(StatusCode::UNPROCESSABLE_ENTITY, view.title(page), view.body(page))
}
