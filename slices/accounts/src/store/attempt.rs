//! Failed attempts to sign in. Subjects are digests: neither addresses nor mistyped names are kept.

use bellwether_db::{DbError, sql};
use sea_orm::{ConnectionTrait, FromQueryResult};

#[derive(FromQueryResult)]
struct AttemptRow {
    failures: i64,
    last_at_ms: i64,
    locked_until_ms: i64,
}

/// What is known of a subject.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attempts {
    pub failures: i64,
    pub last_at_ms: i64,
    pub locked_until_ms: i64,
}

pub async fn find(conn: &impl ConnectionTrait, subject: &str) -> Result<Attempts, DbError> {
    let sql = "SELECT failures, last_at_ms, locked_until_ms FROM accounts_attempt WHERE subject = $1";
    let row = sql::row::<AttemptRow>(conn, sql, vec![subject.into()]).await?;
    Ok(row.map_or(Attempts::default(), |row| Attempts {
        failures: row.failures,
        last_at_ms: row.last_at_ms,
        locked_until_ms: row.locked_until_ms,
    }))
}

pub async fn save(conn: &impl ConnectionTrait, subject: &str, attempts: Attempts) -> Result<(), DbError> {
    sql::run(
        conn,
        "INSERT INTO accounts_attempt (subject, failures, last_at_ms, locked_until_ms) VALUES ($1, $2, $3, $4)
         ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, last_at_ms = excluded.last_at_ms,
            locked_until_ms = excluded.locked_until_ms",
        vec![subject.into(), attempts.failures.into(), attempts.last_at_ms.into(), attempts.locked_until_ms.into()],
    )
    .await?;
    Ok(())
}

pub async fn delete(conn: &impl ConnectionTrait, subject: &str) -> Result<(), DbError> {
    sql::run(conn, "DELETE FROM accounts_attempt WHERE subject = $1", vec![subject.into()]).await?;
    Ok(())
}

/// Removes those whose last failure is older, and who are not locked.
pub async fn forget(conn: &impl ConnectionTrait, older_than_ms: i64) -> Result<(), DbError> {
    let sql = "DELETE FROM accounts_attempt WHERE last_at_ms < $1 AND locked_until_ms < $1";
    sql::run(conn, sql, vec![older_than_ms.into()]).await?;
    Ok(())
}
