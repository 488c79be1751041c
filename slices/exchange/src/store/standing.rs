//! Classes and qualifications of people.

use bellwether_db::sql;
use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_exchange_rules::evaluate::Held;
use bellwether_kernel::actor::UserId;
use jiff::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::error::{StoreError, known};
use crate::model::standing::{GivenClass, Standing, Training};

#[derive(FromQueryResult)]
struct ClassRow {
    class: String,
}

#[derive(FromQueryResult)]
struct HeldRow {
    person: Uuid,
    code: String,
    expires_at_ms: Option<i64>,
}

/// The class that somebody said a person is in for the facilities of a cluster, unless that has ended.
pub async fn class(
    conn: &impl ConnectionTrait,
    cluster: &str,
    person: UserId,
    now_ms: i64,
) -> Result<Option<CustomerClass>, StoreError> {
    let sql =
        "SELECT class FROM exchange_person WHERE cluster = $1 AND person = $2 AND (until_ms IS NULL OR until_ms > $3)";
    let row = sql::row::<ClassRow>(conn, sql, vec![cluster.into(), person.0.into(), now_ms.into()]).await?;
    row.map(|row| known("a class of customers", &row.class, CustomerClass::from_name(&row.class))).transpose()
}

/// What a person is to the facilities of a cluster; of the other class where nobody said one.
pub async fn of(
    conn: &impl ConnectionTrait,
    cluster: &str,
    person: UserId,
    (otherwise, now_ms): (CustomerClass, i64),
) -> Result<Standing, StoreError> {
    let values = || vec![cluster.into(), person.0.into()];
    let class = class(conn, cluster, person, now_ms).await?.unwrap_or(otherwise);
    let held = "SELECT person, code, expires_at_ms FROM exchange_credential WHERE cluster = $1 AND person = $2";
    let rows = sql::rows::<HeldRow>(conn, held, values()).await?;
    let held = rows.into_iter().map(|row| {
        let expires_at = row.expires_at_ms.and_then(|ms| Timestamp::from_millisecond(ms).ok());
        Held { code: row.code, expires_at }
    });
    Ok(Standing { class, held: held.collect() })
}

/// Says what a person is to the facilities of a cluster, without an end.
pub async fn set_class(
    conn: &impl ConnectionTrait,
    cluster: &str,
    person: UserId,
    class: CustomerClass,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO exchange_person (cluster, person, class) VALUES ($1, $2, $3) \
               ON CONFLICT (cluster, person) DO UPDATE SET class = $3, until_ms = NULL";
    sql::run(conn, sql, vec![cluster.into(), person.0.into(), class.name().into()]).await?;
    Ok(())
}

/// Says when the class that a person was given ends. `false` if there is none.
pub async fn end_class(
    conn: &impl ConnectionTrait,
    cluster: &str,
    person: UserId,
    until_ms: i64,
) -> Result<bool, StoreError> {
    let sql = "UPDATE exchange_person SET until_ms = $3 WHERE cluster = $1 AND person = $2";
    Ok(sql::run(conn, sql, vec![cluster.into(), person.0.into(), until_ms.into()]).await? == 1)
}

#[derive(FromQueryResult)]
struct GivenRow {
    person: Uuid,
    class: String,
    until_ms: Option<i64>,
}

/// Who was given a class that has not ended; at most 500.
pub async fn given(conn: &impl ConnectionTrait, cluster: &str, now_ms: i64) -> Result<Vec<GivenClass>, StoreError> {
    let sql = "SELECT person, class, until_ms FROM exchange_person WHERE cluster = $1 AND (until_ms IS NULL OR until_ms > $2) \
               ORDER BY class, person LIMIT 500";
    let one = |row: GivenRow| {
        let class = known("a class of customers", &row.class, CustomerClass::from_name(&row.class))?;
        Ok(GivenClass { person: UserId(row.person), class, until_ms: row.until_ms })
    };
    sql::rows::<GivenRow>(conn, sql, vec![cluster.into(), now_ms.into()]).await?.into_iter().map(one).collect()
}

/// Gives a qualification, or another end to one that there is.
pub async fn give(
    conn: &impl ConnectionTrait,
    cluster: &str,
    training: &Training,
    by: Option<UserId>,
    now_ms: i64,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO exchange_credential (cluster, person, code, expires_at_ms, given_by, given_at_ms) \
               VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (cluster, person, code) DO UPDATE SET expires_at_ms = $4, given_by = $5, given_at_ms = $6";
    let values = vec![
        cluster.into(),
        training.person.0.into(),
        training.code.as_str().into(),
        training.expires_at_ms.into(),
        by.map(|by| by.0).into(),
        now_ms.into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}

/// Who holds this qualification, those that end first before others; at most 500.
pub async fn holders(conn: &impl ConnectionTrait, cluster: &str, code: &str) -> Result<Vec<Training>, StoreError> {
    let sql = "SELECT person, code, expires_at_ms FROM exchange_credential WHERE cluster = $1 AND code = $2 \
               ORDER BY COALESCE(expires_at_ms, 9000000000000000), person LIMIT 500";
    let rows = sql::rows::<HeldRow>(conn, sql, vec![cluster.into(), code.into()]).await?;
    let one = |row: HeldRow| Training { person: UserId(row.person), code: row.code, expires_at_ms: row.expires_at_ms };
    Ok(rows.into_iter().map(one).collect())
}
