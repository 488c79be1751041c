//! The data of a person: all of it in one file, its end, and the sweep of what was kept long enough.

use bellwether_db::journal::list::Wanted;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::paging::PageSize;
use bellwether_kernel::policy::{Installation, OfCluster};
use serde_json::json;

use super::look::{known_only, named, seen};
use super::sight::{Sight, today};
use super::{Actors, ActorsError};
use crate::model::actor::{ActorId, Target};
use crate::model::kinds::{ActorKind, RecordState};
use crate::model::personal::Done;
use crate::model::wanted::Data;
use crate::policy::Act;
use crate::store;

/// What a sweep removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Fields of personal data.
    pub fields: usize,
    /// Files that waited to be imported.
    pub files: u64,
}

impl Actors {
    /// All data on a person, to hand out to that person.
    pub async fn data(&self, ctx: &Ctx, id: ActorId) -> Result<Data, ActorsError> {
        ctx.permitted(Act::SeePersonal)?;
        let sight = Sight::of(ctx)?;
        let day = today(ctx);
        let (actor, names) = self
            .db
            .read(async |tx| {
                let actor = seen(&*tx, &sight, id).await?;
                if actor.kind != ActorKind::Person {
                    return Err(ActorsError::NotFound);
                }
                let may = |cluster: &str| ctx.permit(Act::SeePersonal, &OfCluster(cluster)).is_ok();
                if !actor.places.iter().any(|place| may(&place.cluster)) && !may("") {
                    return Err(ActorsError::NotFound);
                }
                let mentioned: Vec<ActorId> = actor
                    .involvements
                    .iter()
                    .filter_map(|one| match one.target {
                        Target::Actor(id) => Some(id),
                        _ => None,
                    })
                    .chain(actor.relations.iter().map(|one| one.other))
                    .collect();
                let names = named(&sight, store::actor::of_ids(&*tx, &mentioned).await?, day);
                Ok((known_only(actor, &names), names))
            })
            .await?;
        // Entries tell of all clusters, so only those who see all of them get them.
        let journal = match ctx.permit(Act::SeePersonal, &OfCluster("")) {
            Ok(()) => {
                let wanted =
                    Wanted { target_kind: Some("actor".into()), target_id: Some(id.to_string()), ..Wanted::default() };
                {
                    let rows = self.db.journal(&wanted, PageSize::clamped(200)).await?.rows;
                    rows.into_iter()
                        .map(|row| Done {
                            seq: row.seq,
                            at_ms: row.at_ms,
                            by: row.actor,
                            act: row.act,
                            detail: row.detail,
                        })
                        .collect()
                }
            }
            Err(_) => Vec::new(),
        };
        Ok(Data { actor, names, journal })
    }

    /// Erases the data of a person. The record stays as one that was erased: what it was involved in, in which role and
    /// when, without saying who. Files that wait to be imported may hold the person too, so they go as well.
    pub async fn erase(&self, ctx: &Ctx, id: ActorId) -> Result<(), ActorsError> {
        ctx.permit(Act::Erase, &Installation)?;
        let sight = Sight::of(ctx)?;
        self.db
            .write(ctx, async |tx| {
                let actor = seen(tx.conn(), &sight, id).await?;
                if actor.kind != ActorKind::Person || actor.state != RecordState::Active {
                    return Err(ActorsError::NotOne("only a person's data are erased, and only once"));
                }
                let mut rows = 0;
                for table in ["actors_name", "actors_identifier", "actors_about", "actors_personal"] {
                    rows += store::child::remove_all(tx.conn(), table, id).await?;
                }
                // A name in addresses is made of the person's own.
                store::child::forget_places(tx.conn(), id).await?;
                store::merge::forget_reasons(tx.conn(), id).await?;
                store::import::remove_all(tx.conn()).await?;
                store::actor::set_state(tx.conn(), id, RecordState::Erased, None).await?;
                store::actor::refind(tx.conn(), &[id], today(ctx)).await?;
                let detail = json!({ "rows": rows });
                Ok(tx.journal(Entry::new("actors.erased", "actor", id, &detail)).await?)
            })
            .await
    }

    /// Removes what was kept for as long as its purpose allows.
    pub async fn sweep(&self, ctx: &Ctx) -> Result<Swept, ActorsError> {
        ctx.permit(Act::Erase, &Installation)?;
        self.db
            .write(ctx, async |tx| {
                let gone = store::child::sweep(tx.conn(), today(ctx)).await?;
                let files = store::import::sweep(tx.conn(), tx.now().as_millisecond()).await?;
                for (row, actor) in &gone {
                    let detail = json!({ "row": row });
                    tx.journal(Entry::new("actors.swept", "actor", actor, &detail)).await?;
                }
                Ok(Swept { fields: gone.len(), files })
            })
            .await
    }
}
