//! Notices that wait to be told.

use bellwether_db::{DbError, sql};
use bellwether_kernel::actor::UserId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::model::kind::Kind;
use crate::model::notice::{Notice, NoticeId};

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    person: Uuid,
    kind: String,
    about: Uuid,
    data: String,
    is_gathered: i64,
}

/// Notes a notice, due now.
pub async fn insert(conn: &impl ConnectionTrait, notice: &Notice, now_ms: i64) -> Result<(), DbError> {
    let sql = "INSERT INTO notices_notice (id, person, kind, about, data, due_at_ms, is_gathered) VALUES ($1, $2, $3, $4, $5, $6, 0)";
    let values = vec![
        notice.id.0.into(),
        notice.person.0.into(),
        notice.kind.name().into(),
        notice.about.into(),
        notice.data.as_str().into(),
        now_ms.into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Who {
    person: Uuid,
}

/// The person whose notice has waited longest of those that are due.
pub async fn next_person(conn: &impl ConnectionTrait, now_ms: i64) -> Result<Option<UserId>, DbError> {
    let sql = "SELECT person FROM notices_notice WHERE due_at_ms <= $1 ORDER BY due_at_ms, person LIMIT 1";
    Ok(sql::row::<Who>(conn, sql, vec![now_ms.into()]).await?.map(|who| UserId(who.person)))
}

/// The notices of a person that are due, the oldest first.
pub async fn due(conn: &impl ConnectionTrait, person: UserId, now_ms: i64, limit: u32) -> Result<Vec<Notice>, DbError> {
    let sql = format!(
        "SELECT id, person, kind, about, data, is_gathered FROM notices_notice WHERE person = $1 AND due_at_ms <= $2
         ORDER BY id LIMIT {limit}"
    );
    let rows = sql::rows::<Row>(conn, &sql, vec![person.0.into(), now_ms.into()]).await?;
    let notice = |row: Row| {
        let kind = Kind::from_name(&row.kind);
        Ok(Notice {
            id: NoticeId(row.id),
            person: UserId(row.person),
            kind: kind.ok_or(DbError::Stored { what: "a kind of notice", value: row.kind })?,
            about: row.about,
            data: row.data,
            is_gathered: row.is_gathered == 1,
        })
    };
    rows.into_iter().map(notice).collect()
}

/// Removes a notice; `false` if somebody else did.
pub async fn remove(conn: &impl ConnectionTrait, id: NoticeId) -> Result<bool, DbError> {
    Ok(sql::run(conn, "DELETE FROM notices_notice WHERE id = $1", vec![id.0.into()]).await? == 1)
}

/// Lets a notice wait for the daily letter.
pub async fn gather(conn: &impl ConnectionTrait, id: NoticeId, due_at_ms: i64) -> Result<bool, DbError> {
    let sql = "UPDATE notices_notice SET is_gathered = 1, due_at_ms = $1 WHERE id = $2 AND is_gathered = 0";
    Ok(sql::run(conn, sql, vec![due_at_ms.into(), id.0.into()]).await? == 1)
}

/// Lets all notices of a person that are due wait until then, because they cannot be told now.
pub async fn put_off(conn: &impl ConnectionTrait, person: UserId, now_ms: i64, due_at_ms: i64) -> Result<(), DbError> {
    let sql = "UPDATE notices_notice SET due_at_ms = $1 WHERE person = $2 AND due_at_ms <= $3";
    sql::run(conn, sql, vec![due_at_ms.into(), person.0.into(), now_ms.into()]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Clock {
    until_ms: i64,
}

/// How far something was looked through.
pub async fn looked_until(conn: &impl ConnectionTrait, name: &str) -> Result<Option<i64>, DbError> {
    let sql = "SELECT until_ms FROM notices_clock WHERE name = $1";
    Ok(sql::row::<Clock>(conn, sql, vec![name.into()]).await?.map(|clock| clock.until_ms))
}

/// Notes how far something was looked through.
pub async fn look_until(conn: &impl ConnectionTrait, name: &str, until_ms: i64) -> Result<(), DbError> {
    let sql = "INSERT INTO notices_clock (name, until_ms) VALUES ($1, $2)
               ON CONFLICT (name) DO UPDATE SET until_ms = excluded.until_ms";
    sql::run(conn, sql, vec![name.into(), until_ms.into()]).await?;
    Ok(())
}
