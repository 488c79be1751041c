//! How facilities are used, as a page, as files, and for programs: a row for each facility, month and class.

use axum::Json;
use axum::extract::State;
use bellwether_exchange_rules::evaluate::day_of;
use bellwether_web::api::{ApiResult, Page, PageResult, Problem, WebError};
use bellwether_web::download;
use bellwether_web::extract::{Path, Query};
use bellwether_web::sheet::{self, Cell, Sheet};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::facilities::cluster as known;
use super::refused::refused;
use crate::model::statement::{month, written};
use crate::model::utilisation::{MOST_MONTHS, Utilisation};
use crate::service::Exchange;
use crate::views::utilisation::UtilisationPage;

/// Which months.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// The last month, such as `2026-11`; this one where nothing is said.
    month: String,
    /// How many months up to it, at most 24; six where nothing is said.
    months: Option<i64>,
}

async fn found(page: &Page, exchange: &Exchange, cluster: &str, asked: &Asked) -> Result<Utilisation, WebError> {
    let today = day_of(page.ctx().now(), page.zone());
    let this: Option<Date> = month(&written(today));
    let last = month(&asked.month).or(this).ok_or(WebError::NotFound)?;
    let how_many = asked.months.unwrap_or(6).clamp(1, MOST_MONTHS);
    exchange.utilisation(page.ctx(), cluster, (last, how_many)).await.map_err(|error| refused(page, error))
}

/// The dashboard.
pub async fn get(
    page: Page,
    State(exchange): State<Exchange>,
    Path(cluster): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let of = found(&page, &exchange, &cluster, &asked).await?;
    let cluster = known(&page, &exchange, &cluster).await?.slug;
    Ok(page.show(&UtilisationPage { cluster, of }))
}

/// What one facility was used in one month by one class, in minutes.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = exchange::Use)]
pub struct UseAnswer {
    /// Slug of the facility.
    pub facility: String,
    /// The month.
    pub month: String,
    /// The class of customers; nothing for the facility as a whole.
    pub class: Option<String>,
    /// Open minutes of all places, in the row of the facility as a whole.
    pub open: Option<i64>,
    /// Minutes out of service, in the same row.
    pub down: Option<i64>,
    /// How many bookings.
    pub bookings: i64,
    /// Booked minutes.
    pub booked: i64,
    /// Minutes of use.
    pub used: i64,
    /// Minutes for which nobody came.
    pub no_show: i64,
    /// Minutes that were cancelled late.
    pub late_cancel: i64,
}

/// A row for each facility and month as a whole, and one for each class in it.
fn rows(of: &Utilisation) -> Vec<UseAnswer> {
    let mut rows = Vec::new();
    for facility in &of.facilities {
        for month in &of.months {
            let here = |resource, at| resource == facility.id && at == *month;
            let share = of.sum(|room| here(room.resource, room.month), |cell| here(cell.resource, cell.month));
            let row = |class: Option<&str>, booked: crate::model::utilisation::Booked| UseAnswer {
                facility: facility.slug.clone(),
                month: written(*month),
                open: class.is_none().then_some(share.open),
                down: class.is_none().then_some(share.down),
                class: class.map(ToOwned::to_owned),
                bookings: booked.bookings,
                booked: booked.booked,
                used: booked.used,
                no_show: booked.no_show,
                late_cancel: booked.late_cancel,
            };
            rows.push(row(None, share.booked));
            let mut cells: Vec<_> = of.cells.iter().filter(|cell| here(cell.resource, cell.month)).collect();
            cells.sort_by_key(|cell| cell.class);
            rows.extend(cells.into_iter().map(|cell| row(Some(cell.class.name()), cell.booked)));
        }
    }
    rows
}

const HEAD: [&str; 10] =
    ["facility", "month", "class", "open", "down", "bookings", "booked", "used", "no_show", "late_cancel"];

/// The same as CSV, in minutes.
pub async fn csv(
    page: Page,
    State(exchange): State<Exchange>,
    Path(cluster): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let of = found(&page, &exchange, &cluster, &asked).await?;
    let number = |number: Option<i64>| number.map_or_else(String::new, |number| number.to_string());
    let row = |one: UseAnswer| {
        let [bookings, booked, used] = [one.bookings, one.booked, one.used].map(|number| number.to_string());
        let (no_show, late) = (one.no_show.to_string(), one.late_cancel.to_string());
        let (class, open, down) = (one.class.unwrap_or_default(), number(one.open), number(one.down));
        [one.facility, one.month, class, open, down, bookings, booked, used, no_show, late]
    };
    download::csv("facility-use.csv", &HEAD, rows(&of).into_iter().map(row))
}

/// The same as a spreadsheet, in hours.
pub async fn xlsx(
    page: Page,
    State(exchange): State<Exchange>,
    Path(cluster): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let of = found(&page, &exchange, &cluster, &asked).await?;
    let columns = [
        ("exchange-facility", 40),
        ("exchange-month", 10),
        ("exchange-class", 18),
        ("exchange-use-open", 12),
        ("exchange-use-down", 12),
        ("exchange-use-bookings", 12),
        ("exchange-use-booked", 12),
        ("exchange-use-used", 12),
        ("exchange-use-no-show", 12),
        ("exchange-use-late-cancel", 12),
    ];
    let mut sheet = Sheet::titled(&page, &columns, u32::MAX)?;
    let hours = |minutes: i64| Cell::Number(minutes as f64 / 60.0);
    for one in rows(&of) {
        let facility = of.facilities.iter().find(|facility| facility.slug == one.facility);
        let name = facility.map_or("", |facility| facility.name.best(page.lang()).0);
        let class = one.class.map_or(Cell::Empty, |class| page.t(&format!("exchange-class-{class}")).into());
        sheet.row([
            name.into(),
            one.month.into(),
            class,
            one.open.map_or(Cell::Empty, hours),
            one.down.map_or(Cell::Empty, hours),
            Cell::Number(one.bookings as f64),
            hours(one.booked),
            hours(one.used),
            hours(one.no_show),
            hours(one.late_cancel),
        ])?;
    }
    let names = ["open", "booked", "used", "no-show", "late-cancel", "down"];
    let about = names.map(|name| {
        (page.t(&format!("exchange-use-{name}")), Cell::from(page.t(&format!("exchange-use-{name}-source"))))
    });
    Ok(sheet::download("facility-use", sheet.finish(&about)?))
}

/// How facilities of a cluster are used, by month and class, in minutes
#[utoipa::path(get, path = "/api/v1/exchange/{cluster}/use", tag = "exchange", operation_id = "exchange_use", params(("cluster" = String, Path, description = "The cluster's slug"), Asked), responses((status = OK, body = Vec<UseAnswer>), (status = FORBIDDEN, body = Problem)))]
pub(super) async fn api(
    page: Page,
    State(exchange): State<Exchange>,
    Path(cluster): Path<String>,
    Query(asked): Query<Asked>,
) -> ApiResult<Vec<UseAnswer>> {
    Ok(Json(rows(&found(&page, &exchange, &cluster, &asked).await?)))
}
