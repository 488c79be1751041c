//! Accounts with their balances: the running totals of now, or those of the last entry up to an instant.

use bellwether_db::permitted::{Columns, condition};
use bellwether_db::{DbError, sql};
use bellwether_kernel::policy::Filter;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use crate::model::account::{Account, AccountId, AccountKind, Held, OwnerKind};
use crate::model::balance::{Balance, Change};
use crate::model::fund::FundId;
use crate::store::{json, places, text, unit, word};

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    cluster: String,
    fund_id: Option<Uuid>,
    kind: String,
    owner_kind: String,
    owner: String,
    name: String,
    unit: String,
    may_go_below: i64,
    opened_at_ms: i64,
    posted_minor: Option<i64>,
    held_out_minor: Option<i64>,
    held_in_minor: Option<i64>,
    spent_minor: Option<i64>,
    last_at_ms: Option<i64>,
}

const ACCOUNT: &str = "a.id, a.cluster, a.fund_id, a.kind, a.owner_kind, a.owner, a.name, a.unit, a.may_go_below,
    a.opened_at_ms";
/// The most accounts of one list; a cluster with more needs another page than a trial balance.
pub const MOST: u32 = 5_000;

/// An account as a write reads it: with its balance and the instant of its last entry.
pub struct Found {
    pub held: Held,
    pub last_at_ms: i64,
}

fn found(row: Row) -> Result<Found, DbError> {
    let account = Account {
        id: AccountId(row.id),
        cluster: row.cluster,
        fund: row.fund_id.map(FundId),
        kind: word(row.kind, "a kind of account", AccountKind::from_name)?,
        owner_kind: word(row.owner_kind, "a kind of owner", OwnerKind::from_name)?,
        owner: row.owner,
        name: text(row.name)?,
        unit: unit(row.unit)?,
        may_go_below: row.may_go_below == 1,
        opened_at_ms: row.opened_at_ms,
    };
    // An account without an entry yet, or none up to the instant that was asked for, is empty.
    let balance = Balance {
        posted: row.posted_minor.unwrap_or_default(),
        held_out: row.held_out_minor.unwrap_or_default(),
        held_in: row.held_in_minor.unwrap_or_default(),
        spent: row.spent_minor.unwrap_or_default(),
    };
    Ok(Found { held: Held { account, balance }, last_at_ms: row.last_at_ms.unwrap_or_default() })
}

pub async fn insert(conn: &impl ConnectionTrait, account: &Account) -> Result<(), DbError> {
    sql::run(
        conn,
        "INSERT INTO ledger_account (id, cluster, fund_id, kind, owner_kind, owner, name, unit, may_go_below, opened_at_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        vec![
            account.id.0.into(),
            account.cluster.as_str().into(),
            account.fund.map(|fund| fund.0).into(),
            account.kind.name().into(),
            account.owner_kind.name().into(),
            account.owner.as_str().into(),
            json(&account.name).into(),
            account.unit.code().into(),
            i64::from(account.may_go_below).into(),
            account.opened_at_ms.into(),
        ],
    )
    .await?;
    sql::run(
        conn,
        "INSERT INTO ledger_balance (account_id, may_go_below, posted_minor, held_out_minor, held_in_minor, spent_minor,
            entries, last_at_ms) VALUES ($1, $2, 0, 0, 0, 0, 0, 0)",
        vec![account.id.0.into(), i64::from(account.may_go_below).into()],
    )
    .await?;
    Ok(())
}

/// These accounts, if they are of this cluster, with their balances of now, in the order of their ids.
pub async fn of_ids(
    conn: &impl ConnectionTrait,
    cluster: &str,
    ids: impl IntoIterator<Item = AccountId>,
) -> Result<Vec<Found>, DbError> {
    let mut values = vec![cluster.into()];
    let wanted = places(&mut values, ids.into_iter().map(|id| id.0.into()));
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT {ACCOUNT}, b.posted_minor, b.held_out_minor, b.held_in_minor, b.spent_minor, b.last_at_ms
         FROM ledger_account a JOIN ledger_balance b ON b.account_id = a.id
         WHERE a.cluster = $1 AND a.id IN ({wanted}) ORDER BY a.id"
    );
    sql::rows::<Row>(conn, &sql, values).await?.into_iter().map(found).collect()
}

/// One account, if it is of this cluster, at an instant or now.
pub async fn find(
    conn: &impl ConnectionTrait,
    cluster: &str,
    id: AccountId,
    as_of_ms: Option<i64>,
) -> Result<Option<Held>, DbError> {
    let mut values = vec![cluster.into(), id.0.into()];
    let sql = format!("{} WHERE a.cluster = $1 AND a.id = $2", joined(as_of_ms, &mut values));
    Ok(sql::row::<Row>(conn, &sql, values).await?.map(found).transpose()?.map(|found| found.held))
}

/// The accounts of a cluster, of those that the actor may see, at an instant or now, in the order of their opening.
pub async fn list(
    conn: &impl ConnectionTrait,
    permitted: &Filter,
    cluster: &str,
    as_of_ms: Option<i64>,
) -> Result<Vec<Held>, DbError> {
    let mut values = vec![cluster.into()];
    let may = condition(permitted, Columns { cluster: Some("a.cluster"), ..Columns::default() }, &mut values);
    let mut conditions = format!("a.cluster = $1 AND {may}");
    if let Some(at_ms) = as_of_ms {
        // What was opened later did not exist yet.
        conditions.push_str(&format!(" AND a.opened_at_ms <= {}", places(&mut values, [at_ms.into()])));
    }
    let sql = format!("{} WHERE {conditions} ORDER BY a.id LIMIT {MOST}", joined(as_of_ms, &mut values));
    sql::rows::<Row>(conn, &sql, values).await?.into_iter().map(|row| Ok(found(row)?.held)).collect()
}

/// Accounts beside what is or was on them.
fn joined(as_of_ms: Option<i64>, values: &mut Vec<Value>) -> String {
    match as_of_ms {
        None => format!(
            "SELECT {ACCOUNT}, b.posted_minor, b.held_out_minor, b.held_in_minor, b.spent_minor, b.last_at_ms
             FROM ledger_account a JOIN ledger_balance b ON b.account_id = a.id"
        ),
        Some(at_ms) => {
            let at = places(values, [at_ms.into()]);
            format!(
                "SELECT {ACCOUNT}, e.posted_minor, e.held_out_minor, e.held_in_minor, e.spent_minor,
                    e.at_ms AS last_at_ms
                 FROM ledger_account a LEFT JOIN ledger_entry e ON e.account_id = a.id AND e.seq = (
                    SELECT x.seq FROM ledger_entry x WHERE x.account_id = a.id AND x.at_ms <= {at}
                    ORDER BY x.at_ms DESC, x.seq DESC LIMIT 1)"
            )
        }
    }
}

#[derive(FromQueryResult)]
struct Totals {
    posted_minor: i64,
    held_out_minor: i64,
    held_in_minor: i64,
    spent_minor: i64,
    entries: i64,
}

/// Changes a balance. The database refuses what would leave less than nothing; gives the balance after it and the number
/// of the entry that is to be written for it.
pub async fn change(
    conn: &impl ConnectionTrait,
    id: AccountId,
    change: Change,
    at_ms: i64,
) -> Result<(Balance, i64), DbError> {
    let sql = "UPDATE ledger_balance SET posted_minor = posted_minor + $1, held_out_minor = held_out_minor + $2,
            held_in_minor = held_in_minor + $3, spent_minor = spent_minor + $4, entries = entries + 1, last_at_ms = $5
        WHERE account_id = $6 RETURNING posted_minor, held_out_minor, held_in_minor, spent_minor, entries";
    let values = vec![
        change.posted.into(),
        change.held_out.into(),
        change.held_in.into(),
        change.spent.into(),
        at_ms.into(),
        id.0.into(),
    ];
    let totals = sql::row::<Totals>(conn, sql, values).await?;
    let totals =
        totals.ok_or_else(|| DbError::Stored { what: "an account without a balance", value: id.to_string() })?;
    let balance = Balance {
        posted: totals.posted_minor,
        held_out: totals.held_out_minor,
        held_in: totals.held_in_minor,
        spent: totals.spent_minor,
    };
    Ok((balance, totals.entries))
}
