//! Looking at jobs, calling them off, retrying them.

use std::collections::HashMap;
use std::sync::Arc;

use bellwether_db::DbError;
use bellwether_db::journal::append::actor_name;
use bellwether_jobs::{JobId, JobView, Jobs, State, Wanted};
use bellwether_kernel::actor::UserId;
use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::paging::PageSize;
use bellwether_kernel::policy::{Filter as Permitted, Installation, may};

use crate::model::listing::{Filter, Found, Listing};
use crate::model::people::{People, PeopleError};
use crate::model::watched::{DetailPage, Starter, Watchable, Watched, person};
use crate::policy::Act;

/// Why a job cannot be shown or changed.
#[derive(Debug, thiserror::Error)]
pub enum OperationsError {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There is no such job.
    #[error("there is no such job")]
    NotFound,
    /// Only what failed can be retried.
    #[error("the job has not failed, so there is nothing to retry")]
    NotFailed,
    /// Names could not be read.
    #[error(transparent)]
    People(#[from] PeopleError),
    /// The database failed.
    #[error("reading or storing jobs")]
    Db(#[from] DbError),
}

/// The jobs of an installation. Cheap to clone.
#[derive(Clone)]
pub struct Operations {
    jobs: Jobs,
    people: Arc<dyn People>,
    details: Arc<[DetailPage]>,
}

impl Operations {
    /// The jobs of this queue, wanted by these people.
    pub fn new(jobs: Jobs, people: Arc<dyn People>, details: Vec<DetailPage>) -> Self {
        Operations { jobs, people, details: details.into() }
    }

    /// The kinds of jobs that there can be.
    pub fn kinds(&self) -> Vec<&'static str> {
        self.jobs.kinds()
    }

    /// A page of the jobs that the actor may see; `before` is what the page before ended with.
    pub async fn list(
        &self,
        ctx: &Ctx,
        filter: &Filter,
        before: Option<JobId>,
        size: PageSize,
    ) -> Result<Listing, OperationsError> {
        ctx.permit(Act::List, &Installation)?;
        let permitted = ctx.permitted(Act::See)?;
        let of_all = permitted == Permitted::Everything;
        // The rule knows no other things than all jobs and one's own.
        let created_by = (!of_all).then(|| actor_name(&ctx.actor));
        let any_state = Wanted { kind: filter.kind.clone(), state: None, created_by, before: None };
        let tally = self.jobs.tally(&any_state).await?;
        let page = self.jobs.list(&Wanted { state: filter.state, before, ..any_state }, size).await?;
        Ok(Listing { jobs: self.watched(ctx, page.rows).await?, next: page.next, tally, of_all })
    }

    /// One job.
    pub async fn find(&self, ctx: &Ctx, id: JobId) -> Result<Found, OperationsError> {
        let job = self.permitted(ctx, Act::See, id).await?;
        let may = |act| may(&ctx.actor, act, &Watchable(&job)).is_ok();
        let may_call_off = !job.state.is_over() && !job.cancel_requested && may(Act::CallOff);
        let may_retry = job.state == State::Failed && may(Act::Retry);
        let details = self.details.iter().find(|page| page.kind == job.kind).map(|page| (page.href)(id));
        let watched = self.watched(ctx, vec![job]).await?.pop().ok_or(OperationsError::NotFound)?;
        Ok(Found { watched, may_call_off, may_retry, details })
    }

    /// Calls a job off; its effect, if it had one already, stays. `false` if it is over or was called off before.
    pub async fn call_off(&self, ctx: &Ctx, id: JobId) -> Result<bool, OperationsError> {
        self.permitted(ctx, Act::CallOff, id).await?;
        Ok(self.jobs.cancel(ctx, id).await?)
    }

    /// Queues a failed job anew.
    pub async fn retry(&self, ctx: &Ctx, id: JobId) -> Result<(), OperationsError> {
        self.permitted(ctx, Act::Retry, id).await?;
        if self.jobs.retry(ctx, id).await? { Ok(()) } else { Err(OperationsError::NotFailed) }
    }

    /// The states of a job from now until it is over.
    pub async fn watch(
        &self,
        ctx: &Ctx,
        id: JobId,
    ) -> Result<impl tokio_stream::Stream<Item = JobView> + use<>, OperationsError> {
        self.permitted(ctx, Act::See, id).await?;
        Ok(self.jobs.watch(id))
    }

    async fn permitted(&self, ctx: &Ctx, act: Act, id: JobId) -> Result<JobView, OperationsError> {
        // A visitor is refused before it shows whether the job is there.
        ctx.permitted(Act::See)?;
        let job = self.jobs.get(id).await?.ok_or(OperationsError::NotFound)?;
        ctx.permit(Act::See, &Watchable(&job))?;
        ctx.permit(act, &Watchable(&job))?;
        Ok(job)
    }

    async fn watched(&self, ctx: &Ctx, jobs: Vec<JobView>) -> Result<Vec<Watched>, OperationsError> {
        let mut ids: Vec<UserId> = jobs.iter().filter_map(person).collect();
        ids.sort_unstable();
        ids.dedup();
        let names = self.people.names(&ids).await?;
        let now = ctx.now();
        Ok(jobs.into_iter().map(|job| watched(job, &names, now)).collect())
    }
}

fn watched(job: JobView, names: &HashMap<UserId, String>, now: Timestamp) -> Watched {
    let starter = match person(&job) {
        Some(id) => names.get(&id).cloned().map_or(Starter::Gone, Starter::Person),
        None => Starter::Installation,
    };
    Watched::new(job, starter, now)
}
