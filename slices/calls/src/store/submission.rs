//! What was handed in. There is no function that changes it; triggers refuse it too.

use bellwether_db::sql;
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::error::{StoreError, known};
use super::tables::table;
use crate::model::application::ApplicationId;
use crate::model::holder::Holder;
use crate::model::outbound::OutboundId;
use crate::model::submission::Frozen;

#[derive(FromQueryResult)]
struct Row {
    content: String,
    sha256: String,
}

#[derive(FromQueryResult)]
struct NumberRow {
    n: i64,
}

/// How often an application was handed in.
pub async fn count(conn: &impl ConnectionTrait, id: ApplicationId) -> Result<u32, StoreError> {
    let sql = "SELECT COUNT(*) AS n FROM calls_submission WHERE application_id = $1";
    let row = sql::row::<NumberRow>(conn, sql, vec![id.0.into()]).await?;
    Ok(row.map_or(0, |row| u32::try_from(row.n).unwrap_or(u32::MAX)))
}

/// What was handed in the last time, compared with its digest.
pub async fn last(conn: &impl ConnectionTrait, of: impl Into<Holder>) -> Result<Option<Frozen>, StoreError> {
    let of = of.into();
    let from = table(of, "submission");
    let sql = format!("SELECT content, sha256 FROM {from} WHERE application_id = $1 ORDER BY number DESC LIMIT 1");
    let Some(row) = sql::row::<Row>(conn, &sql, vec![of.uuid().into()]).await? else { return Ok(None) };
    Ok(Some(known("the digest of a submission", &row.sha256, Frozen::read(row.content, &row.sha256).ok())?))
}

/// Stores what is handed in.
pub async fn add(
    conn: &impl ConnectionTrait,
    id: ApplicationId,
    number: u32,
    frozen: &Frozen,
    now_ms: i64,
) -> Result<(), StoreError> {
    let sql =
        "INSERT INTO calls_submission (application_id, number, content, sha256, at_ms) VALUES ($1, $2, $3, $4, $5)";
    let values =
        vec![id.0.into(), i64::from(number).into(), frozen.text().into(), frozen.sha256().into(), now_ms.into()];
    sql::run(conn, sql, values).await?;
    Ok(())
}

/// Stores what was sent to another funder.
pub async fn add_sent(
    conn: &impl ConnectionTrait,
    of: OutboundId,
    frozen: &Frozen,
    now_ms: i64,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO calls_outbound_submission (application_id, number, content, sha256, at_ms) VALUES ($1, 1, $2, $3, $4)";
    let values = vec![of.0.into(), frozen.text().into(), frozen.sha256().into(), now_ms.into()];
    sql::run(conn, sql, values).await?;
    Ok(())
}
