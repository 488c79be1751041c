//! Who is let in to the facilities of a cluster, and as what.

use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::policy::OfCluster;
use jiff::Timestamp;

use crate::model::booking::Booking;
use crate::model::standing::{Admission, Standing};
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::error::ExchangeError;
use crate::store::{Conn, standing as store};

impl Exchange {
    /// How far the acting person is let in to the facilities of a cluster.
    pub async fn admission(&self, ctx: &Ctx, cluster: &str) -> Result<Admission, ExchangeError> {
        ctx.permit(Act::Look, &OfCluster(cluster))?;
        admission(ctx, self.db.reader(), cluster).await
    }

    /// What the acting person is to the facilities of a cluster.
    pub async fn standing(&self, ctx: &Ctx, cluster: &str) -> Result<Standing, ExchangeError> {
        ctx.permit(Act::Look, &OfCluster(cluster))?;
        acting(ctx, self.db.reader(), cluster).await
    }
}

/// How far the acting person is let in.
pub(super) async fn admission(ctx: &Ctx, conn: &impl Conn, cluster: &str) -> Result<Admission, ExchangeError> {
    let mut admission = Admission { cluster: cluster.to_owned(), person: None };
    if let Some(person) = ctx.actor.user_id()
        && store::class(conn, cluster, person, ctx.now().as_millisecond()).await?.is_some()
    {
        admission.person = Some(person);
    }
    Ok(admission)
}

/// What the acting person is to the facilities of a cluster.
pub(super) async fn acting(ctx: &Ctx, conn: &impl Conn, cluster: &str) -> Result<Standing, ExchangeError> {
    let Some(person) = ctx.actor.user_id() else { return Ok(Standing::default()) };
    let is_member = ctx.permit(Act::CountAsMember, &OfCluster(cluster)).is_ok();
    let otherwise = if is_member { CustomerClass::Member } else { Standing::default().class };
    Ok(store::of(conn, cluster, person, (otherwise, ctx.now().as_millisecond())).await?)
}

/// What who asked for a booking is by now: what somebody said, or what it was when it was asked.
pub(super) async fn of_booking(conn: &impl Conn, booking: &Booking, now: Timestamp) -> Result<Standing, ExchangeError> {
    match booking.person {
        Some(person) => {
            let otherwise = (booking.class, now.as_millisecond());
            Ok(store::of(conn, &booking.cluster, person, otherwise).await?)
        }
        None => Ok(Standing::default()),
    }
}
