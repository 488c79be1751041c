//! Days on which facilities are closed.

use bellwether_db::sql;
use bellwether_kernel::actor::UserId;
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::error::{StoreError, known};
use crate::model::holiday::Holiday;

#[derive(FromQueryResult)]
struct Row {
    facility: String,
    day: String,
    name: String,
}

impl Row {
    fn holiday(self) -> Result<Holiday, StoreError> {
        let day: Date = known("a day", &self.day, self.day.parse().ok())?;
        Ok(Holiday { facility: self.facility, day, name: self.name })
    }
}

/// The days of a cluster, the first first; at most 4,000.
pub async fn of_cluster(conn: &impl ConnectionTrait, cluster: &str) -> Result<Vec<Holiday>, StoreError> {
    let sql = "SELECT facility, day, name FROM exchange_holiday WHERE cluster = $1 ORDER BY day, facility LIMIT 4000";
    sql::rows::<Row>(conn, sql, vec![cluster.into()]).await?.into_iter().map(Row::holiday).collect()
}

/// Those of them on which one facility is closed.
pub async fn of(conn: &impl ConnectionTrait, cluster: &str, facility: &str) -> Result<Vec<Date>, StoreError> {
    let sql = "SELECT facility, day, name FROM exchange_holiday WHERE cluster = $1 AND facility IN ('', $2) \
               ORDER BY day LIMIT 4000";
    let rows = sql::rows::<Row>(conn, sql, vec![cluster.into(), facility.into()]).await?;
    let mut days = rows.into_iter().map(|row| row.holiday().map(|one| one.day)).collect::<Result<Vec<_>, _>>()?;
    days.dedup();
    Ok(days)
}

/// Writes a day, or its name.
pub async fn set(
    conn: &impl ConnectionTrait,
    cluster: &str,
    one: &Holiday,
    (by, now_ms): (Option<UserId>, i64),
) -> Result<(), StoreError> {
    let sql = "INSERT INTO exchange_holiday (cluster, facility, day, name, set_by, set_at_ms) VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (cluster, facility, day) DO UPDATE SET name = excluded.name, set_by = excluded.set_by, \
               set_at_ms = excluded.set_at_ms";
    let values = vec![
        cluster.into(),
        one.facility.as_str().into(),
        one.day.to_string().into(),
        one.name.as_str().into(),
        by.map(|by| by.0).into(),
        now_ms.into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}

/// Takes a day away. `false` if it was not there.
pub async fn remove(
    conn: &impl ConnectionTrait,
    cluster: &str,
    (facility, day): (&str, Date),
) -> Result<bool, StoreError> {
    let sql = "DELETE FROM exchange_holiday WHERE cluster = $1 AND facility = $2 AND day = $3";
    Ok(sql::run(conn, sql, vec![cluster.into(), facility.into(), day.to_string().into()]).await? == 1)
}
