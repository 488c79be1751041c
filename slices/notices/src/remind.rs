//! Reminders of bookings: a day before they begin, to those who booked earlier than that.
//!
//! How far ahead bookings were looked through is kept beside the notices, and moves on in the transaction that notes them: so
//! nobody is reminded twice, and nobody is left out after the server was away.

use bellwether_exchange::api::{Booking, BookingId, Exchange, Part};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::ids::Uuid;

use crate::bookings::unsaid;
use crate::model::kind::Kind;
use crate::service::Notices;
use crate::service::error::NoticeError;
use crate::store::notice as store;

/// What is looked through.
const CLOCK: &str = "bookings";
/// How long before its beginning a booking is reminded of.
const AHEAD_MS: i64 = 24 * 3_600_000;
/// Bookings that are looked through at once.
const PART: u32 = 200;

impl Notices {
    /// Notes reminders of the bookings that came within a day since the last look. Tells how many.
    pub async fn remind(&self) -> Result<usize, NoticeError> {
        let Some(exchange) = self.bookings.get() else { return Ok(0) };
        let now_ms = self.ctx.now().as_millisecond();
        let until_ms = now_ms + AHEAD_MS;
        let from_ms = match store::looked_until(self.db.reader(), CLOCK).await? {
            Some(looked_ms) => looked_ms.max(now_ms),
            // From the first look on: who is to be reminded of what begins sooner has just booked it, or did so before.
            None => until_ms,
        };
        let due = confirmed(exchange, &self.ctx, from_ms, until_ms).await?;
        self.db
            .write(&self.ctx, async |tx| {
                // Another server may have looked meanwhile.
                if store::looked_until(tx.conn(), CLOCK).await?.is_some_and(|looked_ms| looked_ms > from_ms) {
                    return Ok(0);
                }
                let mut noted = 0;
                for booking in &due {
                    let Some(person) = booking.person else { continue };
                    self.note(&tx, person, Kind::BookingReminder, (booking.id.0, "")).await?;
                    noted += 1;
                }
                store::look_until(tx.conn(), CLOCK, until_ms).await?;
                Ok(noted)
            })
            .await
    }
}

/// The bookings that begin after the one moment and not after the other, and are confirmed.
async fn confirmed(exchange: &Exchange, ctx: &Ctx, from_ms: i64, until_ms: i64) -> Result<Vec<Booking>, NoticeError> {
    let mut due = Vec::new();
    let mut after = (from_ms, BookingId(Uuid::max()));
    // After the last that begins at the first moment; nothing begins between two moments that are one.
    let mut is_last = from_ms >= until_ms;
    while !is_last {
        let part = Part { is_ahead: true, after: Some(after), limit: PART };
        let found = exchange.bookings(ctx, None, part).await.map_err(unsaid)?;
        is_last = found.len() < PART as usize;
        for booking in found {
            after = (booking.span.from_ms(), booking.id);
            is_last |= after.0 > until_ms;
            if after.0 <= until_ms && booking.state_name() == "confirmed" {
                due.push(booking);
            }
        }
    }
    Ok(due)
}
