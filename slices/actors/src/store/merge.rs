//! Two records of one actor: whose rows were given to whom, so that they can be given back.

use bellwether_db::{DbError, sql};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::child::TABLES;
use crate::model::actor::ActorId;

/// That two records were put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    pub id: Uuid,
    pub kept: ActorId,
    pub dropped: ActorId,
    pub reason: String,
    pub by: String,
    pub at_ms: i64,
}

#[derive(FromQueryResult)]
struct MergeRow {
    id: Uuid,
    kept: Uuid,
    dropped: Uuid,
    reason: String,
    merged_by: String,
    merged_at_ms: i64,
}

const COLUMNS: &str = "id, kept, dropped, reason, merged_by, merged_at_ms";

fn merge(row: MergeRow) -> Merge {
    Merge {
        id: row.id,
        kept: ActorId(row.kept),
        dropped: ActorId(row.dropped),
        reason: row.reason,
        by: row.merged_by,
        at_ms: row.merged_at_ms,
    }
}

/// Where rows of others name an actor: table, column, and how the id is written there.
const NAMED_BY: [(&str, &str, bool); 2] =
    [("actors_relation", "other = $1", false), ("actors_involvement", "target_kind = 'actor' AND target = $1", true)];

#[derive(FromQueryResult)]
struct RowId {
    id: Uuid,
}

/// Gives all rows of one record, and those of others that name it, to the other; notes which.
pub async fn give(conn: &impl ConnectionTrait, new: &Merge) -> Result<u64, DbError> {
    let sql = "INSERT INTO actors_merge (id, kept, dropped, reason, merged_by, merged_at_ms, undone_at_ms)
               VALUES ($1, $2, $3, $4, $5, $6, NULL)";
    let values = vec![
        new.id.into(),
        new.kept.0.into(),
        new.dropped.0.into(),
        new.reason.clone().into(),
        new.by.clone().into(),
        new.at_ms.into(),
    ];
    sql::run(conn, sql, values).await?;
    let mut given = 0;
    for table in TABLES {
        let sql = format!("UPDATE {table} SET actor = $1 WHERE actor = $2 RETURNING id");
        let rows: Vec<RowId> = sql::rows(conn, &sql, vec![new.kept.0.into(), new.dropped.0.into()]).await?;
        given += note(conn, new.id, table, &rows).await?;
    }
    for (table, condition, as_text) in NAMED_BY {
        let sql = format!("SELECT id FROM {table} WHERE {condition}");
        let id = |id: ActorId| if as_text { id.to_string().into() } else { id.0.into() };
        let rows: Vec<RowId> = sql::rows(conn, &sql, vec![id(new.dropped)]).await?;
        let column = if as_text { "target" } else { "other" };
        for row in &rows {
            let sql = format!("UPDATE {table} SET {column} = $1 WHERE id = $2");
            sql::run(conn, &sql, vec![id(new.kept), row.id.into()]).await?;
        }
        given += note(conn, new.id, &format!("{table}.{column}"), &rows).await?;
    }
    Ok(given)
}

async fn note(conn: &impl ConnectionTrait, merge: Uuid, table: &str, rows: &[RowId]) -> Result<u64, DbError> {
    for row in rows {
        let sql = "INSERT INTO actors_merge_row (merge_id, tab, row_id) VALUES ($1, $2, $3)";
        sql::run(conn, sql, vec![merge.into(), table.into(), row.id.into()]).await?;
    }
    Ok(rows.len() as u64)
}

/// Gives back what was given. Rows that were removed since stay removed; those that were added stay where they are.
pub async fn give_back(conn: &impl ConnectionTrait, of: &Merge, now_ms: i64) -> Result<(), DbError> {
    let noted = "SELECT row_id FROM actors_merge_row WHERE merge_id = $2 AND tab = $3";
    for table in TABLES {
        let sql = format!("UPDATE {table} SET actor = $1 WHERE id IN ({noted})");
        sql::run(conn, &sql, vec![of.dropped.0.into(), of.id.into(), table.into()]).await?;
    }
    for (table, column, id) in [
        ("actors_relation", "other", sea_orm::Value::from(of.dropped.0)),
        ("actors_involvement", "target", of.dropped.to_string().into()),
    ] {
        let sql = format!("UPDATE {table} SET {column} = $1 WHERE id IN ({noted})");
        sql::run(conn, &sql, vec![id, of.id.into(), format!("{table}.{column}").into()]).await?;
    }
    let sql = "UPDATE actors_merge SET undone_at_ms = $1 WHERE id = $2";
    sql::run(conn, sql, vec![now_ms.into(), of.id.into()]).await?;
    Ok(())
}

/// A merge that was not undone.
pub async fn find(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Merge>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM actors_merge WHERE id = $1 AND undone_at_ms IS NULL");
    Ok(sql::row::<MergeRow>(conn, &sql, vec![id.into()]).await?.map(merge))
}

/// The merges into or of an actor that were not undone, the oldest first.
pub async fn of_actor(conn: &impl ConnectionTrait, id: ActorId) -> Result<Vec<Merge>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM actors_merge WHERE (kept = $1 OR dropped = $1) AND undone_at_ms IS NULL ORDER BY id LIMIT 500"
    );
    Ok(sql::rows::<MergeRow>(conn, &sql, vec![id.0.into()]).await?.into_iter().map(merge).collect())
}

/// Takes away what people wrote as reasons.
pub async fn forget_reasons(conn: &impl ConnectionTrait, id: ActorId) -> Result<(), DbError> {
    let sql = "UPDATE actors_merge SET reason = '' WHERE kept = $1 OR dropped = $1";
    sql::run(conn, sql, vec![id.0.into()]).await?;
    Ok(())
}
