//! Transfers and their legs.

use std::collections::HashMap;

use bellwether_db::permitted::{Columns, condition};
use bellwether_db::{DbError, sql};
use bellwether_kernel::policy::Filter;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use crate::model::account::AccountId;
use crate::model::asked::{Show, TransfersWanted};
use crate::model::transfer::{Intent, Leg, Purpose, State, Transfer, TransferId};
use crate::store::{json, places, rows_of, text, word};

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    cluster: String,
    idempotency_key: String,
    purpose: String,
    intent: String,
    memo: String,
    state: String,
    needs_approval: i64,
    proposed_by: String,
    proposed_at_ms: i64,
    expires_at_ms: Option<i64>,
    approved_by: Option<String>,
    approved_at_ms: Option<i64>,
    settled_by: Option<String>,
    settled_at_ms: Option<i64>,
    reason: String,
}

const COLUMNS: &str = "t.id, t.cluster, t.idempotency_key, t.purpose, t.intent, t.memo, t.state, t.needs_approval,
    t.proposed_by, t.proposed_at_ms, t.expires_at_ms, t.approved_by, t.approved_at_ms, t.settled_by, t.settled_at_ms, t.reason";

fn transfer(row: Row, legs: Vec<Leg>) -> Result<Transfer, DbError> {
    Ok(Transfer {
        id: TransferId(row.id),
        cluster: row.cluster,
        key: row.idempotency_key,
        purpose: word(row.purpose, "a purpose", Purpose::from_name)?,
        intent: word(row.intent, "an intent", Intent::from_name)?,
        memo: text(row.memo)?,
        state: word(row.state, "a state", State::from_name)?,
        needs_approval: row.needs_approval == 1,
        proposed_by: row.proposed_by,
        proposed_at_ms: row.proposed_at_ms,
        expires_at_ms: row.expires_at_ms,
        approved_by: row.approved_by,
        approved_at_ms: row.approved_at_ms,
        settled_by: row.settled_by,
        settled_at_ms: row.settled_at_ms,
        reason: row.reason,
        legs,
    })
}

/// Writes a transfer, legs first. `units` are those of the accounts of its legs, in their order.
pub async fn insert(conn: &impl ConnectionTrait, transfer: &Transfer, units: &[String]) -> Result<(), DbError> {
    let mut values: Vec<Value> = Vec::new();
    for (place, (leg, unit)) in (1_i64..).zip(transfer.legs.iter().zip(units)) {
        let row: [Value; 5] =
            [transfer.id.0.into(), place.into(), leg.account.0.into(), unit.as_str().into(), leg.minor.into()];
        values.extend(row);
    }
    let sql = format!(
        "INSERT INTO ledger_leg (transfer_id, place, account_id, unit, minor) VALUES {}",
        rows_of(5, transfer.legs.len())
    );
    sql::run(conn, &sql, values).await?;
    let sql = format!(
        "INSERT INTO ledger_transfer (id, cluster, idempotency_key, purpose, intent, memo, state, needs_approval,
            proposed_by, proposed_at_ms, expires_at_ms, approved_by, approved_at_ms, settled_by, settled_at_ms, reason)
         VALUES {}",
        rows_of(16, 1)
    );
    let values = vec![
        transfer.id.0.into(),
        transfer.cluster.as_str().into(),
        transfer.key.as_str().into(),
        transfer.purpose.name().into(),
        transfer.intent.name().into(),
        json(&transfer.memo).into(),
        transfer.state.name().into(),
        i64::from(transfer.needs_approval).into(),
        transfer.proposed_by.as_str().into(),
        transfer.proposed_at_ms.into(),
        transfer.expires_at_ms.into(),
        transfer.approved_by.as_deref().into(),
        transfer.approved_at_ms.into(),
        transfer.settled_by.as_deref().into(),
        transfer.settled_at_ms.into(),
        transfer.reason.as_str().into(),
    ];
    sql::run(conn, &sql, values).await?;
    Ok(())
}

/// Writes where a transfer stands, and who brought it there.
pub async fn settle(conn: &impl ConnectionTrait, transfer: &Transfer) -> Result<(), DbError> {
    let sql = "UPDATE ledger_transfer SET state = $1, approved_by = $2, approved_at_ms = $3, settled_by = $4,
        settled_at_ms = $5, reason = $6 WHERE id = $7";
    let values = vec![
        transfer.state.name().into(),
        transfer.approved_by.as_deref().into(),
        transfer.approved_at_ms.into(),
        transfer.settled_by.as_deref().into(),
        transfer.settled_at_ms.into(),
        transfer.reason.as_str().into(),
        transfer.id.0.into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}

/// The transfer with this id, if it is of this cluster.
pub async fn find(conn: &impl ConnectionTrait, cluster: &str, id: TransferId) -> Result<Option<Transfer>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM ledger_transfer t WHERE t.cluster = $1 AND t.id = $2");
    one(conn, &sql, vec![cluster.into(), id.0.into()]).await
}

/// The transfer that was made with this key in this cluster.
pub async fn by_key(conn: &impl ConnectionTrait, cluster: &str, key: &str) -> Result<Option<Transfer>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM ledger_transfer t WHERE t.cluster = $1 AND t.idempotency_key = $2");
    one(conn, &sql, vec![cluster.into(), key.into()]).await
}

async fn one(conn: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Result<Option<Transfer>, DbError> {
    let rows = sql::rows::<Row>(conn, sql, values).await?;
    Ok(with_legs(conn, rows).await?.pop())
}

async fn with_legs(conn: &impl ConnectionTrait, rows: Vec<Row>) -> Result<Vec<Transfer>, DbError> {
    let ids: Vec<TransferId> = rows.iter().map(|row| TransferId(row.id)).collect();
    let mut legs = legs_of(conn, &ids).await?;
    rows.into_iter()
        .map(|row| {
            let own = legs.remove(&TransferId(row.id)).unwrap_or_default();
            transfer(row, own)
        })
        .collect()
}

#[derive(FromQueryResult)]
struct LegRow {
    transfer_id: Uuid,
    account_id: Uuid,
    minor: i64,
}

/// The legs of these transfers, by one query.
pub async fn legs_of(
    conn: &impl ConnectionTrait,
    ids: &[TransferId],
) -> Result<HashMap<TransferId, Vec<Leg>>, DbError> {
    let mut values = Vec::new();
    let wanted = places(&mut values, ids.iter().map(|id| id.0.into()));
    let mut legs: HashMap<TransferId, Vec<Leg>> = HashMap::new();
    if wanted.is_empty() {
        return Ok(legs);
    }
    let sql = format!(
        "SELECT transfer_id, account_id, minor FROM ledger_leg WHERE transfer_id IN ({wanted}) ORDER BY transfer_id, place"
    );
    for row in sql::rows::<LegRow>(conn, &sql, values).await? {
        let leg = Leg { account: AccountId(row.account_id), minor: row.minor };
        legs.entry(TransferId(row.transfer_id)).or_default().push(leg);
    }
    Ok(legs)
}

/// Pending transfers whose time was over at this instant, the earliest first.
pub async fn due(conn: &impl ConnectionTrait, now_ms: i64, limit: u32) -> Result<Vec<Transfer>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM ledger_transfer t WHERE t.state = 'pending' AND t.expires_at_ms IS NOT NULL
         AND t.expires_at_ms <= $1 ORDER BY t.expires_at_ms, t.id LIMIT {limit}"
    );
    let rows = sql::rows::<Row>(conn, &sql, vec![now_ms.into()]).await?;
    with_legs(conn, rows).await
}

#[derive(FromQueryResult)]
struct Count {
    n: i64,
}

/// Is the time of any pending transfer over?
pub async fn is_any_due(conn: &impl ConnectionTrait, now_ms: i64) -> Result<bool, DbError> {
    let sql = "SELECT COUNT(*) AS n FROM (SELECT 1 FROM ledger_transfer WHERE state = 'pending'
        AND expires_at_ms IS NOT NULL AND expires_at_ms <= $1 LIMIT 1) AS due";
    Ok(sql::row::<Count>(conn, sql, vec![now_ms.into()]).await?.is_some_and(|count| count.n > 0))
}

#[derive(FromQueryResult)]
struct WaitingIn {
    cluster: String,
    n: i64,
}

/// The clusters with transfers that wait for this actor, with how many.
pub async fn waiting_by_cluster(
    conn: &impl ConnectionTrait,
    permitted: &Filter,
    actor: &str,
) -> Result<Vec<(String, i64)>, DbError> {
    let mut values = vec![actor.into()];
    let may = condition(permitted, Columns { cluster: Some("t.cluster"), ..Columns::default() }, &mut values);
    let sql = format!(
        "SELECT t.cluster, COUNT(*) AS n FROM ledger_transfer t WHERE t.state = 'pending' AND t.needs_approval = 1
         AND t.approved_by IS NULL AND t.proposed_by <> $1 AND {may} GROUP BY t.cluster ORDER BY t.cluster LIMIT 100"
    );
    let rows = sql::rows::<WaitingIn>(conn, &sql, values).await?;
    Ok(rows.into_iter().map(|row| (row.cluster, row.n)).collect())
}

/// Transfers of a cluster, of those that the actor may see, newest first.
pub async fn list(
    conn: &impl ConnectionTrait,
    permitted: &Filter,
    cluster: &str,
    wanted: &TransfersWanted,
    limit: u64,
) -> Result<Vec<Transfer>, DbError> {
    let mut values = vec![cluster.into()];
    let may = condition(permitted, Columns { cluster: Some("t.cluster"), ..Columns::default() }, &mut values);
    let mut conditions = format!("t.cluster = $1 AND {may}");
    conditions.push_str(match wanted.show {
        Show::All => "",
        Show::Waiting => " AND t.state = 'pending' AND t.needs_approval = 1 AND t.approved_by IS NULL",
        Show::Pending => " AND t.state = 'pending'",
        Show::Posted => " AND t.state = 'posted'",
        Show::Voided => " AND t.state = 'voided'",
        Show::Expired => " AND t.state = 'expired'",
    });
    if let Some(before) = wanted.before {
        conditions.push_str(&format!(" AND t.id < {}", places(&mut values, [before.0.into()])));
    }
    let sql = format!("SELECT {COLUMNS} FROM ledger_transfer t WHERE {conditions} ORDER BY t.id DESC LIMIT {limit}");
    let rows = sql::rows::<Row>(conn, &sql, values).await?;
    with_legs(conn, rows).await
}
