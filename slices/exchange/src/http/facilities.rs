//! The facilities of a cluster, one of them with its calendar, all of them on one day.

use axum::extract::State;
use bellwether_cluster::api::{Cluster, current as current_cluster};
use bellwether_exchange_rules::evaluate::day_of;
use bellwether_web::api::{Page, PageResult, WebError};
use bellwether_web::extract::{Path, Query};
use jiff::civil::Date;
use serde::Deserialize;

use super::refused::refused;
use crate::model::calendar::{days as days_of, whole};
use crate::model::facility::Facility;
use crate::policy::Act;
use crate::service::Exchange;
use crate::views::calendar::Calendar;
use crate::views::days::DaysPage;
use crate::views::facilities::FacilitiesPage;
use crate::views::facility::FacilityPage;

/// Which part of a calendar.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    view: String,
    day: String,
}

/// `/facilities`: those of the current cluster.
pub async fn current(page: Page, State(exchange): State<Exchange>) -> PageResult {
    let clusters = clusters(&page, &exchange).await?;
    match current_cluster(&page, &clusters).cloned() {
        Some(cluster) => show(&page, &exchange, cluster).await,
        None => Ok(page.redirect_to("/clusters")),
    }
}

/// The list.
pub async fn list(page: Page, State(exchange): State<Exchange>, Path(slug): Path<String>) -> PageResult {
    let cluster = cluster(&page, &exchange, &slug).await?;
    show(&page, &exchange, cluster).await
}

async fn show(page: &Page, exchange: &Exchange, cluster: Cluster) -> PageResult {
    let rows = exchange.facilities(page.ctx(), &cluster.slug).await.map_err(|error| refused(page, error))?;
    let today = day_of(page.ctx().now(), page.zone());
    let own = exchange.own_statements(page.ctx(), &cluster.slug).await.map_err(|error| refused(page, error))?;
    let may_see_statements = page.may(Act::SeeStatements, &own);
    let may_see_use = rows.iter().any(|one| page.may(Act::SeeUse, one));
    Ok(page.show(&FacilitiesPage {
        cluster: cluster.slug,
        name: cluster.short,
        today,
        rows,
        may_see_statements,
        may_see_use,
    }))
}

/// One facility.
pub async fn one(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let facility = found(&page, &exchange, &cluster, &slug).await?;
    let downtimes = exchange.downtimes(page.ctx(), &facility).await.map_err(|error| refused(&page, error))?;
    let admission = exchange.admission(page.ctx(), &cluster).await.map_err(|error| refused(&page, error))?;
    let calendar = if page.may(Act::SeeCalendar, &admission) {
        let may_book = page.may(Act::Book, &admission);
        Some(calendar(&page, &exchange, (&cluster, Some(&facility)), may_book, &asked).await?)
    } else {
        None
    };
    let files = exchange.files(page.ctx(), &facility).await.map_err(|error| refused(&page, error))?;
    let settings = exchange.settings(page.ctx(), &facility).await.map_err(|error| refused(&page, error))?;
    let may_keep = page.may(Act::Keep, &facility);
    let may_keep_money = page.may(Act::KeepMoney, &facility);
    Ok(page.show(&FacilityPage { facility, files, settings, downtimes, calendar, may_keep, may_keep_money }))
}

/// All facilities of a cluster on one day.
pub async fn days(
    page: Page,
    State(exchange): State<Exchange>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let cluster = cluster(&page, &exchange, &slug).await?.slug;
    let admission = exchange.admission(page.ctx(), &cluster).await.map_err(|error| refused(&page, error))?;
    page.ctx().permit(Act::SeeCalendar, &admission)?;
    let facilities = exchange.facilities(page.ctx(), &cluster).await.map_err(|error| refused(&page, error))?;
    let asked = Asked { view: "day".to_owned(), ..asked };
    let calendar = calendar(&page, &exchange, (&cluster, None), page.may(Act::Book, &admission), &asked).await?;
    Ok(page.show(&DaysPage { cluster, facilities, calendar }))
}

/// What is taken around the day that is asked for.
async fn calendar(
    page: &Page,
    exchange: &Exchange,
    (cluster, facility): (&str, Option<&Facility>),
    may_book: bool,
    asked: &Asked,
) -> Result<Calendar, WebError> {
    let zone = facility.map_or_else(|| page.zone().clone(), Facility::time_zone);
    let now = page.ctx().now();
    let day: Date = asked.day.parse().unwrap_or_else(|_| day_of(now, &zone));
    let view = if asked.view == "day" { "day" } else { "week" };
    // A day more at both ends: facilities of one cluster may lie in several zones.
    let within = whole(&days_of(view, day), &zone).and_then(|span| span.widened(1440, 1440));
    let within = within.ok_or(WebError::NotFound)?;
    let busy = exchange.busy(page.ctx(), cluster, facility, within).await.map_err(|error| refused(page, error))?;
    Ok(Calendar { view, day, now, busy, may_book })
}

/// The facility of an address.
pub async fn found(page: &Page, exchange: &Exchange, cluster: &str, slug: &str) -> Result<Facility, WebError> {
    exchange.facility(page.ctx(), cluster, slug).await.map_err(|error| refused(page, error))
}

/// The cluster of an address.
pub async fn cluster(page: &Page, exchange: &Exchange, slug: &str) -> Result<Cluster, WebError> {
    let clusters = clusters(page, exchange).await?;
    clusters.into_iter().find(|one| one.slug == slug).ok_or(WebError::NotFound)
}

async fn clusters(page: &Page, exchange: &Exchange) -> Result<Vec<Cluster>, WebError> {
    exchange.clusters(page.ctx()).await.map_err(|error| refused(page, error))
}
