//! What was handed in. There is no function that changes it; triggers refuse it too.

use bellwether_db::sql;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::among;
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
struct StagedRow {
    content: String,
    sha256: String,
    stage: i64,
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

/// What was handed in the last time in this stage or before it, compared with its digest; with the number of its stage.
pub async fn last_until(
    conn: &impl ConnectionTrait,
    id: ApplicationId,
    stage: u32,
) -> Result<Option<(Frozen, u32)>, StoreError> {
    let sql = "SELECT content, sha256, stage FROM calls_submission WHERE application_id = $1 AND stage <= $2 \
               ORDER BY number DESC LIMIT 1";
    let Some(row) = sql::row::<StagedRow>(conn, sql, vec![id.0.into(), i64::from(stage).into()]).await? else {
        return Ok(None);
    };
    let frozen = known("the digest of a submission", &row.sha256, Frozen::read(row.content, &row.sha256).ok())?;
    Ok(Some((frozen, u32::try_from(row.stage).unwrap_or(u32::MAX))))
}

/// What was handed in the last time by these applications, compared with its digest.
pub async fn last_of_all(
    conn: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<Vec<(ApplicationId, Frozen)>, StoreError> {
    #[derive(FromQueryResult)]
    struct OfRow {
        application_id: Uuid,
        content: String,
        sha256: String,
    }
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (places, values) = among(ids);
    let sql = format!(
        "SELECT s.application_id, s.content, s.sha256 FROM calls_submission s WHERE s.application_id IN ({places}) AND s.number = \
         (SELECT MAX(o.number) FROM calls_submission o WHERE o.application_id = s.application_id)"
    );
    let one = |row: OfRow| {
        let frozen = known("the digest of a submission", &row.sha256, Frozen::read(row.content, &row.sha256).ok())?;
        Ok((ApplicationId(row.application_id), frozen))
    };
    sql::rows::<OfRow>(conn, &sql, values).await?.into_iter().map(one).collect()
}

/// The numbers of the stages in which an application was handed in.
pub async fn stages(conn: &impl ConnectionTrait, id: ApplicationId) -> Result<Vec<u32>, StoreError> {
    let sql = "SELECT DISTINCT stage AS n FROM calls_submission WHERE application_id = $1 ORDER BY n";
    let rows = sql::rows::<NumberRow>(conn, sql, vec![id.0.into()]).await?;
    Ok(rows.into_iter().filter_map(|row| u32::try_from(row.n).ok()).collect())
}

/// Stores what is handed in.
pub async fn add(
    conn: &impl ConnectionTrait,
    id: ApplicationId,
    (number, stage): (u32, u32),
    frozen: &Frozen,
    now_ms: i64,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO calls_submission (application_id, number, content, sha256, at_ms, stage) \
               VALUES ($1, $2, $3, $4, $5, $6)";
    let values = vec![
        id.0.into(),
        i64::from(number).into(),
        frozen.text().into(),
        frozen.sha256().into(),
        now_ms.into(),
        i64::from(stage).into(),
    ];
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
