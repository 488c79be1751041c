//! Pages and API of messages: reads the request, calls one service, answers.

pub mod api;
pub mod pages;

use bellwether_web::api::{FieldProblem, Page, WebError};

use crate::service::error::MessageError;

/// The problem of a field, or what else is wrong.
pub(super) fn problem(page: &Page, error: MessageError) -> Result<FieldProblem, WebError> {
    match error {
        MessageError::Field(field, key) => Ok(FieldProblem::new(field, page.t(key))),
        other => Err(other.into()),
    }
}

impl From<MessageError> for WebError {
    fn from(error: MessageError) -> Self {
        match error {
            MessageError::Denied(denied) => denied.into(),
            other => WebError::internal(other),
        }
    }
}
