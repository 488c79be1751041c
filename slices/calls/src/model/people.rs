//! People by name and address; accounts are another slice's.

use std::collections::HashMap;
use std::error::Error;

use async_trait::async_trait;
use bellwether_kernel::actor::UserId;

/// Names cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("reading the names of people")]
pub struct PeopleError(#[source] pub Box<dyn Error + Send + Sync>);

/// Names by person.
pub type PeopleNames = HashMap<UserId, String>;

/// Knows people by name. Given by the program.
#[async_trait]
pub trait People: Send + Sync {
    /// The names of these people, asked for all at once; who is not known is left out.
    async fn names(&self, ids: &[UserId]) -> Result<PeopleNames, PeopleError>;

    /// The person with this e-mail address.
    async fn by_email(&self, email: &str) -> Result<Option<UserId>, PeopleError>;

    /// The person with this e-mail address, if they work for this cluster and can sign in.
    async fn colleague(&self, cluster: &str, email: &str) -> Result<Option<UserId>, PeopleError>;

    /// People who can be asked to judge applications of this cluster, with these words in their name, by name, at most so many:
    /// those who work for it, and experts; who cannot sign in is none.
    async fn assessors(&self, cluster: &str, words: &str, most: u32) -> Result<Vec<(UserId, String)>, PeopleError>;

    /// Those among these people.
    async fn assessors_among(&self, cluster: &str, ids: &[UserId]) -> Result<Vec<(UserId, String)>, PeopleError>;

    /// The e-mail addresses of these people; who is not known is left out.
    async fn addresses(&self, ids: &[UserId]) -> Result<HashMap<UserId, String>, PeopleError>;

    /// The officers who work for this cluster and can sign in.
    async fn office(&self, cluster: &str) -> Result<Vec<UserId>, PeopleError>;
}
