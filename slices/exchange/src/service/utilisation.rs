//! How facilities are used, for those who read the books of the cluster and for keepers.

use std::collections::BTreeSet;

use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::{Installation, OfCluster};
use jiff::civil::Date;
use serde_json::json;

use crate::model::facility::{Facility, ResourceId};
use crate::model::utilisation::{OddSum, Room, Utilisation, boundaries, months, open};
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::error::ExchangeError;
use crate::store::utilisation::{self as store, Down};
use crate::store::{facility as facilities, uses};

impl Exchange {
    /// How the facilities of a cluster that the acting person may see the use of were used in the months up to this one.
    pub async fn utilisation(
        &self,
        ctx: &Ctx,
        cluster: &str,
        (last, how_many): (Date, i64),
    ) -> Result<Utilisation, ExchangeError> {
        let all = facilities::of_cluster(self.db.reader(), cluster).await?;
        let seen: Vec<Facility> = all.into_iter().filter(|one| ctx.permit(Act::SeeUse, one).is_ok()).collect();
        if seen.is_empty() {
            ctx.permit(Act::SeeUse, &OfCluster(cluster))?;
        }
        let months = months(last, how_many);
        let reach = (months.first().copied().unwrap_or(last), last);
        let mut cells = store::booked(self.db.reader(), cluster, reach).await?;
        cells.retain(|cell| seen.iter().any(|one| one.id == cell.resource));
        let utc = boundaries(&jiff::tz::TimeZone::UTC, &months);
        // A day more at both ends, for any zone.
        let day_ms = 86_400_000;
        let around = (utc.first().copied().unwrap_or(0) - day_ms, utc.last().copied().unwrap_or(0) + day_ms);
        let down = store::down(self.db.reader(), cluster, around).await?;
        let rooms = seen.iter().flat_map(|one| rooms(one, &months, &down)).collect();
        Ok(Utilisation { facilities: seen, months, cells, rooms })
    }

    /// Where the sums of use that are kept are not those of the bookings; nothing if all agree.
    pub async fn odd_sums(&self, ctx: &Ctx) -> Result<Vec<OddSum>, ExchangeError> {
        ctx.permit(Act::Load, &Installation)?;
        // Both in one transaction, so that nothing is booked in between.
        self.db
            .write(ctx, async |tx| {
                let (kept, anew) = (uses::kept(tx.conn(), None).await?, uses::anew(tx.conn(), None).await?);
                let places: BTreeSet<_> = kept.keys().chain(anew.keys()).cloned().collect();
                let both = |place: &_| {
                    (kept.get(place).copied().unwrap_or_default(), anew.get(place).copied().unwrap_or_default())
                };
                let odd =
                    places.into_iter().map(|place| (both(&place), place)).filter(|((kept, anew), _)| kept != anew);
                let told = |((kept, anew), (resource, month, class)): ((uses::Sums, uses::Sums), _)| OddSum {
                    resource: ResourceId(resource),
                    month,
                    class,
                    kept: kept.minutes(),
                    anew: anew.minutes(),
                };
                Ok(odd.map(told).collect())
            })
            .await
    }

    /// Writes the sums of use anew, from the bookings themselves.
    pub async fn count_anew(&self, ctx: &Ctx) -> Result<(), ExchangeError> {
        ctx.permit(Act::Load, &Installation)?;
        self.db
            .write_in_turn(ctx, async |tx| {
                uses::count_anew(tx.conn(), None).await?;
                tx.journal(Entry::new("exchange.use_counted", "cluster", "all", &json!({}))).await?;
                Ok(())
            })
            .await
    }
}

fn rooms(facility: &Facility, months: &[Date], down: &[Down]) -> Vec<Room> {
    let begins = boundaries(&facility.time_zone(), months);
    let of = |(month, pair): (&Date, &[i64])| {
        let (from, until) = (pair.first().copied().unwrap_or(0), pair.last().copied().unwrap_or(0));
        let inside = |one: &Down| (one.until_ms.min(until) - one.from_ms.max(from)).max(0) / 60_000;
        let minutes: i64 = down.iter().filter(|one| one.resource == facility.id).map(inside).sum();
        let down = minutes * i64::from(facility.places);
        Room { resource: facility.id, month: *month, open: open(facility, *month), down }
    };
    months.iter().zip(begins.windows(2)).map(of).collect()
}
