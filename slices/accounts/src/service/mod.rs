//! What people can do with accounts, one function each.

mod administer;
mod error;
mod password;
mod sessions;
mod set_up;
mod sign_in;
mod tokens;
mod views;

use std::sync::{Arc, Mutex};

use bellwether_db::Db;
use tokio::sync::Semaphore;

pub use crate::service::administer::UserPage;
pub use crate::service::error::AccountError;
pub use crate::service::sessions::Signed;
pub use crate::service::sign_in::{Opened, Origin};
pub use crate::store::user::Wanted;

/// A password hash takes 19 MiB and 20 ms or more; this many at once, the others wait.
const HASHES_AT_ONCE: usize = 4;

/// The service of accounts. Cheap to clone.
#[derive(Clone)]
pub struct Accounts {
    db: Db,
    hashing: Arc<Semaphore>,
    // The digest of the set-up token, while there is no user.
    set_up: Arc<Mutex<Option<String>>>,
}

impl Accounts {
    /// Accounts in this database.
    pub fn new(db: Db) -> Accounts {
        Accounts { db, hashing: Arc::new(Semaphore::new(HASHES_AT_ONCE)), set_up: Arc::default() }
    }

    /// Runs something slow beside the requests.
    async fn slowly<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, AccountError> {
        let _permit = self.hashing.acquire().await.map_err(|_| AccountError::Stopping)?;
        tokio::task::spawn_blocking(work).await.map_err(|_| AccountError::Stopping)
    }
}
