//! What people and commands do on the exchange.

pub mod admission;
mod among;
pub mod assign;
pub mod book;
pub mod change;
pub mod codes;
pub mod configuring;
pub mod decide;
pub mod error;
pub mod files;
pub mod holidays;
pub mod keep;
pub mod load;
pub mod look;
pub mod mine;
mod money;
pub mod orders;
mod placing;
pub mod statements;
pub mod sweep;
mod tell;
pub mod utilisation;
pub mod weigh;

use std::sync::Arc;

use bellwether_db::Db;

use crate::model::charges::Charges;
use crate::model::people::People;
use crate::model::told::{Notifier, Silent};

/// The exchange of an installation. Cheap to clone.
#[derive(Clone)]
pub struct Exchange {
    pub(crate) db: Db,
    pub(crate) people: Arc<dyn People>,
    pub(crate) charges: Arc<dyn Charges>,
    pub(crate) notifier: Arc<dyn Notifier>,
}

impl Exchange {
    /// The exchange over this database.
    pub fn new(db: Db, people: Arc<dyn People>, charges: Arc<dyn Charges>) -> Self {
        Exchange { db, people, charges, notifier: Arc::new(Silent) }
    }

    /// The same exchange, which notes for this one what is to be told.
    pub fn telling(self, notifier: Arc<dyn Notifier>) -> Self {
        Exchange { notifier, ..self }
    }
}
