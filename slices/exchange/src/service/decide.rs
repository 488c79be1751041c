//! Deciding about requests that wait for approval.

use bellwether_exchange_rules::lifecycle::booking::BookingStep;
use bellwether_exchange_rules::lifecycle::decision::Outcome;
use bellwether_exchange_rules::lifecycle::request::RequestStep;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use serde_json::json;

use crate::model::booking::BookingId;
use crate::model::told::Happened;
use crate::model::wish::PURPOSE;
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::change::{found, permitted};
use crate::service::error::ExchangeError;
use crate::store::booking as store;

impl Exchange {
    /// Approves a request whose time is kept.
    pub async fn approve(&self, ctx: &Ctx, id: BookingId) -> Result<(), ExchangeError> {
        self.db
            .write_in_turn(ctx, async |tx| {
                let (mut booking, facility) = found(&tx, id).await?;
                permitted(ctx, Act::SeeBooking, &booking)?;
                ctx.permit(Act::Keep, &facility)?;
                let Some(allocated) = &mut booking.allocated else { return Err(ExchangeError::NotFound) };
                allocated.state = allocated.state.after(BookingStep::Confirm)?;
                store::save_allocation(tx.conn(), booking.span, allocated).await?;
                // Those who were promoted into a time that needs approval are accepted already.
                if booking.state.waits_for_decision() {
                    booking.state = booking.state.after_all(&[RequestStep::Decide, RequestStep::Accept])?;
                    store::save_request(tx.conn(), &booking).await?;
                }
                if let Some(shortage) = self.keep_charge(&tx, &facility, &booking).await? {
                    return Err(ExchangeError::Short(shortage));
                }
                let now_ms = tx.now().as_millisecond();
                store::add_decision(tx.conn(), id, Outcome::Accepted, "", ctx.actor.user_id(), now_ms).await?;
                let detail = json!({ "resource": facility.id, "outcome": "accepted" });
                tx.journal(Entry::new("exchange.decided", "booking", id, &detail)).await?;
                self.tell(&tx, id, Happened::Confirmed).await
            })
            .await
    }

    /// Refuses a request whose time is kept, with a reason; those who wait for the time are promoted.
    pub async fn refuse(&self, ctx: &Ctx, id: BookingId, why: &str) -> Result<(), ExchangeError> {
        let why = why.trim();
        if why.is_empty() || why.chars().count() > PURPOSE {
            return Err(ExchangeError::Field("why", "exchange-fault-why"));
        }
        self.db
            .write_in_turn(ctx, async |tx| {
                let (mut booking, facility) = found(&tx, id).await?;
                permitted(ctx, Act::SeeBooking, &booking)?;
                ctx.permit(Act::Keep, &facility)?;
                let Some(allocated) = &mut booking.allocated else { return Err(ExchangeError::NotFound) };
                allocated.why = why.to_owned();
                if booking.state.waits_for_decision() {
                    booking.state = booking.state.after(RequestStep::Decide)?;
                }
                let last = match booking.state.after(RequestStep::Reject) {
                    Ok(_) => RequestStep::Reject,
                    // Accepted from the waiting list, but not approved.
                    Err(_) => RequestStep::Lapse,
                };
                // A confirmed booking is cancelled and not refused.
                if allocated.state.after(BookingStep::Confirm).is_err() {
                    allocated.state.after(BookingStep::Expire)?;
                }
                let promoted = self.release(&tx, &facility, &mut booking, (BookingStep::Cancel, last)).await?;
                self.charge_nothing(&tx, &booking).await?;
                let now_ms = tx.now().as_millisecond();
                store::add_decision(tx.conn(), id, Outcome::Rejected, why, ctx.actor.user_id(), now_ms).await?;
                let detail = json!({ "resource": facility.id, "outcome": "rejected", "promoted": promoted });
                tx.journal(Entry::new("exchange.decided", "booking", id, &detail)).await?;
                self.tell(&tx, id, Happened::Refused).await?;
                self.tell_of_promoted(&tx, &promoted).await?;
                Ok(())
            })
            .await
    }
}
