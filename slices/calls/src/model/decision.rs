//! What was decided about an application, perhaps not announced yet.

use bellwether_exchange_rules::lifecycle::decision::{DecisionState, Outcome};
use bellwether_kernel::actor::UserId;
use bellwether_kernel::typed_id;

use crate::model::application::ApplicationId;

typed_id!(
    /// A decision.
    DecisionId
);

/// The longest reason, in letters.
pub const WHY: usize = 4000;

/// A decision about an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its id.
    pub id: DecisionId,
    /// About what.
    pub application: ApplicationId,
    /// The number of the stage that it decides; a yes of any but the last is to go on.
    pub stage: u32,
    /// What was decided.
    pub outcome: Outcome,
    /// How much is given, now or when there is room.
    pub amount_minor: i64,
    /// The place in the waiting list.
    pub place: u32,
    /// The reasons, for the applicants.
    pub why: String,
    /// Where it stands.
    pub state: DecisionState,
    /// Who decided; `None` for the rule of the waiting list.
    pub by: Option<UserId>,
    /// When, in milliseconds UTC.
    pub at_ms: i64,
    /// When it was announced.
    pub announced_at_ms: Option<i64>,
}

/// What somebody decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Yes, no, or when there is room.
    pub outcome: Outcome,
    /// How much, in minor units; nothing for a no.
    pub amount_minor: i64,
    /// The place in the waiting list.
    pub place: u32,
    /// Why, for the applicants.
    pub why: String,
}
