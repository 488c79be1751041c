//! An assessment: one person judges one request. Whoever declares a conflict of interest never comes back to it.

use super::StepRefused;
use crate::named::named;

named!(
    /// Where an assessment stands.
    AssessmentState {
        /// Somebody was asked to judge.
        Invited = "invited",
        /// A conflict of interest was declared; nothing of the request is shown any more.
        Conflicted = "conflicted",
        /// No conflict was declared; judging can begin.
        Declared = "declared",
        /// Being written.
        Draft = "draft",
        /// Handed in.
        Submitted = "submitted",
        /// Shown to who asked, with the decision.
        Released = "released",
        /// Given back by who was asked, or taken back.
        Recused = "recused",
    }
);

named!(
    /// What can happen to an assessment.
    AssessmentStep {
        /// There is no conflict of interest.
        DeclareNone = "declare_none",
        /// There is a conflict of interest.
        DeclareConflict = "declare_conflict",
        /// Something is written.
        Write = "write",
        /// It is handed in.
        Submit = "submit",
        /// It is shown to who asked.
        Release = "release",
        /// It is given back, or taken back.
        Recuse = "recuse",
    }
);

impl AssessmentState {
    /// Where the step leads.
    ///
    /// # Errors
    /// If it is not possible from here.
    pub fn after(self, step: AssessmentStep) -> Result<AssessmentState, StepRefused> {
        use AssessmentState as S;
        use AssessmentStep as T;
        match (self, step) {
            (S::Invited, T::DeclareNone) => Ok(S::Declared),
            // A conflict may be seen late, but not after judging.
            (S::Invited | S::Declared | S::Draft, T::DeclareConflict) => Ok(S::Conflicted),
            (S::Declared | S::Draft, T::Write) => Ok(S::Draft),
            (S::Draft, T::Submit) => Ok(S::Submitted),
            (S::Submitted, T::Release) => Ok(S::Released),
            (S::Invited | S::Declared | S::Draft, T::Recuse) => Ok(S::Recused),
            (from, step) => Err(StepRefused { noun: "an assessment", from: from.name(), step: step.name() }),
        }
    }

    /// May who was asked see the request now?
    pub fn shows_the_request(self) -> bool {
        !matches!(self, AssessmentState::Conflicted | AssessmentState::Recused)
    }

    /// Does it wait for who was asked?
    pub fn waits(self) -> bool {
        matches!(self, AssessmentState::Invited | AssessmentState::Declared | AssessmentState::Draft)
    }

    /// Does it count in the decision?
    pub fn counts(self) -> bool {
        matches!(self, AssessmentState::Submitted | AssessmentState::Released)
    }
}
