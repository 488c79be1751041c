//! One's own bookings, one booking, and what can be done with it.

use axum::extract::State;
use axum::http::StatusCode;
use bellwether_kernel::policy::Installation;
use bellwether_web::api::{FieldProblem, Link, Page, PageResult, RecordRef, View, WebError};
use bellwether_web::extract::{Form, Path, Query};
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::refused::{problem, refused};
use super::typed;
use crate::model::booking::{Booking, BookingId, Kept};
use crate::model::charge::{Fees, quoted};
use crate::model::wish::Refused;
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::error::ExchangeError;
use crate::service::mine::Part;
use crate::urls;
use crate::views::book::Typed;
use crate::views::booking::BookingPage;
use crate::views::bookings::{BookingsPage, Named};

/// Rows of a page.
const ROWS: u32 = 50;

/// Which part of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    all: String,
    after: String,
}

/// A reason.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Why {
    why: String,
}

/// The list of one's own, and what waits for one's decision.
pub async fn own(page: Page, State(exchange): State<Exchange>, Query(asked): Query<Asked>) -> PageResult {
    page.ctx().permit(Act::SeeOwn, &Installation)?;
    let is_ahead = asked.all.is_empty();
    let part = Part { is_ahead, after: place(&asked.after), limit: ROWS + 1 };
    let own = exchange.own_bookings(page.ctx(), part).await;
    let mut own = own.map_err(|error| refused(&page, error))?;
    let is_more = own.len() > ROWS as usize;
    own.truncate(ROWS as usize);
    let next = own.last().filter(|_| is_more).map(|last| {
        let link = Link::to(urls::BOOKINGS).with_if("all", (!is_ahead).then_some("yes"));
        link.with("after", after(last)).to_string()
    });
    let to_decide = exchange.to_decide(page.ctx()).await.map_err(|error| refused(&page, error))?;
    let to_decide = named(&page, &exchange, to_decide).await?;
    Ok(page.show(&BookingsPage { to_decide, own, is_ahead, next }))
}

/// Where a list goes on, for addresses.
pub fn after(last: &Booking) -> String {
    format!("{}.{}", last.span.from_ms(), last.id)
}

/// The place that [`after`] wrote.
pub fn place(text: &str) -> Option<(i64, BookingId)> {
    let (from_ms, id) = text.split_once('.')?;
    Some((from_ms.parse().ok()?, id.parse().ok()?))
}

/// Bookings with the names of who made them.
pub async fn named(page: &Page, exchange: &Exchange, all: Vec<Booking>) -> Result<Vec<Named>, WebError> {
    let names = exchange.names(page.ctx(), &all).await.map_err(|error| refused(page, error))?;
    let named = |booking: Booking| {
        let by = booking.person.and_then(|person| names.get(&person)).cloned().unwrap_or_default();
        Named { booking, by }
    };
    Ok(all.into_iter().map(named).collect())
}

/// One booking.
pub async fn one(
    page: Page,
    State(exchange): State<Exchange>,
    Path(id): Path<BookingId>,
    Query(typed): Query<Typed>,
) -> PageResult {
    if typed.day.is_empty() {
        return Ok(page.show(&view(&page, &exchange, id, (None, Vec::new(), Vec::new())).await?));
    }
    let mut view = view(&page, &exchange, id, (Some(typed), Vec::new(), Vec::new())).await?;
    weigh_move(&page, &exchange, &mut view).await?;
    Ok(page.show(&view))
}

/// What another time that the address names would cost, and what is in its way.
async fn weigh_move(page: &Page, exchange: &Exchange, view: &mut BookingPage) -> Result<(), WebError> {
    let booking = &view.booking;
    view.is_moving = true;
    let facility = exchange.facility(page.ctx(), &booking.cluster, &booking.slug).await;
    let facility = facility.map_err(|error| refused(page, error))?;
    let span = match typed::span(page, &view.typed, &facility.time_zone()) {
        Ok(span) => span,
        Err(problems) => {
            view.problems = problems;
            return Ok(());
        }
    };
    let weighed = exchange.weigh_move(page.ctx(), &facility, booking, span).await;
    let weighed = weighed.map_err(|error| refused(page, error))?;
    (view.refused, view.changes) = (weighed.refused, weighed.changes);
    view.facility = Some(facility.clone());
    (view.quoted, view.fees) = (quoted(&facility, booking.class, span), facility.fees);
    Ok(())
}

/// Cancels it.
pub async fn cancel(
    page: Page,
    State(exchange): State<Exchange>,
    Path(id): Path<BookingId>,
    Form(form): Form<Why>,
) -> PageResult {
    let done = exchange.cancel(page.ctx(), id, &form.why).await.map(|_| ());
    answered(&page, &exchange, id, None, done).await
}

/// Moves it to another time.
pub async fn reschedule(
    page: Page,
    State(exchange): State<Exchange>,
    Path(id): Path<BookingId>,
    Form(form): Form<Typed>,
) -> PageResult {
    let booking = exchange.booking(page.ctx(), id).await.map_err(|error| refused(&page, error))?;
    let zone = TimeZone::get(&booking.zone).unwrap_or(TimeZone::UTC);
    let span = match typed::span(&page, &form, &zone) {
        Ok(span) => span,
        Err(problems) => {
            let view = view(&page, &exchange, id, (Some(form), problems, Vec::new())).await?;
            return Ok(page.render_with(StatusCode::UNPROCESSABLE_ENTITY, view.title(&page), view.body(&page)));
        }
    };
    let done = exchange.reschedule(page.ctx(), id, span).await;
    answered(&page, &exchange, id, Some(form), done).await
}

/// Use begins.
pub async fn start(page: Page, State(exchange): State<Exchange>, Path(id): Path<BookingId>) -> PageResult {
    let done = exchange.start_use(page.ctx(), id).await;
    answered(&page, &exchange, id, None, done).await
}

/// Use is over.
pub async fn stop(page: Page, State(exchange): State<Exchange>, Path(id): Path<BookingId>) -> PageResult {
    let done = exchange.stop_use(page.ctx(), id).await;
    answered(&page, &exchange, id, None, done).await
}

/// Approves it.
pub async fn approve(page: Page, State(exchange): State<Exchange>, Path(id): Path<BookingId>) -> PageResult {
    let done = exchange.approve(page.ctx(), id).await;
    answered(&page, &exchange, id, None, done).await
}

/// Refuses it.
pub async fn refuse(
    page: Page,
    State(exchange): State<Exchange>,
    Path(id): Path<BookingId>,
    Form(form): Form<Why>,
) -> PageResult {
    let done = exchange.refuse(page.ctx(), id, &form.why).await;
    answered(&page, &exchange, id, None, done).await
}

async fn answered(
    page: &Page,
    exchange: &Exchange,
    id: BookingId,
    typed: Option<Typed>,
    done: Result<(), ExchangeError>,
) -> PageResult {
    let (problems, refusals) = match done {
        Ok(()) => return Ok(page.redirect_with_notice(urls::booking(id), "exchange-done")),
        Err(ExchangeError::Refused(all)) => (Vec::new(), all),
        Err(error) => match problem(page, &error) {
            Some(problem) => (vec![problem], Vec::new()),
            None => return Err(refused(page, error)),
        },
    };
    let view = view(page, exchange, id, (typed, problems, refusals)).await?;
    Ok(page.render_with(StatusCode::UNPROCESSABLE_ENTITY, view.title(page), view.body(page)))
}

async fn view(
    page: &Page,
    exchange: &Exchange,
    id: BookingId,
    (typed, problems, refusals): (Option<Typed>, Vec<FieldProblem>, Vec<Refused>),
) -> Result<BookingPage, WebError> {
    let booking = exchange.booking(page.ctx(), id).await.map_err(|error| refused(page, error))?;
    let charges = exchange.charges_of(page.ctx(), &booking).await.map_err(|error| refused(page, error))?;
    let mut named = named(page, exchange, vec![booking]).await?;
    let Some(Named { booking, by }) = named.pop() else { return Err(WebError::NotFound) };
    let may_keep = page.may(Act::Keep, &Kept(booking.keeper));
    let typed = typed.unwrap_or_else(|| now_typed(&booking));
    // Setting up may begin an hour before; the service knows how much of it belongs to the booking.
    let is_time = booking.span.widened(60, 0).is_some_and(|span| {
        let now = page.ctx().now();
        span.from() <= now && now < span.until()
    });
    // Names of what it asks for are those of its facility, where that is still shown.
    let facility = match booking.wants.is_empty() {
        true => None,
        false => exchange.facility(page.ctx(), &booking.cluster, &booking.slug).await.ok(),
    };
    let beside = page.beside(RecordRef { kind: "booking", id: booking.id.0 }).await;
    Ok(BookingPage {
        booking,
        by,
        charges,
        may_keep,
        is_time,
        typed,
        is_moving: false,
        quoted: None,
        fees: Fees::default(),
        changes: Vec::new(),
        facility,
        problems,
        refused: refusals,
        beside,
    })
}

/// The time as it is, to be changed.
fn now_typed(booking: &Booking) -> Typed {
    let zone = TimeZone::get(&booking.zone).unwrap_or(TimeZone::UTC);
    let (from, until) = (booking.span.from().to_zoned(zone.clone()), booking.span.until().to_zoned(zone));
    let until_day = if from.date() == until.date() { String::new() } else { until.date().to_string() };
    Typed {
        day: from.date().to_string(),
        from: from.strftime("%H:%M").to_string(),
        until_day,
        until: until.strftime("%H:%M").to_string(),
        ..Typed::default()
    }
}
