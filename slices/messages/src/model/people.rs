//! Names of people. Accounts are another slice's; the program wires them.

use std::collections::HashMap;
use std::error::Error;

use async_trait::async_trait;
use bellwether_kernel::actor::UserId;

/// The names could not be read.
#[derive(Debug, thiserror::Error)]
#[error("reading names of people")]
pub struct PeopleError(#[source] pub Box<dyn Error + Send + Sync>);

/// Knows people by name.
#[async_trait]
pub trait People: Send + Sync {
    /// The names of these people, asked for all at once; who is not known is left out.
    async fn names(&self, ids: &[UserId]) -> Result<HashMap<UserId, String>, PeopleError>;
}
