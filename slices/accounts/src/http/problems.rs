//! What people are told when something with an account was not done.

use bellwether_web::api::{FieldProblem, Page, WebError};

use crate::model::password::Weak;
use crate::model::user::Unusable;
use crate::service::AccountError;

/// The problem of a field in the person's language; other errors go on.
pub(super) fn of_field(page: &Page, error: AccountError) -> Result<FieldProblem, WebError> {
    let (field, key) = match error {
        AccountError::WrongPassword => ("password", "accounts-wrong-password"),
        AccountError::Weak(Weak::Short) => ("new_password", "accounts-password-short"),
        AccountError::Weak(Weak::Long) => ("new_password", "accounts-password-long"),
        AccountError::Weak(Weak::Address) => ("new_password", "accounts-password-address"),
        AccountError::Weak(Weak::Common) => ("new_password", "accounts-password-common"),
        AccountError::Unusable(Unusable::Email) => ("email", "accounts-email-wrong"),
        AccountError::Unusable(Unusable::Name) => ("name", "accounts-name-wrong"),
        AccountError::Unusable(Unusable::Role) => ("roles", "accounts-role-wrong"),
        AccountError::Unusable(Unusable::Cluster) => ("clusters", "accounts-cluster-wrong"),
        AccountError::Taken => ("email", "accounts-email-taken"),
        AccountError::LastAdministrator => ("roles", "accounts-last-administrator"),
        other => return Err(other.into()),
    };
    Ok(FieldProblem::new(field, page.t(key)))
}

/// For the API: fields and their problems in the person's language.
pub(super) fn for_api(page: &Page, error: AccountError) -> WebError {
    match of_field(page, error) {
        Ok(problem) => WebError::Invalid(vec![problem]),
        Err(error) => error,
    }
}

impl From<AccountError> for WebError {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::NotFound | AccountError::NoSetUp => WebError::NotFound,
            AccountError::Denied(denied) => WebError::Denied(denied),
            AccountError::Locked { wait_s } => WebError::TooMany { retry_after_s: wait_s.unsigned_abs() },
            AccountError::Stopping => WebError::Unavailable(error.to_string()),
            AccountError::Taken | AccountError::LastAdministrator | AccountError::TooManyViews => {
                WebError::Conflict(error.to_string())
            }
            AccountError::WrongPassword | AccountError::Weak(_) | AccountError::Unusable(_) => {
                WebError::BadRequest(error.to_string())
            }
            AccountError::Db(source) => WebError::internal(source),
        }
    }
}
