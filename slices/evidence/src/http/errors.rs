//! What people get to see of the services' errors.

use bellwether_web::api::WebError;

use crate::service::ingests::IngestsError;

impl From<IngestsError> for WebError {
    fn from(error: IngestsError) -> Self {
        match error {
            IngestsError::Denied(denied) => denied.into(),
            refused @ (IngestsError::NothingChosen | IngestsError::NotInInbox(_)) => {
                WebError::field("file", refused.to_string())
            }
            other => WebError::internal(other),
        }
    }
}
