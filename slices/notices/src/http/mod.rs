//! Pages and API of notices: reads the request, calls one service, answers.

pub mod api;
pub mod choices;
pub mod letters;
pub mod stop;

use bellwether_web::api::WebError;

use crate::service::error::NoticeError;

impl From<NoticeError> for WebError {
    fn from(error: NoticeError) -> Self {
        match error {
            NoticeError::Denied(denied) => denied.into(),
            NoticeError::NotFound => WebError::NotFound,
            other => WebError::internal(other),
        }
    }
}
