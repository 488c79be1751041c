//! The threads of bookings: who takes part in them. Wired here, because messages and the exchange do not know each other.

use std::collections::HashMap;

use bellwether_exchange::api::{Booking, BookingId, Exchange};
use bellwether_jobs::async_trait;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::ids::Uuid;
use bellwether_kernel::lang::Text;
use bellwether_messages::api::{Member, Records, RecordsError, Seat, Side};

/// The threads of bookings: between who booked and who keeps the facility.
pub struct BookingRecords(pub Exchange);

#[async_trait]
impl Records for BookingRecords {
    fn kind(&self) -> &'static str {
        "booking"
    }

    async fn seats(&self, ctx: &Ctx, ids: &[Uuid]) -> Result<HashMap<Uuid, Seat>, RecordsError> {
        let ids: Vec<BookingId> = ids.iter().map(|id| BookingId(*id)).collect();
        let seen = self.0.bookings_among(ctx, &ids).await.map_err(|error| RecordsError(error.into()))?;
        Ok(seen.into_iter().map(|booking| (booking.id.0, seat(ctx, &booking))).collect())
    }

    async fn members(&self, id: Uuid) -> Result<Vec<Member>, RecordsError> {
        let found = self.0.bookings_among(&Ctx::system(), &[BookingId(id)]).await;
        let found = found.map_err(|error| RecordsError(error.into()))?;
        let Some(booking) = found.first() else { return Ok(Vec::new()) };
        let member = |person, side| Member { person, side, is_alone: false };
        let asker = booking.person.map(|person| member(person, Side::Asker));
        let keeper = booking.keeper.filter(|keeper| Some(*keeper) != booking.person);
        Ok(asker.into_iter().chain(keeper.map(|keeper| member(keeper, Side::Office))).collect())
    }
}

/// Whoever sees a booking and did not make it sees it as the one who keeps the facility, or looks after the installation.
fn seat(ctx: &Ctx, booking: &Booking) -> Seat {
    let is_own = booking.person.is_some() && booking.person == ctx.actor.user_id();
    let (side, other) = if is_own { (Side::Asker, Side::Office) } else { (Side::Office, Side::Asker) };
    let title =
        |name: Option<&String>| name.map(|name| format!("{name}, {}", booking.span.from().strftime("%Y-%m-%d")));
    Seat {
        side,
        is_alone: false,
        writes_to: vec![other],
        // The page of a booking names who booked to those who see it, and never the keeper to who booked.
        names_of: if is_own { vec![Side::Asker] } else { vec![Side::Asker, Side::Office] },
        title: Text { en: title(booking.facility.en.as_ref()), ru: title(booking.facility.ru.as_ref()) },
        href: format!("/bookings/{}", booking.id),
    }
}
