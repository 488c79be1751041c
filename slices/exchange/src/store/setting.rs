//! What facilities are set to, and what the bookings around a time ask for.

use bellwether_db::sql;
use bellwether_exchange_rules::span::Span;
use bellwether_kernel::actor::UserId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::error::{StoreError, json};
use crate::model::booking::BookingId;
use crate::model::configuration::{Options, Setting, SettingId};
use crate::model::facility::ResourceId;

#[derive(FromQueryResult)]
struct Row {
    item: String,
    option: String,
    set_by: Option<Uuid>,
    set_at_ms: i64,
}

impl Row {
    fn setting(self) -> Setting {
        Setting { item: self.item, option: self.option, by: self.set_by.map(UserId), at_ms: self.set_at_ms }
    }
}

/// What a facility is set to now, item by item.
pub async fn present(conn: &impl ConnectionTrait, resource: ResourceId) -> Result<Vec<Setting>, StoreError> {
    let sql = "SELECT s.item, s.option, s.set_by, s.set_at_ms FROM exchange_setting s WHERE s.resource_id = $1 \
               AND NOT EXISTS (SELECT 1 FROM exchange_setting n WHERE n.resource_id = s.resource_id AND n.item = s.item \
               AND (n.set_at_ms > s.set_at_ms OR (n.set_at_ms = s.set_at_ms AND n.id > s.id))) ORDER BY s.item";
    let rows = sql::rows::<Row>(conn, sql, vec![resource.0.into()]).await?;
    Ok(rows.into_iter().map(Row::setting).collect())
}

/// The last changes, the latest first; at most 20.
pub async fn history(conn: &impl ConnectionTrait, resource: ResourceId) -> Result<Vec<Setting>, StoreError> {
    let sql = "SELECT item, option, set_by, set_at_ms FROM exchange_setting WHERE resource_id = $1 \
               ORDER BY set_at_ms DESC, id DESC LIMIT 20";
    let rows = sql::rows::<Row>(conn, sql, vec![resource.0.into()]).await?;
    Ok(rows.into_iter().map(Row::setting).collect())
}

/// Notes that something is set.
pub async fn set(
    conn: &impl ConnectionTrait,
    resource: ResourceId,
    one: &Setting,
    of: Option<BookingId>,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO exchange_setting (id, resource_id, item, option, request_id, set_by, set_at_ms) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = vec![
        SettingId::new().0.into(),
        resource.0.into(),
        one.item.as_str().into(),
        one.option.as_str().into(),
        of.map(|of| of.0).into(),
        one.by.map(|by| by.0).into(),
        one.at_ms.into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct WantsRow {
    wants: String,
}

/// What bookings that have not begun and come before a time ask for, the last of them first; at most 200.
pub async fn asked_before(
    conn: &impl ConnectionTrait,
    resource: ResourceId,
    (from_ms, but): (i64, Option<BookingId>),
) -> Result<Vec<Options>, StoreError> {
    let sql = "SELECT q.wants FROM exchange_allocation a JOIN exchange_request q ON q.id = a.request_id \
               WHERE a.resource_id = $1 AND a.from_ms < $2 AND a.booking IN ('held', 'confirmed') AND q.wants <> '{}' \
               AND q.id <> $3 ORDER BY a.from_ms DESC LIMIT 200";
    let values = vec![resource.0.into(), from_ms.into(), but.map_or(Uuid::nil(), |one| one.0).into()];
    sql::rows::<WantsRow>(conn, sql, values).await?.iter().map(|row| json("options", &row.wants)).collect()
}

/// The booking after a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// What it asks for.
    pub wants: Options,
    /// When its use begins.
    pub from_ms: i64,
    /// From when on time is kept for it.
    pub kept_from_ms: i64,
}

#[derive(FromQueryResult)]
struct NextRow {
    wants: String,
    from_ms: i64,
    kept_from_ms: i64,
}

/// The first booking that begins at the end of a time or later.
pub async fn next(
    conn: &impl ConnectionTrait,
    resource: ResourceId,
    (span, but): (Span, Option<BookingId>),
) -> Result<Option<Next>, StoreError> {
    let sql = "SELECT q.wants, a.from_ms, h.from_ms AS kept_from_ms FROM exchange_allocation a \
               JOIN exchange_request q ON q.id = a.request_id JOIN exchange_hold h ON h.allocation_id = a.id \
               WHERE a.resource_id = $1 AND a.from_ms >= $2 AND a.booking IN ('held', 'confirmed') AND q.id <> $3 \
               ORDER BY a.from_ms LIMIT 1";
    let values = vec![resource.0.into(), span.until_ms().into(), but.map_or(Uuid::nil(), |one| one.0).into()];
    let Some(row) = sql::row::<NextRow>(conn, sql, values).await? else { return Ok(None) };
    Ok(Some(Next { wants: json("options", &row.wants)?, from_ms: row.from_ms, kept_from_ms: row.kept_from_ms }))
}
