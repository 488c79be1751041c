//! Sums of use that are kept: by facility, month and class, written in the transaction that changes a booking.
//!
//! What one booking adds stands in one expression, for bookings that change as for all of them at once. A change takes away
//! what the row added before, and adds what it adds now.

use std::collections::BTreeMap;

use bellwether_db::sql;
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::error::{StoreError, known};
use crate::model::booking::AllocationId;
use crate::model::facility::ResourceId;
use crate::model::statement;
use crate::model::utilisation::{Booked, boundaries, next};

/// Sums in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Sums {
    /// How many bookings.
    pub bookings: i64,
    /// Booked.
    pub booked_ms: i64,
    /// Used.
    pub used_ms: i64,
    /// Booked, and nobody came.
    pub no_show_ms: i64,
    /// Booked, and cancelled late.
    pub late_ms: i64,
}

impl Sums {
    /// The same in minutes.
    pub fn minutes(self) -> Booked {
        Booked {
            bookings: self.bookings,
            booked: self.booked_ms / 60_000,
            used: self.used_ms / 60_000,
            no_show: self.no_show_ms / 60_000,
            late_cancel: self.late_ms / 60_000,
        }
    }

    /// These without others.
    fn less(self, other: Sums) -> Sums {
        Sums {
            bookings: self.bookings - other.bookings,
            booked_ms: self.booked_ms - other.booked_ms,
            used_ms: self.used_ms - other.used_ms,
            no_show_ms: self.no_show_ms - other.no_show_ms,
            late_ms: self.late_ms - other.late_ms,
        }
    }
}

/// Which sum: the facility, the month as it is written, the name of the class.
pub type Place = (ResourceId, String, String);

/// What the bookings of a group add: the columns of [`Sums`].
fn summed() -> String {
    let counts = "a.booking IN ('confirmed', 'in_use', 'used', 'no_show', 'cancelled_late', 'settled')";
    let sum = |what: &str, when: &str| {
        format!("CAST(COALESCE(SUM(CASE WHEN {counts} AND ({when}) THEN {what} ELSE 0 END), 0) AS BIGINT)")
    };
    let length = "a.until_ms - a.from_ms";
    // A settled booking is what it was before: given back if cancelled late, and without a beginning if nobody came.
    let late = "a.booking = 'cancelled_late' OR (a.booking = 'settled' AND a.state = 'voided')";
    let missed = "a.booking = 'no_show' OR (a.booking = 'settled' AND a.state = 'posted' AND a.started_at_ms IS NULL)";
    format!(
        "{} AS bookings, {} AS booked_ms, {} AS used_ms, {} AS no_show_ms, {} AS late_ms",
        sum("1", "1 = 1"),
        sum(length, "1 = 1"),
        sum("a.ended_at_ms - a.started_at_ms", "a.started_at_ms IS NOT NULL AND a.ended_at_ms IS NOT NULL"),
        sum(length, missed),
        sum(length, late),
    )
}

#[derive(FromQueryResult)]
struct OneRow {
    resource_id: Uuid,
    zone: String,
    class: String,
    from_ms: i64,
    #[sea_orm(nested)]
    sums: Sums,
}

/// What one booking adds to which sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share(Place, Sums);

/// What an allocation adds as it stands in the tables; `None` if it is not there.
pub async fn share(conn: &impl ConnectionTrait, of: AllocationId) -> Result<Option<Share>, StoreError> {
    let sql = format!(
        "SELECT a.resource_id, r.zone, q.class, a.from_ms, {} FROM exchange_allocation a \
         JOIN exchange_request q ON q.id = a.request_id JOIN exchange_resource r ON r.id = a.resource_id \
         WHERE a.id = $1 GROUP BY a.resource_id, r.zone, q.class, a.from_ms",
        summed()
    );
    let Some(row) = sql::row::<OneRow>(conn, &sql, vec![of.0.into()]).await? else { return Ok(None) };
    let zone = jiff::tz::TimeZone::get(&row.zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let at = known("a moment", &row.from_ms.to_string(), jiff::Timestamp::from_millisecond(row.from_ms).ok())?;
    let place = (ResourceId(row.resource_id), statement::written(at.to_zoned(zone).date()), row.class);
    Ok(Some(Share(place, row.sums)))
}

/// Writes what an allocation adds now instead of what it added before.
pub async fn keep(conn: &impl ConnectionTrait, of: AllocationId, before: Option<Share>) -> Result<(), StoreError> {
    let after = share(conn, of).await?;
    if before == after {
        return Ok(());
    }
    let mut changes: BTreeMap<(Uuid, String, String), (ResourceId, Sums)> = BTreeMap::new();
    for (share, is_before) in [(before, true), (after, false)] {
        let Some(Share((resource, month, class), sums)) = share else { continue };
        let change = changes.entry((resource.0, month, class)).or_insert((resource, Sums::default()));
        change.1 = if is_before { change.1.less(sums) } else { change.1.less(Sums::default().less(sums)) };
    }
    for ((_, month, class), (resource, change)) in changes {
        if change != Sums::default() {
            add(conn, &(resource, month, class), change).await?;
        }
    }
    Ok(())
}

async fn add(conn: &impl ConnectionTrait, (resource, month, class): &Place, by: Sums) -> Result<(), StoreError> {
    let sql = "INSERT INTO exchange_use (resource_id, month, class, bookings, booked_ms, used_ms, no_show_ms, late_ms) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (resource_id, month, class) DO UPDATE SET \
               bookings = exchange_use.bookings + excluded.bookings, booked_ms = exchange_use.booked_ms + excluded.booked_ms, \
               used_ms = exchange_use.used_ms + excluded.used_ms, no_show_ms = exchange_use.no_show_ms + excluded.no_show_ms, \
               late_ms = exchange_use.late_ms + excluded.late_ms";
    let mut values: Vec<Value> = vec![resource.0.into(), month.as_str().into(), class.as_str().into()];
    values.extend([by.bookings, by.booked_ms, by.used_ms, by.no_show_ms, by.late_ms].map(Value::from));
    sql::run(conn, sql, values).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct KeptRow {
    resource_id: Uuid,
    month: String,
    class: String,
    #[sea_orm(nested)]
    sums: Sums,
}

impl KeptRow {
    fn sums(self) -> (Place, Sums) {
        ((ResourceId(self.resource_id), self.month, self.class), self.sums)
    }
}

const KEPT: &str =
    "u.resource_id, u.month, u.class, u.bookings, u.booked_ms, u.used_ms, u.no_show_ms, u.late_ms FROM exchange_use u";

/// The sums that are kept of the facilities of a cluster in the months from the first to the last, without those of nothing.
pub async fn of_cluster(
    conn: &impl ConnectionTrait,
    cluster: &str,
    (first, last): (Date, Date),
) -> Result<Vec<(Place, Sums)>, StoreError> {
    let sql = format!(
        "SELECT {KEPT} JOIN exchange_resource r ON r.id = u.resource_id \
         WHERE r.cluster = $1 AND u.month >= $2 AND u.month <= $3 AND u.bookings > 0 ORDER BY u.resource_id, u.month, u.class"
    );
    let values = vec![cluster.into(), statement::written(first).into(), statement::written(last).into()];
    Ok(sql::rows::<KeptRow>(conn, &sql, values).await?.into_iter().map(KeptRow::sums).collect())
}

/// All sums that are kept, of one facility or of all, without those of nothing.
pub async fn kept(
    conn: &impl ConnectionTrait,
    of: Option<ResourceId>,
) -> Result<BTreeMap<(Uuid, String, String), Sums>, StoreError> {
    let (only, values) = only("u.resource_id", of);
    let sql = format!("SELECT {KEPT} WHERE u.bookings <> 0{only}");
    let rows = sql::rows::<KeptRow>(conn, &sql, values).await?;
    Ok(rows
        .into_iter()
        .map(KeptRow::sums)
        .map(|((resource, month, class), sums)| ((resource.0, month, class), sums))
        .collect())
}

fn only(column: &str, of: Option<ResourceId>) -> (String, Vec<Value>) {
    match of {
        Some(one) => (format!(" AND {column} = $1"), vec![one.0.into()]),
        None => (String::new(), Vec::new()),
    }
}

#[derive(FromQueryResult)]
struct ReachRow {
    zone: String,
    first_ms: i64,
    last_ms: i64,
}

#[derive(FromQueryResult)]
struct AnewRow {
    resource_id: Uuid,
    class: String,
    month: i64,
    #[sea_orm(nested)]
    sums: Sums,
}

/// Months that one statement adds up: more would make its `CASE` long.
const MONTHS_AT_ONCE: usize = 24;

/// The sums added up from the bookings themselves, of one facility or of all, without those of nothing.
pub async fn anew(
    conn: &impl ConnectionTrait,
    of: Option<ResourceId>,
) -> Result<BTreeMap<(Uuid, String, String), Sums>, StoreError> {
    let (only, values) = only("r.id", of);
    let reach = format!(
        "SELECT r.zone, MIN(a.from_ms) AS first_ms, MAX(a.from_ms) AS last_ms FROM exchange_resource r \
         JOIN exchange_allocation a ON a.resource_id = r.id WHERE 1 = 1{only} GROUP BY r.zone"
    );
    let mut all = BTreeMap::new();
    for reach in sql::rows::<ReachRow>(conn, &reach, values).await? {
        let zone = jiff::tz::TimeZone::get(&reach.zone).unwrap_or(jiff::tz::TimeZone::UTC);
        for months in months_between(&zone, reach.first_ms, reach.last_ms).chunks(MONTHS_AT_ONCE) {
            added_up(conn, of, (&reach.zone, &zone), months, &mut all).await?;
        }
    }
    Ok(all)
}

fn months_between(zone: &jiff::tz::TimeZone, first_ms: i64, last_ms: i64) -> Vec<Date> {
    let month = |ms: i64| {
        let at = jiff::Timestamp::from_millisecond(ms).unwrap_or_default();
        at.to_zoned(zone.clone()).date().first_of_month()
    };
    let (mut at, last) = (month(first_ms), month(last_ms));
    let mut all = vec![at];
    while at < last {
        at = next(at);
        all.push(at);
    }
    all
}

async fn added_up(
    conn: &impl ConnectionTrait,
    of: Option<ResourceId>,
    (name, zone): (&str, &jiff::tz::TimeZone),
    months: &[Date],
    all: &mut BTreeMap<(Uuid, String, String), Sums>,
) -> Result<(), StoreError> {
    let begins = boundaries(zone, months);
    let (Some(first), Some(last)) = (begins.first(), begins.last()) else { return Ok(()) };
    let (only, mut values) = only("r.id", of);
    let mut with = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    let within = format!(
        "r.zone = {} AND a.from_ms >= {} AND a.from_ms < {}",
        with(name.into()),
        with((*first).into()),
        with((*last).into())
    );
    let mut month = "CASE".to_owned();
    for (number, end) in begins.iter().skip(1).enumerate() {
        let end = with((*end).into());
        month.push_str(&format!(" WHEN a.from_ms < {end} THEN {number}"));
    }
    let month = format!("CAST({month} ELSE -1 END AS BIGINT)");
    let sql = format!(
        "SELECT a.resource_id, q.class, {month} AS month, {} FROM exchange_resource r \
         JOIN exchange_allocation a ON a.resource_id = r.id JOIN exchange_request q ON q.id = a.request_id \
         WHERE {within}{only} GROUP BY a.resource_id, q.class, {month}",
        summed()
    );
    for row in sql::rows::<AnewRow>(conn, &sql, values).await? {
        let place = usize::try_from(row.month).ok().and_then(|place| months.get(place));
        let month = statement::written(*known("a month", &row.month.to_string(), place)?);
        if row.sums.bookings != 0 {
            all.insert((row.resource_id, month, row.class), row.sums);
        }
    }
    Ok(())
}

/// Replaces the sums that are kept, of one facility or of all, by those of the bookings themselves.
pub async fn count_anew(conn: &impl ConnectionTrait, of: Option<ResourceId>) -> Result<(), StoreError> {
    let sums = anew(conn, of).await?;
    let (only, values) = only("resource_id", of);
    sql::run(conn, &format!("DELETE FROM exchange_use WHERE 1 = 1{only}"), values).await?;
    for ((resource, month, class), sums) in sums {
        add(conn, &(ResourceId(resource), month, class), sums).await?;
    }
    Ok(())
}
