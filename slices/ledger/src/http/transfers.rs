//! The pages of transfers: the list with its queue, one transfer with its steps, the form of a new one.

use axum::extract::State;
use bellwether_kernel::amount::Amount;
use bellwether_kernel::ids::Uuid;
use bellwether_kernel::paging::PageSize;
use bellwether_kernel::policy::OfCluster;
use bellwether_web::api::{FieldProblem, Page, PageResult, WebError};
use bellwether_web::extract::{Form, Path, Query};
use serde::Deserialize;

use super::asked::{TransfersAsked, instant, words};
use super::desk::Desk;
use super::open::refused;
use super::problems;
use crate::model::account::{AccountId, Held};
use crate::model::people::person;
use crate::model::transfer::{Intent, NewTransfer, Transfer, TransferId};
use crate::policy::Act;
use crate::service::LedgerError;
use crate::urls;
use crate::views::transfer::TransferPage;
use crate::views::transfer_form::{TransferFields, TransferForm};
use crate::views::transfers::TransfersPage;

/// `/ledger/{cluster}/transfers`.
pub async fn list(
    page: Page,
    State(desk): State<Desk>,
    Path(slug): Path<String>,
    Query(asked): Query<TransfersAsked>,
) -> PageResult {
    let of = desk.of(&page, &slug, "").await?;
    let wanted = asked.wanted();
    let (shown, next) = desk.ledger.transfers(page.ctx(), &slug, &wanted, PageSize::clamped(50)).await?;
    let names = desk.names(&shown.transfers).await;
    let is_first = wanted.before.is_none();
    let show = wanted.show;
    Ok(page.show(&TransfersPage {
        of,
        show,
        transfers: shown.transfers,
        accounts: shown.accounts,
        names,
        next,
        is_first,
    }))
}

/// `/ledger/{cluster}/transfers/{transfer}`.
pub async fn show(page: Page, State(desk): State<Desk>, Path((slug, id)): Path<(String, TransferId)>) -> PageResult {
    Ok(page.show(&one(&page, &desk, &slug, id, Vec::new()).await?))
}

async fn one(
    page: &Page,
    desk: &Desk,
    slug: &str,
    id: TransferId,
    problems: Vec<FieldProblem>,
) -> Result<TransferPage, WebError> {
    let of = desk.of(page, slug, "").await?;
    let (transfer, shown) = desk.ledger.find(page.ctx(), slug, id).await?;
    let names = desk.names(std::slice::from_ref(&transfer)).await;
    let is_own = person(&transfer.proposed_by).is_some_and(|by| page.actor().user_id() == Some(by));
    Ok(TransferPage { of, transfer, accounts: shown.accounts, names, is_own, problems })
}

/// The form of a new transfer.
pub async fn form(page: Page, State(desk): State<Desk>, Path(slug): Path<String>) -> PageResult {
    page.ctx().permit(Act::KeepBooks, &OfCluster(&slug))?;
    let key = Uuid::now_v7().to_string();
    let fields = TransferFields { key, ..TransferFields::default() };
    Ok(page.show(&filled(&page, &desk, &slug, fields).await?))
}

async fn filled(page: &Page, desk: &Desk, slug: &str, fields: TransferFields) -> Result<TransferForm, WebError> {
    let of = desk.of(page, slug, "").await?;
    let books = desk.ledger.books(page.ctx(), slug, None).await?;
    let accounts = desk.ledger.accounts(page.ctx(), slug, None).await?;
    let funds = books.into_iter().map(|books| books.fund).collect();
    Ok(TransferForm { of, accounts, funds, fields, problems: Vec::new() })
}

/// Makes a transfer.
pub async fn make(
    page: Page,
    State(desk): State<Desk>,
    Path(slug): Path<String>,
    Form(fields): Form<TransferFields>,
) -> PageResult {
    page.ctx().permit(Act::KeepBooks, &OfCluster(&slug))?;
    let form = filled(&page, &desk, &slug, fields).await?;
    let made = match typed(&page, &form.fields, &form.accounts) {
        Ok(new) => match desk.ledger.transfer(page.ctx(), &slug, &new).await {
            Ok(transfer) => Ok(transfer),
            Err(error) => Err(vec![problems::of_field(&page, error)?]),
        },
        Err(problems) => Err(problems),
    };
    match made {
        Ok(transfer) => Ok(page.redirect_with_notice(urls::transfer(&slug, transfer.id), notice(&transfer))),
        Err(problems) => Ok(refused(&page, &TransferForm { problems, ..form })),
    }
}

fn notice(transfer: &Transfer) -> &'static str {
    match (transfer.waits_for_approval(), transfer.intent) {
        (true, _) => "ledger-transfer-waits",
        (false, Intent::Hold) => "ledger-transfer-held",
        (false, Intent::Post) => "ledger-transfer-posted",
    }
}

/// What was typed as a transfer, or everything that is wrong with it.
fn typed(page: &Page, fields: &TransferFields, accounts: &[Held]) -> Result<NewTransfer, Vec<FieldProblem>> {
    let mut wrong = Vec::new();
    let mut account = |field: &str, typed: &str| -> Option<AccountId> {
        let id = typed.parse().ok().filter(|id| accounts.iter().any(|held| held.account.id == *id));
        if id.is_none() {
            wrong.push(FieldProblem::new(field, page.t("ledger-wrong-account")));
        }
        id
    };
    let (from, to) = (account("from", &fields.from), account("to", &fields.to));
    let unit = accounts.iter().find(|held| Some(held.account.id) == from).map(|held| held.account.unit);
    let minor = unit.and_then(|unit| match Amount::parse(&fields.amount, unit) {
        Ok(amount) if amount.minor > 0 => Some(amount.minor),
        Ok(_) => {
            wrong.push(FieldProblem::new("amount", page.t("ledger-wrong-amount")));
            None
        }
        Err(error) => {
            wrong.push(problems::amount(page, "amount", error));
            None
        }
    });
    let expires = match fields.expires.trim() {
        "" => None,
        text => {
            let at = instant(page, text);
            if at.is_none() {
                wrong.push(FieldProblem::new("expires", page.t("ledger-as-of-wrong")));
            }
            at
        }
    };
    let (Some(from), Some(to), Some(minor), true) = (from, to, minor, wrong.is_empty()) else { return Err(wrong) };
    let new = NewTransfer::simple(fields.key.clone(), from, to, minor, words(page, &fields.memo));
    Ok(NewTransfer {
        intent: if fields.hold.is_empty() { Intent::Post } else { Intent::Hold },
        expires_at: expires,
        ..new
    })
}

/// Why something is called off.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Reason {
    reason: String,
    void_reason: String,
}

/// Approves.
pub async fn approve(page: Page, State(desk): State<Desk>, Path((slug, id)): Path<(String, TransferId)>) -> PageResult {
    let done = desk.ledger.approve(page.ctx(), &slug, id).await;
    answer(&page, &desk, &slug, id, done, "ledger-approved", "").await
}

/// Turns down.
pub async fn turn_down(
    page: Page,
    State(desk): State<Desk>,
    Path((slug, id)): Path<(String, TransferId)>,
    Form(why): Form<Reason>,
) -> PageResult {
    let done = desk.ledger.turn_down(page.ctx(), &slug, id, &why.reason).await;
    answer(&page, &desk, &slug, id, done, "ledger-turned-down", "reason").await
}

/// Posts what is held.
pub async fn post(page: Page, State(desk): State<Desk>, Path((slug, id)): Path<(String, TransferId)>) -> PageResult {
    let done = desk.ledger.post_held(page.ctx(), &slug, id).await;
    answer(&page, &desk, &slug, id, done, "ledger-transfer-posted", "").await
}

/// Voids what is held.
pub async fn void(
    page: Page,
    State(desk): State<Desk>,
    Path((slug, id)): Path<(String, TransferId)>,
    Form(why): Form<Reason>,
) -> PageResult {
    let done = desk.ledger.void_held(page.ctx(), &slug, id, &why.void_reason).await;
    answer(&page, &desk, &slug, id, done, "ledger-transfer-voided", "void_reason").await
}

async fn answer(
    page: &Page,
    desk: &Desk,
    slug: &str,
    id: TransferId,
    done: Result<Transfer, LedgerError>,
    notice: &'static str,
    field: &str,
) -> PageResult {
    match done {
        Ok(_) => Ok(page.redirect_with_notice(urls::transfer(slug, id), notice)),
        Err(LedgerError::Unusable(_)) => {
            let problem = FieldProblem::new(field, page.t("ledger-wrong-reason"));
            Ok(refused(page, &one(page, desk, slug, id, vec![problem]).await?))
        }
        Err(error) => Err(error.into()),
    }
}
