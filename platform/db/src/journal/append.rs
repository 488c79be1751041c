//! Writing entries; only [`crate::Tx::journal`] does.

use bellwether_kernel::actor::Actor;
use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::journal::Entry;
use sea_orm::{ConnectionTrait, DatabaseTransaction, Statement};

use crate::error::DbError;
use crate::journal::Row;

/// How an actor is named in the journal.
pub fn actor_name(actor: &Actor) -> String {
    match actor {
        Actor::Visitor => "visitor".to_owned(),
        Actor::User(user) => format!("user:{}", user.id),
        Actor::System => "system".to_owned(),
    }
}

pub(crate) async fn append(
    conn: &DatabaseTransaction,
    actor: &str,
    now: Timestamp,
    entry: &Entry,
) -> Result<(), DbError> {
    let backend = conn.get_database_backend();
    // Updating first takes the row's lock, so that on PostgreSQL a second writer waits here and not at its commit.
    let head = conn
        .query_one_raw(Statement::from_string(
            backend,
            "UPDATE db_journal_head SET seq = seq + 1 WHERE id = 1 RETURNING seq, hash",
        ))
        .await?
        .ok_or_else(|| DbError::Stored { what: "no head of the journal", value: String::new() })?;
    let previous: String = head.try_get("", "hash")?;
    let mut row = Row {
        seq: head.try_get("", "seq")?,
        at_ms: now.as_millisecond(),
        actor: actor.to_owned(),
        act: entry.act.to_owned(),
        target_kind: entry.target_kind.to_owned(),
        target_id: entry.target_id.clone(),
        detail: entry.detail.clone(),
        hash: String::new(),
    };
    row.hash = row.hash_after(&previous);
    conn.execute_raw(Statement::from_sql_and_values(
        backend,
        "INSERT INTO db_journal (seq, at_ms, actor, act, target_kind, target_id, detail, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        [
            row.seq.into(),
            row.at_ms.into(),
            row.actor.into(),
            row.act.into(),
            row.target_kind.into(),
            row.target_id.into(),
            row.detail.into(),
            row.hash.clone().into(),
        ],
    ))
    .await?;
    conn.execute_raw(Statement::from_sql_and_values(
        backend,
        "UPDATE db_journal_head SET hash = $1 WHERE id = 1",
        [row.hash.into()],
    ))
    .await?;
    Ok(())
}
