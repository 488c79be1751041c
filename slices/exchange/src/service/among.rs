//! Those of some bookings that the acting person may see, for slices that keep something about bookings.

use bellwether_kernel::ctx::Ctx;

use crate::model::booking::{Booking, BookingId, Kept};
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::error::ExchangeError;
use crate::store::booking as store;

impl Exchange {
    /// Those of these bookings that the acting person may see, read at once.
    pub async fn bookings_among(&self, ctx: &Ctx, ids: &[BookingId]) -> Result<Vec<Booking>, ExchangeError> {
        let found = store::of_ids(self.db.reader(), ids).await?;
        let is_seen = |booking: &Booking| {
            ctx.permit(Act::SeeBooking, booking).is_ok() || ctx.permit(Act::Keep, &Kept(booking.keeper)).is_ok()
        };
        Ok(found.into_iter().filter(is_seen).collect())
    }
}
