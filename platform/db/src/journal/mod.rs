//! The journal: append-only and hash-chained, so that no entry can be altered, removed or moved unnoticed.
//!
//! Each entry's hash covers the hash before it and all its own fields. The head holds the newest number and hash,
//! so that entries cut off at the end are missed too. Who can rewrite the whole database can rewrite the whole
//! chain; against that, note the head that `bellwether journal verify` prints and give it to the next check.

pub mod append;
pub mod list;
pub mod verify;

use sea_orm::FromQueryResult;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// One written entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, FromQueryResult)]
pub struct Row {
    /// Its number, from 1 without gaps.
    pub seq: i64,
    /// When, in milliseconds UTC.
    pub at_ms: i64,
    /// Who: `user:…`, `system` or `visitor`.
    pub actor: String,
    /// What was done: `account.created`.
    pub act: String,
    /// The kind of thing it was done to.
    pub target_kind: String,
    /// The id of that thing.
    pub target_id: String,
    /// What changed, as JSON.
    pub detail: String,
    /// SHA-256 over the hash before and this entry, in hexadecimal.
    pub hash: String,
}

pub(crate) const COLUMNS: &str = "seq, at_ms, actor, act, target_kind, target_id, detail, hash";

impl Row {
    /// The hash that this entry must have after an entry with the hash `previous`.
    pub fn hash_after(&self, previous: &str) -> String {
        // A JSON array has one reading only: no field can flow into its neighbour.
        let canonical = serde_json::to_vec(&(
            previous,
            self.seq,
            self.at_ms,
            &self.actor,
            &self.act,
            &self.target_kind,
            &self.target_id,
            &self.detail,
        ))
        .expect("numbers and strings always serialise");
        hex(&Sha256::digest(canonical))
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
