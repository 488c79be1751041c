//! Background work: a queue in the database, progress, cancelling, resuming after a crash.
//!
//! A job is queued in the transaction that wants it, so it exists exactly if the change does. A worker holds a job
//! by a lease that it renews; when the worker dies the lease ends and another worker starts the job again. The
//! effect of a job happens exactly once if its handler ends with [`JobCtx::complete_with`].

mod handler;
mod job;
mod lease;
pub mod migrations;
mod queue;
mod store;
mod watch;
mod worker;

pub use crate::handler::{Handler, JobCtx, JobError};
pub use crate::job::{JobId, JobView, State};
pub use crate::queue::{Jobs, Wanted};
pub use crate::watch::Watch;
pub use async_trait::async_trait;
