//! The addresses of this slice's pages.

use bellwether_jobs::JobId;
use bellwether_web::api::Link;

use crate::model::listing::Filter;

/// The list of jobs.
pub const JOBS: &str = "/jobs";

/// The jobs that are wanted.
pub fn jobs(filter: &Filter) -> Link {
    Link::to(JOBS).with_if("state", filter.state.map(|state| state.name())).with_if("kind", filter.kind.as_deref())
}

/// One job.
pub fn job(id: JobId) -> String {
    format!("{JOBS}/{id}")
}

/// The events of a job.
pub fn events(id: JobId) -> String {
    format!("{JOBS}/{id}/events")
}

/// Where a job is called off.
pub fn cancel(id: JobId) -> String {
    format!("{JOBS}/{id}/cancel")
}

/// Where a failed job is queued anew.
pub fn retry(id: JobId) -> String {
    format!("{JOBS}/{id}/retry")
}
