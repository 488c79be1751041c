//! A job with what is known around it: who wanted it, how long it takes, where more of it is shown.

use bellwether_jobs::{JobId, JobView, State};
use bellwether_kernel::actor::UserId;
use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::policy::Thing;

/// Where a slice shows more of its jobs of one kind than there is here.
#[derive(Clone, Copy, Debug)]
pub struct DetailPage {
    /// The kind.
    pub kind: &'static str,
    /// The address of the page of one job.
    pub href: fn(JobId) -> String,
}

/// Who wanted a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Starter {
    /// Another job, or somebody at the command line.
    Installation,
    /// A person with this name.
    Person(String),
    /// A person whose account is gone.
    Gone,
}

/// The person that a job names as the one who wanted it.
pub fn person(job: &JobView) -> Option<UserId> {
    job.created_by.strip_prefix("user:")?.parse().ok()
}

/// A job as the policy looks at it: it belongs to the person who wanted it.
pub struct Watchable<'a>(pub &'a JobView);

impl Thing for Watchable<'_> {
    fn owner(&self) -> Option<UserId> {
        person(self.0)
    }
}

/// A job as people see it.
#[derive(Clone, Debug)]
pub struct Watched {
    /// The job.
    pub job: JobView,
    /// Who wanted it.
    pub starter: Starter,
    /// How long the last attempt took, or takes until now; `None` before the first.
    pub seconds: Option<u64>,
}

impl Watched {
    /// The job at this moment.
    pub fn new(job: JobView, starter: Starter, now: Timestamp) -> Self {
        let seconds = seconds(&job, now.as_millisecond());
        Watched { job, starter, seconds }
    }

    /// How much is done, in whole percent, if it is known how much there is.
    pub fn percent(&self) -> Option<u8> {
        // What is done is done, wherever its last word on the way was said.
        if self.job.state == State::Done {
            return Some(100);
        }
        let total = self.job.total.filter(|total| *total > 0)?;
        let percent = i128::from(self.job.done.clamp(0, total)) * 100 / i128::from(total);
        u8::try_from(percent).ok()
    }
}

fn seconds(job: &JobView, now_ms: i64) -> Option<u64> {
    // What waits for another attempt has ended its last one at a time that nobody noted.
    let until_ms = match job.state {
        State::Queued => return None,
        State::Running => now_ms,
        State::Done | State::Failed | State::Cancelled => job.finished_at_ms?,
    };
    // The clocks of two servers may differ; no time is negative.
    u64::try_from((until_ms - job.started_at_ms?).max(0) / 1000).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watched(state: State, done: i64, total: Option<i64>) -> Watched {
        let job = JobView {
            id: JobId::new(),
            kind: "a.b".to_owned(),
            state,
            payload: String::new(),
            created_by: "user:not-an-id".to_owned(),
            created_at_ms: 0,
            started_at_ms: Some(10_000),
            finished_at_ms: state.is_over().then_some(14_999),
            attempts: 1,
            max_attempts: 5,
            done,
            total,
            message: String::new(),
            error: None,
            cancel_requested: false,
        };
        Watched::new(job, Starter::Gone, Timestamp::from_millisecond(9_000).expect("within range"))
    }

    #[test]
    fn time_runs_from_the_start_to_the_end_or_to_now_and_never_backwards() {
        assert_eq!(watched(State::Queued, 0, None).seconds, None);
        assert_eq!(watched(State::Running, 0, None).seconds, Some(0));
        assert_eq!(watched(State::Done, 0, None).seconds, Some(4));
    }

    #[test]
    fn percent_stays_within_a_hundred() {
        assert_eq!(watched(State::Done, 1, Some(3)).percent(), Some(100));
        assert_eq!(watched(State::Running, 1, None).percent(), None);
        assert_eq!(watched(State::Running, 1, Some(0)).percent(), None);
        assert_eq!(watched(State::Running, 1, Some(3)).percent(), Some(33));
        assert_eq!(watched(State::Running, 9, Some(3)).percent(), Some(100));
        assert_eq!(watched(State::Running, i64::MAX, Some(i64::MAX)).percent(), Some(100));
        assert_eq!(watched(State::Running, i64::MIN, Some(3)).percent(), Some(0));
    }

    #[test]
    fn a_name_that_is_no_id_is_nobody() {
        assert_eq!(person(&watched(State::Done, 0, None).job), None);
    }
}
