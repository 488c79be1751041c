//! Proving that the journal is as it was written.

use sea_orm::{ConnectionTrait, DatabaseTransaction, FromQueryResult, Statement};
use serde::Serialize;

use crate::db::Db;
use crate::error::DbError;
use crate::journal::{COLUMNS, Row};

/// Entries read at once; the check needs no more memory however long the journal is.
const BATCH: usize = 1000;

/// The newest entry's number and hash.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Head {
    /// The newest entry's number; 0 for an empty journal.
    pub seq: i64,
    /// The newest entry's hash; empty for an empty journal.
    pub hash: String,
}

impl std::fmt::Display for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.seq, self.hash)
    }
}

impl std::str::FromStr for Head {
    type Err = NotAHead;

    fn from_str(text: &str) -> Result<Self, NotAHead> {
        let (seq, hash) = text.split_once(':').ok_or(NotAHead)?;
        let seq = seq.parse().map_err(|_| NotAHead)?;
        Ok(Head { seq, hash: hash.to_owned() })
    }
}

/// The text is not a head of a journal.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("a head is written NUMBER:HASH, as `journal verify` prints it")]
pub struct NotAHead;

/// The first place where the journal is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// An entry is missing or out of its place.
    #[error("entry {expected} is missing, {found} comes in its place")]
    Missing {
        /// The number that should come.
        expected: i64,
        /// The number that comes.
        found: i64,
    },
    /// An entry was altered, or the one before it.
    #[error("entry {seq} was altered, or another put in its place")]
    Altered {
        /// The entry.
        seq: i64,
    },
    /// The end was cut off, or entries were added past the head.
    #[error("the journal ends at entry {found}, but its head says {expected}")]
    Ends {
        /// The number in the head.
        expected: i64,
        /// The newest entry's number.
        found: i64,
    },
    /// The head does not carry the newest entry's hash.
    #[error("the head of the journal was altered at entry {seq}")]
    Head {
        /// The newest entry's number.
        seq: i64,
    },
    /// The journal is whole in itself, but not the one that was noted earlier.
    #[error("entry {seq} is not the one that was noted earlier: the journal was rewritten or cut")]
    Rewritten {
        /// The number that was noted.
        seq: i64,
    },
}

/// Checks entries one after the other.
#[derive(Debug, Default)]
pub struct Verifier {
    last: Head,
}

impl Verifier {
    /// Takes the next entry.
    pub fn next(&mut self, row: &Row) -> Result<(), Broken> {
        let expected = self.last.seq + 1;
        if row.seq != expected {
            return Err(Broken::Missing { expected, found: row.seq });
        }
        if row.hash != row.hash_after(&self.last.hash) {
            return Err(Broken::Altered { seq: row.seq });
        }
        self.last = Head { seq: row.seq, hash: row.hash.clone() };
        Ok(())
    }

    /// No more entries come; `head` is what the database says the newest is.
    pub fn finish(self, head: &Head) -> Result<Head, Broken> {
        if head.seq != self.last.seq {
            return Err(Broken::Ends { expected: head.seq, found: self.last.seq });
        }
        if head.hash != self.last.hash {
            return Err(Broken::Head { seq: head.seq });
        }
        Ok(self.last)
    }
}

impl Db {
    /// Reads the whole journal and checks it; `noted` is a head that was printed by an earlier check.
    ///
    /// # Errors
    /// [`DbError::Journal`] names the first broken entry.
    pub async fn verify_journal(&self, noted: Option<&Head>) -> Result<Head, DbError> {
        self.read(async |snapshot| {
            let mut verifier = Verifier::default();
            let mut noted_found = noted.is_none_or(|noted| noted.seq == 0);
            loop {
                let rows = batch_after(&snapshot, verifier.last.seq).await?;
                for row in &rows {
                    verifier.next(row)?;
                    noted_found |= noted.is_some_and(|noted| noted.seq == row.seq && noted.hash == row.hash);
                }
                if rows.len() < BATCH {
                    break;
                }
            }
            let head = verifier.finish(&head(&snapshot).await?)?;
            match noted {
                Some(noted) if !noted_found => Err(Broken::Rewritten { seq: noted.seq }.into()),
                _ => Ok(head),
            }
        })
        .await
    }
}

/// What the database says the newest entry is.
pub(crate) async fn head(conn: &DatabaseTransaction) -> Result<Head, DbError> {
    let sql = "SELECT seq, hash FROM db_journal_head WHERE id = 1";
    let row = conn.query_one_raw(Statement::from_string(conn.get_database_backend(), sql)).await?;
    match row {
        Some(row) => Ok(Head { seq: row.try_get("", "seq")?, hash: row.try_get("", "hash")? }),
        None => Ok(Head::default()),
    }
}

async fn batch_after(conn: &DatabaseTransaction, seq: i64) -> Result<Vec<Row>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM db_journal WHERE seq > $1 ORDER BY seq LIMIT {BATCH}");
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, [seq.into()]);
    Ok(Row::find_by_statement(statement).all(conn).await?)
}
