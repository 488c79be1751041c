//! Which jobs are wanted, and what is found.

use bellwether_jobs::State;

use crate::model::watched::Watched;

/// Which jobs are wanted, of those that the actor may see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this kind.
    pub kind: Option<String>,
    /// Only in this state.
    pub state: Option<State>,
}

/// One page of jobs.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The jobs, newest first.
    pub jobs: Vec<Watched>,
    /// What to give as `before` for the next page.
    pub next: Option<String>,
    /// How many of the kind are in each state, whatever state is asked for.
    pub tally: Vec<(State, i64)>,
    /// Does the actor see the jobs of all?
    pub of_all: bool,
}

/// One job, and what the actor may do with it.
#[derive(Clone, Debug)]
pub struct Found {
    /// The job.
    pub watched: Watched,
    /// Can it be called off, by this actor?
    pub may_call_off: bool,
    /// Can it be retried, by this actor?
    pub may_retry: bool,
    /// Where more of it is shown.
    pub details: Option<String>,
}
