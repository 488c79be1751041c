//! An application: the request of a person, or of a team, for money of a call.

use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::lang::Text;
use bellwether_kernel::money::Unit;
use bellwether_kernel::policy::Thing;
use bellwether_kernel::{named, typed_id};

use crate::model::call::CallId;
use crate::model::stage::{StageAt, StageKind};

typed_id!(
    /// An application.
    ApplicationId
);

/// The states in which officers see an application: all but those before it was handed in for the first time.
pub const HANDED_IN: &[&str] = &[
    "submitted",
    "returned",
    "in_review",
    "decided",
    "advanced",
    "accepted",
    "waitlisted",
    "rejected",
    "appealed",
    "rejected_finally",
    "active",
    "completed",
    "withdrawn",
    "lapsed",
];

named!(
    /// What somebody is to an application.
    SeatRole {
        /// Began it, and hands it in.
        Lead = "lead",
        /// Belongs to the team.
        Member = "member",
    }
);

named!(
    /// Whether a member of the team agreed.
    SeatState {
        /// Was asked.
        Invited = "invited",
        /// Signed what is handed in.
        Signed = "signed",
        /// Does not want to.
        Declined = "declined",
    }
);

/// A member of a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Who.
    pub person: UserId,
    /// What they are to it.
    pub role: SeatRole,
    /// Did they agree?
    pub state: SeatState,
}

/// An application as somebody sees it in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// Its id.
    pub id: ApplicationId,
    /// Its call.
    pub call: CallId,
    /// The slug of the call's cluster.
    pub cluster: String,
    /// The slug of the call.
    pub call_slug: String,
    /// The title of the call.
    pub call_title: Text,
    /// The version of the call whose form it answers.
    pub version: i64,
    /// Its number in the call.
    pub number: i64,
    /// The stage that it has reached.
    pub stage: StageAt,
    /// Where it stands in that.
    pub state: RequestState,
    /// Who began it.
    pub lead: UserId,
    /// Its title.
    pub title: String,
    /// How much it asks for, once that is known.
    pub asked_minor: Option<i64>,
    /// How much it was awarded; decided, announced or not.
    pub awarded_minor: Option<i64>,
    /// The unit of both.
    pub unit: Unit,
    /// Why it was returned, for the team.
    pub returned_why: String,
    /// Why the decision is appealed.
    pub appeal: String,
    /// When it was begun, in milliseconds UTC.
    pub begun_at_ms: i64,
    /// When it was last handed in.
    pub submitted_at_ms: Option<i64>,
    /// The person that looks, if they are of the team.
    pub viewer: Option<UserId>,
}

impl Application {
    /// Does its team write it now? In an interview there is nothing to write.
    pub fn is_written(&self) -> bool {
        match self.state {
            RequestState::Draft | RequestState::Returned => true,
            RequestState::Advanced => self.stage.kind == StageKind::Written,
            _ => false,
        }
    }

    /// Can it be judged now: sent to review, or somebody asked to judge it?
    pub fn can_be_judged(&self) -> bool {
        match self.state {
            RequestState::Submitted | RequestState::InReview => true,
            RequestState::Advanced => self.stage.kind == StageKind::Interview,
            _ => false,
        }
    }
}

impl Thing for Application {
    /// Whoever looks, where they are of the team: to each of them it belongs.
    fn owner(&self) -> Option<UserId> {
        self.viewer
    }

    /// A draft that was handed in and withdrawn is not one that never was; both are told by the moment of handing in.
    fn state(&self) -> &str {
        if self.submitted_at_ms.is_none() { "draft" } else { self.state.name() }
    }

    fn cluster(&self) -> Option<&str> {
        Some(&self.cluster)
    }
}
