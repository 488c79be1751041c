//! Long work that does not know whether a job, a command or a test is doing it.

use crate::handler::JobCtx;

/// Is told how the work is going, and says whether it should stop.
pub trait Watch: Sync {
    /// So much of a step is done.
    fn on_progress(&self, step: &'static str, done: u64, total: u64);
    /// Should the work stop? Nothing is published then.
    fn cancelled(&self) -> bool;
}

impl Watch for JobCtx {
    fn on_progress(&self, step: &'static str, done: u64, total: u64) {
        self.progress(done, Some(total), step);
    }

    fn cancelled(&self) -> bool {
        JobCtx::cancelled(self)
    }
}
