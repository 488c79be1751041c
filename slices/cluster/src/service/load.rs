//! Loading a cluster's profile from its file. Loading the same file again changes nothing.

use bellwether_actors::api::{self as actors, ActorsError, Listed, Listing};
use bellwether_db::{Db, DbError, IsConflict};
use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::Installation;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::model::actor::Actor;
use crate::model::profile::Profile;
use crate::model::reading::{ReadError, read};
use crate::policy::Act;
use crate::store::{self, StoreError};

/// Why a profile was not loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file is wrong.
    #[error(transparent)]
    File(#[from] ReadError),
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The register of actors refused.
    #[error(transparent)]
    Actors(#[from] ActorsError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<DbError> for LoadError {
    fn from(error: DbError) -> Self {
        LoadError::Store(error.into())
    }
}

impl IsConflict for LoadError {
    fn is_conflict(&self) -> bool {
        match self {
            LoadError::Store(error) => error.is_conflict(),
            LoadError::Actors(error) => error.is_conflict(),
            LoadError::File(_) | LoadError::Denied(_) => false,
        }
    }
}

/// What loading did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loaded {
    /// The file was loaded before; nothing changed.
    Known(Profile),
    /// The profile is new, or replaced the one before.
    Changed(Profile),
}

/// Loads the profile in this file.
///
/// # Errors
/// What is wrong in the file, with line and field; nothing is changed then.
pub async fn load(ctx: &Ctx, db: &Db, source: &str) -> Result<Loaded, LoadError> {
    ctx.permit(Act::Load, &Installation)?;
    let profile = read(source)?;
    let digest: String = Sha256::digest(source).iter().map(|byte| format!("{byte:02x}")).collect();
    db.write(ctx, async |tx| {
        let slug = profile.cluster.slug.as_str();
        if store::digest(tx.conn(), slug).await?.as_deref() == Some(&digest) {
            return Ok(Loaded::Known(profile.clone()));
        }
        store::save(&tx, &profile, &digest).await?;
        let listings: Vec<Listing> = profile.actors.iter().map(listing).collect();
        let actors = actors::load(ctx, &tx, slug, &listings).await?;
        let detail = json!({ "sha256": digest, "actors": actors });
        tx.journal(Entry::new("cluster.loaded", "cluster", slug, &detail)).await?;
        Ok(Loaded::Changed(profile.clone()))
    })
    .await
}

/// What the register is told.
fn listing(actor: &Actor) -> Listing {
    let involvements = actor.involvements.iter();
    Listing {
        slug: actor.slug.clone(),
        kind: actor.kind,
        form: actor.form,
        name: actor.name.clone(),
        other_names: actor.other_names.clone(),
        part_of: actor.part_of.clone(),
        about: actor.about.clone(),
        query: actor.query.clone(),
        involvements: involvements
            .map(|one| Listed { role: one.role, with: one.with.clone(), valid: one.valid })
            .collect(),
    }
}
