//! The clock has its way: no-shows, requests that nobody decided, and those that waited in vain.

use bellwether_exchange_rules::lifecycle::booking::{BookingState, BookingStep};
use bellwether_exchange_rules::lifecycle::request::RequestStep;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::Installation;
use serde_json::json;

use crate::model::booking::BookingId;
use crate::model::charge::ChargeKind;
use crate::model::told::Happened;
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::change::found;
use crate::service::error::ExchangeError;
use crate::store::booking as store;
use crate::store::booking::FORGOTTEN_MS;

impl Exchange {
    /// Lets lapse what is due, at most 200 at once; each in a transaction of its own. Tells how many.
    pub async fn sweep(&self, ctx: &Ctx) -> Result<u32, ExchangeError> {
        ctx.permit(Act::Sweep, &Installation)?;
        let due = store::due(self.db.reader(), ctx.now().as_millisecond()).await?;
        let mut done = 0;
        for one in due {
            done += u32::from(self.lapse(ctx, one.id).await?);
        }
        Ok(done)
    }

    /// `false` if somebody was faster, such as with starting the use.
    async fn lapse(&self, ctx: &Ctx, id: BookingId) -> Result<bool, ExchangeError> {
        self.db
            .write_in_turn(ctx, async |tx| {
                let (mut booking, facility) = found(&tx, id).await?;
                let now_ms = tx.now().as_millisecond();
                let missed_ms = booking.span.from_ms() + i64::from(facility.no_show_minutes) * 60_000;
                let step = match booking.booked() {
                    _ if now_ms < booking.span.from_ms() => return Ok(false),
                    Some(BookingState::Held) => Some(BookingStep::Expire),
                    Some(BookingState::Confirmed) if now_ms >= missed_ms => Some(BookingStep::Miss),
                    Some(BookingState::InUse) if now_ms >= booking.span.until_ms() + FORGOTTEN_MS => {
                        // Nobody can say how long it really was, so it is what was booked.
                        let until_ms = booking.span.until_ms();
                        self.end_use(&tx, &facility, &mut booking, until_ms).await?;
                        return Ok(true);
                    }
                    None if booking.waits_for_room() => None,
                    _ => return Ok(false),
                };
                let mut promoted = Vec::new();
                if let Some(step) = step {
                    promoted = self.release(&tx, &facility, &mut booking, (step, RequestStep::Lapse)).await?;
                } else {
                    booking.state = booking.state.after(RequestStep::Lapse)?;
                    store::save_request(tx.conn(), &booking).await?;
                }
                if step == Some(BookingStep::Miss) {
                    let fee = (ChargeKind::NoShow, facility.fees.no_show_percent);
                    self.charge_fee(&tx, &facility, &mut booking, fee).await?;
                } else {
                    self.charge_nothing(&tx, &booking).await?;
                }
                let detail = json!({ "resource": facility.id, "state": booking.state_name() });
                tx.journal(Entry::new("exchange.lapsed", "booking", id, &detail)).await?;
                let happened = if step == Some(BookingStep::Miss) { Happened::Missed } else { Happened::Lapsed };
                self.tell(&tx, id, happened).await?;
                self.tell_of_promoted(&tx, &promoted).await?;
                Ok(true)
            })
            .await
    }
}
