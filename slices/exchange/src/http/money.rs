//! What a facility costs and which accounts it uses.

use axum::extract::State;
use axum::http::StatusCode;
use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_kernel::amount::Amount;
use bellwether_kernel::money::Unit;
use bellwether_web::api::{FieldProblem, Page, PageResult, View, WebError};
use bellwether_web::extract::{Form, Path};
use jiff::civil::Date;

use super::facilities::found;
use super::refused::refused;
use crate::model::charge::Fees;
use crate::model::charges::Accounts;
use crate::model::facility::{Facility, Rate, Subsidy};
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::error::ExchangeError;
use crate::urls;
use crate::views::money::{MoneyPage, MoneyTyped};

/// The names in an address.
type Named = Path<(String, String)>;

/// The page.
pub async fn get(page: Page, State(exchange): State<Exchange>, Path((cluster, slug)): Named) -> PageResult {
    let facility = permitted(&page, &exchange, &cluster, &slug).await?;
    Ok(page.show(&view(&page, &exchange, facility, MoneyTyped::default(), Vec::new()).await?))
}

/// Chooses the accounts.
pub async fn accounts(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Named,
    Form(form): Form<MoneyTyped>,
) -> PageResult {
    let facility = permitted(&page, &exchange, &cluster, &slug).await?;
    let all = exchange.accounts(page.ctx(), &cluster).await.map_err(|error| refused(&page, error))?;
    let chosen = |id: &str| all.iter().find(|account| account.id.to_string() == id);
    let (paid, carries, advances) = (chosen(&form.paid), chosen(&form.carries), chosen(&form.advances));
    let currency = paid.or(carries).map(|account| account.currency.clone());
    let done = match currency {
        None => Err(ExchangeError::Field("paid", "exchange-fault-account")),
        Some(currency) => {
            let [paid_id, subsidy_id, unassigned_id] = [paid, carries, advances].map(|one| one.map(|one| one.id));
            let to = Accounts { currency, paid_id, subsidy_id, unassigned_id };
            exchange.set_accounts(page.ctx(), &facility, &to).await
        }
    };
    answered(&page, &exchange, facility, form, done).await
}

/// Adds a rate.
pub async fn rate(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Named,
    Form(form): Form<MoneyTyped>,
) -> PageResult {
    let facility = permitted(&page, &exchange, &cluster, &slug).await?;
    let done = match rate_of(&form) {
        Ok(rate) => exchange.set_rate(page.ctx(), &facility, &rate).await,
        Err(error) => Err(error),
    };
    answered(&page, &exchange, facility, form, done).await
}

/// Adds a subsidy.
pub async fn subsidy(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Named,
    Form(form): Form<MoneyTyped>,
) -> PageResult {
    let facility = permitted(&page, &exchange, &cluster, &slug).await?;
    let done = match subsidy_of(&facility, &form) {
        Ok(subsidy) => exchange.set_subsidy(page.ctx(), &facility, &subsidy).await,
        Err(error) => Err(error),
    };
    answered(&page, &exchange, facility, form, done).await
}

/// Sets the fees.
pub async fn fees(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Named,
    Form(form): Form<MoneyTyped>,
) -> PageResult {
    let facility = permitted(&page, &exchange, &cluster, &slug).await?;
    let both = percent("late_cancel", &form.late_cancel).and_then(|late_cancel_percent| {
        Ok(Fees { late_cancel_percent, no_show_percent: percent("no_show", &form.no_show)? })
    });
    let done = match both {
        Ok(fees) => exchange.set_fees(page.ctx(), &facility, fees).await,
        Err(error) => Err(error),
    };
    answered(&page, &exchange, facility, form, done).await
}

fn class(form: &MoneyTyped) -> Result<CustomerClass, ExchangeError> {
    CustomerClass::from_name(&form.class).ok_or(ExchangeError::Field("class", "exchange-fault-class"))
}

fn day(field: &'static str, text: &str) -> Result<Date, ExchangeError> {
    text.trim().parse().map_err(|_| ExchangeError::Field(field, "exchange-fault-day"))
}

fn percent(field: &'static str, text: &str) -> Result<u8, ExchangeError> {
    let percent = text.trim().parse().ok().filter(|percent| *percent <= 100);
    percent.ok_or(ExchangeError::Field(field, "exchange-fault-percent"))
}

fn minor(field: &'static str, text: &str, currency: &str) -> Result<i64, ExchangeError> {
    let wrong = ExchangeError::Field(field, "exchange-fault-amount");
    let Ok(unit) = currency.parse::<Unit>() else { return Err(wrong) };
    Amount::parse(text, unit).ok().map(|amount| amount.minor).filter(|minor| *minor >= 0).ok_or(wrong)
}

fn rate_of(form: &MoneyTyped) -> Result<Rate, ExchangeError> {
    let currency = form.currency.trim().to_uppercase();
    if !matches!(currency.parse(), Ok(Unit::Money(_))) {
        return Err(ExchangeError::Field("currency", "exchange-fault-currency"));
    }
    let minor_per_hour = minor("price", &form.price, &currency)?;
    Ok(Rate { class: class(form)?, from: day("from", &form.from)?, minor_per_hour, currency })
}

fn subsidy_of(facility: &Facility, form: &MoneyTyped) -> Result<Subsidy, ExchangeError> {
    let currency = facility.rates.first().map_or("RUB", |rate| rate.currency.as_str());
    let from = day("from", &form.from)?;
    let until = if form.until.is_empty() { None } else { Some(day("until", &form.until)?) };
    if until.is_some_and(|until| until < from) {
        return Err(ExchangeError::Field("until", "exchange-fault-order"));
    }
    let most_minor = if form.most.trim().is_empty() { None } else { Some(minor("most", &form.most, currency)?) };
    Ok(Subsidy { class: class(form)?, from, until, percent: percent("percent", &form.percent)?, most_minor })
}

async fn permitted(page: &Page, exchange: &Exchange, cluster: &str, slug: &str) -> Result<Facility, WebError> {
    let facility = found(page, exchange, cluster, slug).await?;
    page.ctx().permit(Act::KeepMoney, &facility)?;
    Ok(facility)
}

async fn answered(
    page: &Page,
    exchange: &Exchange,
    facility: Facility,
    form: MoneyTyped,
    done: Result<(), ExchangeError>,
) -> PageResult {
    match done {
        Ok(()) => Ok(page.redirect_with_notice(urls::money(&facility), "exchange-done")),
        Err(ExchangeError::Field(field, key)) => {
            let view = view(page, exchange, facility, form, vec![FieldProblem::new(field, page.t(key))]).await?;
            Ok(page.render_with(StatusCode::UNPROCESSABLE_ENTITY, view.title(page), view.body(page)))
        }
        Err(error) => Err(refused(page, error)),
    }
}

async fn view(
    page: &Page,
    exchange: &Exchange,
    facility: Facility,
    typed: MoneyTyped,
    problems: Vec<FieldProblem>,
) -> Result<MoneyPage, WebError> {
    let no = |error| refused(page, error);
    let accounts = exchange.accounts(page.ctx(), &facility.cluster).await.map_err(no)?;
    let chosen = exchange.accounts_of(page.ctx(), &facility).await.map_err(no)?;
    Ok(MoneyPage { facility, accounts, chosen, typed, problems })
}
