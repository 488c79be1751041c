//! The names of those who proposed, approved and settled. Accounts of people are kept elsewhere.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use bellwether_kernel::actor::UserId;

/// Names by person.
pub type PeopleNames = HashMap<UserId, String>;

/// People by name. Given by the program.
#[async_trait]
pub trait People: Send + Sync {
    /// The names of these people; who is not known, or cannot be asked for now, is left out.
    async fn names(&self, ids: &[UserId]) -> PeopleNames;
}

/// Nobody is known by name.
pub struct Nameless;

#[async_trait]
impl People for Nameless {
    async fn names(&self, _: &[UserId]) -> PeopleNames {
        HashMap::new()
    }
}

/// How pages reach the names.
pub type PeopleByName = Arc<dyn People>;

/// The person behind the name of an actor in the journal: `user:…`.
pub fn person(actor: &str) -> Option<UserId> {
    actor.strip_prefix("user:")?.parse().ok()
}
