//! Sums of use by facility, month and class, kept with each change of a booking; filled from the bookings that are there.

use jiff::civil::{Date, time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use sea_orm::{ConnectionTrait, Statement, Value};
use sea_orm_migration::prelude::{DbErr, DeriveMigrationName, MigrationTrait, SchemaManager};

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLE: &str = "CREATE TABLE exchange_use (
    resource_id UUID NOT NULL REFERENCES exchange_resource (id),
    month TEXT NOT NULL,
    class TEXT NOT NULL,
    bookings BIGINT NOT NULL,
    booked_ms BIGINT NOT NULL,
    used_ms BIGINT NOT NULL,
    no_show_ms BIGINT NOT NULL,
    late_ms BIGINT NOT NULL,
    PRIMARY KEY (resource_id, month, class)
)";

/// What the bookings of a month in one zone add up to. A settled booking is what it was before: given back if cancelled late,
/// and without a beginning if nobody came.
const FILL: &str = "INSERT INTO exchange_use (resource_id, class, month, bookings, booked_ms, used_ms, no_show_ms, late_ms)
    SELECT a.resource_id, q.class, $1, COUNT(*), CAST(SUM(a.until_ms - a.from_ms) AS BIGINT),
    CAST(COALESCE(SUM(a.ended_at_ms - a.started_at_ms), 0) AS BIGINT),
    CAST(SUM(CASE WHEN a.booking = 'no_show' OR (a.booking = 'settled' AND a.state = 'posted' AND a.started_at_ms IS NULL)
        THEN a.until_ms - a.from_ms ELSE 0 END) AS BIGINT),
    CAST(SUM(CASE WHEN a.booking = 'cancelled_late' OR (a.booking = 'settled' AND a.state = 'voided')
        THEN a.until_ms - a.from_ms ELSE 0 END) AS BIGINT)
    FROM exchange_resource r JOIN exchange_allocation a ON a.resource_id = r.id JOIN exchange_request q ON q.id = a.request_id
    WHERE r.zone = $2 AND a.from_ms >= $3 AND a.from_ms < $4
    AND a.booking IN ('confirmed', 'in_use', 'used', 'no_show', 'cancelled_late', 'settled')
    GROUP BY a.resource_id, q.class";

const REACH: &str = "SELECT r.zone, MIN(a.from_ms) AS first_ms, MAX(a.from_ms) AS last_ms FROM exchange_resource r
    JOIN exchange_allocation a ON a.resource_id = r.id GROUP BY r.zone";

fn month_of(zone: &TimeZone, ms: i64) -> Date {
    Timestamp::from_millisecond(ms).unwrap_or_default().to_zoned(zone.clone()).date().first_of_month()
}

fn begin_ms(zone: &TimeZone, day: Date) -> Result<i64, DbErr> {
    let begin = zone.to_ambiguous_timestamp(day.to_datetime(time(0, 0, 0, 0))).compatible();
    begin.map(Timestamp::as_millisecond).map_err(|error| DbErr::Custom(error.to_string()))
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let conn = manager.get_connection();
        conn.execute_unprepared(TABLE).await?;
        for reach in conn.query_all_raw(Statement::from_string(conn.get_database_backend(), REACH)).await? {
            let name: String = reach.try_get("", "zone")?;
            let zone = TimeZone::get(&name).unwrap_or(TimeZone::UTC);
            let (first_ms, last_ms): (i64, i64) = (reach.try_get("", "first_ms")?, reach.try_get("", "last_ms")?);
            let (mut month, last) = (month_of(&zone, first_ms), month_of(&zone, last_ms));
            while month <= last {
                let next = month.checked_add(1.month()).map_err(|error| DbErr::Custom(error.to_string()))?;
                let written = format!("{:04}-{:02}", month.year(), month.month());
                let span = (begin_ms(&zone, month)?, begin_ms(&zone, next)?);
                let values: [Value; 4] = [written.into(), name.as_str().into(), span.0.into(), span.1.into()];
                let fill = Statement::from_sql_and_values(conn.get_database_backend(), FILL, values);
                conn.execute_raw(fill).await?;
                month = next;
            }
        }
        Ok(())
    }
}
