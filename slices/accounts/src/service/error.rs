//! Why something with an account was not done.

use bellwether_db::{DbError, IsConflict};
use bellwether_kernel::ctx::Denied;

use crate::model::password::Weak;
use crate::model::user::Unusable;

/// Why something with an account was not done.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// Wrong address, wrong password, or deactivated; which of them, nobody is told.
    #[error("wrong e-mail address or password")]
    WrongPassword,
    /// Too many failures.
    #[error("too many failed attempts; try again in {wait_s} s")]
    Locked {
        /// How long nobody may try.
        wait_s: i64,
    },
    /// The password is not good enough.
    #[error(transparent)]
    Weak(#[from] Weak),
    /// A value is not usable.
    #[error(transparent)]
    Unusable(#[from] Unusable),
    /// Another account has the address.
    #[error("another account has this e-mail address")]
    Taken,
    /// The account, session or token is not there.
    #[error("not there")]
    NotFound,
    /// Somebody must be left to administer the installation.
    #[error("this is the last administrator")]
    LastAdministrator,
    /// There is a user already, or the set-up token is wrong.
    #[error("the set-up is over, or its token is wrong")]
    NoSetUp,
    /// A list has as many saved views as it may have.
    #[error("as many views are saved of this list as may be; remove one first")]
    TooManyViews,
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The server is stopping.
    #[error("the server is stopping")]
    Stopping,
    /// The database failed.
    #[error("storing the account")]
    Db(#[from] DbError),
}

impl IsConflict for AccountError {
    fn is_conflict(&self) -> bool {
        matches!(self, AccountError::Db(error) if error.is_conflict())
    }
}
