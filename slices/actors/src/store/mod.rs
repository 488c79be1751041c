//! The register in the database.

pub mod actor;
pub mod child;
pub mod import;
pub mod list;
pub mod merge;
pub mod rows;

use bellwether_db::DbError;
use jiff::civil::Date;
use sea_orm::Value;

fn word<T>(value: String, what: &'static str, read: impl Fn(&str) -> Option<T>) -> Result<T, DbError> {
    read(&value).ok_or(DbError::Stored { what, value })
}

fn date(value: Option<String>) -> Result<Option<Date>, DbError> {
    value.map(|value| value.parse().map_err(|_| DbError::Stored { what: "a day", value })).transpose()
}

/// `$3, $4, $5` for the values that are added.
fn places(values: &mut Vec<Value>, more: impl IntoIterator<Item = Value>) -> String {
    let from = values.len() + 1;
    values.extend(more);
    (from..=values.len()).map(|at| format!("${at}")).collect::<Vec<_>>().join(", ")
}

/// So many values go into one statement: below the limits of both databases.
const CHUNK: usize = 500;

/// A connection or transaction; services hand it on and do not know of which library it is.
pub use sea_orm::ConnectionTrait as Conn;
