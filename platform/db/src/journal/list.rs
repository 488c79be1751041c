//! Reading the journal, newest first, a page at a time.

use bellwether_kernel::paging::{Page, PageSize};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};

use crate::db::Db;
use crate::error::DbError;
use crate::journal::{COLUMNS, Row};

/// Which entries are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Only entries older than this number.
    pub before: Option<i64>,
    /// Only acts that begin with this: `account.`.
    pub act: Option<String>,
    /// Only by this actor: `user:…`, `system`, `visitor`.
    pub actor: Option<String>,
    /// Only about things of this kind.
    pub target_kind: Option<String>,
    /// Only about the thing with this id.
    pub target_id: Option<String>,
}

/// Entries with acts that begin with `act`, oldest first, after the one with this number; for replaying them.
pub async fn entries_after(
    conn: &impl ConnectionTrait,
    act: &str,
    after: i64,
    limit: u64,
) -> Result<Vec<Row>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM db_journal WHERE seq > $1 AND substr(act, 1, length($2)) = $2 ORDER BY seq LIMIT {limit}"
    );
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, [after.into(), act.into()]);
    Ok(Row::find_by_statement(statement).all(conn).await?)
}

impl Db {
    /// One page of the journal, newest first.
    pub async fn journal(&self, wanted: &Wanted, size: PageSize) -> Result<Page<Row>, DbError> {
        let mut conditions = vec!["1 = 1".to_owned()];
        let mut values: Vec<Value> = Vec::new();
        let mut require = |condition: &str, value: Value| {
            values.push(value);
            conditions.push(condition.replace('?', &format!("${}", values.len())));
        };
        if let Some(before) = wanted.before {
            require("seq < ?", before.into());
        }
        if let Some(act) = wanted.act.as_deref().filter(|act| !act.is_empty()) {
            require("substr(act, 1, length(?)) = ?", act.into());
        }
        for (condition, value) in [
            ("actor = ?", &wanted.actor),
            ("target_kind = ?", &wanted.target_kind),
            ("target_id = ?", &wanted.target_id),
        ] {
            if let Some(value) = value.as_deref().filter(|value| !value.is_empty()) {
                require(condition, value.into());
            }
        }
        let limit = size.rows() as usize;
        let sql = format!(
            "SELECT {COLUMNS} FROM db_journal WHERE {} ORDER BY seq DESC LIMIT {}",
            conditions.join(" AND "),
            limit + 1
        );
        let conn = self.reader();
        let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
        let mut rows = Row::find_by_statement(statement).all(conn).await?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|row| row.seq.to_string());
        Ok(Page { rows, next })
    }
}
