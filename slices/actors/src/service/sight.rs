//! How much of an actor somebody may see: one rule decides over places and involvements, another over personal data.

use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::policy::{Filter, OfCluster};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::actor::Actor;
use crate::model::kinds::RecordState;
use crate::policy::Act;

/// What somebody may see, and the day.
pub(super) struct Sight {
    see: Filter,
    personal: Filter,
    today: Date,
}

/// The day, in UTC.
pub(super) fn today(ctx: &Ctx) -> Date {
    ctx.now().to_zoned(TimeZone::UTC).date()
}

impl Sight {
    /// The sight of whoever acts.
    pub(super) fn of(ctx: &Ctx) -> Result<Sight, Denied> {
        let personal = ctx.permitted(Act::SeePersonal).unwrap_or(Filter::Nothing);
        Ok(Sight { see: ctx.permitted(Act::See)?, personal, today: today(ctx) })
    }

    /// What everybody sees: for the portal.
    pub(super) fn public(ctx: &Ctx) -> Sight {
        Sight { see: Filter::InState(&["public"]), personal: Filter::Nothing, today: today(ctx) }
    }

    /// The filter of lists.
    pub(super) fn filter(&self) -> &Filter {
        &self.see
    }

    /// As much of the actor as may be seen; `None` where nothing tells of it.
    pub(super) fn trim(&self, mut actor: Actor) -> Option<Actor> {
        // A record that stands for another has nothing left to hide; it is only a way there.
        let is_way = actor.state == RecordState::Merged;
        actor.places.retain(|place| self.see.admits(place));
        if actor.places.is_empty() && self.see != Filter::Everything && !is_way {
            return None;
        }
        actor.involvements.retain(|one| self.see.admits(one));
        let seen: Vec<String> = actor.places.iter().map(|place| place.cluster.clone()).collect();
        actor.about.retain(|about| self.see == Filter::Everything || seen.contains(&about.cluster));
        let may = |cluster: &str| self.personal.admits(&OfCluster(cluster));
        // What is over its time is gone, whether the sweep came by or not.
        actor.personal.retain(|one| may(&one.cluster) && one.keep_until >= self.today);
        Some(actor)
    }

    /// The same for many.
    pub(super) fn trim_all(&self, actors: Vec<Actor>) -> Vec<Actor> {
        actors.into_iter().filter_map(|actor| self.trim(actor)).collect()
    }
}

/// May the actor be kept by whoever acts: is it in a cluster whose register they keep?
pub(super) fn may_keep(ctx: &Ctx, actor: &Actor) -> Result<(), Denied> {
    let of = |cluster: &str| ctx.permit(Act::Keep, &OfCluster(cluster));
    match actor.places.iter().map(|place| of(&place.cluster)).find(Result::is_ok) {
        Some(_) => Ok(()),
        // Where it is in no cluster, only those may who keep all of them.
        None => of(""),
    }
}
