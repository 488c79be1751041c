//! How facilities are used, for those who read the books of the cluster and for keepers.

use std::collections::BTreeSet;

use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::policy::OfCluster;
use jiff::civil::Date;

use crate::model::facility::Facility;
use crate::model::utilisation::{Room, Utilisation, boundaries, months, open};
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::error::ExchangeError;
use crate::store::facility as facilities;
use crate::store::utilisation::{self as store, Down};

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
        let zones: BTreeSet<&str> = seen.iter().map(|one| one.zone.as_str()).collect();
        let mut cells = Vec::new();
        for zone in zones {
            let time_zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
            let begins = boundaries(&time_zone, &months);
            cells.extend(store::booked(self.db.reader(), (cluster, zone), &months, &begins).await?);
        }
        cells.retain(|cell| seen.iter().any(|one| one.id == cell.resource));
        let utc = boundaries(&jiff::tz::TimeZone::UTC, &months);
        // A day more at both ends, for any zone.
        let day_ms = 86_400_000;
        let around = (utc.first().copied().unwrap_or(0) - day_ms, utc.last().copied().unwrap_or(0) + day_ms);
        let down = store::down(self.db.reader(), cluster, around).await?;
        let rooms = seen.iter().flat_map(|one| rooms(one, &months, &down)).collect();
        Ok(Utilisation { facilities: seen, months, cells, rooms })
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
