//! Lists and records as files. The CSV of a cluster can be imported again.

use axum::extract::State;
use bellwether_web::api::{Page, PageResult, WebError};
use bellwether_web::download;
use bellwether_web::extract::{Path, Query};
use bellwether_web::sheet::{self, Cell, Sheet, SheetColumn};

use super::desk::Desk;
use super::json_ld;
use super::list::Asked;
use super::shapes::ActorRecord;
use crate::model::actor::ActorId;
use crate::service::ActorsError;
use crate::urls;

/// The list as CSV, in the form of imports.
pub async fn csv(page: Page, State(desk): State<Desk>, Query(asked): Query<Asked>) -> PageResult {
    let rows = desk.actors.table(page.ctx(), &asked.wanted(&page)?).await?;
    let Some((heading, rows)) = rows.split_first() else { return Err(WebError::NotFound) };
    let heading: Vec<&str> = heading.iter().map(String::as_str).collect();
    download::csv("actors.csv", &heading, rows.iter().map(|row| row.iter()))
}

/// The list as a spreadsheet, in the form of imports.
pub async fn xlsx(page: Page, State(desk): State<Desk>, Query(asked): Query<Asked>) -> PageResult {
    let rows = desk.actors.table(page.ctx(), &asked.wanted(&page)?).await?;
    let Some((heading, rows)) = rows.split_first() else { return Err(WebError::NotFound) };
    let columns: Vec<SheetColumn> = heading.iter().map(|name| SheetColumn(name.clone(), 20)).collect();
    let mut sheet = Sheet::new(&columns, u32::MAX)?;
    for row in rows {
        sheet.row(row.iter().map(|cell| Cell::from(cell.as_str())))?;
    }
    Ok(sheet::download("actors", sheet.finish(&[])?))
}

/// The list as JSON, as the API gives it.
pub async fn json(page: Page, State(desk): State<Desk>, Query(asked): Query<Asked>) -> PageResult {
    let found = desk.actors.all(page.ctx(), &asked.wanted(&page)?).await?;
    let records: Vec<ActorRecord> =
        found.actors.iter().map(|actor| ActorRecord::of(actor, &found.names, found.day)).collect();
    let bytes = serde_json::to_vec_pretty(&records).map_err(WebError::internal)?;
    Ok(download::file("actors.json", "application/json", bytes))
}

/// The record in the words of schema.org, or the way to the one that is used instead.
pub async fn json_ld(page: Page, State(desk): State<Desk>, Path(id): Path<ActorId>) -> PageResult {
    match desk.actors.find(page.ctx(), id, None).await {
        Ok(found) => Ok(json_ld::answer(&found)),
        Err(ActorsError::Moved(into)) => Ok(page.redirect_to(urls::json_ld(into))),
        Err(error) => Err(error.into()),
    }
}
