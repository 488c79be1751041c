//! Looking at clusters. The portal is public: everybody may see all of it.

use bellwether_db::Db;
use bellwether_kernel::paging::{After, Page, PageSize};

use crate::model::actor::{Actor, Role};
use crate::model::profile::{Cluster, Profile};
use crate::model::wanted::Wanted;
pub use crate::store::StoreError;

use crate::store;

/// All clusters.
pub async fn clusters(db: &Db) -> Result<Vec<Cluster>, StoreError> {
    store::clusters(db.reader()).await
}

/// All that is known about a cluster, or `None` if there is none with this slug.
pub async fn profile(db: &Db, slug: &str) -> Result<Option<Profile>, StoreError> {
    db.read(async |tx| store::profile(&*tx, slug).await).await
}

/// One page of members, in the order of the cluster's own list; `None` if there is no such cluster.
pub async fn members(db: &Db, slug: &str, wanted: &Wanted, size: PageSize) -> Result<Option<Page<Actor>>, StoreError> {
    let all: Vec<Role> = Role::ALL.iter().copied().filter(|role| role.is_membership()).collect();
    let roles = wanted.role.map_or(all, |role| vec![role]);
    db.read(async |tx| store::members(&*tx, slug, &roles, &wanted.words, &wanted.after, size).await).await
}

/// All members that are wanted, for export.
pub async fn all_members(db: &Db, slug: &str, wanted: &Wanted) -> Result<Option<Vec<Actor>>, StoreError> {
    let (mut all, mut wanted) = (Vec::new(), Wanted { after: After(None), ..wanted.clone() });
    loop {
        let Some(page) = members(db, slug, &wanted, PageSize::clamped(200)).await? else { return Ok(None) };
        all.extend(page.rows);
        match page.next {
            Some(next) => wanted.after = After(Some(next)),
            None => return Ok(Some(all)),
        }
    }
}
