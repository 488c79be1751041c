//! Charge codes.

use axum::extract::State;
use axum::http::StatusCode;
use bellwether_exchange_rules::evaluate::day_of;
use bellwether_kernel::lang::Text;
use bellwether_kernel::policy::OfCluster;
use bellwether_web::api::{FieldProblem, Page, PageResult, View, WebError};
use bellwether_web::extract::{Form, Path};

use super::facilities::cluster as known;
use super::refused::refused;
use crate::model::code::NewCode;
use crate::model::statement;
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::error::ExchangeError;
use crate::urls;
use crate::views::codes::{CodePage, CodeTyped, CodesPage};

/// The list.
pub async fn list(page: Page, State(exchange): State<Exchange>, Path(cluster): Path<String>) -> PageResult {
    Ok(page.show(&of_cluster(&page, &exchange, &cluster, CodeTyped::default(), Vec::new()).await?))
}

/// Makes a code.
pub async fn add(
    page: Page,
    State(exchange): State<Exchange>,
    Path(cluster): Path<String>,
    Form(form): Form<CodeTyped>,
) -> PageResult {
    page.ctx().permit(Act::KeepMoney, &OfCluster(&cluster))?;
    known(&page, &exchange, &cluster).await?;
    let account = match form.account.as_str() {
        "" => Ok(None),
        id => id.parse().map(Some).map_err(|_| ExchangeError::Field("account", "exchange-fault-account")),
    };
    let made = match account {
        Ok(account) => {
            let name = Text::both(form.name_en.trim(), form.name_ru.trim());
            let organisation = form.organisation.trim().to_owned();
            let new = NewCode { code: form.code.trim().to_owned(), name, organisation, account };
            exchange.add_code(page.ctx(), &cluster, &new).await
        }
        Err(error) => Err(error),
    };
    match made {
        Ok(code) => Ok(page.redirect_with_notice(urls::code(&cluster, &code.code), "exchange-done")),
        Err(ExchangeError::Field(field, key)) => {
            let problems = vec![FieldProblem::new(field, page.t(key))];
            let view = of_cluster(&page, &exchange, &cluster, form, problems).await?;
            Ok(page.render_with(StatusCode::UNPROCESSABLE_ENTITY, view.title(&page), view.body(&page)))
        }
        Err(error) => Err(refused(&page, error)),
    }
}

/// One code.
pub async fn one(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, code)): Path<(String, String)>,
) -> PageResult {
    Ok(page.show(&of_code(&page, &exchange, (&cluster, &code), CodeTyped::default(), Vec::new()).await?))
}

/// Lets a person use it.
pub async fn people(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, code)): Path<(String, String)>,
    Form(form): Form<CodeTyped>,
) -> PageResult {
    let done = exchange.let_use(page.ctx(), &cluster, &code, &form.email).await;
    answered(&page, &exchange, (&cluster, &code), form, done).await
}

/// Lets a person use it no more.
pub async fn remove(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, code)): Path<(String, String)>,
    Form(form): Form<CodeTyped>,
) -> PageResult {
    let done = match form.person.parse() {
        Ok(person) => exchange.stop_letting(page.ctx(), &cluster, &code, person).await,
        Err(_) => Err(ExchangeError::NotFound),
    };
    answered(&page, &exchange, (&cluster, &code), form, done).await
}

/// Closes it.
pub async fn close(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, code)): Path<(String, String)>,
) -> PageResult {
    let done = exchange.open_code(page.ctx(), &cluster, &code, false).await;
    answered(&page, &exchange, (&cluster, &code), CodeTyped::default(), done).await
}

/// Opens it again.
pub async fn open(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, code)): Path<(String, String)>,
) -> PageResult {
    let done = exchange.open_code(page.ctx(), &cluster, &code, true).await;
    answered(&page, &exchange, (&cluster, &code), CodeTyped::default(), done).await
}

async fn answered(
    page: &Page,
    exchange: &Exchange,
    of: (&str, &str),
    form: CodeTyped,
    done: Result<(), ExchangeError>,
) -> PageResult {
    match done {
        Ok(()) => Ok(page.redirect_with_notice(urls::code(of.0, of.1), "exchange-done")),
        Err(ExchangeError::Field(field, key)) => {
            let view = of_code(page, exchange, of, form, vec![FieldProblem::new(field, page.t(key))]).await?;
            Ok(page.render_with(StatusCode::UNPROCESSABLE_ENTITY, view.title(page), view.body(page)))
        }
        Err(error) => Err(refused(page, error)),
    }
}

async fn of_cluster(
    page: &Page,
    exchange: &Exchange,
    cluster: &str,
    typed: CodeTyped,
    problems: Vec<FieldProblem>,
) -> Result<CodesPage, WebError> {
    let no = |error| refused(page, error);
    let codes = exchange.codes(page.ctx(), cluster).await.map_err(no)?;
    let cluster = known(page, exchange, cluster).await?.slug;
    let accounts = exchange.accounts(page.ctx(), &cluster).await.map_err(no)?;
    Ok(CodesPage { cluster, codes, accounts, typed, problems })
}

async fn of_code(
    page: &Page,
    exchange: &Exchange,
    (cluster, code): (&str, &str),
    typed: CodeTyped,
    problems: Vec<FieldProblem>,
) -> Result<CodePage, WebError> {
    let no = |error| refused(page, error);
    let (code, ids) = exchange.code(page.ctx(), cluster, code).await.map_err(no)?;
    let names = exchange.payers(page.ctx(), cluster, &ids).await.map_err(no)?;
    let people = ids.into_iter().map(|id| (id, names.get(&id).cloned().unwrap_or_default())).collect();
    let accounts = exchange.accounts(page.ctx(), cluster).await.map_err(no)?;
    let month = statement::written(day_of(page.ctx().now(), page.zone()));
    Ok(CodePage { code, people, accounts, month, typed, problems })
}
