//! Looking at clusters.

use bellwether_db::{Db, DbError};
use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::paging::{After, Page, PageSize};
use bellwether_kernel::policy::Installation;

use crate::model::actor::{Actor, Role};
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
    Ok(db.read(async |tx| store::profile(&*tx, slug).await).await?)
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
    let all: Vec<Role> = Role::ALL.iter().copied().filter(|role| role.is_membership()).collect();
    let roles = wanted.role.map_or(all, |role| vec![role]);
    Ok(db.read(async |tx| store::members(&*tx, slug, &roles, &wanted.words, &wanted.after, size).await).await?)
}

/// All members that are wanted, for export.
pub async fn all_members(ctx: &Ctx, db: &Db, slug: &str, wanted: &Wanted) -> Result<Option<Vec<Actor>>, LookError> {
    ctx.permit(Act::Look, &Installation)?;
    let (mut all, mut wanted) = (Vec::new(), Wanted { after: After(None), ..wanted.clone() });
    loop {
        let Some(page) = members(ctx, db, slug, &wanted, PageSize::clamped(200)).await? else { return Ok(None) };
        all.extend(page.rows);
        match page.next {
            Some(next) => wanted.after = After(Some(next)),
            None => return Ok(Some(all)),
        }
    }
}
