//! API tokens in the database; only their digests.

use bellwether_db::{DbError, sql};
use bellwether_kernel::actor::UserId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::model::session::{Token, TokenId};
use crate::model::user::User;
use crate::store::user::{COLUMNS, UserRow};

#[derive(FromQueryResult)]
struct TokenRow {
    id: Uuid,
    name: String,
    created_at_ms: i64,
    expires_at_ms: i64,
    seen_at_ms: Option<i64>,
}

#[derive(FromQueryResult)]
struct FoundRow {
    token_id: Uuid,
    seen_at_ms: Option<i64>,
    #[sea_orm(nested)]
    user: UserRow,
}

/// A token with its person.
pub struct Found {
    pub id: TokenId,
    pub seen_at_ms: Option<i64>,
    pub user: User,
}

pub async fn insert(conn: &impl ConnectionTrait, user: UserId, token: &Token, digest: &str) -> Result<(), DbError> {
    sql::run(
        conn,
        "INSERT INTO accounts_token (id, user_id, name, token_hash, created_at_ms, expires_at_ms)
         VALUES ($1, $2, $3, $4, $5, $6)",
        vec![
            token.id.0.into(),
            user.0.into(),
            token.name.as_str().into(),
            digest.into(),
            token.created_at_ms.into(),
            token.expires_at_ms.into(),
        ],
    )
    .await?;
    Ok(())
}

pub async fn find(conn: &impl ConnectionTrait, digest: &str, now_ms: i64) -> Result<Option<Found>, DbError> {
    let sql = format!(
        "SELECT t.id AS token_id, t.seen_at_ms, {COLUMNS}
         FROM accounts_token t JOIN accounts_user u ON u.id = t.user_id
         WHERE t.token_hash = $1 AND t.expires_at_ms > $2"
    );
    let Some(row) = sql::row::<FoundRow>(conn, &sql, vec![digest.into(), now_ms.into()]).await? else {
        return Ok(None);
    };
    Ok(Some(Found { id: TokenId(row.token_id), seen_at_ms: row.seen_at_ms, user: row.user.user()? }))
}

/// The SQL that notes a use, for [`bellwether_db::Db::write_one`].
pub const NOTE_USE: &str = "UPDATE accounts_token SET seen_at_ms = $1 WHERE id = $2";

pub async fn list(conn: &impl ConnectionTrait, user: UserId) -> Result<Vec<Token>, DbError> {
    let sql = "SELECT id, name, created_at_ms, expires_at_ms, seen_at_ms FROM accounts_token
               WHERE user_id = $1 ORDER BY id DESC LIMIT 200";
    let rows = sql::rows::<TokenRow>(conn, sql, vec![user.0.into()]).await?;
    let token = |row: TokenRow| Token {
        id: TokenId(row.id),
        name: row.name,
        created_at_ms: row.created_at_ms,
        expires_at_ms: row.expires_at_ms,
        seen_at_ms: row.seen_at_ms,
    };
    Ok(rows.into_iter().map(token).collect())
}

/// Ends a token of a person. `false` if it is not there.
pub async fn delete(conn: &impl ConnectionTrait, user: UserId, id: TokenId) -> Result<bool, DbError> {
    let sql = "DELETE FROM accounts_token WHERE id = $1 AND user_id = $2";
    Ok(sql::run(conn, sql, vec![id.0.into(), user.0.into()]).await? > 0)
}

/// Ends all tokens of a person.
pub async fn delete_all(conn: &impl ConnectionTrait, user: UserId) -> Result<u64, DbError> {
    sql::run(conn, "DELETE FROM accounts_token WHERE user_id = $1", vec![user.0.into()]).await
}
