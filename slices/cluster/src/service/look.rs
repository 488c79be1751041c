//! Looking at clusters. Their actors come from the register.

use bellwether_actors::api::{ActorsError, OnList, Role, fold, listed};
use bellwether_db::{Db, DbError, Snapshot};
use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::paging::{After, Page, PageSize};
use bellwether_kernel::policy::Installation;
use jiff::civil::Date;

use crate::model::actor::{Actor, Involvement};
use crate::model::profile::{Cluster, Profile};
use crate::model::wanted::Wanted;
use crate::policy::Act;
use crate::store::{self, StoreError};

/// Why there is nothing to look at.
#[derive(Debug, thiserror::Error)]
pub enum LookError {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The register of actors cannot be read.
    #[error(transparent)]
    Actors(#[from] ActorsError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<DbError> for LookError {
    fn from(error: DbError) -> Self {
        LookError::Store(error.into())
    }
}

/// All clusters.
pub async fn clusters(ctx: &Ctx, db: &Db) -> Result<Vec<Cluster>, LookError> {
    ctx.permit(Act::Look, &Installation)?;
    Ok(store::clusters(db.reader()).await?)
}

/// All that is known about a cluster, or `None` if there is none with this slug.
pub async fn profile(ctx: &Ctx, db: &Db, slug: &str) -> Result<Option<Profile>, LookError> {
    ctx.permit(Act::Look, &Installation)?;
    db.read(async |tx| whole(ctx, &tx, slug, None).await).await
}

/// The same with members as they were on a day.
pub async fn profile_on(ctx: &Ctx, db: &Db, slug: &str, day: Option<Date>) -> Result<Option<Profile>, LookError> {
    ctx.permit(Act::Look, &Installation)?;
    db.read(async |tx| whole(ctx, &tx, slug, day).await).await
}

async fn whole(ctx: &Ctx, tx: &Snapshot, slug: &str, day: Option<Date>) -> Result<Option<Profile>, LookError> {
    let Some(mut profile) = store::profile(tx, slug).await? else { return Ok(None) };
    let on_list = listed(ctx, tx, slug, day).await?;
    lead_on(&mut profile, &on_list);
    profile.actors = on_list.into_iter().map(actor).collect();
    Ok(Some(profile))
}

/// Decisions and notices name actors as the file did; records that were put together lead on.
fn lead_on(profile: &mut Profile, on_list: &[OnList]) {
    let lead = |slug: &mut String| {
        if let Some(one) = on_list.iter().find(|one| one.aliases.contains(slug)) {
            slug.clone_from(&one.listing.slug);
        }
    };
    for decision in &mut profile.decisions {
        lead(&mut decision.body);
        if let Some(about) = &mut decision.about {
            lead(about);
        }
    }
    profile.notices.iter_mut().for_each(|notice| lead(&mut notice.issuer));
}

fn actor(one: OnList) -> Actor {
    let listing = one.listing;
    let involvements = listing.involvements.into_iter();
    Actor {
        slug: listing.slug,
        kind: listing.kind,
        form: listing.form,
        name: listing.name,
        other_names: listing.other_names,
        part_of: listing.part_of,
        about: listing.about,
        query: listing.query,
        involvements: involvements
            .map(|one| Involvement { role: one.role, with: one.with, valid: one.valid })
            .collect(),
    }
}

/// Where an actor stands now that stood, or stands, at this place of a cluster's addresses.
pub async fn place_of(ctx: &Ctx, db: &Db, cluster: &str, slug: &str) -> Result<Option<String>, LookError> {
    ctx.permit(Act::Look, &Installation)?;
    let found = db.read(async |tx| listed(ctx, &tx, cluster, None).await).await?;
    let is_it = |one: &&OnList| one.listing.slug == slug || one.aliases.iter().any(|alias| alias == slug);
    Ok(found.iter().find(is_it).map(|one| one.listing.slug.clone()))
}

/// One page of members, in the order of the cluster's own list; `None` if there is no such cluster.
pub async fn members(
    ctx: &Ctx,
    db: &Db,
    slug: &str,
    wanted: &Wanted,
    size: PageSize,
) -> Result<Option<Page<Actor>>, LookError> {
    ctx.permit(Act::Look, &Installation)?;
    let Some(profile) = profile_on(ctx, db, slug, wanted.as_of).await? else { return Ok(None) };
    // The register is read whole for every page of the portal; a cluster has hundreds of members, not millions.
    let from = wanted.after.0.as_deref().and_then(|key| key.parse::<usize>().ok()).map_or(0, |last| last + 1);
    let mut fitting = profile.actors.into_iter().enumerate().skip(from).filter(|(_, actor)| fits(actor, wanted));
    let (places, rows): (Vec<usize>, Vec<Actor>) = fitting.by_ref().take(size.rows() as usize).unzip();
    let is_more = fitting.next().is_some();
    Ok(Some(Page { rows, next: places.last().filter(|_| is_more).map(usize::to_string) }))
}

fn fits(actor: &Actor, wanted: &Wanted) -> bool {
    let is_one = |role: Role| wanted.role.map_or(role.is_membership(), |wanted| wanted == role);
    let names = [&actor.name.en, &actor.name.ru].into_iter().flatten().chain(&actor.other_names);
    actor.involvements.iter().any(|one| one.with.is_none() && is_one(one.role))
        && fold::finds(&fold::searched(names.map(String::as_str)), &wanted.words)
}

/// All members that are wanted, for export.
pub async fn all_members(ctx: &Ctx, db: &Db, slug: &str, wanted: &Wanted) -> Result<Option<Vec<Actor>>, LookError> {
    ctx.permit(Act::Look, &Installation)?;
    let wanted = Wanted { after: After(None), ..wanted.clone() };
    let Some(profile) = profile_on(ctx, db, slug, wanted.as_of).await? else { return Ok(None) };
    Ok(Some(profile.actors.into_iter().filter(|actor| fits(actor, &wanted)).collect()))
}
