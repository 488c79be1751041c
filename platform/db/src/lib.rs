//! The database: one code path for SQLite and PostgreSQL, serialisable writes, the journal, backup.
//!
//! A service opens nothing and commits nothing: it is given a [`tx::Tx`] by [`db::Db::write`], which runs the
//! work again when another writer was faster. Reads go through [`db::Db::reader`], or [`db::Db::read`] when
//! several of them must agree.

mod asked;
pub mod backup;
pub mod db;
pub mod error;
pub mod journal;
pub mod migrate;
pub mod migrations;
pub mod permitted;
mod retry;
pub mod sql;
pub mod tx;

pub use crate::db::{Db, Engine, Snapshot};
pub use crate::error::{DbError, IsConflict};
pub use crate::tx::Tx;
