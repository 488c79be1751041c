//! Files that wait between their preview and their use. They hold personal data, so they do not stay.

use bellwether_db::{DbError, sql};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// How long a file waits.
pub const PATIENCE_MS: i64 = 24 * 60 * 60 * 1000;

/// A file that waits: its table as JSON.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Brought {
    pub id: Uuid,
    pub cluster: String,
    pub name: String,
    pub body: String,
    pub brought_by: String,
    pub brought_at_ms: i64,
}

/// Keeps a file, and lets go those that waited for too long.
pub async fn insert(conn: &impl ConnectionTrait, new: &Brought) -> Result<(), DbError> {
    let late = new.brought_at_ms - PATIENCE_MS;
    sql::run(conn, "DELETE FROM actors_import WHERE brought_at_ms < $1", vec![late.into()]).await?;
    let sql = "INSERT INTO actors_import (id, cluster, name, body, brought_by, brought_at_ms) VALUES ($1, $2, $3, $4, $5, $6)";
    let values = vec![
        new.id.into(),
        new.cluster.clone().into(),
        new.name.clone().into(),
        new.body.clone().into(),
        new.brought_by.clone().into(),
        new.brought_at_ms.into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}

/// The file, unless it waited for too long.
pub async fn find(conn: &impl ConnectionTrait, id: Uuid, now_ms: i64) -> Result<Option<Brought>, DbError> {
    let sql = "SELECT id, cluster, name, body, brought_by, brought_at_ms FROM actors_import
               WHERE id = $1 AND brought_at_ms >= $2";
    sql::row(conn, sql, vec![id.into(), (now_ms - PATIENCE_MS).into()]).await
}

/// Lets a file go.
pub async fn remove(conn: &impl ConnectionTrait, id: Uuid) -> Result<(), DbError> {
    sql::run(conn, "DELETE FROM actors_import WHERE id = $1", vec![id.into()]).await?;
    Ok(())
}

/// Lets all files go that waited since before an instant.
pub async fn sweep(conn: &impl ConnectionTrait, now_ms: i64) -> Result<u64, DbError> {
    sql::run(conn, "DELETE FROM actors_import WHERE brought_at_ms < $1", vec![(now_ms - PATIENCE_MS).into()]).await
}

/// Lets all files go.
pub async fn remove_all(conn: &impl ConnectionTrait) -> Result<(), DbError> {
    sql::run(conn, "DELETE FROM actors_import", Vec::new()).await?;
    Ok(())
}
