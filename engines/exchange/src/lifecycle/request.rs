//! A request: somebody asks for what is offered.
//!
//! What was decided can be announced later, so "decided" says nothing about the outcome. An appeal is possible once: what
//! comes of it is final by the shape of the table and not by a counter. Where requests are decided in stages, each stage is
//! decided, and may be appealed, for itself.

use super::StepRefused;
use crate::named::named;

named!(
    /// Where a request stands.
    RequestState {
        /// Being written; nobody else sees it.
        Draft = "draft",
        /// Handed in.
        Submitted = "submitted",
        /// Given back to be completed.
        Returned = "returned",
        /// Being judged.
        InReview = "in_review",
        /// Decided, not yet announced.
        Decided = "decided",
        /// Announced: it goes on to the next stage, which has not begun for it.
        Advanced = "advanced",
        /// Announced: yes.
        Accepted = "accepted",
        /// Announced: when there is room.
        Waitlisted = "waitlisted",
        /// Announced: no. An appeal is possible.
        Rejected = "rejected",
        /// Looked at again.
        Appealed = "appealed",
        /// No, for good.
        RejectedFinally = "rejected_finally",
        /// What was allocated is being used.
        Active = "active",
        /// Used and reported.
        Completed = "completed",
        /// Taken back by who asked.
        Withdrawn = "withdrawn",
        /// Its time passed before anything came of it.
        Lapsed = "lapsed",
    }
);

named!(
    /// What can happen to a request.
    RequestStep {
        /// It is handed in, for the first time or again.
        Submit = "submit",
        /// It is given back to be completed.
        Return = "return",
        /// Judging begins.
        StartReview = "start_review",
        /// It is decided.
        Decide = "decide",
        /// The decision is announced: it goes on to the next stage.
        Advance = "advance",
        /// The decision is announced: yes.
        Accept = "accept",
        /// The decision is announced: when there is room.
        Waitlist = "waitlist",
        /// The decision is announced: no.
        Reject = "reject",
        /// There is room now.
        Promote = "promote",
        /// Who asked wants it looked at again.
        Appeal = "appeal",
        /// Use begins.
        Start = "start",
        /// Use is over.
        Complete = "complete",
        /// Who asked takes it back.
        Withdraw = "withdraw",
        /// Its time passed.
        Lapse = "lapse",
    }
);

impl RequestState {
    /// Where the step leads.
    ///
    /// # Errors
    /// If it is not possible from here.
    pub fn after(self, step: RequestStep) -> Result<RequestState, StepRefused> {
        use RequestState as S;
        use RequestStep as T;
        match (self, step) {
            (S::Draft | S::Returned | S::Advanced, T::Submit) => Ok(S::Submitted),
            (S::Submitted, T::Return) => Ok(S::Returned),
            // A stage without anything to hand in, such as an interview, is judged at once.
            (S::Submitted | S::Advanced, T::StartReview) => Ok(S::InReview),
            (S::InReview, T::Decide) => Ok(S::Decided),
            (S::Decided | S::Appealed, T::Advance) => Ok(S::Advanced),
            (S::Decided | S::Appealed, T::Accept) | (S::Waitlisted, T::Promote) => Ok(S::Accepted),
            (S::Decided, T::Waitlist) => Ok(S::Waitlisted),
            (S::Decided, T::Reject) => Ok(S::Rejected),
            (S::Rejected, T::Appeal) => Ok(S::Appealed),
            (S::Appealed, T::Reject) => Ok(S::RejectedFinally),
            (S::Accepted, T::Start) => Ok(S::Active),
            (S::Active, T::Complete) => Ok(S::Completed),
            (
                S::Draft
                | S::Submitted
                | S::Returned
                | S::InReview
                | S::Decided
                | S::Advanced
                | S::Accepted
                | S::Waitlisted
                | S::Appealed,
                T::Withdraw,
            ) => Ok(S::Withdrawn),
            (
                S::Submitted | S::Returned | S::InReview | S::Decided | S::Advanced | S::Accepted | S::Waitlisted,
                T::Lapse,
            ) => Ok(S::Lapsed),
            (from, step) => Err(StepRefused { noun: "a request", from: from.name(), step: step.name() }),
        }
    }

    /// Where several steps lead, one after the other.
    ///
    /// # Errors
    /// If one of them is not possible.
    pub fn after_all(self, steps: &[RequestStep]) -> Result<RequestState, StepRefused> {
        steps.iter().try_fold(self, |state, step| state.after(*step))
    }

    /// Does it wait for somebody's decision?
    pub fn waits_for_decision(self) -> bool {
        matches!(self, RequestState::Submitted | RequestState::InReview | RequestState::Appealed)
    }

    /// Can nothing happen to it any more?
    pub fn is_over(self) -> bool {
        RequestStep::ALL.iter().all(|step| self.after(*step).is_err())
    }
}
