//! How far each reader has read, and what each has not.

use bellwether_db::{DbError, sql};
use bellwether_kernel::actor::UserId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::model::message::ThreadId;
use crate::model::records::{About, Member};
use crate::model::side::Side;

/// The messages that a reader sees, as [`crate::model::message::Stored::is_seen_by`] says it.
const SEEN: &str = "(m.to_side = r.side OR m.from_side = r.side) \
    AND (m.from_side <> r.side OR r.is_alone = 0 OR m.author = r.person)";

#[derive(FromQueryResult)]
struct Read {
    read_number: i64,
}

/// How far somebody has read; 0 for nothing.
pub async fn read_until(conn: &impl ConnectionTrait, thread: ThreadId, person: UserId) -> Result<i64, DbError> {
    let sql = "SELECT read_number FROM messages_reader WHERE thread_id = $1 AND person = $2";
    let found = sql::row::<Read>(conn, sql, vec![thread.0.into(), person.0.into()]).await?;
    Ok(found.map_or(0, |read| read.read_number))
}

/// Notes somebody's seat and how far was read; never back.
pub async fn note(
    conn: &impl ConnectionTrait,
    thread: ThreadId,
    person: UserId,
    (side, is_alone): (Side, bool),
    read_number: i64,
) -> Result<(), DbError> {
    let sql = "INSERT INTO messages_reader (thread_id, person, side, is_alone, read_number) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (thread_id, person) DO UPDATE SET side = excluded.side, is_alone = excluded.is_alone,
               read_number = CASE WHEN excluded.read_number > messages_reader.read_number
                   THEN excluded.read_number ELSE messages_reader.read_number END";
    let values =
        vec![thread.0.into(), person.0.into(), side.name().into(), i64::from(is_alone).into(), read_number.into()];
    sql::run(conn, sql, values).await?;
    Ok(())
}

/// Makes somebody a reader who is none yet.
pub async fn invite(conn: &impl ConnectionTrait, thread: ThreadId, member: &Member) -> Result<(), DbError> {
    let sql = "INSERT INTO messages_reader (thread_id, person, side, is_alone, read_number) VALUES ($1, $2, $3, $4, 0)
               ON CONFLICT (thread_id, person) DO NOTHING";
    let alone = i64::from(member.is_alone);
    let values = vec![thread.0.into(), member.person.0.into(), member.side.name().into(), alone.into()];
    sql::run(conn, sql, values).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    kind: String,
    record: Uuid,
    side: String,
    is_alone: i64,
    unread: i64,
    last_at_ms: i64,
}

/// A thread of a reader, as it was noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    pub about: About,
    pub side: Option<Side>,
    pub is_alone: bool,
    pub unread: u64,
    pub last_at_ms: i64,
}

/// The threads in which somebody sees messages, the newest of these first; only those with unread ones if that is wanted.
pub async fn threads(
    conn: &impl ConnectionTrait,
    person: UserId,
    is_unread_only: bool,
    limit: u32,
) -> Result<Vec<Noted>, DbError> {
    let only = if is_unread_only { "WHERE unread > 0" } else { "" };
    let sql = format!(
        "SELECT * FROM (SELECT t.kind, t.record, r.side, r.is_alone,
            CAST(SUM(CASE WHEN m.number > r.read_number AND (m.author IS NULL OR m.author <> r.person) THEN 1 ELSE 0 END) AS BIGINT) AS unread,
            MAX(m.written_at_ms) AS last_at_ms
         FROM messages_reader r JOIN messages_thread t ON t.id = r.thread_id
         JOIN messages_message m ON m.thread_id = r.thread_id AND {SEEN}
         WHERE r.person = $1 GROUP BY t.kind, t.record, r.side, r.is_alone) x {only}
         ORDER BY last_at_ms DESC, record LIMIT {limit}"
    );
    let noted = |row: Row| Noted {
        about: About { kind: row.kind, id: row.record },
        side: Side::from_name(&row.side),
        is_alone: row.is_alone == 1,
        unread: u64::try_from(row.unread).unwrap_or_default(),
        last_at_ms: row.last_at_ms,
    };
    Ok(sql::rows::<Row>(conn, &sql, vec![person.0.into()]).await?.into_iter().map(noted).collect())
}
