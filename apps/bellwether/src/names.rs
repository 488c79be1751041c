//! The names of people, out of the accounts, for slices that show who did something. Wired here, because the slices do
//! not know each other.

use std::collections::HashMap;

use bellwether_accounts::api::Accounts;
use bellwether_accounts::model::user::Email;
use bellwether_accounts::service::AccountError;
use bellwether_exchange::api as exchange;
use bellwether_jobs::async_trait;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;
use bellwether_operations::api::{People, PeopleError};

/// People by name.
pub struct Names(pub Accounts);

#[async_trait]
impl People for Names {
    async fn names(&self, ids: &[UserId]) -> Result<HashMap<UserId, String>, PeopleError> {
        self.0.names(ids).await.map_err(|error| PeopleError(error.into()))
    }
}

#[async_trait]
impl exchange::People for Names {
    async fn names(&self, ids: &[UserId]) -> Result<HashMap<UserId, String>, exchange::PeopleError> {
        self.0.names(ids).await.map_err(|error| exchange::PeopleError(error.into()))
    }

    async fn by_email(&self, email: &str) -> Result<Option<UserId>, exchange::PeopleError> {
        let Ok(email) = Email::parse(email) else { return Ok(None) };
        match self.0.user_by_email(&Ctx::system(), &email).await {
            Ok(user) => Ok(Some(user.id)),
            Err(AccountError::NotFound) => Ok(None),
            Err(error) => Err(exchange::PeopleError(error.into())),
        }
    }
}
