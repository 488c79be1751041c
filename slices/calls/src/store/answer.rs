//! Answers of drafts, each with a revision that counts its changes.

use bellwether_db::sql;
use bellwether_kernel::actor::UserId;
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::error::StoreError;
use super::tables::table;
use crate::model::draft::Kept;
use crate::model::holder::Holder;

#[derive(FromQueryResult)]
struct Row {
    field: String,
    typed: String,
    revision: i64,
    saved_at_ms: i64,
}

impl From<Row> for Kept {
    fn from(row: Row) -> Kept {
        Kept { field: row.field, typed: row.typed, revision: row.revision, saved_at_ms: row.saved_at_ms }
    }
}

/// All answers of an application.
pub async fn of(conn: &impl ConnectionTrait, of: impl Into<Holder>) -> Result<Vec<Kept>, StoreError> {
    let of = of.into();
    let from = table(of, "answer");
    let sql = format!(
        "SELECT field, typed, revision, saved_at_ms FROM {from} WHERE application_id = $1 ORDER BY field LIMIT 2000"
    );
    Ok(sql::rows::<Row>(conn, &sql, vec![of.uuid().into()]).await?.into_iter().map(Kept::from).collect())
}

/// One answer.
pub async fn find(conn: &impl ConnectionTrait, of: impl Into<Holder>, field: &str) -> Result<Option<Kept>, StoreError> {
    let of = of.into();
    let from = table(of, "answer");
    let sql =
        format!("SELECT field, typed, revision, saved_at_ms FROM {from} WHERE application_id = $1 AND field = $2");
    Ok(sql::row::<Row>(conn, &sql, vec![of.uuid().into(), field.into()]).await?.map(Kept::from))
}

/// Writes an answer.
pub async fn save(
    conn: &impl ConnectionTrait,
    of: impl Into<Holder>,
    kept: &Kept,
    by: Option<UserId>,
) -> Result<(), StoreError> {
    let of = of.into();
    let into = table(of, "answer");
    let sql = format!(
        "INSERT INTO {into} (application_id, field, typed, revision, saved_by, saved_at_ms) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (application_id, field) DO UPDATE SET typed = excluded.typed, \
         revision = excluded.revision, saved_by = excluded.saved_by, saved_at_ms = excluded.saved_at_ms"
    );
    let values = vec![
        of.uuid().into(),
        kept.field.as_str().into(),
        kept.typed.as_str().into(),
        kept.revision.into(),
        by.map(|by| by.0).into(),
        kept.saved_at_ms.into(),
    ];
    sql::run(conn, &sql, values).await?;
    Ok(())
}
