//! The SQL of the outbox, for both databases.

use bellwether_db::{Db, DbError, Engine, Tx, sql};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use crate::letter::{Content, Letter, LetterId, Listed, State};

/// A letter that was taken out to be sent.
pub struct Claimed {
    pub id: LetterId,
    pub letter: Letter,
    pub attempts: i64,
    pub lease: Uuid,
}

/// Puts a letter in; `false` if there is one with its key.
pub async fn insert(tx: &Tx, letter: &Letter) -> Result<bool, DbError> {
    let content = serde_json::to_string(&letter.content).expect("letters are plain data, which always serialises");
    let sql = "INSERT INTO mail_letter (id, key, address, name, content, state, attempts, created_at_ms, due_at_ms)
               VALUES ($1, $2, $3, $4, $5, 'waiting', 0, $6, $6) ON CONFLICT (key) DO NOTHING";
    let values = vec![
        LetterId::new().0.into(),
        letter.key.as_str().into(),
        letter.address.as_str().into(),
        letter.name.as_str().into(),
        content.into(),
        tx.now().as_millisecond().into(),
    ];
    Ok(sql::run(tx.conn(), sql, values).await? == 1)
}

/// Takes out the letter that has waited longest of those that are due.
pub async fn claim(db: &Db, now_ms: i64, until_ms: i64) -> Result<Option<Claimed>, DbError> {
    let skip = match db.engine() {
        Engine::Postgres => "FOR UPDATE SKIP LOCKED",
        Engine::Sqlite => "",
    };
    let lease = Uuid::now_v7();
    let sql = format!(
        "UPDATE mail_letter SET lease = $1, lease_until_ms = $2, attempts = attempts + 1
         WHERE id = (SELECT id FROM mail_letter WHERE state = 'waiting' AND due_at_ms <= $3
            AND (lease_until_ms IS NULL OR lease_until_ms < $3) ORDER BY due_at_ms, id LIMIT 1 {skip})
         RETURNING id, key, address, name, content, attempts"
    );
    let rows = db.write_one(&sql, vec![lease.into(), until_ms.into(), now_ms.into()]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let content: String = row.try_get("", "content")?;
    let content: Content = serde_json::from_str(&content)
        .map_err(|_| DbError::Stored { what: "the content of a letter", value: "(not shown)".to_owned() })?;
    Ok(Some(Claimed {
        id: LetterId(row.try_get("", "id")?),
        letter: Letter {
            key: row.try_get("", "key")?,
            address: row.try_get("", "address")?,
            name: row.try_get("", "name")?,
            content,
        },
        attempts: row.try_get("", "attempts")?,
        lease,
    }))
}

/// Notes that the letter is being handed over; `false` if somebody else has it by now.
pub async fn hand(db: &Db, id: LetterId, lease: Uuid, until_ms: i64) -> Result<bool, DbError> {
    let sql = "UPDATE mail_letter SET state = 'handing', lease_until_ms = $1
               WHERE id = $2 AND lease = $3 AND state = 'waiting' RETURNING id";
    Ok(!db.write_one(sql, vec![until_ms.into(), id.0.into(), lease.into()]).await?.is_empty())
}

/// The server took the letter; its text is forgotten.
pub async fn sent(db: &Db, id: LetterId, lease: Uuid, now_ms: i64) -> Result<(), DbError> {
    let sql = "UPDATE mail_letter SET state = 'sent', sent_at_ms = $1, content = '', problem = NULL, lease = NULL,
               lease_until_ms = NULL WHERE id = $2 AND lease = $3 RETURNING id";
    db.write_one(sql, vec![now_ms.into(), id.0.into(), lease.into()]).await?;
    Ok(())
}

/// The letter was not taken: it waits for another attempt, or is given up.
pub async fn not_sent(
    db: &Db,
    id: LetterId,
    lease: Uuid,
    (state, due_at_ms, problem): (State, i64, &str),
) -> Result<(), DbError> {
    let sql = "UPDATE mail_letter SET state = $1, due_at_ms = $2, problem = $3, lease = NULL, lease_until_ms = NULL
               WHERE id = $4 AND lease = $5 RETURNING id";
    let values = vec![state.name().into(), due_at_ms.into(), problem.into(), id.0.into(), lease.into()];
    db.write_one(sql, values).await?;
    Ok(())
}

/// Letters whose sender died while it handed them over. The hold stays, in case it lives and tells how it went.
pub async fn doubt(db: &Db, now_ms: i64) -> Result<usize, DbError> {
    let sql = "UPDATE mail_letter SET state = 'unsure', problem = 'the program ended while the letter was handed over'
               WHERE state = 'handing' AND lease_until_ms < $1 RETURNING id";
    Ok(db.write_one(sql, vec![now_ms.into()]).await?.len())
}

/// Sends a letter that was given up once more; `false` if it was not.
pub async fn again(tx: &Tx, id: LetterId) -> Result<bool, DbError> {
    let sql =
        "UPDATE mail_letter SET state = 'waiting', attempts = 0, due_at_ms = $1, lease = NULL, lease_until_ms = NULL
               WHERE id = $2 AND state IN ('failed', 'unsure')";
    Ok(sql::run(tx.conn(), sql, vec![tx.now().as_millisecond().into(), id.0.into()]).await? == 1)
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    key: String,
    address: String,
    state: String,
    attempts: i64,
    created_at_ms: i64,
    due_at_ms: i64,
    sent_at_ms: Option<i64>,
    problem: Option<String>,
}

/// Letters, newest first, of one state where one is named.
pub async fn list(
    conn: &impl ConnectionTrait,
    state: Option<State>,
    before: Option<LetterId>,
    limit: u32,
) -> Result<Vec<Listed>, DbError> {
    let mut values: Vec<Value> = Vec::new();
    let mut wanted = String::from("1 = 1");
    if let Some(state) = state {
        values.push(state.name().into());
        wanted.push_str(&format!(" AND state = ${}", values.len()));
    }
    if let Some(before) = before {
        values.push(before.0.into());
        wanted.push_str(&format!(" AND id < ${}", values.len()));
    }
    let sql = format!(
        "SELECT id, key, address, state, attempts, created_at_ms, due_at_ms, sent_at_ms, problem FROM mail_letter
         WHERE {wanted} ORDER BY id DESC LIMIT {limit}"
    );
    let listed = |row: Row| {
        let state = State::from_name(&row.state);
        let state = state.ok_or(DbError::Stored { what: "a state of a letter", value: row.state })?;
        Ok(Listed {
            id: LetterId(row.id),
            key: row.key,
            address: row.address,
            state,
            attempts: row.attempts,
            created_at_ms: row.created_at_ms,
            due_at_ms: row.due_at_ms,
            sent_at_ms: row.sent_at_ms,
            problem: row.problem,
        })
    };
    sql::rows::<Row>(conn, &sql, values).await?.into_iter().map(listed).collect()
}

#[derive(FromQueryResult)]
struct Count {
    n: i64,
}

/// How many letters need somebody to look at them.
pub async fn troubled(conn: &impl ConnectionTrait) -> Result<u64, DbError> {
    let sql = "SELECT COUNT(*) AS n FROM mail_letter WHERE state IN ('failed', 'unsure')";
    let n = sql::row::<Count>(conn, sql, Vec::new()).await?.map_or(0, |count| count.n);
    Ok(u64::try_from(n).unwrap_or_default())
}
