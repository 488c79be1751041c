//! What those who run a call do to applications, one or many at once.

use bellwether_exchange_rules::lifecycle::decision::Outcome;

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
    /// Decided alike, with the reasons: what was asked for is given, or it goes on to the next stage; or it is not.
    Decide(Outcome, String),
    /// What was decided about them is announced.
    Announce,
    /// Their time passed before they were handed in.
    Lapse,
}

/// What would come of it for one application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The application.
    pub application: Application,
    /// The message that says why it cannot be done; `None` if it can.
    pub obstacle: Option<&'static str>,
}
