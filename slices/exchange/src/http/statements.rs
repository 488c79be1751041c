//! Statements of a month, as pages and files.

use axum::extract::State;
use bellwether_exchange_rules::evaluate::day_of;
use bellwether_kernel::amount::Amount;
use bellwether_kernel::policy::OfCluster;
use bellwether_paper::fonts::Fonts;
use bellwether_paper::pdf::render;
use bellwether_web::api::{Page, PageResult, WebError, embedded};
use bellwether_web::download;
use bellwether_web::extract::{Form, Path, Query};
use bellwether_web::sheet::{self, Cell, Sheet};
use serde::Deserialize;

use super::facilities::cluster as known;
use super::refused::refused;
use crate::model::statement::{self, MOST, Statement, Whose};
use crate::policy::Act;
use crate::service::Exchange;
use crate::urls;
use crate::views::statement_paper::document;
use crate::views::statements::{StatementsPage, when};

/// Which statement.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    month: String,
    code: String,
    organisation: String,
}

impl Asked {
    fn month(&self, page: &Page) -> String {
        match statement::month(&self.month) {
            Some(_) => self.month.clone(),
            None => statement::written(day_of(page.ctx().now(), page.zone())),
        }
    }

    fn whose(&self) -> Whose {
        match (self.code.as_str(), self.organisation.as_str()) {
            ("", "") => Whose::WithoutCode,
            ("", name) => Whose::Organisation(name.to_owned()),
            (code, _) => Whose::Code(code.to_owned()),
        }
    }
}

/// The totals of a month.
pub async fn totals(
    page: Page,
    State(exchange): State<Exchange>,
    Path(cluster): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let month = asked.month(&page);
    let totals = exchange.totals(page.ctx(), &cluster, &month).await.map_err(|error| refused(&page, error))?;
    let cluster = known(&page, &exchange, &cluster).await?.slug;
    let month = statement::month(&month).ok_or(WebError::NotFound)?;
    let may_keep = page.may(Act::KeepMoney, &OfCluster(&cluster));
    Ok(page.show(&StatementsPage { cluster, month, rows: totals.rows, is_all: totals.is_all, may_keep }))
}

/// Tries again what the books did not take.
pub async fn settle(page: Page, State(exchange): State<Exchange>, Path(cluster): Path<String>) -> PageResult {
    let (_, left) = exchange.settle_due(page.ctx(), &cluster).await.map_err(|error| refused(&page, error))?;
    let month = statement::written(day_of(page.ctx().now(), page.zone()));
    let notice = if left == 0 { "exchange-done" } else { "exchange-settle-left" };
    Ok(page.redirect_with_notice(urls::statements(&cluster, &month), notice))
}

/// Which charge, and to which code.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Assigned {
    charge: String,
    code: String,
    month: String,
}

/// Moves a charge without a code to one.
pub async fn assign(
    page: Page,
    State(exchange): State<Exchange>,
    Path(cluster): Path<String>,
    Form(form): Form<Assigned>,
) -> PageResult {
    page.ctx().permit(Act::KeepMoney, &OfCluster(&cluster))?;
    let id = form.charge.parse().map_err(|_| WebError::NotFound)?;
    let done = exchange.assign_charge(page.ctx(), &cluster, id, &form.code).await;
    done.map_err(|error| refused(&page, error))?;
    let asked = Asked { month: form.month, ..Asked::default() };
    let address = urls::statement(&cluster, &asked.month(&page), &Whose::WithoutCode, "").to_string();
    Ok(page.redirect_with_notice(address, "exchange-done"))
}

async fn statement_of(page: &Page, exchange: &Exchange, cluster: &str, asked: &Asked) -> Result<Statement, WebError> {
    let found = exchange.statement(page.ctx(), cluster, &asked.month(page), &asked.whose()).await;
    found.map_err(|error| refused(page, error))
}

/// One statement.
pub async fn one(
    page: Page,
    State(exchange): State<Exchange>,
    Path(cluster): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    Ok(page.show(&statement_of(&page, &exchange, &cluster, &asked).await?))
}

/// The same as a spreadsheet: amounts as numbers in major units.
pub async fn xlsx(
    page: Page,
    State(exchange): State<Exchange>,
    Path(cluster): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let of = statement_of(&page, &exchange, &cluster, &asked).await?;
    let columns = [
        ("exchange-when", 20),
        ("exchange-facility", 40),
        ("exchange-by", 24),
        ("exchange-charge-code", 18),
        ("exchange-charged-for", 22),
        ("exchange-reckoned", 34),
        ("exchange-gross", 14),
        ("exchange-subsidy", 14),
        ("exchange-net", 14),
        ("exchange-currency", 10),
        ("exchange-state", 16),
    ];
    let mut sheet = Sheet::titled(&page, &columns, MOST)?;
    for line in &of.lines {
        let (quote, currency) = (line.quoted.quote, line.quoted.currency.clone());
        let amount = |minor| major(minor, &currency);
        sheet.row([
            when(&page, line).into(),
            line.facility.best(page.lang()).0.into(),
            of.user(line).into(),
            line.code.clone().unwrap_or_default().into(),
            page.t(&format!("exchange-charge-{}", line.kind.name().replace('_', "-"))).into(),
            crate::views::say::reckoned(page.words(), line.kind, &line.quoted).into(),
            amount(quote.gross_minor),
            amount(quote.subsidy_minor),
            amount(quote.net_minor),
            currency.clone().into(),
            page.t(&format!("exchange-charge-state-{}", line.state.name())).into(),
        ])?;
    }
    let mut about = vec![(page.t("exchange-month"), Cell::from(of.month.clone()))];
    for (currency, sum) in statement::sums(&of.lines) {
        about.push((format!("{} {currency}", page.t("exchange-net")), major(sum.net_minor, &currency)));
    }
    Ok(sheet::download(&of.file_name(), sheet.finish(&about)?))
}

/// An amount that spreadsheets can add up; their numbers are exact for all that a statement holds.
fn major(minor: i64, currency: &str) -> Cell {
    let decimal = currency.parse().map(|unit| Amount::new(minor, unit).decimal());
    match decimal.ok().and_then(|text| text.parse().ok()) {
        Some(number) => Cell::Number(number),
        None => Cell::Empty,
    }
}

/// The same on paper.
pub async fn pdf(
    page: Page,
    State(exchange): State<Exchange>,
    Path(cluster): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let of = statement_of(&page, &exchange, &cluster, &asked).await?;
    let cluster = known(&page, &exchange, &cluster).await?;
    let document = document(&page, cluster.name.best(page.lang()).0, &of);
    let bytes = tokio::task::spawn_blocking(move || {
        let fonts = Fonts::load(embedded).map_err(WebError::internal)?;
        render(&document, &fonts).map_err(WebError::internal)
    });
    let bytes = bytes.await.map_err(WebError::internal)??;
    Ok(download::file(&format!("{}.pdf", of.file_name()), "application/pdf", bytes))
}
