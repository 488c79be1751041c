//! Records that may be of one actor, for those who may put them together.

use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::policy::Installation;

use super::sight::{Sight, today};
use super::{Actors, ActorsError};
use crate::model::actor::{Actor, ActorId};
use crate::model::duplicates::{Candidate, Pair, pairs};
use crate::policy::Act;
use crate::store;

impl Actors {
    /// The pairs among all records.
    pub async fn duplicates(&self, ctx: &Ctx) -> Result<Vec<Candidate>, ActorsError> {
        ctx.permit(Act::Merge, &Installation)?;
        let sight = Sight::of(ctx)?;
        let day = today(ctx);
        let actors: Vec<Actor> = self
            .db
            .read(async |tx| {
                let ids = store::list::all(&*tx).await?;
                let all = store::actor::of_ids(&*tx, &ids).await?;
                Ok::<_, ActorsError>(all.into_iter().filter_map(|actor| sight.trim(actor)).collect())
            })
            .await?;
        let name = |id: ActorId| {
            let of = actors.iter().find(|actor| actor.id == id);
            (id, of.map(|actor| actor.name_on(day)).unwrap_or_default())
        };
        let candidate =
            |pair: Pair| Candidate { first: name(pair.first), second: name(pair.second), reasons: pair.reasons };
        Ok(pairs(&actors).into_iter().map(candidate).collect())
    }
}
