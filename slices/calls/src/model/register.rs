//! Organisations of the register of actors; the register is another slice's.

use async_trait::async_trait;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Text;
use uuid::Uuid;

use crate::model::people::PeopleError;

/// An organisation of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its id there.
    pub id: Uuid,
    /// Its name.
    pub name: Text,
}

impl Organisation {
    /// Is it called so, in one of its languages?
    pub fn is_called(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        [&self.name.en, &self.name.ru].into_iter().flatten().any(|words| words.to_lowercase() == name)
    }
}

/// Knows organisations. Given by the program.
#[async_trait]
pub trait Register: Send + Sync {
    /// Organisations with words that begin so in one of their names, as far as whoever asks may see them; at most 50. All of a
    /// cluster, to choose from, where no words are given.
    async fn organisations(&self, ctx: &Ctx, cluster: &str, words: &str) -> Result<Vec<Organisation>, PeopleError>;
}

/// A register that knows nobody, for programs without one.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoRegister;

#[async_trait]
impl Register for NoRegister {
    async fn organisations(&self, _: &Ctx, _: &str, _: &str) -> Result<Vec<Organisation>, PeopleError> {
        Ok(Vec::new())
    }
}
