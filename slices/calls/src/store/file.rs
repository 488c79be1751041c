//! Files of applications. One that was taken away stays for what was handed in with it.

use bellwether_db::sql;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::error::{StoreError, known};
use crate::model::application::ApplicationId;
use crate::model::file::{Attached, FileId, FileKind};

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    application_id: Uuid,
    field: String,
    name: String,
    kind: String,
    bytes: i64,
    sha256: String,
}

#[derive(FromQueryResult)]
struct ContentRow {
    content: Vec<u8>,
}

const COLUMNS: &str = "id, application_id, field, name, kind, bytes, sha256";

impl Row {
    fn file(self) -> Result<Attached, StoreError> {
        Ok(Attached {
            id: FileId(self.id),
            application: ApplicationId(self.application_id),
            kind: known("a kind of file", &self.kind, FileKind::from_name(&self.kind))?,
            field: self.field,
            name: self.name,
            bytes: self.bytes.unsigned_abs(),
            sha256: self.sha256,
        })
    }
}

/// The files of an application that were not taken away.
pub async fn of(conn: &impl ConnectionTrait, id: ApplicationId) -> Result<Vec<Attached>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM calls_file WHERE application_id = $1 AND NOT is_removed ORDER BY field, id LIMIT 500"
    );
    sql::rows::<Row>(conn, &sql, vec![id.0.into()]).await?.into_iter().map(Row::file).collect()
}

/// All files of an application, also those that were taken away or replaced.
pub async fn all(conn: &impl ConnectionTrait, id: ApplicationId) -> Result<Vec<Attached>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM calls_file WHERE application_id = $1 ORDER BY field, id LIMIT 2000");
    sql::rows::<Row>(conn, &sql, vec![id.0.into()]).await?.into_iter().map(Row::file).collect()
}

/// The bytes of a file.
pub async fn content(conn: &impl ConnectionTrait, id: FileId) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT content FROM calls_file WHERE id = $1";
    Ok(sql::row::<ContentRow>(conn, sql, vec![id.0.into()]).await?.map(|row| row.content))
}

/// Stores a file in the place of those that its field had.
pub async fn replace(
    conn: &impl ConnectionTrait,
    file: &Attached,
    content: &[u8],
    now_ms: i64,
) -> Result<(), StoreError> {
    let sql = "UPDATE calls_file SET is_removed = TRUE WHERE application_id = $1 AND field = $2 AND NOT is_removed";
    sql::run(conn, sql, vec![file.application.0.into(), file.field.as_str().into()]).await?;
    let sql = "INSERT INTO calls_file (id, application_id, field, name, kind, bytes, sha256, content, is_removed, sent_at_ms) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, FALSE, $9)";
    let values = vec![
        file.id.0.into(),
        file.application.0.into(),
        file.field.as_str().into(),
        file.name.as_str().into(),
        file.kind.name().into(),
        i64::try_from(file.bytes).unwrap_or(i64::MAX).into(),
        file.sha256.as_str().into(),
        content.to_vec().into(),
        now_ms.into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}

/// Takes a file away.
pub async fn remove(conn: &impl ConnectionTrait, application: ApplicationId, id: FileId) -> Result<bool, StoreError> {
    let sql = "UPDATE calls_file SET is_removed = TRUE WHERE id = $1 AND application_id = $2 AND NOT is_removed";
    Ok(sql::run(conn, sql, vec![id.0.into(), application.0.into()]).await? == 1)
}
