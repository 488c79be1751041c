//! What is in the way of a time, before anybody asks for it: the rules and what is taken, as booking or moving would find.

use bellwether_exchange_rules::evaluate::OwnUse;
use bellwether_exchange_rules::span::Span;
use bellwether_kernel::ctx::Ctx;

use crate::model::booking::Booking;
use crate::model::configuration::{Change, Options};
use crate::model::facility::Facility;
use crate::model::wish::{Obstacle, Refused};
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::admission::{acting, admission, of_booking};
use crate::service::change::permitted;
use crate::service::configuring::{kept_for, known};
use crate::service::error::ExchangeError;
use crate::service::placing::{judged, own_uses_of};
use crate::store::hold;

/// What the rules and other bookings say to a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weighed {
    /// What is in the way; nothing if it can be had now.
    pub refused: Vec<Refused>,
    /// What has to be changed before it, for which time is kept.
    pub changes: Vec<Change>,
}

impl Exchange {
    /// What is in the way of a time for the acting person; nothing if it can be had now.
    pub async fn weigh(
        &self,
        ctx: &Ctx,
        facility: &Facility,
        (span, project, wants): (Span, &str, &Options),
    ) -> Result<Weighed, ExchangeError> {
        let conn = self.db.reader();
        ctx.permit(Act::Book, &admission(ctx, conn, &facility.cluster).await?)?;
        let standing = acting(ctx, conn, &facility.cluster).await?;
        let own = own_uses_of(conn, facility, (ctx.actor.user_id(), project), span, None).await?;
        let rules = judged(facility, &standing, &own, ctx.now(), (span, project));
        known(facility, wants)?;
        let kept = kept_for(conn, facility, (span, wants), None).await?;
        let is_free = match kept.span {
            Some(kept) => hold::fits(conn, facility.id, facility.places, kept, None).await?,
            None => false,
        };
        Ok(Weighed { refused: obstacles(span, rules, is_free), changes: kept.changes })
    }

    /// What is in the way of moving a booking to a time; keepers go beyond the rules.
    pub async fn weigh_move(
        &self,
        ctx: &Ctx,
        facility: &Facility,
        booking: &Booking,
        span: Span,
    ) -> Result<Weighed, ExchangeError> {
        // `permitted` asks `ctx.permit` for the booking and for its facility.
        permitted(ctx, Act::ChangeBooking, booking)?;
        let conn = self.db.reader();
        let standing = of_booking(conn, booking, ctx.now()).await?;
        let project = booking.project.as_str();
        let own: Vec<OwnUse> = own_uses_of(conn, facility, (booking.person, project), span, Some(booking.id)).await?;
        let mut rules = judged(facility, &standing, &own, ctx.now(), (span, project));
        if ctx.permit(Act::Keep, facility).is_ok() {
            rules.clear();
        }
        let but = booking.allocated.as_ref().map(|allocated| allocated.id);
        let kept = kept_for(conn, facility, (span, &booking.wants), Some(booking.id)).await?;
        let is_free = match kept.span {
            Some(kept) => hold::fits(conn, facility.id, facility.places, kept, but).await?,
            None => false,
        };
        Ok(Weighed { refused: obstacles(span, rules, is_free), changes: kept.changes })
    }
}

fn obstacles(span: Span, rules: Vec<bellwether_exchange_rules::explanation::Refusal>, is_free: bool) -> Vec<Refused> {
    let rules = (!rules.is_empty()).then_some(Obstacle::Rules(rules));
    let taken = (!is_free).then_some(Obstacle::Taken);
    rules.into_iter().chain(taken).map(|obstacle| Refused { span, obstacle }).collect()
}
