//! Photos and manuals of facilities.

use bellwether_db::sql;
use bellwether_kernel::actor::UserId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::error::{StoreError, json, known, text, unknown};
use crate::model::facility::ResourceId;
use crate::model::file::{DocumentId, FacilityFile, FileId, FileKind, FileSort};

const COLUMNS: &str = "id, resource_id, sort, document, version, name, kind, width, height, bytes, sha256, sent_at_ms";

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    resource_id: Uuid,
    sort: String,
    document: Uuid,
    version: i64,
    name: String,
    kind: String,
    width: Option<i64>,
    height: Option<i64>,
    bytes: i64,
    sha256: String,
    sent_at_ms: i64,
}

#[derive(FromQueryResult)]
struct ContentRow {
    content: Vec<u8>,
}

fn small(what: &'static str, value: i64) -> Result<u32, StoreError> {
    u32::try_from(value).map_err(|_| unknown(what, &value.to_string()))
}

impl Row {
    fn file(self) -> Result<FacilityFile, StoreError> {
        let size = match self.width.zip(self.height) {
            Some((width, height)) => Some((small("a width", width)?, small("a height", height)?)),
            None => None,
        };
        Ok(FacilityFile {
            id: FileId(self.id),
            resource: ResourceId(self.resource_id),
            sort: known("a sort of file", &self.sort, FileSort::from_name(&self.sort))?,
            document: DocumentId(self.document),
            version: small("a version", self.version)?,
            name: json("a name", &self.name)?,
            kind: known("a kind of file", &self.kind, FileKind::from_name(&self.kind))?,
            size,
            bytes: self.bytes.unsigned_abs(),
            sha256: self.sha256,
            sent_at_ms: self.sent_at_ms,
        })
    }
}

/// The files of a facility that were not taken away: photos in the order in which they came, manuals by document with the
/// latest version first; at most 2,000.
pub async fn of(conn: &impl ConnectionTrait, resource: ResourceId) -> Result<Vec<FacilityFile>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM exchange_file WHERE resource_id = $1 AND is_removed = 0 \
         ORDER BY sort, document, version DESC LIMIT 2000"
    );
    sql::rows::<Row>(conn, &sql, vec![resource.0.into()]).await?.into_iter().map(Row::file).collect()
}

/// One file of a facility with its bytes, unless it was taken away.
pub async fn content(
    conn: &impl ConnectionTrait,
    resource: ResourceId,
    id: FileId,
) -> Result<Option<(FacilityFile, Vec<u8>)>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM exchange_file WHERE resource_id = $1 AND id = $2 AND is_removed = 0");
    let Some(row) = sql::row::<Row>(conn, &sql, vec![resource.0.into(), id.0.into()]).await? else { return Ok(None) };
    let sql = "SELECT content FROM exchange_file WHERE id = $1";
    let bytes = sql::row::<ContentRow>(conn, sql, vec![id.0.into()]).await?.map(|row| row.content).unwrap_or_default();
    Ok(Some((row.file()?, bytes)))
}

/// The last version of a document of a facility, also of one whose versions were taken away.
pub async fn last_version(
    conn: &impl ConnectionTrait,
    resource: ResourceId,
    document: DocumentId,
) -> Result<Option<FacilityFile>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM exchange_file WHERE resource_id = $1 AND document = $2 ORDER BY version DESC LIMIT 1"
    );
    let row = sql::row::<Row>(conn, &sql, vec![resource.0.into(), document.0.into()]).await?;
    row.map(Row::file).transpose()
}

/// Stores a file.
pub async fn add(
    conn: &impl ConnectionTrait,
    one: &FacilityFile,
    content: &[u8],
    by: Option<UserId>,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO exchange_file (id, resource_id, sort, document, version, name, kind, width, height, bytes, sha256, \
               content, is_removed, sent_by, sent_at_ms) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, $13, $14)";
    let values = vec![
        one.id.0.into(),
        one.resource.0.into(),
        one.sort.name().into(),
        one.document.0.into(),
        i64::from(one.version).into(),
        text("a name", &one.name)?.into(),
        one.kind.name().into(),
        one.size.map(|size| i64::from(size.0)).into(),
        one.size.map(|size| i64::from(size.1)).into(),
        i64::try_from(one.bytes).unwrap_or(i64::MAX).into(),
        one.sha256.as_str().into(),
        content.to_vec().into(),
        by.map(|by| by.0).into(),
        one.sent_at_ms.into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}

/// Takes a file away. `false` if there was none.
pub async fn remove(conn: &impl ConnectionTrait, resource: ResourceId, id: FileId) -> Result<bool, StoreError> {
    let sql = "UPDATE exchange_file SET is_removed = 1 WHERE id = $1 AND resource_id = $2 AND is_removed = 0";
    Ok(sql::run(conn, sql, vec![id.0.into(), resource.0.into()]).await? == 1)
}
