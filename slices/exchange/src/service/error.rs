//! Why something on the exchange was not done.

use bellwether_cluster::api::LookError;
use bellwether_db::{DbError, IsConflict};
use bellwether_exchange_rules::lifecycle::StepRefused;
use bellwether_kernel::ctx::Denied;

use crate::model::charges::{ChargesError, Shortage};
use crate::model::people::PeopleError;
use crate::model::wish::Refused;
use crate::model::written::WrittenError;
use crate::store::StoreError;

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There is no such facility or booking.
    #[error("not there")]
    NotFound,
    /// The facility takes no requests.
    #[error("the facility takes no requests")]
    Closed,
    /// An account does not have enough for it.
    #[error("an account does not have enough")]
    Short(Shortage),
    /// The books failed.
    #[error(transparent)]
    Charges(#[from] ChargesError),
    /// The times that cannot be had, and why.
    #[error("{} times cannot be had", .0.len())]
    Refused(Vec<Refused>),
    /// What was written cannot be taken; the field and the key of the sentence.
    #[error("{0} cannot be taken: {1}")]
    Field(&'static str, &'static str),
    /// It is not in a state for this.
    #[error(transparent)]
    Step(#[from] StepRefused),
    /// Bookings are in the way of a time out of service.
    #[error("{0} bookings are in the way")]
    InTheWay(usize),
    /// A file is wrong.
    #[error(transparent)]
    Written(#[from] WrittenError),
    /// Names of people cannot be read.
    #[error(transparent)]
    People(#[from] PeopleError),
    /// The clusters cannot be read.
    #[error("reading the clusters")]
    Clusters(#[from] LookError),
    /// The tables failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<DbError> for ExchangeError {
    fn from(error: DbError) -> Self {
        ExchangeError::Store(error.into())
    }
}

impl IsConflict for ExchangeError {
    fn is_conflict(&self) -> bool {
        match self {
            ExchangeError::Store(error) => error.is_conflict(),
            ExchangeError::Charges(error) => error.is_conflict(),
            _ => false,
        }
    }
}
