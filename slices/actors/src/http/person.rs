//! The data of a person: to read, to hand out, to erase.

use axum::extract::State;
use bellwether_kernel::policy::Installation;
use bellwether_web::api::{FieldProblem, Page, PageResult, WebError};
use bellwether_web::download;
use bellwether_web::extract::{Form, Path};
use serde::Deserialize;

use super::desk::{Desk, today};
use super::edit::refused;
use super::shapes::data_file;
use crate::model::actor::ActorId;
use crate::policy::Act;
use crate::urls;
use crate::views::data::DataPage;

async fn data_page(page: &Page, desk: &Desk, id: ActorId) -> Result<DataPage, WebError> {
    let data = desk.actors.data(page.ctx(), id).await?;
    let may_erase = page.may(Act::Erase, &Installation);
    Ok(DataPage { data, clusters: desk.clusters().await, day: today(page), may_erase, problems: Vec::new() })
}

/// `/actors/{actor}/data`.
pub async fn data(page: Page, State(desk): State<Desk>, Path(id): Path<ActorId>) -> PageResult {
    Ok(page.show(&data_page(&page, &desk, id).await?))
}

/// The same as a file to hand out.
pub async fn data_json(page: Page, State(desk): State<Desk>, Path(id): Path<ActorId>) -> PageResult {
    let data = desk.actors.data(page.ctx(), id).await?;
    let bytes = serde_json::to_vec_pretty(&data_file(&data)).map_err(WebError::internal)?;
    Ok(download::file("personal-data.json", "application/json", bytes))
}

/// That the person is sure.
#[derive(Deserialize)]
pub struct Sure {
    #[serde(default)]
    confirm: String,
}

/// Erases the data of a person.
pub async fn erase(
    page: Page,
    State(desk): State<Desk>,
    Path(id): Path<ActorId>,
    Form(sure): Form<Sure>,
) -> PageResult {
    page.ctx().permit(Act::Erase, &Installation)?;
    if sure.confirm.is_empty() {
        let problems = vec![FieldProblem::new("confirm", page.t("actors-erase-unsure"))];
        return Ok(refused(&page, &DataPage { problems, ..data_page(&page, &desk, id).await? }));
    }
    desk.actors.erase(page.ctx(), id).await?;
    Ok(page.redirect_with_notice(urls::actor(id), "actors-erased"))
}
