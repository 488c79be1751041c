//! What those who run a call do to applications, one or many at once.

use crate::model::application::Application;

/// What is done to applications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Handling {
    /// Given back to be corrected, with the reasons.
    Return(String),
    /// Sent to be judged.
    StartReview,
    /// This person is asked to judge.
    Assign(String),
}

/// What would come of it for one application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The application.
    pub application: Application,
    /// The message that says why it cannot be done; `None` if it can.
    pub obstacle: Option<&'static str>,
}
