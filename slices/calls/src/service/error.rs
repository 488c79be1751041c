//! Why something with calls was not done.

use bellwether_cluster::api::LookError;
use bellwether_db::{DbError, IsConflict};
use bellwether_exchange_rules::explanation::Refusal;
use bellwether_exchange_rules::lifecycle::StepRefused;
use bellwether_kernel::ctx::Denied;
use bellwether_ledger::api::LedgerError;

use crate::model::answers::AnswerWrong;
use crate::model::consortium::ConsortiumWrong;
use crate::model::file::FileRefused;
use crate::model::outbound::OutboundRefused;
use crate::model::people::PeopleError;
use crate::model::undertaking::MilestoneRefused;
use crate::model::written::WrittenError;
use crate::store::error::StoreError;

/// Why something with calls was not done.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The call or application is not there.
    #[error("not there")]
    NotFound,
    /// Fields are wrong: each with the message that says what.
    #[error("fields are wrong: {0:?}")]
    Fields(Vec<(&'static str, &'static str)>),
    /// A call of this name is there already.
    #[error("there is a call of this name")]
    Taken,
    /// Somebody changed it since it was read.
    #[error("it was changed meanwhile")]
    Stale,
    /// The call takes no applications now.
    #[error("the call takes no applications")]
    Closed,
    /// Conditions say no.
    #[error("conditions refuse it: {0:?}")]
    Refused(Vec<Refusal>),
    /// Answers are missing or wrong.
    #[error("answers are wrong: {0:?}")]
    Answers(Vec<AnswerWrong>),
    /// Nobody handles an application of their own team.
    #[error("it is an application of one's own")]
    Own,
    /// Only the lead of the team does this.
    #[error("only the lead does this")]
    NotLead,
    /// Members of the team did not answer yet.
    #[error("the team has not signed")]
    Unsigned,
    /// The consortium is not one that the call takes.
    #[error("the consortium is wrong: {0:?}")]
    Consortium(Vec<ConsortiumWrong>),
    /// The file is not taken.
    #[error(transparent)]
    File(#[from] FileRefused),
    /// The state does not allow it.
    #[error(transparent)]
    Step(#[from] StepRefused),
    /// The state of a milestone does not allow it.
    #[error(transparent)]
    Milestone(#[from] MilestoneRefused),
    /// The state of an application to another funder does not allow it.
    #[error(transparent)]
    Outbound(#[from] OutboundRefused),
    /// The call does not have so much left.
    #[error("{asked_minor} asked, {left_minor} left")]
    Short {
        /// How much was to be given.
        asked_minor: i64,
        /// How much is left.
        left_minor: i64,
    },
    /// As many go on from this stage as may.
    #[error("{most} go on already")]
    Full {
        /// How many may.
        most: u32,
    },
    /// Something is left to do, so the call cannot be settled.
    #[error("applications wait for decisions")]
    Unfinished,
    /// The books refuse it.
    #[error("the books refuse it")]
    Ledger(#[from] LedgerError),
    /// The file of calls is wrong.
    #[error(transparent)]
    Written(#[from] WrittenError),
    /// The tables failed.
    #[error("using the tables of calls")]
    Store(#[from] StoreError),
    /// Names of people cannot be read.
    #[error(transparent)]
    People(#[from] PeopleError),
    /// Clusters cannot be read.
    #[error("reading the clusters")]
    Clusters(#[from] LookError),
    /// What is to be frozen cannot be written.
    #[error("freezing what was handed in")]
    Freeze(#[from] serde_json::Error),
}

impl From<DbError> for CallError {
    fn from(error: DbError) -> Self {
        CallError::Store(error.into())
    }
}

impl IsConflict for CallError {
    fn is_conflict(&self) -> bool {
        match self {
            CallError::Store(error) => error.is_conflict(),
            CallError::Ledger(error) => error.is_conflict(),
            _ => false,
        }
    }
}

/// One field is wrong.
pub(super) fn field(field: &'static str, what: &'static str) -> CallError {
    CallError::Fields(vec![(field, what)])
}

/// A reason that somebody gives: not empty, not too long.
///
/// # Errors
/// If it is none.
pub(super) fn reason(text: &str, name: &'static str, most: usize) -> Result<String, CallError> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > most {
        Err(field(name, "calls-wrong-reason"))
    } else {
        Ok(text.to_owned())
    }
}
