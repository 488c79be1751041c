//! Threads and their messages.

use bellwether_db::{DbError, sql};
use bellwether_kernel::actor::UserId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::model::message::{MessageId, Stored, ThreadId};
use crate::model::records::About;
use crate::model::side::Side;

/// Messages of a thread that are read at most: the newest.
const MOST: u32 = 500;

#[derive(FromQueryResult)]
struct Thread {
    id: Uuid,
    kind: String,
    record: Uuid,
    last_number: i64,
}

/// The thread of a record, if anything was written.
pub async fn of(conn: &impl ConnectionTrait, about: &About) -> Result<Option<ThreadId>, DbError> {
    let sql = "SELECT id, kind, record, last_number FROM messages_thread WHERE kind = $1 AND record = $2";
    let found = sql::row::<Thread>(conn, sql, vec![about.kind.as_str().into(), about.id.into()]).await?;
    Ok(found.map(|thread| ThreadId(thread.id)))
}

/// The record of a thread.
pub async fn about(conn: &impl ConnectionTrait, id: ThreadId) -> Result<Option<About>, DbError> {
    let sql = "SELECT id, kind, record, last_number FROM messages_thread WHERE id = $1";
    let found = sql::row::<Thread>(conn, sql, vec![id.0.into()]).await?;
    Ok(found.map(|thread| About { kind: thread.kind, id: thread.record }))
}

/// The thread of a record, made if there is none, with the number of its next message.
pub async fn open(conn: &impl ConnectionTrait, about: &About) -> Result<(ThreadId, i64), DbError> {
    let sql = "INSERT INTO messages_thread (id, kind, record, last_number) VALUES ($1, $2, $3, 0)
               ON CONFLICT (kind, record) DO NOTHING";
    let (kind, record) = (about.kind.as_str(), about.id);
    sql::run(conn, sql, vec![ThreadId::new().0.into(), kind.into(), record.into()]).await?;
    let sql = "UPDATE messages_thread SET last_number = last_number + 1 WHERE kind = $1 AND record = $2
               RETURNING id, kind, record, last_number";
    let thread = sql::row::<Thread>(conn, sql, vec![kind.into(), record.into()]).await?;
    let thread = thread.ok_or(DbError::Stored { what: "a thread that was just made", value: about.id.to_string() })?;
    Ok((ThreadId(thread.id), thread.last_number))
}

/// Stores a message.
pub async fn add(conn: &impl ConnectionTrait, thread: ThreadId, one: &Stored) -> Result<(), DbError> {
    let sql = "INSERT INTO messages_message (id, thread_id, number, from_side, to_side, author, words, written_at_ms)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = vec![
        MessageId::new().0.into(),
        thread.0.into(),
        one.number.into(),
        one.from.name().into(),
        one.to.name().into(),
        one.author.map(|author| author.0).into(),
        one.words.as_str().into(),
        one.written_at_ms.into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    number: i64,
    from_side: String,
    to_side: String,
    author: Option<Uuid>,
    words: String,
    written_at_ms: i64,
}

/// The newest messages of a thread in their order, of all sides.
pub async fn messages(conn: &impl ConnectionTrait, thread: ThreadId) -> Result<Vec<Stored>, DbError> {
    let sql = format!(
        "SELECT number, from_side, to_side, author, words, written_at_ms FROM messages_message WHERE thread_id = $1
         ORDER BY number DESC LIMIT {MOST}"
    );
    let rows = sql::rows::<Row>(conn, &sql, vec![thread.0.into()]).await?;
    let stored = |row: Row| {
        let side = |name: String| Side::from_name(&name).ok_or(DbError::Stored { what: "a side", value: name });
        Ok(Stored {
            number: row.number,
            from: side(row.from_side)?,
            to: side(row.to_side)?,
            author: row.author.map(UserId),
            words: row.words,
            written_at_ms: row.written_at_ms,
        })
    };
    rows.into_iter().rev().map(stored).collect()
}
