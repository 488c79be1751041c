//! What the use of facilities is made of: sums that are kept, and times out of service.

use bellwether_db::sql;
use bellwether_exchange_rules::condition::CustomerClass;
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::error::{StoreError, known};
use super::uses;
use crate::model::facility::ResourceId;
use crate::model::statement;
use crate::model::utilisation::Cell;

/// What was booked of the facilities of a cluster in the months from the first to the last.
pub async fn booked(conn: &impl ConnectionTrait, cluster: &str, months: (Date, Date)) -> Result<Vec<Cell>, StoreError> {
    let cell = |((resource, month, class), sums): (uses::Place, uses::Sums)| {
        Ok(Cell {
            resource,
            month: known("a month", &month, statement::month(&month))?,
            class: known("a class of customers", &class, CustomerClass::from_name(&class))?,
            booked: sums.minutes(),
        })
    };
    uses::of_cluster(conn, cluster, months).await?.into_iter().map(cell).collect()
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
