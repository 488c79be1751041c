//! The seam to the books: holding, paying and letting go what charges cost. The program wires it to the ledger.

use async_trait::async_trait;
use bellwether_db::{DbError, IsConflict, Tx};
use bellwether_kernel::lang::Text;
use uuid::Uuid;

/// An account of the books that facilities may use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: Text,
    /// The code of its currency.
    pub currency: String,
    /// Is it paid, or does it pay?
    pub side: Side,
}

/// On which side of a payment an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// It pays: a budget.
    Pays,
    /// It is paid: the owner of a facility.
    IsPaid,
}

/// The accounts that a facility uses in one currency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accounts {
    /// The code of the currency.
    pub currency: String,
    /// Who is paid.
    pub paid_id: Option<Uuid>,
    /// Who carries subsidies.
    pub subsidy_id: Option<Uuid>,
    /// Who advances what has no charge code, until it is moved to one.
    pub unassigned_id: Option<Uuid>,
}

/// What is to move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The same key is the same payment.
    pub key: String,
    /// What for.
    pub memo: Text,
    /// So many minor units more, or less, on each account.
    pub legs: Vec<(Uuid, i64)>,
}

/// An account that does not have enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortage {
    /// The account's name.
    pub account: Text,
    /// How much was asked of it, in minor units.
    pub asked_minor: i64,
    /// How much it may give.
    pub free_minor: i64,
    /// The code of the currency.
    pub currency: String,
}

/// Why the books did not do what they were asked.
#[derive(Debug, thiserror::Error)]
pub enum ChargesError {
    /// An account does not have enough. Nothing was written, so the transaction can go on.
    #[error("an account does not have enough")]
    Short(Shortage),
    /// Not as things stand, such as before somebody approved it. Nothing was written.
    #[error("the books do not take it as things stand")]
    NotNow,
    /// The transfer was called off in the books. Nothing was written.
    #[error("the transfer was called off")]
    Gone,
    /// The books failed.
    #[error("using the books")]
    Failed {
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
        /// May the work be run again?
        is_conflict: bool,
    },
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl IsConflict for ChargesError {
    fn is_conflict(&self) -> bool {
        match self {
            ChargesError::Failed { is_conflict, .. } => *is_conflict,
            ChargesError::Db(error) => error.is_conflict(),
            _ => false,
        }
    }
}

/// Keeps the books. What is written is written in the transaction that is given: all becomes true, or nothing.
#[async_trait]
pub trait Charges: Send + Sync {
    /// The accounts of a cluster that can be chosen.
    async fn accounts(&self, cluster: &str) -> Result<Vec<Account>, ChargesError>;

    /// Holds a payment until it is posted or voided; the id of the transfer.
    async fn hold(&self, tx: &Tx, cluster: &str, payment: &Payment) -> Result<Uuid, ChargesError>;

    /// Carries a held payment out. Once more is the same.
    async fn post(&self, tx: &Tx, cluster: &str, transfer: Uuid) -> Result<(), ChargesError>;

    /// Lets a held payment go. Once more is the same.
    async fn void(&self, tx: &Tx, cluster: &str, transfer: Uuid, why: &str) -> Result<(), ChargesError>;
}

/// Nobody keeps books: everything is by invoice.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoCharges;

#[async_trait]
impl Charges for NoCharges {
    async fn accounts(&self, _: &str) -> Result<Vec<Account>, ChargesError> {
        Ok(Vec::new())
    }

    async fn hold(&self, _: &Tx, _: &str, _: &Payment) -> Result<Uuid, ChargesError> {
        Err(ChargesError::NotNow)
    }

    async fn post(&self, _: &Tx, _: &str, _: Uuid) -> Result<(), ChargesError> {
        Err(ChargesError::NotNow)
    }

    async fn void(&self, _: &Tx, _: &str, _: Uuid, _: &str) -> Result<(), ChargesError> {
        Ok(())
    }
}
