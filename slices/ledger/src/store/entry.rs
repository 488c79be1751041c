//! Entries: what each event did to an account, with the running totals after it. Only added.

use bellwether_db::{DbError, sql};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use crate::model::account::AccountId;
use crate::model::asked::StatementWanted;
use crate::model::balance::{Balance, Change};
use crate::model::statement::Line;
use crate::model::transfer::{Event, TransferId};
use crate::store::{places, rows_of, text, word};

/// An entry to be written.
pub struct NewEntry {
    pub account: AccountId,
    pub seq: i64,
    pub change: Change,
    pub after: Balance,
}

/// Writes the entries of one event by one statement.
pub async fn insert(
    conn: &impl ConnectionTrait,
    transfer: TransferId,
    event: Event,
    at_ms: i64,
    entries: &[NewEntry],
) -> Result<(), DbError> {
    let mut values: Vec<Value> = Vec::with_capacity(entries.len() * 13);
    for NewEntry { account, seq, change, after } in entries {
        let row: [Value; 5] = [account.0.into(), (*seq).into(), at_ms.into(), transfer.0.into(), event.name().into()];
        values.extend(row);
        for part in [change, after] {
            values.extend([part.posted, part.held_out, part.held_in, part.spent].map(Value::from));
        }
    }
    let sql = format!(
        "INSERT INTO ledger_entry (account_id, seq, at_ms, transfer_id, event, posted_delta, held_out_delta, held_in_delta,
            spent_delta, posted_minor, held_out_minor, held_in_minor, spent_minor) VALUES {}",
        rows_of(13, entries.len())
    );
    sql::run(conn, &sql, values).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    account_id: Uuid,
    seq: i64,
    at_ms: i64,
    transfer_id: Uuid,
    event: String,
    posted_delta: i64,
    held_out_delta: i64,
    held_in_delta: i64,
    spent_delta: i64,
    posted_minor: i64,
    held_out_minor: i64,
    held_in_minor: i64,
    spent_minor: i64,
}

impl Row {
    fn change(&self) -> Change {
        Change {
            posted: self.posted_delta,
            held_out: self.held_out_delta,
            held_in: self.held_in_delta,
            spent: self.spent_delta,
        }
    }

    fn after(&self) -> Balance {
        Balance {
            posted: self.posted_minor,
            held_out: self.held_out_minor,
            held_in: self.held_in_minor,
            spent: self.spent_minor,
        }
    }
}

const COLUMNS: &str = "e.account_id, e.seq, e.at_ms, e.transfer_id, e.event, e.posted_delta, e.held_out_delta,
    e.held_in_delta, e.spent_delta, e.posted_minor, e.held_out_minor, e.held_in_minor, e.spent_minor";

#[derive(FromQueryResult)]
struct LineRow {
    #[sea_orm(nested)]
    entry: Row,
    memo: String,
}

/// Lines of an account, newest first, without the other sides of their transfers.
pub async fn lines(
    conn: &impl ConnectionTrait,
    account: AccountId,
    wanted: &StatementWanted,
    limit: u64,
) -> Result<Vec<Line>, DbError> {
    let mut values = vec![account.0.into()];
    let mut conditions = "e.account_id = $1".to_owned();
    if let Some(at_ms) = wanted.as_of_ms {
        // The instant is turned into a number first, so that the lines come straight off the primary key.
        let at = places(&mut values, [at_ms.into()]);
        conditions.push_str(&format!(
            " AND e.seq <= COALESCE((SELECT x.seq FROM ledger_entry x WHERE x.account_id = $1 AND x.at_ms <= {at}
                ORDER BY x.at_ms DESC, x.seq DESC LIMIT 1), 0)"
        ));
    }
    if let Some(before) = wanted.before {
        conditions.push_str(&format!(" AND e.seq < {}", places(&mut values, [before.into()])));
    }
    let sql = format!(
        "SELECT {COLUMNS}, t.memo FROM ledger_entry e JOIN ledger_transfer t ON t.id = e.transfer_id
         WHERE {conditions} ORDER BY e.seq DESC LIMIT {limit}"
    );
    let line = |row: LineRow| {
        Ok(Line {
            seq: row.entry.seq,
            at_ms: row.entry.at_ms,
            transfer: TransferId(row.entry.transfer_id),
            change: row.entry.change(),
            after: row.entry.after(),
            event: word(row.entry.event, "an event", Event::from_name)?,
            memo: text(row.memo)?,
            counterpart: None,
        })
    };
    sql::rows::<LineRow>(conn, &sql, values).await?.into_iter().map(line).collect()
}

/// An entry as the check of the ledger reads it.
pub struct Read {
    pub account: AccountId,
    pub seq: i64,
    pub at_ms: i64,
    pub change: Change,
    pub after: Balance,
}

/// Entries of all accounts, by account and number, after this one.
pub async fn batch_after(
    conn: &impl ConnectionTrait,
    after: Option<(AccountId, i64)>,
    limit: u64,
) -> Result<Vec<Read>, DbError> {
    let (condition, values) = match after {
        None => ("1 = 1", vec![]),
        Some((account, seq)) => ("(e.account_id, e.seq) > ($1, $2)", vec![account.0.into(), seq.into()]),
    };
    let sql =
        format!("SELECT {COLUMNS} FROM ledger_entry e WHERE {condition} ORDER BY e.account_id, e.seq LIMIT {limit}");
    let read = |row: Row| Read {
        account: AccountId(row.account_id),
        seq: row.seq,
        at_ms: row.at_ms,
        change: row.change(),
        after: row.after(),
    };
    Ok(sql::rows::<Row>(conn, &sql, values).await?.into_iter().map(read).collect())
}
