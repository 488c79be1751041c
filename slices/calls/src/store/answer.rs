//! Answers of drafts, each with a revision that counts its changes.

use bellwether_db::sql;
use bellwether_kernel::actor::UserId;
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::error::StoreError;
use crate::model::application::ApplicationId;

/// An answer as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Kept {
    /// The code of its field.
    pub field: String,
    /// What was typed.
    pub typed: String,
    /// How often it was changed.
    pub revision: i64,
    /// When it was changed last, in milliseconds UTC.
    pub saved_at_ms: i64,
}

/// All answers of an application.
pub async fn of(conn: &impl ConnectionTrait, id: ApplicationId) -> Result<Vec<Kept>, StoreError> {
    let sql = "SELECT field, typed, revision, saved_at_ms FROM calls_answer WHERE application_id = $1 ORDER BY field LIMIT 2000";
    Ok(sql::rows(conn, sql, vec![id.0.into()]).await?)
}

/// One answer.
pub async fn find(conn: &impl ConnectionTrait, id: ApplicationId, field: &str) -> Result<Option<Kept>, StoreError> {
    let sql = "SELECT field, typed, revision, saved_at_ms FROM calls_answer WHERE application_id = $1 AND field = $2";
    Ok(sql::row(conn, sql, vec![id.0.into(), field.into()]).await?)
}

/// Writes an answer.
pub async fn save(
    conn: &impl ConnectionTrait,
    id: ApplicationId,
    kept: &Kept,
    by: Option<UserId>,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO calls_answer (application_id, field, typed, revision, saved_by, saved_at_ms) \
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (application_id, field) DO UPDATE SET typed = excluded.typed, \
               revision = excluded.revision, saved_by = excluded.saved_by, saved_at_ms = excluded.saved_at_ms";
    let values = vec![
        id.0.into(),
        kept.field.as_str().into(),
        kept.typed.as_str().into(),
        kept.revision.into(),
        by.map(|by| by.0).into(),
        kept.saved_at_ms.into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}
