//! Lists as files: CSV, XLSX, JSON, iCalendar.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_exchange_rules::evaluate::day_of;
use bellwether_exchange_rules::span::Span;
use bellwether_kernel::policy::Installation;
use bellwether_web::api::{Page, PageResult, WebError};
use bellwether_web::download;
use bellwether_web::extract::Path;
use bellwether_web::ical::{Event, calendar};
use bellwether_web::sheet::{self, Cell, Sheet, SheetColumn};
use jiff::tz::TimeZone;

use super::api::{BookingAnswer, FacilityAnswer};
use super::facilities::{cluster, found};
use super::refused::refused;
use crate::model::booking::Booking;
use crate::model::facility::Facility;
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::mine::Part;

/// Rows of a file at most.
const ROWS: u32 = 10_000;
/// Time that a feed tells of: a month back, half a year ahead.
const FEED_DAYS: (u32, u32) = (31, 183);

async fn facilities(page: &Page, exchange: &Exchange, slug: &str) -> Result<Vec<Facility>, WebError> {
    let cluster = cluster(page, exchange, slug).await?;
    exchange.facilities(page.ctx(), &cluster.slug).await.map_err(|error| refused(page, error))
}

/// The facilities as CSV.
pub async fn facilities_csv(page: Page, State(exchange): State<Exchange>, Path(slug): Path<String>) -> PageResult {
    let today = day_of(page.ctx().now(), page.zone());
    let row = |one: Facility| {
        let rate = one.rate(CustomerClass::Member, today).cloned();
        let both = |text: bellwether_kernel::lang::Text| (text.en.unwrap_or_default(), text.ru.unwrap_or_default());
        let ((name_en, name_ru), (owner_en, owner_ru)) = (both(one.name), both(one.owner));
        let price = rate.as_ref().map_or(String::new(), |rate| rate.minor_per_hour.to_string());
        let currency = rate.map_or(String::new(), |rate| rate.currency);
        let (sort, state) = (one.sort.name().to_owned(), one.state.name().to_owned());
        [one.slug, name_en, name_ru, sort, owner_en, owner_ru, state, one.places.to_string(), price, currency]
    };
    let head = [
        "slug",
        "name_en",
        "name_ru",
        "sort",
        "owner_en",
        "owner_ru",
        "state",
        "places",
        "member_minor_per_hour",
        "currency",
    ];
    let rows = facilities(&page, &exchange, &slug).await?;
    download::csv(&format!("{slug}-facilities.csv"), &head, rows.into_iter().map(row))
}

/// The facilities as JSON.
pub async fn facilities_json(page: Page, State(exchange): State<Exchange>, Path(slug): Path<String>) -> PageResult {
    let rows = facilities(&page, &exchange, &slug).await?;
    let rows: Vec<FacilityAnswer> = rows.into_iter().map(FacilityAnswer::of).collect();
    let bytes = serde_json::to_vec_pretty(&rows).map_err(WebError::internal)?;
    Ok(download::file(&format!("{slug}-facilities.json"), "application/json", bytes))
}

/// The facilities as a spreadsheet, in the reader's language.
pub async fn facilities_xlsx(page: Page, State(exchange): State<Exchange>, Path(slug): Path<String>) -> PageResult {
    let columns = [("exchange-facility", 40), ("exchange-sort", 14), ("exchange-owner", 50), ("exchange-location", 40)];
    let columns = columns.map(|(key, width)| SheetColumn(page.t(key), width));
    let mut sheet = Sheet::new(&columns, u32::MAX)?;
    for one in facilities(&page, &exchange, &slug).await? {
        let words = |text: &bellwether_kernel::lang::Text| Cell::from(text.best(page.lang()).0);
        let sort = page.t(&format!("exchange-sort-{}", one.sort.name()));
        sheet.row([words(&one.name), sort.into(), words(&one.owner), words(&one.location)])?;
    }
    Ok(sheet::download(&format!("{slug}-facilities"), sheet.finish(&[])?))
}

async fn own(page: &Page, exchange: &Exchange) -> Result<Vec<Booking>, WebError> {
    page.ctx().permit(Act::SeeOwn, &Installation)?;
    let part = Part { is_ahead: false, after: None, limit: ROWS };
    exchange.own_bookings(page.ctx(), part).await.map_err(|error| refused(page, error))
}

/// One's own bookings as CSV.
pub async fn bookings_csv(page: Page, State(exchange): State<Exchange>) -> PageResult {
    let row = |one: Booking| {
        let (from, until) = (one.span.from().to_string(), one.span.until().to_string());
        let state = one.state_name().to_owned();
        [one.id.to_string(), one.cluster, one.slug, from, until, state, one.purpose, one.project]
    };
    let head = ["id", "cluster", "facility", "from", "until", "state", "purpose", "project"];
    download::csv("bookings.csv", &head, own(&page, &exchange).await?.into_iter().map(row))
}

/// One's own bookings as JSON.
pub async fn bookings_json(page: Page, State(exchange): State<Exchange>) -> PageResult {
    let rows: Vec<BookingAnswer> = own(&page, &exchange).await?.into_iter().map(BookingAnswer::of).collect();
    let bytes = serde_json::to_vec_pretty(&rows).map_err(WebError::internal)?;
    Ok(download::file("bookings.json", "application/json", bytes))
}

/// One's own bookings as a spreadsheet; times are those of the places.
pub async fn bookings_xlsx(page: Page, State(exchange): State<Exchange>) -> PageResult {
    let columns = [
        ("exchange-facility", 40),
        ("exchange-from", 18),
        ("exchange-until", 18),
        ("exchange-state", 20),
        ("exchange-purpose", 40),
        ("exchange-project", 20),
    ];
    let columns = columns.map(|(key, width)| SheetColumn(page.t(key), width));
    let mut sheet = Sheet::new(&columns, ROWS)?;
    for one in own(&page, &exchange).await? {
        let zone = TimeZone::get(&one.zone).unwrap_or(TimeZone::UTC);
        let at = |at: jiff::Timestamp| Cell::from(at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string());
        let state = page.t(&format!("exchange-state-{}", one.state_name().replace('_', "-")));
        let name = Cell::from(one.facility.best(page.lang()).0);
        let (from, until) = (at(one.span.from()), at(one.span.until()));
        sheet.row([name, from, until, state.into(), one.purpose.into(), one.project.into()])?;
    }
    Ok(sheet::download("bookings", sheet.finish(&[])?))
}

/// One's own bookings for calendar programs, which sign in with a token of the API.
pub async fn bookings_ics(page: Page, State(exchange): State<Exchange>) -> PageResult {
    let event = |one: Booking| Event {
        uid: format!("{}@bellwether", one.id),
        stamp: jiff::Timestamp::from_millisecond(one.asked_at_ms).unwrap_or(one.span.from()),
        from: one.span.from(),
        until: one.span.until(),
        summary: one.facility.best(page.lang()).0.to_owned(),
        location: one.cluster.clone(),
        status: match one.booked() {
            Some(state) if state.keeps_its_time() && !state.is_ahead() => "CONFIRMED",
            Some(state) if state.name() == "confirmed" => "CONFIRMED",
            Some(state) if state.keeps_its_time() => "TENTATIVE",
            None if one.waits_for_room() => "TENTATIVE",
            _ => "CANCELLED",
        },
    };
    let events: Vec<Event> = own(&page, &exchange).await?.into_iter().map(event).collect();
    Ok(feed(calendar(&page.t("exchange-bookings-title"), &events)))
}

/// When a facility is taken, for calendar programs; without by whom.
pub async fn taken(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Path<(String, String)>,
) -> PageResult {
    let facility = found(&page, &exchange, &cluster, &slug).await?;
    let now = page.ctx().now();
    let moment = Span::of_ms(now.as_millisecond(), now.as_millisecond() + 1);
    let within =
        moment.and_then(|now| now.widened(FEED_DAYS.0 * 1440, FEED_DAYS.1 * 1440)).ok_or(WebError::NotFound)?;
    let busy = exchange.busy(page.ctx(), &cluster, Some(&facility), within).await;
    let busy = busy.map_err(|error| refused(&page, error))?;
    let name = facility.name.best(page.lang()).0;
    let event = |one: crate::model::booking::Busy| Event {
        uid: format!("{}-{}-{}@bellwether", facility.id, one.place, one.span.from_ms()),
        stamp: one.span.from(),
        from: one.span.from(),
        until: one.span.until(),
        summary: page.t(if one.is_down { "exchange-hour-down" } else { "exchange-hour-taken" }),
        location: name.to_owned(),
        status: "CONFIRMED",
    };
    let events: Vec<Event> = busy.into_iter().map(event).collect();
    Ok(feed(calendar(name, &events)))
}

fn feed(text: String) -> Response {
    ([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response()
}
