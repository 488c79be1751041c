//! What people and commands do with calls.

pub mod apply;
pub mod assess;
pub mod assign;
mod bulk;
pub mod consortium;
pub mod decide;
pub mod draft;
pub mod error;
pub mod handle;
pub mod interview;
pub mod keep;
pub mod load;
pub mod look;
mod money;
pub mod outbound;
pub mod outbound_rows;
pub mod pack;
mod score;
pub mod team;
pub mod tell;
pub mod undertake;
pub mod waits;

use std::sync::Arc;

use bellwether_db::Db;
use bellwether_ledger::api::Ledger;

use crate::model::people::People;
use crate::model::register::{NoRegister, Register};
use crate::model::told::{Notifier, Silent};

/// The calls of an installation. Cheap to clone.
#[derive(Clone)]
pub struct Calls {
    pub(crate) db: Db,
    pub(crate) ledger: Ledger,
    pub(crate) people: Arc<dyn People>,
    pub(crate) register: Arc<dyn Register>,
    pub(crate) notifier: Arc<dyn Notifier>,
}

impl Calls {
    /// The calls in this database, with money of its ledger.
    pub fn new(db: Db, people: Arc<dyn People>) -> Self {
        Calls {
            ledger: Ledger::new(db.clone()),
            db,
            people,
            register: Arc::new(NoRegister),
            notifier: Arc::new(Silent),
        }
    }

    /// The same with a register of organisations to choose partners from.
    pub fn with_register(self, register: Arc<dyn Register>) -> Self {
        Calls { register, ..self }
    }

    /// The same calls, which note for this one what is to be told.
    pub fn telling(self, notifier: Arc<dyn Notifier>) -> Self {
        Calls { notifier, ..self }
    }
}
