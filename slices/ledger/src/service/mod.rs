//! What people and other slices can do with the ledger.

mod books;
mod error;
mod expiry;
mod look;
mod open;
mod propose;
mod sample;
mod settle;
mod verify;

use bellwether_db::Db;

pub use crate::service::error::LedgerError;
pub use crate::service::look::Shown;
pub use crate::service::open::Opened;
pub use crate::service::sample::{Loaded, SampleError};

/// The service of the ledger. Cheap to clone.
#[derive(Clone)]
pub struct Ledger {
    db: Db,
}

impl Ledger {
    /// The ledger in this database.
    pub fn new(db: Db) -> Ledger {
        Ledger { db }
    }
}
