//! The list, and one record.

use axum::extract::State;
use bellwether_kernel::paging::{After, PageSize};
use bellwether_kernel::policy::{Installation, OfCluster};
use bellwether_web::api::{Page, PageResult, WebError};
use bellwether_web::extract::{Path, Query};
use jiff::civil::Date;
use serde::Deserialize;

use super::desk::Desk;
use crate::model::actor::{Actor, ActorId};
use crate::model::day::day;
use crate::model::kinds::{ActorKind, Role};
use crate::model::wanted::Wanted;
use crate::policy::Act;
use crate::service::ActorsError;
use crate::urls;
use crate::views::actor::ActorPage;
use crate::views::actors::ActorsPage;

/// What a list is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    cluster: String,
    kind: String,
    role: String,
    as_of: String,
    after: Option<String>,
}

impl Asked {
    /// The question; words that are not known find everybody, as none do.
    ///
    /// # Errors
    /// [`WebError::Invalid`] for a day that is none.
    pub fn wanted(self, page: &Page) -> Result<Wanted, WebError> {
        Ok(Wanted {
            cluster: Some(self.cluster).filter(|cluster| !cluster.is_empty()),
            kind: ActorKind::from_name(&self.kind),
            role: Role::from_name(&self.role),
            words: self.q.trim().chars().take(200).collect(),
            as_of: as_of(page, &self.as_of)?,
            after: After(self.after),
        })
    }
}

/// A day that is asked for, or none.
///
/// # Errors
/// [`WebError::Invalid`], which names the field.
pub fn as_of(page: &Page, typed: &str) -> Result<Option<Date>, WebError> {
    day(typed).map_err(|_| WebError::field("as_of", page.t("actors-wrong-day")))
}

/// `/actors`.
pub async fn list(page: Page, State(desk): State<Desk>, Query(asked): Query<Asked>) -> PageResult {
    let wanted = asked.wanted(&page)?;
    let found = desk.actors.list(page.ctx(), &wanted, PageSize::clamped(50)).await?;
    let keeps = !desk.kept(&page).await.is_empty();
    let merges = page.may(Act::Merge, &Installation);
    Ok(page.show(&ActorsPage { wanted, found, clusters: desk.clusters().await, keeps, merges }))
}

/// The query of a record.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct OnDay {
    /// A day; empty for today.
    #[serde(default)]
    pub as_of: String,
}

/// `/actors/{actor}`: the record, or the way to the one that is used instead.
pub async fn show(
    page: Page,
    State(desk): State<Desk>,
    Path(id): Path<ActorId>,
    Query(asked): Query<OnDay>,
) -> PageResult {
    let as_of = as_of(&page, &asked.as_of)?;
    let found = match desk.actors.find(page.ctx(), id, as_of).await {
        Ok(found) => found,
        Err(ActorsError::Moved(into)) => return Ok(page.redirect_to(urls::actor(into))),
        Err(error) => return Err(error.into()),
    };
    let is_kept = keeps(&page, &found.actor);
    let merges = if page.may(Act::Merge, &Installation) {
        desk.actors.merges(page.ctx(), id).await.unwrap_or_default()
    } else {
        Vec::new()
    };
    let has_data = found.actor.kind == ActorKind::Person
        && found.actor.places.iter().any(|place| page.may(Act::SeePersonal, &OfCluster(&place.cluster)));
    Ok(page.show(&ActorPage { found, as_of, clusters: desk.clusters().await, is_kept, has_data, merges }))
}

/// May the reader change it?
pub fn keeps(page: &Page, actor: &Actor) -> bool {
    page.may(Act::Keep, &Installation)
        || actor.places.iter().any(|place| page.may(Act::Keep, &OfCluster(&place.cluster)))
}

/// `/actors/of/{cluster}/{slug}`: the way from the portal to the record.
pub async fn of_place(
    page: Page,
    State(desk): State<Desk>,
    Path((cluster, slug)): Path<(String, String)>,
) -> PageResult {
    let id = desk.actors.at_place(page.ctx(), &cluster, &slug).await?;
    Ok(page.redirect_to(urls::actor(id)))
}
