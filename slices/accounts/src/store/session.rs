//! Sessions in the database; of a token only its digest.

use bellwether_db::{DbError, sql};
use bellwether_kernel::actor::UserId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::model::session::{Session, SessionId};
use crate::model::user::User;
use crate::store::user::{COLUMNS, UserRow};

#[derive(FromQueryResult)]
struct SessionRow {
    id: Uuid,
    created_at_ms: i64,
    seen_at_ms: i64,
    address: String,
    agent: String,
}

#[derive(FromQueryResult)]
struct FoundRow {
    session_id: Uuid,
    session_created_at_ms: i64,
    seen_at_ms: i64,
    #[sea_orm(nested)]
    user: UserRow,
}

/// A session with its person.
pub struct Found {
    pub id: SessionId,
    pub created_at_ms: i64,
    pub seen_at_ms: i64,
    pub user: User,
}

pub async fn insert(
    conn: &impl ConnectionTrait,
    user: UserId,
    session: &Session,
    token_digest: &str,
) -> Result<(), DbError> {
    sql::run(
        conn,
        "INSERT INTO accounts_session (id, user_id, token_hash, created_at_ms, seen_at_ms, address, agent)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        vec![
            session.id.0.into(),
            user.0.into(),
            token_digest.into(),
            session.created_at_ms.into(),
            session.seen_at_ms.into(),
            session.address.as_str().into(),
            session.agent.as_str().into(),
        ],
    )
    .await?;
    Ok(())
}

pub async fn find(conn: &impl ConnectionTrait, token_digest: &str) -> Result<Option<Found>, DbError> {
    let sql = format!(
        "SELECT s.id AS session_id, s.created_at_ms AS session_created_at_ms, s.seen_at_ms, {COLUMNS}
         FROM accounts_session s JOIN accounts_user u ON u.id = s.user_id WHERE s.token_hash = $1"
    );
    let Some(row) = sql::row::<FoundRow>(conn, &sql, vec![token_digest.into()]).await? else {
        return Ok(None);
    };
    Ok(Some(Found {
        id: SessionId(row.session_id),
        created_at_ms: row.session_created_at_ms,
        seen_at_ms: row.seen_at_ms,
        user: row.user.user()?,
    }))
}

/// The SQL that notes a use, for [`bellwether_db::Db::write_one`].
pub const NOTE_USE: &str = "UPDATE accounts_session SET seen_at_ms = $1 WHERE id = $2";

/// The sessions of a person that still hold, newest first.
pub async fn list(
    conn: &impl ConnectionTrait,
    user: UserId,
    created_after_ms: i64,
    seen_after_ms: i64,
) -> Result<Vec<Session>, DbError> {
    let sql = "SELECT id, created_at_ms, seen_at_ms, address, agent FROM accounts_session
               WHERE user_id = $1 AND created_at_ms > $2 AND seen_at_ms > $3 ORDER BY id DESC LIMIT 200";
    let rows =
        sql::rows::<SessionRow>(conn, sql, vec![user.0.into(), created_after_ms.into(), seen_after_ms.into()]).await?;
    let session = |row: SessionRow| Session {
        id: SessionId(row.id),
        created_at_ms: row.created_at_ms,
        seen_at_ms: row.seen_at_ms,
        address: row.address,
        agent: row.agent,
    };
    Ok(rows.into_iter().map(session).collect())
}

/// Ends one session of a person. `false` if it is not there.
pub async fn delete(conn: &impl ConnectionTrait, user: UserId, id: SessionId) -> Result<bool, DbError> {
    let sql = "DELETE FROM accounts_session WHERE id = $1 AND user_id = $2";
    Ok(sql::run(conn, sql, vec![id.0.into(), user.0.into()]).await? > 0)
}

/// Ends all sessions of a person but `kept`.
pub async fn delete_all(conn: &impl ConnectionTrait, user: UserId, kept: Option<SessionId>) -> Result<u64, DbError> {
    let kept = kept.map_or(Uuid::nil(), |kept| kept.0);
    let sql = "DELETE FROM accounts_session WHERE user_id = $1 AND id <> $2";
    sql::run(conn, sql, vec![user.0.into(), kept.into()]).await
}

/// Removes sessions that no longer hold.
pub async fn delete_ended(
    conn: &impl ConnectionTrait,
    created_before_ms: i64,
    seen_before_ms: i64,
) -> Result<u64, DbError> {
    let sql = "DELETE FROM accounts_session WHERE created_at_ms <= $1 OR seen_at_ms <= $2";
    sql::run(conn, sql, vec![created_before_ms.into(), seen_before_ms.into()]).await
}
