//! The keeper's page and its forms.

use axum::extract::State;
use axum::http::StatusCode;
use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_kernel::clock::Timestamp;
use bellwether_web::api::{FieldProblem, Page, PageResult, View, WebError};
use bellwether_web::extract::{Form, Path};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

use super::bookings::named;
use super::facilities::found;
use super::refused::{problem, refused};
use super::typed;
use crate::model::facility::Facility;
use crate::model::standing::{GivenClass, Training};
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::error::ExchangeError;
use crate::service::mine::Part;
use crate::urls;
use crate::views::book::Typed as TimeTyped;
use crate::views::keep::{Given, Holder, ImportedView, KeepPage, PersonTyped};

/// What was typed into the forms, and what came of it.
#[derive(Default)]
pub struct Typed {
    /// A time out of service.
    pub down: TimeTyped,
    /// A person.
    pub person: PersonTyped,
    /// What cannot be taken.
    pub problems: Vec<FieldProblem>,
    /// What came of a calendar.
    pub imported: Option<ImportedView>,
}

/// Which time out of service.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Which {
    down: String,
}

/// Puts the facility back into service.
pub async fn back(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Path<(String, String)>,
    Form(form): Form<Which>,
) -> PageResult {
    let facility = found(&page, &exchange, &cluster, &slug).await?;
    page.ctx().permit(Act::Keep, &facility)?;
    let id = form.down.parse().map_err(|_| WebError::NotFound)?;
    exchange.bring_back(page.ctx(), &facility, id).await.map_err(|error| refused(&page, error))?;
    Ok(page.redirect_with_notice(urls::keep(&facility), "exchange-done"))
}

/// The page.
pub async fn get(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Path<(String, String)>,
) -> PageResult {
    let facility = found(&page, &exchange, &cluster, &slug).await?;
    Ok(page.show(&view(&page, &exchange, facility, Typed::default()).await?))
}

/// Takes the facility out of service.
pub async fn down(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Path<(String, String)>,
    Form(form): Form<TimeTyped>,
) -> PageResult {
    let facility = found(&page, &exchange, &cluster, &slug).await?;
    page.ctx().permit(Act::Keep, &facility)?;
    let problems = match typed::span(&page, &form, &facility.time_zone()) {
        Err(problems) => problems,
        Ok(span) => match exchange.take_down(page.ctx(), &facility, span, &form.purpose).await {
            Ok(_) => return Ok(page.redirect_with_notice(urls::keep(&facility), "exchange-done")),
            Err(ExchangeError::Field(_, key)) => vec![FieldProblem::new("purpose", page.t(key))],
            Err(error) => vec![problem(&page, &error).ok_or_else(|| refused(&page, error))?],
        },
    };
    again(&page, &exchange, facility, Typed { down: form, problems, ..Typed::default() }).await
}

/// Notes what a person is and holds.
pub async fn person(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Path<(String, String)>,
    Form(form): Form<PersonTyped>,
) -> PageResult {
    let facility = found(&page, &exchange, &cluster, &slug).await?;
    page.ctx().permit(Act::Keep, &facility)?;
    match noted(&page, &exchange, &facility, &form).await? {
        None => Ok(page.redirect_with_notice(urls::keep(&facility), "exchange-done")),
        Some(problem) => {
            let typed = Typed { person: form, problems: vec![problem], ..Typed::default() };
            again(&page, &exchange, facility, typed).await
        }
    }
}

/// Whose class ends, and on which day; at once where none is said.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ClassEnd {
    person: String,
    from: String,
}

/// Takes a class away from a day on.
pub async fn class_end(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Path<(String, String)>,
    Form(form): Form<ClassEnd>,
) -> PageResult {
    let facility = found(&page, &exchange, &cluster, &slug).await?;
    page.ctx().permit(Act::Keep, &facility)?;
    let person = form.person.parse().map_err(|_| WebError::NotFound)?;
    let from = if form.from.is_empty() {
        None
    } else {
        let begin = form.from.parse::<Date>().ok().and_then(|day| day.to_zoned(facility.time_zone()).ok());
        Some(begin.ok_or_else(|| WebError::field("from", page.t("exchange-fault-day")))?.timestamp())
    };
    let done = exchange.end_class(page.ctx(), &facility, person, from).await;
    done.map_err(|error| refused(&page, error))?;
    Ok(page.redirect_with_notice(urls::keep(&facility), "exchange-done"))
}

async fn noted(
    page: &Page,
    exchange: &Exchange,
    facility: &Facility,
    form: &PersonTyped,
) -> Result<Option<FieldProblem>, WebError> {
    let person = match exchange.person(page.ctx(), facility, &form.email).await {
        Ok(person) => person,
        Err(error) => return problem(page, &error).map(Some).ok_or_else(|| refused(page, error)),
    };
    let expires_at_ms = if form.expires.is_empty() {
        None
    } else {
        let Some(end) = end_of_day(&form.expires, facility) else {
            return Ok(Some(FieldProblem::new("expires", page.t("exchange-fault-day"))));
        };
        Some(end.as_millisecond())
    };
    if !form.class.is_empty() {
        let Some(class) = CustomerClass::from_name(&form.class) else {
            return Ok(Some(FieldProblem::new("class", page.t("exchange-fault-class"))));
        };
        let done = exchange.set_class(page.ctx(), facility, person, class).await;
        done.map_err(|error| refused(page, error))?;
    }
    if !form.code.is_empty() {
        let training = Training { person, code: form.code.clone(), expires_at_ms };
        if let Err(error) = exchange.train(page.ctx(), facility, &training).await {
            return problem(page, &error).map(Some).ok_or_else(|| refused(page, error));
        }
    }
    Ok(None)
}

/// A training lasts to the end of its last day.
fn end_of_day(text: &str, facility: &Facility) -> Option<Timestamp> {
    let day: Date = text.trim().parse().ok()?;
    let next = day.checked_add(1.day()).ok()?;
    Some(next.to_zoned(facility.time_zone()).ok()?.timestamp())
}

async fn again(page: &Page, exchange: &Exchange, facility: Facility, typed: Typed) -> PageResult {
    let view = view(page, exchange, facility, typed).await?;
    Ok(page.render_with(StatusCode::UNPROCESSABLE_ENTITY, view.title(page), view.body(page)))
}

/// The page with what was typed.
pub async fn view(page: &Page, exchange: &Exchange, facility: Facility, typed: Typed) -> Result<KeepPage, WebError> {
    let no = |error| refused(page, error);
    let part = Part { is_ahead: true, after: None, limit: 100 };
    let bookings = exchange.of_facility(page.ctx(), &facility, part).await.map_err(no)?;
    let bookings = named(page, exchange, bookings).await?;
    let mut trained = Vec::new();
    for code in facility.qualifications() {
        trained.extend(exchange.trained(page.ctx(), &facility, code).await.map_err(no)?);
    }
    let given = exchange.given_classes(page.ctx(), &facility).await.map_err(no)?;
    let people: Vec<_> = trained.iter().map(|one| one.person).chain(given.iter().map(|one| one.person)).collect();
    let names = exchange.names_of(page.ctx(), &facility, &people).await.map_err(no)?;
    let holder = |one: Training| Holder {
        name: names.get(&one.person).cloned().unwrap_or_default(),
        code: one.code,
        expires_at: one.expires_at_ms.and_then(|ms| Timestamp::from_millisecond(ms).ok()),
    };
    let holders = trained.into_iter().map(holder).collect();
    let name = |one: &GivenClass| names.get(&one.person).cloned().unwrap_or_default();
    let given = given.into_iter().map(|of| Given { name: name(&of), of }).collect();
    let downtimes = exchange.downtimes(page.ctx(), &facility).await.map_err(no)?;
    let Typed { down, person, problems, imported } = typed;
    Ok(KeepPage { facility, bookings, holders, given, downtimes, down, person, problems, imported })
}
