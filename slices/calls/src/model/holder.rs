//! What answers, files and what was handed in belong to: an application to a call of ours, or one of ours to another funder. Both
//! are kept by the same rules, in tables of the same form.

use uuid::Uuid;

use crate::model::application::ApplicationId;
use crate::model::outbound::OutboundId;

/// Whose answers and files they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder {
    /// An application to a call.
    Application(ApplicationId),
    /// An application to another funder.
    Outbound(OutboundId),
}

impl Holder {
    /// The id.
    pub fn uuid(self) -> Uuid {
        match self {
            Holder::Application(id) => id.0,
            Holder::Outbound(id) => id.0,
        }
    }
}

impl From<ApplicationId> for Holder {
    fn from(id: ApplicationId) -> Holder {
        Holder::Application(id)
    }
}

impl From<OutboundId> for Holder {
    fn from(id: OutboundId) -> Holder {
        Holder::Outbound(id)
    }
}
