//! The pages of the portal.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use bellwether_kernel::paging::{After, PageSize};
use bellwether_web::api::{Page, PageResult, WebError};
use bellwether_web::extract::{Path, Query};
use jiff::civil::Date;
use serde::Deserialize;

use super::portal::{COOKIE, Portal, current};
use crate::model::profile::Profile;
use crate::model::wanted::Wanted;
use crate::service::latest::latest;
use crate::service::look;
use crate::service::offers::offers;
use crate::urls;
use crate::views::actor::ActorPage;
use crate::views::area::AreaPage;
use crate::views::home::Home;
use crate::views::list::ClustersPage;
use crate::views::members::MembersPage;
use bellwether_actors::api::Role;

/// `/`: the home of the current cluster.
pub async fn front(page: Page, State(portal): State<Portal>) -> PageResult {
    let clusters = portal.look(page.ctx()).await?;
    match current(&page, &clusters) {
        Some(cluster) => show_home(&page, &portal, &cluster.slug).await,
        None => Ok(page.show(&ClustersPage { clusters })),
    }
}

/// `/members`: the members of the current cluster.
pub async fn current_members(page: Page, State(portal): State<Portal>) -> PageResult {
    let clusters = portal.look(page.ctx()).await?;
    let address = current(&page, &clusters).map(|cluster| urls::members(&cluster.slug).to_string());
    Ok(page.redirect_to(address.unwrap_or_else(|| urls::CLUSTERS.to_owned())))
}

/// `/clusters`.
pub async fn clusters(page: Page, State(portal): State<Portal>) -> PageResult {
    Ok(page.show(&ClustersPage { clusters: portal.look(page.ctx()).await? }))
}

/// `/clusters/{cluster}`: its home; the browser keeps that it is the current one.
pub async fn home(page: Page, State(portal): State<Portal>, Path(slug): Path<String>) -> PageResult {
    portal.look(page.ctx()).await?;
    let mut response = show_home(&page, &portal, &slug).await?;
    keep(&mut response, &slug);
    Ok(response)
}

async fn show_home(page: &Page, portal: &Portal, slug: &str) -> PageResult {
    let profile = profile(page, portal, slug).await?;
    let latest = latest(page.ctx(), &portal.evidence, None).await;
    let offers = offers(page.ctx(), &portal.offers, slug).await;
    Ok(page.show(&Home { profile, latest, offers }))
}

/// A preference, not a secret: it may travel without encryption.
fn keep(response: &mut Response, slug: &str) {
    let cookie = format!("{COOKIE}={slug}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

async fn profile(page: &Page, portal: &Portal, slug: &str) -> Result<Profile, WebError> {
    look::profile(page.ctx(), &portal.db, slug).await?.ok_or(WebError::NotFound)
}

/// What a list of members is asked for.
#[derive(Deserialize)]
pub struct MembersQuery {
    #[serde(default)]
    role: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    as_of: String,
    after: Option<String>,
}

impl MembersQuery {
    /// The question; an unknown role finds everybody, as no role does.
    ///
    /// # Errors
    /// [`WebError::Invalid`] for a day that is none.
    pub fn wanted(self, page: &Page) -> Result<Wanted, WebError> {
        Ok(Wanted {
            role: Role::from_name(&self.role),
            words: self.q.trim().to_owned(),
            as_of: day(page, &self.as_of)?,
            after: After(self.after),
        })
    }
}

/// A day as people type it, or none.
///
/// # Errors
/// [`WebError::Invalid`], which names the field.
pub fn day(page: &Page, typed: &str) -> Result<Option<Date>, WebError> {
    match typed.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| WebError::field("as_of", page.t("cluster-day-wrong"))),
    }
}

/// `/clusters/{cluster}/members`.
pub async fn members(
    page: Page,
    State(portal): State<Portal>,
    Path(slug): Path<String>,
    Query(query): Query<MembersQuery>,
) -> PageResult {
    let wanted = query.wanted(&page)?;
    let profile = profile(&page, &portal, &slug).await?;
    let found = look::members(page.ctx(), &portal.db, &slug, &wanted, PageSize::clamped(50)).await?;
    Ok(page.show(&MembersPage { profile, wanted, found: found.ok_or(WebError::NotFound)? }))
}

/// `/clusters/{cluster}/members/{actor}` and `/clusters/{cluster}/commissions/{actor}`.
pub async fn actor(
    page: Page,
    State(portal): State<Portal>,
    Path((slug, actor)): Path<(String, String)>,
) -> PageResult {
    let profile = profile(&page, &portal, &slug).await?;
    let Some(actor) = profile.actor(&actor).cloned() else {
        // A record that was put together with another leads to it.
        let stands = look::place_of(page.ctx(), &portal.db, &slug, &actor).await?.ok_or(WebError::NotFound)?;
        let there = profile.actor(&stands).ok_or(WebError::NotFound)?;
        return Ok(page.redirect_to(urls::actor(&slug, there)));
    };
    let latest = match &actor.query {
        Some(query) => latest(page.ctx(), &portal.evidence, Some(query.clone())).await,
        None => None,
    };
    Ok(page.show(&ActorPage { profile, actor, latest }))
}

/// `/clusters/{cluster}/areas/{area}`.
pub async fn area(page: Page, State(portal): State<Portal>, Path((slug, area)): Path<(String, String)>) -> PageResult {
    let profile = profile(&page, &portal, &slug).await?;
    let concept = profile.concept(&area).map(|(_, concept)| concept.clone()).ok_or(WebError::NotFound)?;
    let latest = match &concept.query {
        Some(query) => latest(page.ctx(), &portal.evidence, Some(query.clone())).await,
        None => None,
    };
    Ok(page.show(&AreaPage { profile, concept, latest }))
}
