//! Bookings that somebody may see: one's own, those of facilities that one keeps, and what waits for a decision.

use std::collections::HashMap;

use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::policy::{Filter, Installation};

use crate::model::booking::{Booking, BookingId, Waiting};
use crate::model::charge::Charge;
use crate::model::facility::Facility;
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::change::permitted;
use crate::service::error::ExchangeError;
use crate::store::booking::{self as store, Wanted};
use crate::store::charge as charges;

/// How far from now bookings are shown at the instrument: half a day.
const AROUND_MS: i64 = 12 * 3_600_000;

/// Which part of a list is wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Part {
    /// Only what is not over.
    pub is_ahead: bool,
    /// After this one.
    pub after: Option<(i64, BookingId)>,
    /// At most so many.
    pub limit: u32,
}

impl Exchange {
    /// One booking.
    pub async fn booking(&self, ctx: &Ctx, id: BookingId) -> Result<Booking, ExchangeError> {
        let found = store::find(self.db.reader(), id).await?;
        // A visitor is asked to sign in, whether there is such a booking or not.
        let Some(found) = found else {
            ctx.permit(Act::SeeBooking, &Installation)?;
            return Err(ExchangeError::NotFound);
        };
        permitted(ctx, Act::SeeBooking, &found)?;
        Ok(found)
    }

    /// One's own bookings, in the order of their beginning.
    pub async fn own_bookings(&self, ctx: &Ctx, part: Part) -> Result<Vec<Booking>, ExchangeError> {
        ctx.permit(Act::SeeOwn, &Installation)?;
        let Some(person) = ctx.actor.user_id() else { return Ok(Vec::new()) };
        let wanted = Wanted { person: Some(person), ..self.part(ctx, part) };
        Ok(store::list(self.db.reader(), &ctx.permitted(Act::SeeBooking)?, &wanted, part.limit).await?)
    }

    /// All bookings of a facility, for its keeper.
    pub async fn of_facility(&self, ctx: &Ctx, facility: &Facility, part: Part) -> Result<Vec<Booking>, ExchangeError> {
        ctx.permit(Act::Keep, facility)?;
        let wanted = Wanted { resource: Some(facility.id), ..self.part(ctx, part) };
        Ok(store::list(self.db.reader(), &Filter::Everything, &wanted, part.limit).await?)
    }

    /// Bookings of a facility around now, that the acting person can begin or end: one's own, or all for the keeper.
    pub async fn at_instrument(&self, ctx: &Ctx, facility: &Facility) -> Result<Vec<Booking>, ExchangeError> {
        ctx.permit(Act::SeeOwn, &Installation)?;
        let keeps = ctx.permit(Act::Keep, facility).is_ok();
        let filter = if keeps { Filter::Everything } else { ctx.permitted(Act::ChangeBooking)? };
        let now_ms = ctx.now().as_millisecond();
        let wanted = Wanted {
            resource: Some(facility.id),
            states: &["confirmed", "in_use"],
            until_after_ms: Some(now_ms - AROUND_MS),
            from_before_ms: Some(now_ms + AROUND_MS),
            ..Wanted::default()
        };
        Ok(store::list(self.db.reader(), &filter, &wanted, 20).await?)
    }

    /// All bookings that the acting person may see as an owner or administrator, of a cluster where one is named.
    pub async fn bookings(&self, ctx: &Ctx, cluster: Option<&str>, part: Part) -> Result<Vec<Booking>, ExchangeError> {
        let filter = ctx.permitted(Act::SeeBooking)?;
        let wanted = Wanted { cluster, ..self.part(ctx, part) };
        Ok(store::list(self.db.reader(), &filter, &wanted, part.limit).await?)
    }

    /// Requests that wait for the acting person's decision, the next first; at most 100. For administrators those of all facilities.
    pub async fn to_decide(&self, ctx: &Ctx) -> Result<Vec<Booking>, ExchangeError> {
        ctx.permit(Act::SeeOwn, &Installation)?;
        let keeps_all = ctx.permit(Act::Keep, &Installation).is_ok();
        let person = ctx.actor.user_id();
        if !keeps_all && person.is_none() {
            return Ok(Vec::new());
        }
        let keeper = if keeps_all { None } else { person };
        let wanted = Wanted { keeper, states: &["held"], ..Wanted::default() };
        Ok(store::list(self.db.reader(), &Filter::Everything, &wanted, 100).await?)
    }

    /// How many requests wait for the acting person's decision, by facility.
    pub async fn waiting(&self, ctx: &Ctx) -> Result<Vec<Waiting>, ExchangeError> {
        ctx.permit(Act::SeeOwn, &Installation)?;
        let keeps_all = ctx.permit(Act::Keep, &Installation).is_ok();
        let person = ctx.actor.user_id();
        if !keeps_all && person.is_none() {
            return Ok(Vec::new());
        }
        Ok(store::waiting_by_facility(self.db.reader(), person.filter(|_| !keeps_all)).await?)
    }

    /// What a booking costs, as it was quoted and charged, for those who may see it.
    pub async fn charges_of(&self, ctx: &Ctx, booking: &Booking) -> Result<Vec<Charge>, ExchangeError> {
        permitted(ctx, Act::SeeBooking, booking)?;
        Ok(charges::of_request(self.db.reader(), booking.id).await?)
    }

    /// Names of those who made these bookings, which the caller was permitted to see.
    pub async fn names(&self, ctx: &Ctx, bookings: &[Booking]) -> Result<HashMap<UserId, String>, ExchangeError> {
        for booking in bookings {
            permitted(ctx, Act::SeeBooking, booking)?;
        }
        ctx.permit(Act::SeeOwn, &Installation)?;
        let mut ids: Vec<UserId> = bookings.iter().filter_map(|booking| booking.person).collect();
        ids.sort();
        ids.dedup();
        Ok(self.people.names(&ids).await?)
    }

    fn part(&self, ctx: &Ctx, part: Part) -> Wanted<'static> {
        let until_after_ms = part.is_ahead.then(|| ctx.now().as_millisecond());
        Wanted { until_after_ms, after: part.after, ..Wanted::default() }
    }
}
