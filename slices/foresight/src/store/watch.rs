//! Watched topics in the database: each person's own.

use bellwether_db::sql;
use bellwether_kernel::actor::UserId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::model::watch::{MOST, Seen, Watch};
use crate::store::tables::{TableError, json, text};

#[derive(FromQueryResult)]
struct Row {
    topic: String,
    seen: String,
    added_at_ms: i64,
    seen_at_ms: i64,
}

impl Row {
    fn watch(self) -> Result<Watch, TableError> {
        let Row { topic, seen, added_at_ms, seen_at_ms } = self;
        Ok(Watch { topic, seen: json("a watched topic", seen)?, added_at_ms, seen_at_ms })
    }
}

/// All topics that a person watches, in the order in which they were added.
pub async fn list(conn: &impl ConnectionTrait, user: UserId) -> Result<Vec<Watch>, TableError> {
    let sql = "SELECT topic, seen, added_at_ms, seen_at_ms FROM foresight_watch WHERE user_id = $1 \
               ORDER BY added_at_ms, topic LIMIT $2";
    let rows = sql::rows::<Row>(conn, sql, vec![user.0.into(), (MOST as i64).into()]).await?;
    rows.into_iter().map(Row::watch).collect()
}

/// Does the person watch this topic?
pub async fn holds(conn: &impl ConnectionTrait, user: UserId, topic: &str) -> Result<bool, TableError> {
    let sql = "SELECT topic, seen, added_at_ms, seen_at_ms FROM foresight_watch WHERE user_id = $1 AND topic = $2";
    Ok(sql::row::<Row>(conn, sql, vec![user.0.into(), topic.into()]).await?.is_some())
}

/// Puts a topic on the list. It must not be there.
pub async fn add(
    conn: &impl ConnectionTrait,
    user: UserId,
    topic: &str,
    seen: &Seen,
    now_ms: i64,
) -> Result<(), TableError> {
    let sql = "INSERT INTO foresight_watch (id, user_id, topic, seen, added_at_ms, seen_at_ms) \
               VALUES ($1, $2, $3, $4, $5, $5)";
    let seen = text("a watched topic", seen)?;
    sql::run(conn, sql, vec![Uuid::now_v7().into(), user.0.into(), topic.into(), seen.into(), now_ms.into()]).await?;
    Ok(())
}

/// Takes a topic off the list.
pub async fn remove(conn: &impl ConnectionTrait, user: UserId, topic: &str) -> Result<(), TableError> {
    let sql = "DELETE FROM foresight_watch WHERE user_id = $1 AND topic = $2";
    sql::run(conn, sql, vec![user.0.into(), topic.into()]).await?;
    Ok(())
}

/// Notes what a topic is like now, and its id where that is another now.
pub async fn mark(
    conn: &impl ConnectionTrait,
    user: UserId,
    topic: &str,
    id_now: &str,
    seen: &Seen,
    now_ms: i64,
) -> Result<(), TableError> {
    let sql = "UPDATE foresight_watch SET topic = $3, seen = $4, seen_at_ms = $5 WHERE user_id = $1 AND topic = $2";
    let seen = text("a watched topic", seen)?;
    sql::run(conn, sql, vec![user.0.into(), topic.into(), id_now.into(), seen.into(), now_ms.into()]).await?;
    Ok(())
}
