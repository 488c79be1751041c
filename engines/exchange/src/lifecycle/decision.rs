//! A decision about a request. One person decides at once; a body votes first.

use super::StepRefused;
use crate::named::named;

named!(
    /// Where a decision stands.
    DecisionState {
        /// Proposed.
        Proposed = "proposed",
        /// Members of the body vote.
        Voting = "voting",
        /// Adopted.
        Carried = "carried",
        /// Voted down.
        Failed = "failed",
        /// Too few voted.
        Inquorate = "inquorate",
        /// Announced and in force.
        Effective = "effective",
        /// Replaced by a later one.
        Superseded = "superseded",
    }
);

named!(
    /// What can happen to a decision.
    DecisionStep {
        /// The vote begins.
        OpenVote = "open_vote",
        /// It is adopted, by vote or by whoever may decide alone.
        Carry = "carry",
        /// It is voted down.
        Fail = "fail",
        /// The vote ended without a quorum.
        MissQuorum = "miss_quorum",
        /// It is announced.
        Announce = "announce",
        /// A later one replaces it.
        Supersede = "supersede",
    }
);

named!(
    /// What was decided about a request.
    Outcome {
        /// Yes.
        Accepted = "accepted",
        /// When there is room.
        Waitlisted = "waitlisted",
        /// No.
        Rejected = "rejected",
    }
);

impl DecisionState {
    /// Where the step leads.
    ///
    /// # Errors
    /// If it is not possible from here.
    pub fn after(self, step: DecisionStep) -> Result<DecisionState, StepRefused> {
        use DecisionState as S;
        use DecisionStep as T;
        match (self, step) {
            (S::Proposed | S::Inquorate, T::OpenVote) => Ok(S::Voting),
            (S::Proposed | S::Voting, T::Carry) => Ok(S::Carried),
            (S::Voting, T::Fail) => Ok(S::Failed),
            (S::Voting, T::MissQuorum) => Ok(S::Inquorate),
            (S::Carried, T::Announce) => Ok(S::Effective),
            (S::Effective, T::Supersede) => Ok(S::Superseded),
            (from, step) => Err(StepRefused { noun: "a decision", from: from.name(), step: step.name() }),
        }
    }
}
