//! Pages and API of jobs: reads the request, calls one service, answers.

pub mod api;
pub mod pages;

use bellwether_jobs::State;
use bellwether_web::api::WebError;

use crate::model::listing::Filter;
use crate::service::OperationsError;

impl From<OperationsError> for WebError {
    fn from(error: OperationsError) -> Self {
        match error {
            OperationsError::Denied(denied) => denied.into(),
            OperationsError::NotFound => WebError::NotFound,
            refused @ OperationsError::NotFailed => WebError::Conflict(refused.to_string()),
            other => WebError::internal(other),
        }
    }
}

/// The filter of an address. What no page of ours sends is left out of the filter, as the page then shows.
fn filter(kind: &str, state: &str) -> Filter {
    Filter { kind: (!kind.is_empty()).then(|| kind.to_owned()), state: State::from_name(state) }
}
