//! What the check of the ledger compares: balances and states as they are kept.

use std::collections::HashMap;

use bellwether_db::{DbError, sql};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::model::account::{AccountId, AccountKind};
use crate::model::balance::Balance;
use crate::model::transfer::{State, TransferId};
use crate::store::{places, word};

/// An account as it is kept, for comparing.
pub struct Kept {
    pub id: AccountId,
    pub cluster: String,
    pub kind: AccountKind,
    pub unit: String,
    pub may_go_below: bool,
    pub balance: Balance,
    pub entries: i64,
    pub last_at_ms: i64,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    cluster: String,
    kind: String,
    unit: String,
    may_go_below: i64,
    posted_minor: i64,
    held_out_minor: i64,
    held_in_minor: i64,
    spent_minor: i64,
    entries: i64,
    last_at_ms: i64,
}

/// Accounts with their balances, by id, after this one.
pub async fn accounts_after(
    conn: &impl ConnectionTrait,
    after: Option<AccountId>,
    limit: u64,
) -> Result<Vec<Kept>, DbError> {
    let mut values = Vec::new();
    let condition = match after {
        None => "1 = 1".to_owned(),
        Some(id) => format!("a.id > {}", places(&mut values, [id.0.into()])),
    };
    let sql = format!(
        "SELECT a.id, a.cluster, a.kind, a.unit, a.may_go_below, b.posted_minor, b.held_out_minor, b.held_in_minor,
            b.spent_minor, b.entries, b.last_at_ms
         FROM ledger_account a JOIN ledger_balance b ON b.account_id = a.id WHERE {condition} ORDER BY a.id LIMIT {limit}"
    );
    let kept = |row: Row| {
        Ok(Kept {
            id: AccountId(row.id),
            cluster: row.cluster,
            kind: word(row.kind, "a kind of account", AccountKind::from_name)?,
            unit: row.unit,
            may_go_below: row.may_go_below == 1,
            balance: Balance {
                posted: row.posted_minor,
                held_out: row.held_out_minor,
                held_in: row.held_in_minor,
                spent: row.spent_minor,
            },
            entries: row.entries,
            last_at_ms: row.last_at_ms,
        })
    };
    sql::rows::<Row>(conn, &sql, values).await?.into_iter().map(kept).collect()
}

#[derive(FromQueryResult)]
struct StateRow {
    id: Uuid,
    state: String,
}

/// Where these transfers stand.
pub async fn states_of(conn: &impl ConnectionTrait, ids: &[TransferId]) -> Result<HashMap<TransferId, State>, DbError> {
    let mut values = Vec::new();
    let wanted = places(&mut values, ids.iter().map(|id| id.0.into()));
    if wanted.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = format!("SELECT id, state FROM ledger_transfer WHERE id IN ({wanted})");
    let rows = sql::rows::<StateRow>(conn, &sql, values).await?;
    rows.into_iter().map(|row| Ok((TransferId(row.id), word(row.state, "a state", State::from_name)?))).collect()
}

#[derive(FromQueryResult)]
struct Count {
    n: i64,
}

/// How many transfers there are.
pub async fn count_transfers(conn: &impl ConnectionTrait) -> Result<i64, DbError> {
    let sql = "SELECT COUNT(*) AS n FROM ledger_transfer";
    Ok(sql::row::<Count>(conn, sql, vec![]).await?.map_or(0, |count| count.n))
}
