//! The names of the people who wanted jobs, out of the accounts. Wired here, because the two slices do not know each other.

use std::collections::HashMap;

use bellwether_accounts::api::Accounts;
use bellwether_jobs::async_trait;
use bellwether_kernel::actor::UserId;
use bellwether_operations::api::{People, PeopleError};

/// People by name.
pub struct Names(pub Accounts);

#[async_trait]
impl People for Names {
    async fn names(&self, ids: &[UserId]) -> Result<HashMap<UserId, String>, PeopleError> {
        self.0.names(ids).await.map_err(|error| PeopleError(error.into()))
    }
}
