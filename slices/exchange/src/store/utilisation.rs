//! Sums of bookings and of times out of service, by facility, month and class: added up by the database.

use bellwether_db::sql;
use bellwether_exchange_rules::condition::CustomerClass;
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::error::{StoreError, known, unknown};
use crate::model::facility::ResourceId;
use crate::model::utilisation::{Booked, Cell};

#[derive(FromQueryResult)]
struct Row {
    resource_id: Uuid,
    class: String,
    month: i64,
    n: i64,
    booked_ms: i64,
    used_ms: i64,
    no_show_ms: i64,
    late_ms: i64,
}

/// What was booked of the facilities of a cluster in one time zone. `begins` are where each month begins, and where the last
/// is over.
pub async fn booked(
    conn: &impl ConnectionTrait,
    (cluster, zone): (&str, &str),
    months: &[Date],
    begins: &[i64],
) -> Result<Vec<Cell>, StoreError> {
    let (Some(first), Some(last)) = (begins.first(), begins.last()) else { return Ok(Vec::new()) };
    let mut values: Vec<Value> = vec![cluster.into(), zone.into(), (*first).into(), (*last).into()];
    let month = month_number(begins, &mut values);
    let sum =
        |what: &str, when: &str| format!("CAST(COALESCE(SUM(CASE WHEN {when} THEN {what} ELSE 0 END), 0) AS BIGINT)");
    let length = "a.until_ms - a.from_ms";
    // A settled booking is what it was before: given back if cancelled late, and without a beginning if nobody came.
    let late = "a.booking = 'cancelled_late' OR (a.booking = 'settled' AND a.state = 'voided')";
    let missed = "a.booking = 'no_show' OR (a.booking = 'settled' AND a.state = 'posted' AND a.started_at_ms IS NULL)";
    let sql = format!(
        "SELECT a.resource_id, q.class, {month} AS month, COUNT(*) AS n, {} AS booked_ms, {} AS used_ms, {} AS no_show_ms, \
         {} AS late_ms FROM exchange_resource r JOIN exchange_allocation a ON a.resource_id = r.id \
         JOIN exchange_request q ON q.id = a.request_id \
         WHERE r.cluster = $1 AND r.zone = $2 AND a.from_ms >= $3 AND a.from_ms < $4 \
         AND a.booking IN ('confirmed', 'in_use', 'used', 'no_show', 'cancelled_late', 'settled') \
         GROUP BY a.resource_id, q.class, {month}",
        sum(length, "1 = 1"),
        sum("a.ended_at_ms - a.started_at_ms", "a.started_at_ms IS NOT NULL AND a.ended_at_ms IS NOT NULL"),
        sum(length, missed),
        sum(length, late),
    );
    let cell = |row: Row| {
        let place = usize::try_from(row.month).ok().and_then(|place| months.get(place)).copied();
        Ok(Cell {
            resource: ResourceId(row.resource_id),
            month: place.ok_or_else(|| unknown("a month", &row.month.to_string()))?,
            class: known("a class of customers", &row.class, CustomerClass::from_name(&row.class))?,
            booked: Booked {
                bookings: row.n,
                booked: row.booked_ms / 60_000,
                used: row.used_ms / 60_000,
                no_show: row.no_show_ms / 60_000,
                late_cancel: row.late_ms / 60_000,
            },
        })
    };
    sql::rows::<Row>(conn, &sql, values).await?.into_iter().map(cell).collect()
}

/// The number of the month in which a booking begins, as an expression.
fn month_number(begins: &[i64], values: &mut Vec<Value>) -> String {
    let mut sql = "CASE".to_owned();
    for (number, end) in begins.iter().skip(1).enumerate() {
        values.push((*end).into());
        sql.push_str(&format!(" WHEN a.from_ms < ${} THEN {number}", values.len()));
    }
    format!("CAST({sql} ELSE -1 END AS BIGINT)")
}

/// A time out of service that is in a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Down {
    /// The facility.
    pub resource: ResourceId,
    /// When it begins.
    pub from_ms: i64,
    /// When it ends.
    pub until_ms: i64,
}

#[derive(FromQueryResult)]
struct DownRow {
    resource_id: Uuid,
    from_ms: i64,
    until_ms: i64,
}

/// Times out of service of the facilities of a cluster in a span; at most 20,000.
pub async fn down(
    conn: &impl ConnectionTrait,
    cluster: &str,
    (from_ms, until_ms): (i64, i64),
) -> Result<Vec<Down>, StoreError> {
    let sql = "SELECT d.resource_id, d.from_ms, d.until_ms FROM exchange_resource r \
               JOIN exchange_downtime d ON d.resource_id = r.id \
               WHERE r.cluster = $1 AND d.until_ms > $2 AND d.from_ms < $3 ORDER BY d.from_ms, d.id LIMIT 20000";
    let rows = sql::rows::<DownRow>(conn, sql, vec![cluster.into(), from_ms.into(), until_ms.into()]).await?;
    let down =
        |row: DownRow| Down { resource: ResourceId(row.resource_id), from_ms: row.from_ms, until_ms: row.until_ms };
    Ok(rows.into_iter().map(down).collect())
}
