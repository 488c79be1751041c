//! Looking at the register: lists, one actor, what is around it. On any day.

use std::collections::{BTreeMap, BTreeSet};

use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::paging::{After, PageSize};
use jiff::civil::Date;

use super::sight::{Sight, today};
use super::{Actors, ActorsError};
use crate::model::actor::{Actor, ActorId, Named, Target};
use crate::model::lineage::lineage;
use crate::model::wanted::{Found, Listed, Wanted};
use crate::policy::Act;
use crate::store;

impl Actors {
    /// One page of the actors that are wanted, by name.
    pub async fn list(&self, ctx: &Ctx, wanted: &Wanted, size: PageSize) -> Result<Listed, ActorsError> {
        ctx.permitted(Act::See)?;
        let sight = Sight::of(ctx)?;
        let day = wanted.as_of.unwrap_or_else(|| today(ctx));
        self.db
            .read(async |tx| {
                let limit = u64::from(size.rows());
                let (ids, next) = store::list::page(&*tx, sight.filter(), wanted, limit).await?;
                let actors = sight.trim_all(store::actor::of_ids(&*tx, &ids).await?);
                let mentioned = mentioned(&actors);
                let names = named(&sight, store::actor::of_ids(&*tx, &mentioned).await?, day);
                Ok(Listed {
                    actors: actors.into_iter().map(|actor| known_only(actor, &names)).collect(),
                    names,
                    day,
                    next,
                })
            })
            .await
    }

    /// All that are wanted, for files.
    pub async fn all(&self, ctx: &Ctx, wanted: &Wanted) -> Result<Listed, ActorsError> {
        ctx.permitted(Act::See)?;
        let mut wanted = Wanted { after: After(None), ..wanted.clone() };
        let mut all = Listed::default();
        loop {
            let page = self.list(ctx, &wanted, PageSize::clamped(200)).await?;
            all.actors.extend(page.actors);
            all.names.extend(page.names);
            all.day = page.day;
            match page.next {
                Some(next) => wanted.after = After(Some(next)),
                None => return Ok(all),
            }
        }
    }

    /// One actor with what is around it, with its name on that day or now.
    ///
    /// # Errors
    /// [`ActorsError::Moved`] for a record that was put together with another.
    pub async fn find(&self, ctx: &Ctx, id: ActorId, as_of: Option<Date>) -> Result<Found, ActorsError> {
        ctx.permitted(Act::See)?;
        let sight = Sight::of(ctx)?;
        let day = as_of.unwrap_or_else(|| today(ctx));
        self.db
            .read(async |tx| {
                let actor = seen(&*tx, &sight, id).await?;
                let tied = store::list::tied_to(&*tx, &[actor.id]).await?;
                let around = sight.trim_all(store::actor::of_ids(&*tx, &tied).await?);
                let around: Vec<Actor> = around.into_iter().filter(|one| one.id != actor.id).collect();
                let mut mentioned = mentioned(std::iter::once(&actor).chain(&around));
                mentioned.extend(around.iter().map(|one| one.id).chain([actor.id]));
                let kin = store::list::kin(&*tx, actor.id).await?;
                let kin = sight.trim_all(store::actor::of_ids(&*tx, &kin).await?);
                let further = lineage(actor.id, &kin);
                mentioned.extend(further.iter().flat_map(|tie| [tie.from, tie.relation.other]));
                mentioned.sort();
                mentioned.dedup();
                let names = named(&sight, store::actor::of_ids(&*tx, &mentioned).await?, day);
                let around = around.into_iter().map(|one| known_only(one, &names)).collect();
                Ok(Found { actor: known_only(actor, &names), around, further, names, day })
            })
            .await
    }

    /// The id of whoever stands at this place of a cluster's addresses.
    pub async fn at_place(&self, ctx: &Ctx, cluster: &str, slug: &str) -> Result<ActorId, ActorsError> {
        ctx.permitted(Act::See)?;
        let sight = Sight::of(ctx)?;
        let id = store::list::at_place(self.db.reader(), cluster, slug).await?.ok_or(ActorsError::NotFound)?;
        let actor = store::actor::find(self.db.reader(), id).await?.and_then(|actor| sight.trim(actor));
        let is_seen = actor.is_some_and(|actor| actor.places.iter().any(|place| place.slug.as_deref() == Some(slug)));
        if is_seen { Ok(id) } else { Err(ActorsError::NotFound) }
    }
}

/// The actor, followed to the record that is used.
pub(super) async fn seen(conn: &impl store::Conn, sight: &Sight, id: ActorId) -> Result<Actor, ActorsError> {
    let actor = store::actor::find(conn, id).await?.ok_or(ActorsError::NotFound)?;
    let Some(mut into) = actor.merged_into else { return sight.trim(actor).ok_or(ActorsError::NotFound) };
    // Records were put together one after the other; each time the older answer leads on.
    loop {
        let next = store::actor::find(conn, into).await?.ok_or(ActorsError::NotFound)?;
        match next.merged_into {
            Some(further) => into = further,
            None => {
                sight.trim(next).ok_or(ActorsError::NotFound)?;
                return Err(ActorsError::Moved(into));
            }
        }
    }
}

/// Whoever these actors name.
fn mentioned<'a>(actors: impl IntoIterator<Item = &'a Actor>) -> Vec<ActorId> {
    let mut ids = BTreeSet::new();
    for actor in actors {
        ids.extend(actor.relations.iter().map(|relation| relation.other));
        ids.extend(actor.involvements.iter().filter_map(|one| match one.target {
            Target::Actor(id) => Some(id),
            _ => None,
        }));
    }
    ids.into_iter().collect()
}

pub(super) fn named(sight: &Sight, actors: Vec<Actor>, day: Date) -> BTreeMap<ActorId, Named> {
    let name = |actor: Actor| (actor.id, Named { id: actor.id, kind: actor.kind, name: actor.name_on(day) });
    sight.trim_all(actors).into_iter().map(name).collect()
}

/// The actor without ties to those that the reader does not know of, or to itself.
pub(super) fn known_only(mut actor: Actor, names: &BTreeMap<ActorId, Named>) -> Actor {
    let own = actor.id;
    actor.relations.retain(|relation| relation.other != own && names.contains_key(&relation.other));
    actor.involvements.retain(|one| match &one.target {
        Target::Actor(id) => *id != own && names.contains_key(id),
        _ => true,
    });
    actor
}
