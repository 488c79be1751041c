//! Budgets, accounts and statements as files. The CSV of a statement is sent as it is read, so a long one needs no
//! memory; the other files are bounded, and say so.

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::response::Response;
use bellwether_kernel::amount::Amount;
use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::lang::Text;
use bellwether_kernel::money::Unit;
use bellwether_kernel::paging::PageSize;
use bellwether_web::api::{Page, PageResult, WebError};
use bellwether_web::download::{self, harmless};
use bellwether_web::extract::{Path, Query};
use bellwether_web::sheet::{self, Cell, Sheet};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use super::asked::Asked;
use super::desk::Desk;
use super::shapes::{LedgerAccount, LedgerFund, LedgerLine, instant};
use crate::model::account::{AccountId, Held};
use crate::model::asked::StatementWanted;
use crate::model::budget::Parts;
use crate::model::statement::{Line, Statement};
use crate::service::LedgerError;

/// The most lines of a statement in a spreadsheet or JSON file.
const MOST_LINES: usize = 20_000;
const BUDGETS: [&str; 8] = ["fund", "budget", "name_en", "name_ru", "unit", "allotted", "spent", "committed"];

fn words(text: &Text) -> [String; 2] {
    [text.en.clone().unwrap_or_default(), text.ru.clone().unwrap_or_default()]
}

fn decimal(minor: i64, unit: Unit) -> String {
    Amount::new(minor, unit).decimal()
}

/// A number of a spreadsheet. Only what is shown there is a float; files that programs read have minor units.
fn number(minor: i64, unit: Unit) -> Cell {
    decimal(minor, unit).parse::<f64>().map_or(Cell::Empty, Cell::Number)
}

fn json(name: &str, value: &impl serde::Serialize) -> PageResult {
    let bytes = serde_json::to_vec_pretty(value).map_err(WebError::internal)?;
    Ok(download::file(name, "application/json", bytes))
}

/// The rows of the budgets: the fund's slug and each of its accounts.
async fn budget_rows(page: &Page, desk: &Desk, slug: &str, asked: &Asked) -> Result<Vec<(String, Held)>, WebError> {
    let books = desk.ledger.books(page.ctx(), slug, asked.instant(page)?).await?;
    let rows = books.into_iter().flat_map(|books| {
        let slug = books.fund.slug;
        books.budgets.into_iter().chain([books.pool]).map(move |held| (slug.clone(), held))
    });
    Ok(rows.collect())
}

/// The budgets as CSV, amounts in major units.
pub async fn budgets_csv(
    page: Page,
    State(desk): State<Desk>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let row = |(fund, held): (String, Held)| {
        let (parts, unit) = (Parts::of(&held), held.account.unit);
        let [en, ru] = words(&held.account.name);
        let amounts = [parts.total(), parts.spent, parts.committed, parts.free].map(|minor| decimal(minor, unit));
        let names = [fund, held.account.owner, en, ru, unit.to_string()];
        names.into_iter().chain(amounts).collect::<Vec<_>>()
    };
    let rows = budget_rows(&page, &desk, &slug, &asked).await?;
    let head: Vec<&str> = BUDGETS.into_iter().chain(["free"]).collect();
    download::csv(&format!("{slug}-budgets.csv"), &head, rows.into_iter().map(row))
}

/// The budgets as a spreadsheet, in the person's language.
pub async fn budgets_xlsx(
    page: Page,
    State(desk): State<Desk>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let rows = budget_rows(&page, &desk, &slug, &asked).await?;
    let columns = [
        ("ledger-fund", 20),
        ("ledger-budget", 40),
        ("ledger-unit", 10),
        ("ledger-allotted", 18),
        ("ledger-spent", 18),
        ("ledger-committed", 18),
        ("ledger-free", 18),
    ];
    let mut sheet = Sheet::titled(&page, &columns, u32::MAX)?;
    for (fund, held) in rows {
        let (parts, unit) = (Parts::of(&held), held.account.unit);
        let amounts = [parts.total(), parts.spent, parts.committed, parts.free].map(|minor| number(minor, unit));
        let name = held.account.name.best(page.lang()).0;
        let names: [Cell; 3] = [fund.into(), name.into(), unit.code().into()];
        sheet.row(names.into_iter().chain(amounts))?;
    }
    Ok(sheet::download(&format!("{slug}-budgets"), sheet.finish(&about(&page, &asked))?))
}

/// The budgets as JSON, amounts in minor units.
pub async fn budgets_json(
    page: Page,
    State(desk): State<Desk>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let books = desk.ledger.books(page.ctx(), &slug, asked.instant(&page)?).await?;
    json(&format!("{slug}-budgets.json"), &books.iter().map(LedgerFund::from).collect::<Vec<_>>())
}

/// What stands on the second sheet: the instant, if one was asked for. The same books are the same bytes.
fn about(page: &Page, asked: &Asked) -> Vec<(String, Cell)> {
    if asked.as_of.is_empty() {
        return Vec::new();
    }
    vec![(page.t("ledger-as-of"), asked.as_of.clone().into())]
}

/// All accounts as CSV, amounts in major units.
pub async fn accounts_csv(
    page: Page,
    State(desk): State<Desk>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let accounts = desk.ledger.accounts(page.ctx(), &slug, asked.instant(&page)?).await?;
    let head = ["id", "kind", "owner", "name_en", "name_ru", "unit", "posted", "held_out", "held_in", "free"];
    let row = |held: Held| {
        let (account, balance) = (held.account, held.balance);
        let [en, ru] = words(&account.name);
        let names =
            [account.id.to_string(), account.kind.name().to_owned(), account.owner, en, ru, account.unit.to_string()];
        let amounts = [balance.posted, balance.held_out, balance.held_in, balance.free()];
        names.into_iter().chain(amounts.map(|minor| decimal(minor, account.unit))).collect::<Vec<_>>()
    };
    download::csv(&format!("{slug}-accounts.csv"), &head, accounts.into_iter().map(row))
}

/// All accounts as a spreadsheet.
pub async fn accounts_xlsx(
    page: Page,
    State(desk): State<Desk>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let accounts = desk.ledger.accounts(page.ctx(), &slug, asked.instant(&page)?).await?;
    let columns = [
        ("ledger-account", 40),
        ("ledger-kind", 20),
        ("ledger-unit", 10),
        ("ledger-posted", 18),
        ("ledger-held-out", 18),
        ("ledger-held-in", 18),
        ("ledger-free", 18),
    ];
    let mut sheet = Sheet::titled(&page, &columns, u32::MAX)?;
    for held in accounts {
        let (account, balance) = (held.account, held.balance);
        let name = account.name.best(page.lang()).0;
        let names: [Cell; 3] = [name.into(), account.kind.name().into(), account.unit.code().into()];
        let amounts = [balance.posted, balance.held_out, balance.held_in, balance.free()];
        sheet.row(names.into_iter().chain(amounts.map(|minor| number(minor, account.unit))))?;
    }
    Ok(sheet::download(&format!("{slug}-accounts"), sheet.finish(&about(&page, &asked))?))
}

/// All accounts as JSON, amounts in minor units.
pub async fn accounts_json(
    page: Page,
    State(desk): State<Desk>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let accounts = desk.ledger.accounts(page.ctx(), &slug, asked.instant(&page)?).await?;
    json(&format!("{slug}-accounts.json"), &accounts.iter().map(LedgerAccount::from).collect::<Vec<_>>())
}

/// One part of a statement.
async fn part(
    page: &Page,
    desk: &Desk,
    slug: &str,
    account: AccountId,
    wanted: &StatementWanted,
) -> Result<Statement, LedgerError> {
    desk.ledger.statement(page.ctx(), slug, account, wanted, PageSize::clamped(200)).await
}

fn wanted(page: &Page, asked: &Asked) -> Result<StatementWanted, WebError> {
    Ok(StatementWanted { as_of_ms: asked.instant(page)?.map(Timestamp::as_millisecond), before: None })
}

/// The newest lines of a statement, and whether there are more.
async fn bounded(
    page: &Page,
    desk: &Desk,
    slug: &str,
    account: AccountId,
    asked: &Asked,
) -> Result<(Held, Vec<Line>, bool), WebError> {
    let mut wanted = wanted(page, asked)?;
    let mut lines = Vec::new();
    loop {
        let statement = part(page, desk, slug, account, &wanted).await?;
        lines.extend(statement.lines);
        match statement.next {
            Some(next) if lines.len() < MOST_LINES => wanted.before = Some(next),
            next => return Ok((statement.held, lines, next.is_some())),
        }
    }
}

fn cells(line: &Line, unit: Unit) -> Vec<String> {
    let [en, ru] = words(&line.memo);
    let [with_en, with_ru] = line.counterpart.as_ref().map_or_else(Default::default, |(name, _)| words(name));
    let names = [
        line.seq.to_string(),
        instant(line.at_ms),
        line.transfer.to_string(),
        line.event.name().to_owned(),
        en,
        ru,
        with_en,
        with_ru,
    ];
    let amounts = [line.change.posted, line.change.held_out, line.after.posted, line.after.free()];
    names.into_iter().chain(amounts.map(|minor| decimal(minor, unit))).collect()
}

fn lines_csv(statement: &Statement, head: bool) -> Result<Bytes, std::io::Error> {
    let mut lines = csv::Writer::from_writer(Vec::new());
    if head {
        lines.write_record([
            "number",
            "at",
            "transfer",
            "event",
            "memo_en",
            "memo_ru",
            "with_en",
            "with_ru",
            "change",
            "held_change",
            "after",
            "free_after",
        ])?;
    }
    for line in &statement.lines {
        lines.write_record(cells(line, statement.held.account.unit).iter().map(|cell| signed(cell)))?;
    }
    lines.into_inner().map(Bytes::from).map_err(|error| std::io::Error::other(error.to_string()))
}

/// Numbers below zero begin with a sign that is no formula; words are made harmless.
fn signed(cell: &str) -> String {
    if cell.parse::<f64>().is_ok() { cell.to_owned() } else { harmless(cell) }
}

/// A statement as CSV, newest first, whole.
pub async fn statement_csv(
    page: Page,
    State(desk): State<Desk>,
    Path((slug, account)): Path<(String, AccountId)>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let mut wanted = wanted(&page, &asked)?;
    // The first part is read before the answer begins, so that a refusal is an answer and not a broken file.
    let mut statement = part(&page, &desk, &slug, account, &wanted).await?;
    let (send, receive) = mpsc::channel::<Result<Bytes, std::io::Error>>(4);
    tokio::spawn(async move {
        let mut head = true;
        loop {
            let lines = lines_csv(&statement, std::mem::take(&mut head));
            if send.send(lines).await.is_err() {
                return;
            }
            let Some(next) = statement.next else { return };
            wanted.before = Some(next);
            statement = match part(&page, &desk, &slug, account, &wanted).await {
                Ok(statement) => statement,
                Err(error) => {
                    tracing::error!(error = %error, "could not read a statement to its end");
                    // An error in the body ends the connection, so that the file is not taken for whole.
                    let _ = send.send(Err(std::io::Error::other(error))).await;
                    return;
                }
            };
        }
    });
    let body = Body::from_stream(ReceiverStream::new(receive));
    Ok(download::file("statement.csv", "text/csv; charset=utf-8", body))
}

/// The newest lines of a statement as a spreadsheet.
pub async fn statement_xlsx(
    page: Page,
    State(desk): State<Desk>,
    Path((slug, account)): Path<(String, AccountId)>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let (held, lines, more) = bounded(&page, &desk, &slug, account, &asked).await?;
    let unit = held.account.unit;
    let columns = [
        ("ledger-memo", 50),
        ("ledger-at", 26),
        ("ledger-event", 14),
        ("ledger-counterpart", 40),
        ("ledger-change", 18),
        ("ledger-change-held", 18),
        ("ledger-after", 18),
        ("ledger-free-after", 18),
    ];
    let mut sheet = Sheet::titled(&page, &columns, u32::MAX)?;
    for line in &lines {
        let with = line.counterpart.as_ref().map_or("", |(name, _)| name.best(page.lang()).0);
        let event = crate::views::statement::event(&page, line.event);
        let names: [Cell; 4] =
            [line.memo.best(page.lang()).0.into(), instant(line.at_ms).into(), event.into(), with.into()];
        let amounts = [line.change.posted, line.change.held_out, line.after.posted, line.after.free()];
        sheet.row(names.into_iter().chain(amounts.map(|minor| number(minor, unit))))?;
    }
    let mut about = about(&page, &asked);
    if more {
        about.push((page.t("ledger-file-cut"), MOST_LINES.to_string().into()));
    }
    Ok(sheet::download("statement", sheet.finish(&about)?))
}

/// The newest lines of a statement as JSON.
pub async fn statement_json(
    page: Page,
    State(desk): State<Desk>,
    Path((slug, account)): Path<(String, AccountId)>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let (held, lines, more) = bounded(&page, &desk, &slug, account, &asked).await?;
    let lines: Vec<LedgerLine> = lines.iter().map(LedgerLine::from).collect();
    json("statement.json", &serde_json::json!({ "account": LedgerAccount::from(&held), "lines": lines, "more": more }))
}
