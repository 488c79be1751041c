//! The page at the instrument, and labels that lead to it.

use axum::extract::State;
use axum::http::StatusCode;
use bellwether_kernel::policy::{Installation, OfCluster};
use bellwether_web::api::{Page, PageResult, View, WebError};
use bellwether_web::extract::{Form, Path};
use serde::Deserialize;

use super::bookings::named;
use super::facilities::{cluster as known, found};
use super::refused::{problem, refused};
use crate::model::booking::{Booking, BookingId};
use crate::model::facility::Facility;
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::error::ExchangeError;
use crate::urls;
use crate::views::kiosk::KioskPage;
use crate::views::labels::LabelsPage;

/// Which booking a button is for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Pressed {
    booking: String,
}

/// The page.
pub async fn get(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Path<(String, String)>,
) -> PageResult {
    page.ctx().permit(Act::SeeOwn, &Installation)?;
    let facility = found(&page, &exchange, &cluster, &slug).await?;
    Ok(page.show(&view(&page, &exchange, facility, None).await?))
}

/// Use begins.
pub async fn start(
    page: Page,
    State(exchange): State<Exchange>,
    Path(of): Path<(String, String)>,
    Form(form): Form<Pressed>,
) -> PageResult {
    page.ctx().permit(Act::SeeOwn, &Installation)?;
    let id = pressed(&form)?;
    let done = exchange.start_use(page.ctx(), id).await;
    answered(&page, &exchange, of, done).await
}

/// Use is over.
pub async fn stop(
    page: Page,
    State(exchange): State<Exchange>,
    Path(of): Path<(String, String)>,
    Form(form): Form<Pressed>,
) -> PageResult {
    page.ctx().permit(Act::SeeOwn, &Installation)?;
    let id = pressed(&form)?;
    let done = exchange.stop_use(page.ctx(), id).await;
    answered(&page, &exchange, of, done).await
}

fn pressed(form: &Pressed) -> Result<BookingId, WebError> {
    form.booking.parse().map_err(|_| WebError::NotFound)
}

async fn answered(
    page: &Page,
    exchange: &Exchange,
    (cluster, slug): (String, String),
    done: Result<(), ExchangeError>,
) -> PageResult {
    let facility = found(page, exchange, &cluster, &slug).await?;
    let words = match done {
        Ok(()) => return Ok(page.redirect_with_notice(urls::kiosk(&facility), "exchange-done")),
        Err(error) => match problem(page, &error) {
            Some(problem) => problem.message,
            None => return Err(refused(page, error)),
        },
    };
    let view = view(page, exchange, facility, Some(words)).await?;
    Ok(page.render_with(StatusCode::UNPROCESSABLE_ENTITY, view.title(page), view.body(page)))
}

async fn view(
    page: &Page,
    exchange: &Exchange,
    facility: Facility,
    problem: Option<String>,
) -> Result<KioskPage, WebError> {
    let no = |error| refused(page, error);
    let all = exchange.at_instrument(page.ctx(), &facility).await.map_err(no)?;
    let now = page.ctx().now();
    let is_ready =
        |one: &&Booking| facility.kept_for(one.span).is_some_and(|kept| kept.from() <= now && now < kept.until());
    let ready = all.iter().filter(is_ready).map(|one| one.id).collect();
    let bookings = named(page, exchange, all).await?;
    let admission = exchange.admission(page.ctx(), &facility.cluster).await.map_err(no)?;
    let may_book = page.may(Act::Book, &admission);
    Ok(KioskPage { facility, bookings, ready, problem, may_book })
}

/// Labels of the facilities that the reader keeps.
pub async fn labels(page: Page, State(exchange): State<Exchange>, Path(cluster): Path<String>) -> PageResult {
    page.ctx().permit(Act::SeeOwn, &Installation)?;
    let cluster = known(&page, &exchange, &cluster).await?.slug;
    let mut facilities = exchange.facilities(page.ctx(), &cluster).await.map_err(|error| refused(&page, error))?;
    facilities.retain(|one| page.may(Act::Keep, one));
    if facilities.is_empty() {
        page.ctx().permit(Act::Keep, &OfCluster(&cluster))?;
    }
    Ok(page.show(&LabelsPage { cluster, facilities }))
}
