//! Telling people what happens to applications, assessments and undertakings. How they are told is another slice's; the
//! program wires it.

use async_trait::async_trait;
use bellwether_db::{DbError, Tx};
use bellwether_kernel::actor::UserId;
use uuid::Uuid;

use crate::model::application::ApplicationId;
use crate::model::assessing::AssessmentId;
use crate::model::undertaking::UndertakingId;

/// What happened, or is about to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// Somebody was invited to a team.
    Invited(ApplicationId),
    /// The call closes soon, and the draft is not handed in.
    Closing(ApplicationId),
    /// The application was handed in, for its team.
    HandedIn(ApplicationId),
    /// An application or an appeal waits for the office.
    ToCheck(ApplicationId),
    /// It was given back to its team.
    Returned(ApplicationId),
    /// Somebody was asked to judge.
    AskedToAssess(AssessmentId),
    /// A judgement is still missing.
    AssessmentDue(AssessmentId),
    /// It went on to the next stage.
    Advanced(ApplicationId),
    /// The appointment of its interview was set or moved.
    InterviewSet(ApplicationId),
    /// The decision is announced.
    Announced(ApplicationId),
    /// The award waits until it is accepted.
    Awarded(ApplicationId),
    /// The appeal was decided.
    AppealDecided(ApplicationId),
    /// The award was accepted, and the undertaking begins.
    Opened(UndertakingId),
    /// The report of a milestone is due soon.
    ReportDue(UndertakingId, u32),
    /// It was due.
    ReportOverdue(UndertakingId, u32),
    /// A report waits for the office.
    Reported(UndertakingId, u32),
    /// A report was given back.
    ReportReturned(UndertakingId, u32),
    /// A report was approved, and its part is paid.
    ReportApproved(UndertakingId, u32),
}

impl Happened {
    /// The id of what it is about.
    pub fn about(self) -> Uuid {
        match self {
            Happened::Invited(id)
            | Happened::Closing(id)
            | Happened::HandedIn(id)
            | Happened::ToCheck(id)
            | Happened::Returned(id)
            | Happened::Advanced(id)
            | Happened::InterviewSet(id)
            | Happened::Announced(id)
            | Happened::Awarded(id)
            | Happened::AppealDecided(id) => id.0,
            Happened::AskedToAssess(id) | Happened::AssessmentDue(id) => id.0,
            Happened::Opened(id)
            | Happened::ReportDue(id, _)
            | Happened::ReportOverdue(id, _)
            | Happened::Reported(id, _)
            | Happened::ReportReturned(id, _)
            | Happened::ReportApproved(id, _) => id.0,
        }
    }

    /// The number of the milestone that it is about.
    pub fn milestone(self) -> Option<u32> {
        match self {
            Happened::ReportDue(_, number)
            | Happened::ReportOverdue(_, number)
            | Happened::Reported(_, number)
            | Happened::ReportReturned(_, number)
            | Happened::ReportApproved(_, number) => Some(number),
            _ => None,
        }
    }
}

/// What comes by the clock and is told ahead of it, or after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coming {
    /// Calls close, with drafts that are not handed in.
    Closing,
    /// Reports are due.
    ReportsDue,
    /// Reports were due and are not there.
    ReportsOverdue,
    /// Judgements were asked for and are not there.
    Assessments,
}

/// Notes what is to be told, in the transaction in which it happens; so it must be quick, and have no effect outside.
#[async_trait]
pub trait Notifier: Send + Sync {
    /// Notes it for one person.
    async fn note(&self, tx: &Tx, happened: Happened, person: UserId) -> Result<(), DbError>;
}

/// Tells nobody.
pub struct Silent;

#[async_trait]
impl Notifier for Silent {
    async fn note(&self, _: &Tx, _: Happened, _: UserId) -> Result<(), DbError> {
        Ok(())
    }
}
