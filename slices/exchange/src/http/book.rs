//! The form for booking.

use axum::extract::State;
use axum::http::StatusCode;
use bellwether_web::api::{FieldProblem, Page, PageResult, View, WebError};
use bellwether_web::extract::{Form, Path, Query};

use super::facilities::found;
use super::refused::{problem, refused};
use super::typed;
use crate::model::charge::quoted;
use crate::model::facility::Facility;
use crate::model::wish::Refused;
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::error::ExchangeError;
use crate::service::weigh::Weighed;
use crate::urls;
use crate::views::book::{BookPage, Typed};

/// The form, with what the address says filled in.
pub async fn form(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Path<(String, String)>,
    Query(typed): Query<Typed>,
) -> PageResult {
    let facility = permitted(&page, &exchange, &cluster, &slug).await?;
    // What is in the way is told before anybody asks, where a time is named already.
    let weighed = match typed::span(&page, &typed, &facility.time_zone()) {
        Ok(span) if facility.state.takes_requests() && facility.orders.is_none() => {
            let asked = (span, typed.project.trim(), &typed.wants());
            exchange.weigh(page.ctx(), &facility, asked).await.map_err(|error| refused(&page, error))?
        }
        _ => Weighed::default(),
    };
    let view = view(&page, &exchange, facility, typed, Vec::new(), weighed.refused).await?;
    Ok(page.show(&BookPage { changes: weighed.changes, ..view }))
}

/// Books what the form says.
pub async fn post(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Path<(String, String)>,
    Form(form): Form<Typed>,
) -> PageResult {
    let facility = permitted(&page, &exchange, &cluster, &slug).await?;
    let (problems, refusals) = match typed::wish(&page, &form, &facility.time_zone()) {
        Err(problems) => (problems, Vec::new()),
        Ok(wish) => match exchange.book_set(page.ctx(), (&cluster, &slug), &wish, &form.wants()).await {
            Ok(done) => {
                let notice = if done.booked.is_empty() { "exchange-waiting" } else { "exchange-booked" };
                let address = match (done.booked.as_slice(), done.waits.as_slice()) {
                    ([one], []) | ([], [one]) => urls::booking(*one),
                    _ => urls::BOOKINGS.to_owned(),
                };
                return Ok(page.redirect_with_notice(address, notice));
            }
            Err(ExchangeError::Refused(all)) => (Vec::new(), all),
            Err(error) => match problem(&page, &error) {
                Some(problem) => (vec![problem], Vec::new()),
                None => return Err(refused(&page, error)),
            },
        },
    };
    let view = view(&page, &exchange, facility, form, problems, refusals).await?;
    Ok(page.render_with(StatusCode::UNPROCESSABLE_ENTITY, view.title(&page), view.body(&page)))
}

/// The facility, for those who may book it.
async fn permitted(page: &Page, exchange: &Exchange, cluster: &str, slug: &str) -> Result<Facility, WebError> {
    let facility = found(page, exchange, cluster, slug).await?;
    let admission = exchange.admission(page.ctx(), cluster).await.map_err(|error| refused(page, error))?;
    page.ctx().permit(Act::Book, &admission)?;
    Ok(facility)
}

async fn view(
    page: &Page,
    exchange: &Exchange,
    facility: Facility,
    typed: Typed,
    problems: Vec<FieldProblem>,
    refusals: Vec<Refused>,
) -> Result<BookPage, WebError> {
    let span = typed::span(page, &typed, &facility.time_zone()).ok();
    let standing = exchange.standing(page.ctx(), &facility.cluster).await.map_err(|error| refused(page, error))?;
    let quoted = span.and_then(|span| quoted(&facility, standing.class, span));
    let codes = exchange.own_codes(page.ctx(), &facility.cluster).await.map_err(|error| refused(page, error))?;
    let may_keep = page.may(Act::Keep, &facility);
    Ok(BookPage { facility, typed, problems, refused: refusals, changes: Vec::new(), quoted, codes, may_keep })
}
