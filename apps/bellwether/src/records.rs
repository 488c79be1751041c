//! The threads of bookings and of applications: who takes part in them. Wired here, because messages and these slices do not
//! know each other.

use std::collections::HashMap;

use bellwether_calls::api::{Application, ApplicationId, ApplicationState, Calls};
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

/// The threads of applications: between the team and the office of the call. Assessors take no part.
pub struct ApplicationRecords(pub Calls);

#[async_trait]
impl Records for ApplicationRecords {
    fn kind(&self) -> &'static str {
        "application"
    }

    async fn seats(&self, ctx: &Ctx, ids: &[Uuid]) -> Result<HashMap<Uuid, Seat>, RecordsError> {
        let ids: Vec<ApplicationId> = ids.iter().map(|id| ApplicationId(*id)).collect();
        let seen = self.0.among(ctx, &ids).await.map_err(|error| RecordsError(error.into()))?;
        Ok(seen.into_iter().map(|one| (one.id.0, application_seat(&one))).collect())
    }

    async fn members(&self, id: Uuid) -> Result<Vec<Member>, RecordsError> {
        let party = self.0.party(&Ctx::system(), ApplicationId(id)).await;
        let party = party.map_err(|error| RecordsError(error.into()))?;
        let member = |side| move |person| Member { person, side, is_alone: false };
        let team = party.team.into_iter().map(member(Side::Asker));
        Ok(team.chain(party.office.into_iter().map(member(Side::Office))).collect())
    }
}

/// Whoever sees an application and is not of its team sees it as the office: assessors do not see it by this way.
fn application_seat(one: &Application) -> Seat {
    let is_team = one.viewer.is_some();
    let (side, other) = if is_team { (Side::Asker, Side::Office) } else { (Side::Office, Side::Asker) };
    // Before it is handed in for the first time the office knows nothing of it, so nobody would read it.
    let is_known = one.submitted_at_ms.is_some() || one.state != ApplicationState::Draft;
    let title = |call: Option<&String>| match one.title.trim() {
        "" => call.cloned(),
        title => Some(title.to_owned()),
    };
    Seat {
        side,
        is_alone: false,
        writes_to: if is_known { vec![other] } else { Vec::new() },
        // Pages name the team to both, and the office to nobody.
        names_of: if is_team { vec![Side::Asker] } else { vec![Side::Asker, Side::Office] },
        title: Text { en: title(one.call_title.en.as_ref()), ru: title(one.call_title.ru.as_ref()) },
        href: format!("/applications/{}", one.id),
    }
}
