//! The ledger in the database.

pub mod account;
pub mod entry;
pub mod fund;
pub mod replay;
pub mod transfer;

use bellwether_db::DbError;
use bellwether_kernel::lang::Text;
use bellwether_kernel::money::Unit;
use sea_orm::Value;

/// A text as it is kept.
fn json(text: &Text) -> String {
    serde_json::to_string(text).expect("texts always serialise")
}

fn text(value: String) -> Result<Text, DbError> {
    serde_json::from_str(&value).map_err(|_| DbError::Stored { what: "a text", value })
}

fn unit(code: String) -> Result<Unit, DbError> {
    code.parse().map_err(|_| DbError::Stored { what: "a unit", value: code })
}

fn word<T>(value: String, what: &'static str, read: impl Fn(&str) -> Option<T>) -> Result<T, DbError> {
    read(&value).ok_or(DbError::Stored { what, value })
}

/// `$3, $4, $5` for the values that are added.
fn places(values: &mut Vec<Value>, more: impl IntoIterator<Item = Value>) -> String {
    let from = values.len() + 1;
    values.extend(more);
    (from..=values.len()).map(|at| format!("${at}")).collect::<Vec<_>>().join(", ")
}

/// `($1, $2), ($3, $4)` for rows of so many values.
fn rows_of(width: usize, rows: usize) -> String {
    let row = |row: usize| {
        let places: Vec<String> = (1..=width).map(|at| format!("${}", row * width + at)).collect();
        format!("({})", places.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}
