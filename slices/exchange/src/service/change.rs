//! Changing, cancelling and using a booking.

use bellwether_db::Tx;
use bellwether_exchange_rules::condition::{cancel_before_minutes, needs_approval};
use bellwether_exchange_rules::lifecycle::booking::{BookingState, BookingStep};
use bellwether_exchange_rules::lifecycle::request::RequestStep;
use bellwether_exchange_rules::span::Span;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use serde_json::json;

use crate::model::booking::{Booking, BookingId, Kept};
use crate::model::charge::ChargeKind;
use crate::model::facility::Facility;
use crate::model::told::Happened;
use crate::model::wish::{Obstacle, PURPOSE, Refused};
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::admission::of_booking;
use crate::service::configuring::{kept_for, set_for_use};
use crate::service::error::ExchangeError;
use crate::service::placing::{judged, own_uses};
use crate::store::hold::{self, Holder};
use crate::store::{booking as store, facility as facilities};

/// The owner of the booking or of the installation, or the keeper of the facility.
pub(super) fn permitted(ctx: &Ctx, act: Act, booking: &Booking) -> Result<(), ExchangeError> {
    let keeps = ctx.permit(Act::Keep, &Kept(booking.keeper)).is_ok();
    if !keeps {
        ctx.permit(act, booking)?;
    }
    Ok(())
}

/// The booking with its facility, both as they are in this transaction.
pub(super) async fn found(tx: &Tx, id: BookingId) -> Result<(Booking, Facility), ExchangeError> {
    let booking = store::find(tx.conn(), id).await?.ok_or(ExchangeError::NotFound)?;
    let facility = facilities::by_id(tx.conn(), booking.resource).await?.ok_or(ExchangeError::NotFound)?;
    Ok((booking, facility))
}

impl Exchange {
    /// Cancels a booking, or takes back a request that waits. Tells who was promoted.
    pub async fn cancel(&self, ctx: &Ctx, id: BookingId, why: &str) -> Result<Vec<BookingId>, ExchangeError> {
        if why.chars().count() > PURPOSE {
            return Err(ExchangeError::Field("why", "exchange-fault-purpose"));
        }
        self.db
            .write_in_turn(ctx, async |tx| {
                let (mut booking, facility) = found(&tx, id).await?;
                // `permitted` asks `ctx.permit` for the booking and for its facility.
                permitted(ctx, Act::ChangeBooking, &booking)?;
                let Some(allocated) = &mut booking.allocated else {
                    booking.state = booking.state.after(RequestStep::Withdraw)?;
                    store::save_request(tx.conn(), &booking).await?;
                    self.charge_nothing(&tx, &booking).await?;
                    let detail = json!({ "resource": facility.id, "state": booking.state.name() });
                    tx.journal(Entry::new("exchange.cancelled", "booking", id, &detail)).await?;
                    self.tell(&tx, id, Happened::Cancelled).await?;
                    return Ok(Vec::new());
                };
                allocated.why = why.trim().to_owned();
                let step = match allocated.state {
                    BookingState::Confirmed if is_late(&facility, booking.span, tx.now().as_millisecond()) => {
                        BookingStep::CancelLate
                    }
                    _ => BookingStep::Cancel,
                };
                let promoted = self.release(&tx, &facility, &mut booking, (step, RequestStep::Withdraw)).await?;
                let detail = json!({ "resource": facility.id, "state": booking.state_name(), "promoted": promoted });
                tx.journal(Entry::new("exchange.cancelled", "booking", id, &detail)).await?;
                if step == BookingStep::CancelLate {
                    let fee = (ChargeKind::LateCancel, facility.fees.late_cancel_percent);
                    self.charge_fee(&tx, &facility, &mut booking, fee).await?;
                } else {
                    self.charge_nothing(&tx, &booking).await?;
                }
                self.tell(&tx, id, Happened::Cancelled).await?;
                self.tell_of_promoted(&tx, &promoted).await?;
                Ok(promoted)
            })
            .await
    }

    /// Moves a booking to another time, by the same rules as a new one. The old time is kept if the new one cannot be had.
    pub async fn reschedule(&self, ctx: &Ctx, id: BookingId, span: Span) -> Result<(), ExchangeError> {
        self.db
            .write_in_turn(ctx, async |tx| {
                let (mut booking, facility) = found(&tx, id).await?;
                permitted(ctx, Act::ChangeBooking, &booking)?;
                let keeps = ctx.permit(Act::Keep, &facility).is_ok();
                let Some(allocated) = booking.allocated.clone().filter(|one| one.state.is_ahead()) else {
                    // The table of transitions knows why.
                    BookingState::after(booking.booked().unwrap_or(BookingState::Expired), BookingStep::Cancel)?;
                    return Err(ExchangeError::NotFound);
                };
                if allocated.state == BookingState::Confirmed && needs_approval(&facility.conditions) && !keeps {
                    return Err(ExchangeError::Field("day", "exchange-fault-approved"));
                }
                let old = booking.span;
                booking.span = span;
                let refused = |obstacle| ExchangeError::Refused(vec![Refused { span, obstacle }]);
                let standing = of_booking(tx.conn(), &booking, tx.now()).await?;
                let own = own_uses(&tx, &facility, &booking, Some(id)).await?;
                let refusals = judged(&facility, &standing, &own, tx.now(), (span, booking.project.as_str()));
                if !refusals.is_empty() && !keeps {
                    return Err(refused(Obstacle::Rules(refusals)));
                }
                let holder = Holder::Allocation(allocated.id);
                let free = hold::give_back(tx.conn(), facility.id, holder).await?;
                let kept = kept_for(tx.conn(), &facility, (span, &booking.wants), Some(id)).await?.span;
                let kept = kept.ok_or_else(|| refused(Obstacle::Taken))?;
                let place = hold::take(tx.conn(), facility.id, facility.places, kept, holder).await?;
                let place = place.ok_or_else(|| refused(Obstacle::Taken))?;
                let moved = crate::model::booking::Allocated { place, ..allocated };
                store::save_allocation(tx.conn(), span, &moved).await?;
                store::save_request(tx.conn(), &booking).await?;
                if let Some(shortage) = self.requote(&tx, &facility, &booking).await? {
                    return Err(ExchangeError::Short(shortage));
                }
                let mut promoted = Vec::new();
                for span in free {
                    promoted.extend(self.promote(&tx, &facility, span).await?);
                }
                let detail = json!({
                    "resource": facility.id, "from": old.from(), "until": old.until(),
                    "new_from": span.from(), "new_until": span.until(), "promoted": promoted,
                });
                tx.journal(Entry::new("exchange.rescheduled", "booking", id, &detail)).await?;
                self.tell(&tx, id, Happened::Moved(old)).await?;
                self.tell_of_promoted(&tx, &promoted).await?;
                Ok(())
            })
            .await
    }

    /// Use begins.
    pub async fn start_use(&self, ctx: &Ctx, id: BookingId) -> Result<(), ExchangeError> {
        self.db
            .write_in_turn(ctx, async |tx| {
                let (mut booking, facility) = found(&tx, id).await?;
                permitted(ctx, Act::ChangeBooking, &booking)?;
                let now_ms = tx.now().as_millisecond();
                // Setting up belongs to the time that is kept.
                let kept = facility.kept_for(booking.span).unwrap_or(booking.span);
                if now_ms < kept.from_ms() || now_ms >= kept.until_ms() {
                    return Err(ExchangeError::Field("day", "exchange-fault-not-now"));
                }
                let Some(allocated) = &mut booking.allocated else { return Err(ExchangeError::NotFound) };
                allocated.state = allocated.state.after(BookingStep::Start)?;
                allocated.started_at_ms = Some(now_ms);
                store::save_allocation(tx.conn(), booking.span, allocated).await?;
                booking.state = booking.state.after(RequestStep::Start)?;
                store::save_request(tx.conn(), &booking).await?;
                set_for_use(&tx, ctx, &facility, &booking).await?;
                let detail = json!({ "resource": facility.id });
                tx.journal(Entry::new("exchange.use_started", "booking", id, &detail)).await?;
                Ok(())
            })
            .await
    }

    /// Use is over; what was quoted is charged, and the time beyond what was booked.
    pub async fn stop_use(&self, ctx: &Ctx, id: BookingId) -> Result<(), ExchangeError> {
        self.db
            .write_in_turn(ctx, async |tx| {
                let (mut booking, facility) = found(&tx, id).await?;
                permitted(ctx, Act::ChangeBooking, &booking)?;
                self.end_use(&tx, &facility, &mut booking, tx.now().as_millisecond()).await
            })
            .await
    }

    /// Use ended at this moment.
    pub(super) async fn end_use(
        &self,
        tx: &Tx,
        facility: &Facility,
        booking: &mut Booking,
        ended_at_ms: i64,
    ) -> Result<(), ExchangeError> {
        let Some(allocated) = &mut booking.allocated else { return Err(ExchangeError::NotFound) };
        allocated.state = allocated.state.after(BookingStep::Stop)?;
        allocated.ended_at_ms = Some(ended_at_ms);
        store::save_allocation(tx.conn(), booking.span, allocated).await?;
        booking.state = booking.state.after(RequestStep::Complete)?;
        store::save_request(tx.conn(), booking).await?;
        let detail = json!({ "resource": facility.id });
        tx.journal(Entry::new("exchange.use_ended", "booking", booking.id, &detail)).await?;
        self.charge_use(tx, facility, booking, ended_at_ms).await
    }
}

fn is_late(facility: &Facility, span: Span, now_ms: i64) -> bool {
    span.from_ms() - now_ms < i64::from(cancel_before_minutes(&facility.conditions)) * 60_000
}
