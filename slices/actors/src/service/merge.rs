//! Two records of one actor become one, and two again. Nothing is lost: rows change their owner, and it is noted which.

use bellwether_db::Tx;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::Installation;
use serde_json::json;
use uuid::Uuid;

use super::sight::{Sight, today};
use super::{Actors, ActorsError};
use crate::model::actor::{Actor, ActorId};
use crate::model::kinds::RecordState;
use crate::model::merged::{Merged, Outlook};
use crate::policy::Act;
use crate::store;
use crate::store::merge::Merge;

impl From<Merge> for Merged {
    fn from(merge: Merge) -> Self {
        let Merge { id, kept, dropped, reason, by, at_ms } = merge;
        Merged { id, kept, dropped, reason, by, at_ms }
    }
}

impl Actors {
    /// What would become of two records.
    pub async fn outlook(&self, ctx: &Ctx, kept: ActorId, dropped: ActorId) -> Result<Outlook, ActorsError> {
        ctx.permit(Act::Merge, &Installation)?;
        let sight = Sight::of(ctx)?;
        self.db
            .read(async |tx| {
                let (whole, other) = pair(&*tx, &sight, kept, dropped).await?;
                let trim = |actor| sight.trim(actor).ok_or(ActorsError::NotFound);
                Ok(Outlook { kept: trim(whole)?, dropped: trim(other)? })
            })
            .await
    }

    /// Puts two records of one actor together. The second leads to the first from now on.
    pub async fn merge(&self, ctx: &Ctx, kept: ActorId, dropped: ActorId, reason: &str) -> Result<Merged, ActorsError> {
        ctx.permit(Act::Merge, &Installation)?;
        let sight = Sight::of(ctx)?;
        let reason = reason.trim();
        if reason.chars().count() > 1000 {
            return Err(ActorsError::Unusable("reason"));
        }
        self.db
            .write(ctx, async |tx| {
                pair(tx.conn(), &sight, kept, dropped).await?;
                let merge = Merge {
                    id: Uuid::now_v7(),
                    kept,
                    dropped,
                    reason: reason.to_owned(),
                    by: tx.actor().to_owned(),
                    at_ms: tx.now().as_millisecond(),
                };
                let rows = store::merge::give(tx.conn(), &merge).await?;
                store::actor::set_state(tx.conn(), dropped, RecordState::Merged, Some(kept)).await?;
                store::actor::refind(tx.conn(), &[kept, dropped], today(ctx)).await?;
                let detail = json!({ "merge": merge.id, "dropped": dropped, "rows": rows });
                tx.journal(Entry::new("actors.merged", "actor", kept, &detail)).await?;
                Ok(merge.into())
            })
            .await
    }

    /// Takes two records apart again, as they were; what was recorded since stays with the first.
    pub async fn unmerge(&self, ctx: &Ctx, id: Uuid) -> Result<Merged, ActorsError> {
        ctx.permit(Act::Merge, &Installation)?;
        let sight = Sight::of(ctx)?;
        self.db
            .write(ctx, async |tx| {
                let merge = store::merge::find(tx.conn(), id).await?.ok_or(ActorsError::NotFound)?;
                let kept = store::actor::find(tx.conn(), merge.kept).await?.ok_or(ActorsError::NotFound)?;
                if kept.state == RecordState::Merged {
                    return Err(ActorsError::UndoLaterFirst);
                }
                sight.trim(kept.clone()).ok_or(ActorsError::NotFound)?;
                if kept.state == RecordState::Erased {
                    return Err(ActorsError::NotOne("the person was erased"));
                }
                undo(ctx, &tx, &merge).await?;
                Ok(merge.clone().into())
            })
            .await
    }

    /// The merges that made this record what it is, for those who may undo them.
    pub async fn merges(&self, ctx: &Ctx, id: ActorId) -> Result<Vec<Merged>, ActorsError> {
        ctx.permit(Act::Merge, &Installation)?;
        Ok(store::merge::of_actor(self.db.reader(), id).await?.into_iter().map(Merged::from).collect())
    }
}

async fn undo(ctx: &Ctx, tx: &Tx, merge: &Merge) -> Result<(), ActorsError> {
    store::merge::give_back(tx.conn(), merge, tx.now().as_millisecond()).await?;
    store::actor::set_state(tx.conn(), merge.dropped, RecordState::Active, None).await?;
    store::actor::refind(tx.conn(), &[merge.kept, merge.dropped], today(ctx)).await?;
    let detail = json!({ "merge": merge.id, "dropped": merge.dropped });
    Ok(tx.journal(Entry::new("actors.unmerged", "actor", merge.kept, &detail)).await?)
}

/// Both records whole.
async fn pair(
    conn: &impl store::Conn,
    sight: &Sight,
    kept: ActorId,
    dropped: ActorId,
) -> Result<(Actor, Actor), ActorsError> {
    if kept == dropped {
        return Err(ActorsError::NotOne("they are one record"));
    }
    let of = async |id| {
        let actor = store::actor::find(conn, id).await?.ok_or(ActorsError::NotFound)?;
        sight.trim(actor.clone()).ok_or(ActorsError::NotFound)?;
        match actor.state {
            RecordState::Active => Ok(actor),
            RecordState::Merged => Err(ActorsError::NotOne("one of them was put together with another already")),
            RecordState::Erased => Err(ActorsError::NotFound),
        }
    };
    let (kept, dropped) = (of(kept).await?, of(dropped).await?);
    if kept.kind != dropped.kind {
        return Err(ActorsError::NotOne("they are of different kinds"));
    }
    Ok((kept, dropped))
}
