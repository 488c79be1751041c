//! What people do with messages.

pub mod error;
mod list;
mod read;
mod seats;
mod write;

use std::sync::Arc;

use bellwether_db::Db;
use bellwether_notices::api::Notices;

use crate::model::people::People;
use crate::model::records::Records;

/// The messages of an installation. Cheap to clone.
#[derive(Clone)]
pub struct Messages {
    pub(crate) db: Db,
    pub(crate) people: Arc<dyn People>,
    pub(crate) records: Arc<Vec<Arc<dyn Records>>>,
    pub(crate) notices: Notices,
}

impl Messages {
    /// Messages about records of these kinds.
    pub fn new(db: Db, people: Arc<dyn People>, records: Vec<Arc<dyn Records>>, notices: Notices) -> Messages {
        Messages { db, people, records: Arc::new(records), notices }
    }
}
