//! What people see of a job.

use bellwether_kernel::typed_id;
use serde::{Deserialize, Serialize};

typed_id!(
    /// A piece of background work.
    JobId
);

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Waits for a worker.
    Queued,
    /// A worker has it.
    Running,
    /// Its effect is in the database.
    Done,
    /// It was tried as often as it may be, or can never succeed.
    Failed,
    /// Somebody called it off before its effect.
    Cancelled,
}

impl State {
    /// All states.
    pub const ALL: [State; 5] = [State::Queued, State::Running, State::Done, State::Failed, State::Cancelled];

    /// The name in the database and the API.
    pub fn name(self) -> &'static str {
        match self {
            State::Queued => "queued",
            State::Running => "running",
            State::Done => "done",
            State::Failed => "failed",
            State::Cancelled => "cancelled",
        }
    }

    /// The state with this name.
    pub fn from_name(name: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Will nothing more happen to the job?
    pub fn is_over(self) -> bool {
        matches!(self, State::Done | State::Failed | State::Cancelled)
    }
}

/// A job as people see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JobView {
    /// The job.
    pub id: JobId,
    /// Which handler does it.
    pub kind: String,
    /// Where it stands.
    pub state: State,
    /// What the handler was given, as JSON.
    #[serde(skip)]
    pub payload: String,
    /// Who wanted it: `user:…` or `system`.
    pub created_by: String,
    /// When it was queued, in milliseconds UTC.
    pub created_at_ms: i64,
    /// When a worker took it last.
    pub started_at_ms: Option<i64>,
    /// When it was over.
    pub finished_at_ms: Option<i64>,
    /// How often it was started.
    pub attempts: i64,
    /// How often it may be started.
    pub max_attempts: i64,
    /// How much is done, in the handler's own unit.
    pub done: i64,
    /// How much there is to do, if that is known.
    pub total: Option<i64>,
    /// What is being done.
    pub message: String,
    /// Why the last attempt failed.
    pub error: Option<String>,
    /// Did somebody call it off?
    pub cancel_requested: bool,
}
