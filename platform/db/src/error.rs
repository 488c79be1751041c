//! What can go wrong with the database, and which of it is worth another try.

use sea_orm::sqlx;
use sea_orm::{DbErr, RuntimeErr, SqlErr};

use crate::journal::verify::Broken;

/// A failure of the database.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// The address is of no kind that is known.
    #[error("database address `{0}` is neither `sqlite:PATH`, `sqlite::memory:` nor `postgres://…`")]
    Address(String),
    /// The database could not be opened.
    #[error("opening the database {address}")]
    Open {
        /// The address without its password.
        address: String,
        /// Why.
        #[source]
        source: DbErr,
    },
    /// No server of a database answers there, or it lets nobody in with this name and password.
    #[error("opening the database {address}")]
    Unreachable {
        /// The address without its password.
        address: String,
        /// Why.
        #[source]
        source: sqlx::Error,
    },
    /// A file or folder of the database could not be used.
    #[error("using {path}")]
    File {
        /// The file or folder.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A newer version of Bellwether has changed this database.
    #[error(
        "the database was changed by a newer version: it has the migration `{0}`, which this version does not know"
    )]
    Newer(String),
    /// Two migrations have one name.
    #[error("two migrations are named `{0}`")]
    SameMigration(String),
    /// Other writers were faster, again and again.
    #[error("gave up after {attempts} attempts, each overtaken by another writer")]
    Overtaken {
        /// How often it was tried.
        attempts: u32,
    },
    /// The work returned, but something still holds its transaction.
    #[error("the transaction was kept beyond its work, so it was rolled back")]
    Kept,
    /// The journal is not as it was written.
    #[error("the journal is broken: {0}")]
    Journal(#[from] Broken),
    /// A stored value is not of the form that the program writes.
    #[error("the database holds {what}, which cannot be read: {value}")]
    Stored {
        /// The kind of value.
        what: &'static str,
        /// The value found.
        value: String,
    },
    /// Anything else the database refuses.
    #[error("the database refused a statement")]
    Sql(#[from] DbErr),
}

impl DbError {
    /// Did a unique or primary key refuse the row?
    pub fn is_duplicate(&self) -> bool {
        matches!(self, DbError::Sql(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))))
    }
}

/// Is this failure only a race lost to another writer, so that the same work may succeed when run again?
///
/// Every error type of work given to [`crate::Db::write`] answers this; usually by asking its `DbError`.
pub trait IsConflict {
    /// `true` if running the same work again may succeed.
    fn is_conflict(&self) -> bool;
}

impl IsConflict for DbError {
    fn is_conflict(&self) -> bool {
        match self {
            DbError::Sql(error) | DbError::Open { source: error, .. } => {
                code_of(error).is_some_and(|code| is_conflict_code(&code))
            }
            _ => false,
        }
    }
}

fn code_of(error: &DbErr) -> Option<String> {
    let (DbErr::Conn(RuntimeErr::SqlxError(error))
    | DbErr::Exec(RuntimeErr::SqlxError(error))
    | DbErr::Query(RuntimeErr::SqlxError(error))) = error
    else {
        return None;
    };
    match &**error {
        sqlx::Error::Database(error) => error.code().map(|code| code.into_owned()),
        _ => None,
    }
}

/// PostgreSQL: 40001 serialisation failure, 40P01 deadlock. SQLite: any extension of 5 (busy) and 6 (locked).
fn is_conflict_code(code: &str) -> bool {
    if code == "40001" || code == "40P01" {
        return true;
    }
    // A PostgreSQL code has five characters; SQLite's extended codes have at most four digits.
    code.len() < 5 && code.parse::<u32>().is_ok_and(|number| matches!(number & 0xff, 5 | 6))
}

#[cfg(test)]
mod tests {
    use super::is_conflict_code;

    #[test]
    fn conflicts_are_told_from_other_failures() {
        for code in ["40001", "40P01", "5", "6", "261", "517", "262"] {
            assert!(is_conflict_code(code), "{code}");
        }
        for code in ["23505", "25P02", "1555", "2067", "787", "1", "", "57014"] {
            assert!(!is_conflict_code(code), "{code}");
        }
    }
}
