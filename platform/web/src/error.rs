//! What a handler may answer instead of a page. Turned into a page or JSON in `problem`, and logged there, once.

use std::error::Error;
use std::sync::Arc;

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use bellwether_kernel::ctx::Denied;
use serde::Serialize;

/// The answer of a handler that makes pages.
pub type PageResult = Result<Response, WebError>;

/// The answer of a handler of the JSON API.
pub type ApiResult<T> = Result<Json<T>, WebError>;

/// What is wrong with one field of a form or JSON body, in the words of the person's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct FieldProblem {
    /// The field, as named in the form or by its path in the JSON (`authors[2].name`).
    pub field: String,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl FieldProblem {
    /// This field has this problem.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        FieldProblem { field: field.into(), message: message.into() }
    }
}

/// Why there is no usual answer. A slice turns its own errors into these: `impl From<SubmitError> for WebError`.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// The thing is not there, or the person may not know that it is.
    #[error("not found")]
    NotFound,
    /// Only for people who have signed in.
    #[error("sign-in needed")]
    SignInNeeded,
    /// The person may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Fields are wrong. Forms show them beside the fields instead; this is for the API and for what no form sends.
    #[error("invalid input")]
    Invalid(Vec<FieldProblem>),
    /// The request makes no sense; the text says why.
    #[error("{0}")]
    BadRequest(String),
    /// The thing has changed meanwhile, or its state does not allow this; the text says what.
    #[error("{0}")]
    Conflict(String),
    /// The form did not come from one of our pages, or its page is too old.
    #[error("form token missing or wrong")]
    Forged,
    /// The address exists, but not for this method.
    #[error("method not allowed")]
    MethodNotAllowed,
    /// The body is larger than allowed.
    #[error("request too large")]
    TooLarge,
    /// The body is of a kind that is not understood.
    #[error("unsupported kind of body")]
    UnsupportedBody,
    /// The answer took too long.
    #[error("request took too long")]
    TooSlow,
    /// Too many requests.
    #[error("too many requests; retry in {retry_after_s} s")]
    TooMany {
        /// When to come back.
        retry_after_s: u64,
    },
    /// Not now, such as while an index is being opened; the text says what is missing.
    #[error("{0}")]
    Unavailable(String),
    /// A fault of ours.
    #[error("internal error")]
    Internal(#[source] Box<dyn Error + Send + Sync>),
}

impl WebError {
    /// A fault of ours, with its cause for the log.
    pub fn internal(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        WebError::Internal(source.into())
    }

    /// One field is wrong.
    pub fn field(field: impl Into<String>, message: impl Into<String>) -> Self {
        WebError::Invalid(vec![FieldProblem::new(field, message)])
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            WebError::NotFound => StatusCode::NOT_FOUND,
            WebError::SignInNeeded => StatusCode::UNAUTHORIZED,
            WebError::Denied(denied) if denied.hidden => StatusCode::NOT_FOUND,
            WebError::Denied(_) | WebError::Forged => StatusCode::FORBIDDEN,
            WebError::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            WebError::BadRequest(_) => StatusCode::BAD_REQUEST,
            WebError::Conflict(_) => StatusCode::CONFLICT,
            WebError::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            WebError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            WebError::UnsupportedBody => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            WebError::TooSlow => StatusCode::REQUEST_TIMEOUT,
            WebError::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            WebError::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            WebError::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The error that a bare status of a layer stands for; `None` if the status is no error of a known kind.
    pub(crate) fn from_status(status: StatusCode) -> Option<WebError> {
        match status {
            StatusCode::NOT_FOUND => Some(WebError::NotFound),
            StatusCode::METHOD_NOT_ALLOWED => Some(WebError::MethodNotAllowed),
            StatusCode::PAYLOAD_TOO_LARGE => Some(WebError::TooLarge),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Some(WebError::UnsupportedBody),
            StatusCode::REQUEST_TIMEOUT => Some(WebError::TooSlow),
            _ => None,
        }
    }
}

/// Carries the error to `problem`, which knows the person and the language.
#[derive(Clone)]
pub(crate) struct Refusal(pub Arc<WebError>);

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Refusal(Arc::new(self)));
        response
    }
}
