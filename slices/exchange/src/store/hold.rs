//! Taking time and giving it back: the chains of the table `exchange_hold`, whose constraints refuse an overlap.
//!
//! The program looks for a free place first, so that people get an answer and not an error; it is the database that
//! decides. Its refusal means that another writer was faster.

use bellwether_db::{DbError, sql};
use bellwether_exchange_rules::lifecycle::booking::BookingState;
use bellwether_exchange_rules::span::Span;
use bellwether_kernel::actor::UserId;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::error::{StoreError, known, unknown};
use crate::model::booking::{AllocationId, BookingId, Busy};
use crate::model::facility::{DowntimeId, ResourceId};

/// For whom time is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// A booking.
    Allocation(AllocationId),
    /// Nobody: it is out of service.
    Downtime(DowntimeId),
}

#[derive(FromQueryResult)]
struct Link {
    place: i64,
    from_ms: i64,
    until_ms: i64,
    after_ms: Option<i64>,
}

#[derive(FromQueryResult)]
struct End {
    until_ms: i64,
}

/// Makes the roots of those places that have none.
pub async fn add_places(conn: &impl ConnectionTrait, resource: ResourceId, places: u16) -> Result<(), StoreError> {
    for place in 0..i64::from(places) {
        let sql = "INSERT INTO exchange_hold (resource_id, place, from_ms, until_ms) VALUES ($1, $2, -1, 0) \
                   ON CONFLICT (resource_id, place, until_ms) DO NOTHING";
        sql::run(conn, sql, vec![resource.0.into(), place.into()]).await?;
    }
    Ok(())
}

/// Takes the span on the first of the places that is free, and tells which; `None` if none is.
pub async fn take(
    conn: &impl ConnectionTrait,
    resource: ResourceId,
    places: u16,
    span: Span,
    holder: Holder,
) -> Result<Option<u16>, StoreError> {
    for place in 0..places {
        if take_on(conn, resource, place, span, holder).await? {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

/// Takes the span on this place if it is free.
pub async fn take_on(
    conn: &impl ConnectionTrait,
    resource: ResourceId,
    place: u16,
    span: Span,
    holder: Holder,
) -> Result<bool, StoreError> {
    let at = |ms: i64| vec![resource.0.into(), i64::from(place).into(), ms.into()];
    let next = "SELECT place, from_ms, until_ms, after_ms FROM exchange_hold \
                WHERE resource_id = $1 AND place = $2 AND until_ms > $3 ORDER BY until_ms LIMIT 1";
    let next = sql::row::<Link>(conn, next, at(span.from_ms())).await?;
    if next.as_ref().is_some_and(|next| next.from_ms < span.until_ms()) {
        return Ok(false);
    }
    let after = match next.as_ref().and_then(|next| next.after_ms) {
        Some(after) => after,
        None => {
            let last = "SELECT until_ms FROM exchange_hold WHERE resource_id = $1 AND place = $2 AND until_ms <= $3 \
                        ORDER BY until_ms DESC LIMIT 1";
            let last = sql::row::<End>(conn, last, at(span.from_ms())).await?;
            last.ok_or_else(|| unknown("no root of a place", &place.to_string()))?.until_ms
        }
    };
    if let Some(next) = next {
        relink(conn, resource, next.place, next.until_ms, span.until_ms()).await?;
    }
    let (allocation, downtime) = match holder {
        Holder::Allocation(id) => (Some(id.0), None),
        Holder::Downtime(id) => (None, Some(id.0)),
    };
    let sql = "INSERT INTO exchange_hold (resource_id, place, from_ms, until_ms, after_ms, allocation_id, downtime_id) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = vec![
        resource.0.into(),
        i64::from(place).into(),
        span.from_ms().into(),
        span.until_ms().into(),
        after.into(),
        allocation.into(),
        downtime.into(),
    ];
    overtaken(sql::run(conn, sql, values).await)?;
    Ok(true)
}

#[derive(FromQueryResult)]
struct Count {
    n: i64,
}

/// Is a span free on all places, but for a time out of service that is to be moved?
pub async fn is_free(
    conn: &impl ConnectionTrait,
    resource: ResourceId,
    span: Span,
    but: Option<DowntimeId>,
) -> Result<bool, StoreError> {
    let sql = "SELECT COUNT(*) AS n FROM exchange_hold WHERE resource_id = $1 AND until_ms > $2 AND from_ms < $3 \
               AND after_ms IS NOT NULL AND (downtime_id IS NULL OR downtime_id <> $4)";
    let but = but.map_or(Uuid::nil(), |one| one.0);
    let values = vec![resource.0.into(), span.from_ms().into(), span.until_ms().into(), but.into()];
    Ok(sql::row::<Count>(conn, sql, values).await?.is_none_or(|count| count.n == 0))
}

/// Is there a place for a span, but for what an allocation that is to be moved keeps?
pub async fn fits(
    conn: &impl ConnectionTrait,
    resource: ResourceId,
    places: u16,
    span: Span,
    but: Option<AllocationId>,
) -> Result<bool, StoreError> {
    let sql = "SELECT COUNT(DISTINCT place) AS n FROM exchange_hold WHERE resource_id = $1 AND until_ms > $2 AND from_ms < $3 \
               AND after_ms IS NOT NULL AND (allocation_id IS NULL OR allocation_id <> $4)";
    let but = but.map_or(Uuid::nil(), |one| one.0);
    let values = vec![resource.0.into(), span.from_ms().into(), span.until_ms().into(), but.into()];
    Ok(sql::row::<Count>(conn, sql, values).await?.is_none_or(|count| count.n < i64::from(places)))
}

/// Gives back what is kept for the holder; tells which spans became free.
pub async fn give_back(
    conn: &impl ConnectionTrait,
    resource: ResourceId,
    holder: Holder,
) -> Result<Vec<Span>, StoreError> {
    let (column, id) = match holder {
        Holder::Allocation(id) => ("allocation_id", id.0),
        Holder::Downtime(id) => ("downtime_id", id.0),
    };
    let sql = format!(
        "DELETE FROM exchange_hold WHERE resource_id = $1 AND {column} = $2 RETURNING place, from_ms, until_ms, after_ms"
    );
    let gone = sql::rows::<Link>(conn, &sql, vec![resource.0.into(), id.into()]).await?;
    let mut free = Vec::new();
    for link in gone {
        let sql = "UPDATE exchange_hold SET after_ms = $4 WHERE resource_id = $1 AND place = $2 AND after_ms = $3";
        let values: Vec<Value> = vec![resource.0.into(), link.place.into(), link.until_ms.into(), link.after_ms.into()];
        overtaken(sql::run(conn, sql, values).await)?;
        free.extend(Span::of_ms(link.from_ms, link.until_ms));
    }
    Ok(free)
}

async fn relink(
    conn: &impl ConnectionTrait,
    resource: ResourceId,
    place: i64,
    until_ms: i64,
    after_ms: i64,
) -> Result<(), StoreError> {
    let sql = "UPDATE exchange_hold SET after_ms = $4 WHERE resource_id = $1 AND place = $2 AND until_ms = $3";
    overtaken(sql::run(conn, sql, vec![resource.0.into(), place.into(), until_ms.into(), after_ms.into()]).await)?;
    Ok(())
}

fn overtaken(done: Result<u64, DbError>) -> Result<u64, StoreError> {
    match done {
        Err(error) if error.is_duplicate() => Err(StoreError::Overtaken),
        other => Ok(other?),
    }
}

#[derive(FromQueryResult)]
struct BusyRow {
    resource_id: Uuid,
    place: i64,
    from_ms: i64,
    until_ms: i64,
    is_down: i64,
    person: Option<Uuid>,
    request_id: Option<Uuid>,
    used_from_ms: Option<i64>,
    used_until_ms: Option<i64>,
    booking: Option<String>,
}

/// What is taken of the facilities of a cluster, or of one, in a span: in order, at most 5,000.
pub async fn busy(
    conn: &impl ConnectionTrait,
    cluster: &str,
    resource: Option<ResourceId>,
    within: Span,
) -> Result<Vec<Busy>, StoreError> {
    let mut values: Vec<Value> = vec![cluster.into(), within.from_ms().into(), within.until_ms().into()];
    let only = resource.map_or(String::new(), |resource| {
        values.push(resource.0.into());
        " AND h.resource_id = $4".to_owned()
    });
    let sql = format!(
        "SELECT h.resource_id, h.place, h.from_ms, h.until_ms, \
         CAST(CASE WHEN h.downtime_id IS NULL THEN 0 ELSE 1 END AS BIGINT) AS is_down, q.person, a.request_id, \
         a.from_ms AS used_from_ms, a.until_ms AS used_until_ms, a.booking \
         FROM exchange_resource r JOIN exchange_hold h ON h.resource_id = r.id \
         LEFT JOIN exchange_allocation a ON a.id = h.allocation_id \
         LEFT JOIN exchange_request q ON q.id = a.request_id \
         WHERE r.cluster = $1 AND h.until_ms > $2 AND h.from_ms < $3 AND h.after_ms IS NOT NULL{only} \
         ORDER BY h.from_ms, h.resource_id, h.place LIMIT 5000"
    );
    let busy = |row: BusyRow| {
        Ok(Busy {
            resource: ResourceId(row.resource_id),
            place: u16::try_from(row.place).map_err(|_| unknown("a place", &row.place.to_string()))?,
            span: known("a span", &row.from_ms.to_string(), Span::of_ms(row.from_ms, row.until_ms))?,
            is_down: row.is_down != 0,
            person: row.person.map(UserId),
            booking: row.request_id.map(BookingId),
            used: row.used_from_ms.zip(row.used_until_ms).and_then(|(from, until)| Span::of_ms(from, until)),
            is_own: false,
            is_ahead: row.booking.as_deref().and_then(BookingState::from_name).is_some_and(BookingState::is_ahead),
        })
    };
    sql::rows::<BusyRow>(conn, &sql, values).await?.into_iter().map(busy).collect()
}
