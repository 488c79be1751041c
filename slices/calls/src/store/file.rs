//! Files of applications. One that was taken away stays for what was handed in with it.

use bellwether_db::sql;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::error::{StoreError, known};
use super::tables::table;
use crate::model::file::{Attached, FileId, FileKind};
use crate::model::holder::Holder;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
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

const COLUMNS: &str = "id, field, name, kind, bytes, sha256";

impl Row {
    fn file(self, of: Holder) -> Result<Attached, StoreError> {
        Ok(Attached {
            id: FileId(self.id),
            of,
            kind: known("a kind of file", &self.kind, FileKind::from_name(&self.kind))?,
            field: self.field,
            name: self.name,
            bytes: self.bytes.unsigned_abs(),
            sha256: self.sha256,
        })
    }
}

/// The files of an application that were not taken away.
pub async fn of(conn: &impl ConnectionTrait, of: impl Into<Holder>) -> Result<Vec<Attached>, StoreError> {
    let of = of.into();
    let from = table(of, "file");
    let sql = format!(
        "SELECT {COLUMNS} FROM {from} WHERE application_id = $1 AND NOT is_removed ORDER BY field, id LIMIT 500"
    );
    sql::rows::<Row>(conn, &sql, vec![of.uuid().into()]).await?.into_iter().map(|row| row.file(of)).collect()
}

/// All files of an application, also those that were taken away or replaced.
pub async fn all(conn: &impl ConnectionTrait, of: impl Into<Holder>) -> Result<Vec<Attached>, StoreError> {
    let of = of.into();
    let from = table(of, "file");
    let sql = format!("SELECT {COLUMNS} FROM {from} WHERE application_id = $1 ORDER BY field, id LIMIT 2000");
    sql::rows::<Row>(conn, &sql, vec![of.uuid().into()]).await?.into_iter().map(|row| row.file(of)).collect()
}

/// The bytes of a file of an application to a call.
pub async fn content(conn: &impl ConnectionTrait, id: FileId) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT content FROM calls_file WHERE id = $1";
    Ok(sql::row::<ContentRow>(conn, sql, vec![id.0.into()]).await?.map(|row| row.content))
}

/// The bytes of a file.
pub async fn content_of(conn: &impl ConnectionTrait, of: Holder, id: FileId) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = format!("SELECT content FROM {} WHERE id = $1 AND application_id = $2", table(of, "file"));
    Ok(sql::row::<ContentRow>(conn, &sql, vec![id.0.into(), of.uuid().into()]).await?.map(|row| row.content))
}

/// Stores a file in the place of those that its field had.
pub async fn replace(
    conn: &impl ConnectionTrait,
    file: &Attached,
    content: &[u8],
    now_ms: i64,
) -> Result<(), StoreError> {
    let into = table(file.of, "file");
    let sql =
        format!("UPDATE {into} SET is_removed = TRUE WHERE application_id = $1 AND field = $2 AND NOT is_removed");
    sql::run(conn, &sql, vec![file.of.uuid().into(), file.field.as_str().into()]).await?;
    let sql = format!(
        "INSERT INTO {into} (id, application_id, field, name, kind, bytes, sha256, content, is_removed, sent_at_ms) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, FALSE, $9)"
    );
    let values = vec![
        file.id.0.into(),
        file.of.uuid().into(),
        file.field.as_str().into(),
        file.name.as_str().into(),
        file.kind.name().into(),
        i64::try_from(file.bytes).unwrap_or(i64::MAX).into(),
        file.sha256.as_str().into(),
        content.to_vec().into(),
        now_ms.into(),
    ];
    sql::run(conn, &sql, values).await?;
    Ok(())
}

/// Takes a file away.
pub async fn remove(conn: &impl ConnectionTrait, of: impl Into<Holder>, id: FileId) -> Result<bool, StoreError> {
    let of = of.into();
    let from = table(of, "file");
    let sql = format!("UPDATE {from} SET is_removed = TRUE WHERE id = $1 AND application_id = $2 AND NOT is_removed");
    Ok(sql::run(conn, &sql, vec![id.0.into(), of.uuid().into()]).await? == 1)
}
