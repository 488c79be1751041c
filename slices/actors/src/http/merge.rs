//! Records that may be of one actor, and putting them together.

use axum::extract::State;
use bellwether_web::api::{FieldProblem, Page, PageResult, WebError};
use bellwether_web::extract::{Form, Path};
use serde::Deserialize;
use uuid::Uuid;

use super::desk::{Desk, today};
use super::edit::refused;
use crate::model::actor::ActorId;
use crate::service::ActorsError;
use crate::urls;
use crate::views::duplicates::DuplicatesPage;
use crate::views::merge::MergePage;

/// `/actors/duplicates`.
pub async fn duplicates(page: Page, State(desk): State<Desk>) -> PageResult {
    let candidates = desk.actors.duplicates(page.ctx()).await?;
    Ok(page.show(&DuplicatesPage { candidates }))
}

async fn merge_page(page: &Page, desk: &Desk, kept: ActorId, dropped: ActorId) -> Result<MergePage, WebError> {
    let outlook = desk.actors.outlook(page.ctx(), kept, dropped).await?;
    Ok(MergePage { outlook, clusters: desk.clusters().await, day: today(page), problems: Vec::new() })
}

/// `/actors/{actor}/merge/{other}`: what would become of both.
pub async fn outlook(
    page: Page,
    State(desk): State<Desk>,
    Path((kept, dropped)): Path<(ActorId, ActorId)>,
) -> PageResult {
    Ok(page.show(&merge_page(&page, &desk, kept, dropped).await?))
}

/// Why they are one.
#[derive(Deserialize)]
pub struct Why {
    #[serde(default)]
    reason: String,
}

/// Puts them together.
pub async fn merge(
    page: Page,
    State(desk): State<Desk>,
    Path((kept, dropped)): Path<(ActorId, ActorId)>,
    Form(why): Form<Why>,
) -> PageResult {
    match desk.actors.merge(page.ctx(), kept, dropped, &why.reason).await {
        Ok(_) => Ok(page.redirect_with_notice(urls::actor(kept), "actors-merged")),
        Err(ActorsError::Unusable(_)) => {
            let problems = vec![FieldProblem::new("reason", page.t("actors-wrong-value"))];
            Ok(refused(&page, &MergePage { problems, ..merge_page(&page, &desk, kept, dropped).await? }))
        }
        Err(error) => Err(error.into()),
    }
}

/// Takes them apart again.
pub async fn undo(page: Page, State(desk): State<Desk>, Path(id): Path<Uuid>) -> PageResult {
    let merged = desk.actors.unmerge(page.ctx(), id).await?;
    Ok(page.redirect_with_notice(urls::actor(merged.kept), "actors-unmerged"))
}
