//! What people and commands do on the exchange.

pub mod admission;
pub mod book;
pub mod change;
pub mod codes;
pub mod decide;
pub mod error;
pub mod keep;
pub mod load;
pub mod look;
pub mod mine;
mod money;
pub mod orders;
mod placing;
pub mod statements;
pub mod sweep;
pub mod utilisation;

use std::sync::Arc;

use bellwether_db::Db;

use crate::model::charges::Charges;
use crate::model::people::People;

/// The exchange of an installation. Cheap to clone.
#[derive(Clone)]
pub struct Exchange {
    pub(crate) db: Db,
    pub(crate) people: Arc<dyn People>,
    pub(crate) charges: Arc<dyn Charges>,
}

impl Exchange {
    /// The exchange over this database.
    pub fn new(db: Db, people: Arc<dyn People>, charges: Arc<dyn Charges>) -> Self {
        Exchange { db, people, charges }
    }
}
