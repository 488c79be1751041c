//! Queueing, finding, calling off and watching jobs.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use bellwether_db::{Db, DbError, Tx};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::paging::{Page, PageSize};
use serde::Serialize;
use tokio::sync::watch;
use tokio_stream::wrappers::ReceiverStream;

use crate::handler::Handler;
use crate::job::{JobId, JobView, State};
use crate::lease::{Lease, Stop};
use crate::store;

/// How often a job is started before it is given up.
const MAX_ATTEMPTS: i64 = 5;
/// How soon a watcher sees what another process did.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// The queue of background work. Cheap to clone.
#[derive(Clone)]
pub struct Jobs {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub db: Db,
    pub ctx: Ctx,
    pub handlers: HashMap<&'static str, Arc<dyn Handler>>,
    /// Counts changes that this process makes or hears of.
    pub changed: watch::Sender<u64>,
    pub running: Mutex<HashMap<JobId, Weak<Lease>>>,
}

/// Which jobs are wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Only this kind.
    pub kind: Option<String>,
    /// Only in this state.
    pub state: Option<State>,
    /// Only those that this actor wanted, as the journal names actors.
    pub created_by: Option<String>,
    /// Only those older than this one.
    pub before: Option<JobId>,
}

impl Jobs {
    /// A queue in this database, by the machine's clock.
    pub fn new(db: Db, handlers: Vec<Arc<dyn Handler>>) -> Jobs {
        Jobs::with_ctx(db, handlers, Ctx::system())
    }

    /// A queue that takes its clock from `ctx`.
    pub fn with_ctx(db: Db, handlers: Vec<Arc<dyn Handler>>, ctx: Ctx) -> Jobs {
        let handlers = handlers.into_iter().map(|handler| (handler.kind(), handler)).collect();
        Jobs { inner: Arc::new(Inner { db, ctx, handlers, changed: watch::Sender::new(0), running: Mutex::default() }) }
    }

    /// Queues a job in the caller's transaction: it will be done exactly if that is committed.
    ///
    /// Call [`Jobs::wake`] after the commit so that no worker has to look again.
    pub async fn enqueue(&self, tx: &Tx, kind: &str, payload: &impl Serialize) -> Result<JobId, DbError> {
        let payload = serde_json::to_string(payload).expect("payloads are plain data, which always serialises");
        let id = JobId::new();
        let created_by = tx.actor().to_owned();
        store::insert(tx, store::New { id, kind, payload, created_by, max_attempts: MAX_ATTEMPTS }).await?;
        Ok(id)
    }

    /// Tells idle workers and watchers of this process to look now.
    pub fn wake(&self) {
        self.inner.changed.send_modify(|changes| *changes = changes.wrapping_add(1));
    }

    /// The job, if it is there.
    pub async fn get(&self, id: JobId) -> Result<Option<JobView>, DbError> {
        store::find(&self.inner.db, id).await
    }

    /// A page of jobs, newest first.
    pub async fn list(&self, wanted: &Wanted, size: PageSize) -> Result<Page<JobView>, DbError> {
        let limit = size.rows();
        let mut rows = store::list(&self.inner.db, wanted, u64::from(limit) + 1).await?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next = rows.last().filter(|_| more).map(|job| job.id.to_string());
        Ok(Page { rows, next })
    }

    /// How many of the wanted jobs are in each state, on all pages; states without jobs are left out.
    pub async fn tally(&self, wanted: &Wanted) -> Result<Vec<(State, i64)>, DbError> {
        store::tally(&self.inner.db, wanted).await
    }

    /// The kinds that this version can do, by name.
    pub fn kinds(&self) -> Vec<&'static str> {
        let mut kinds: Vec<&'static str> = self.inner.handlers.keys().copied().collect();
        kinds.sort_unstable();
        kinds
    }

    /// Queues a failed job anew, with all its attempts before it. `false` if it has not failed, or is not there.
    ///
    /// A failed job had no effect that was completed, so it is as safe to start as it was the first time.
    pub async fn retry(&self, ctx: &Ctx, id: JobId) -> Result<bool, DbError> {
        let retried = self.inner.db.write(ctx, async |tx| store::retry(&tx, id).await).await?;
        if retried {
            self.wake();
        }
        Ok(retried)
    }

    /// Calls a job off. One that waits is over at once; one that runs stops at its next check. `false` if it is
    /// over already, called off already, or not there.
    pub async fn cancel(&self, ctx: &Ctx, id: JobId) -> Result<bool, DbError> {
        let called_off = self.inner.db.write(ctx, async |tx| store::call_off(&tx, id).await).await?;
        if called_off {
            let running = self.inner.running.lock().expect("no holder of this lock can panic").get(&id).cloned();
            if let Some(lease) = running.and_then(|lease| lease.upgrade()) {
                lease.ask_to_stop(Stop::CalledOff);
            }
            self.wake();
        }
        Ok(called_off)
    }

    /// The states of a job from now until it is over, whichever process works on it. Empty if it is not there.
    pub fn watch(&self, id: JobId) -> ReceiverStream<JobView> {
        let (send, receive) = tokio::sync::mpsc::channel(8);
        let jobs = self.clone();
        tokio::spawn(async move {
            let mut changed = jobs.inner.changed.subscribe();
            let mut last: Option<JobView> = None;
            loop {
                let view = match jobs.get(id).await {
                    Ok(Some(view)) => view,
                    Ok(None) => return,
                    Err(error) => {
                        tracing::warn!(job.id = %id, db.error = %error, "could not look at a watched job");
                        return;
                    }
                };
                let over = view.state.is_over();
                if last.as_ref() != Some(&view) {
                    last = Some(view.clone());
                    if send.send(view).await.is_err() {
                        return;
                    }
                }
                if over {
                    return;
                }
                tokio::select! {
                    // An error would mean that the queue is gone, but `jobs` holds it.
                    _ = changed.changed() => {}
                    () = tokio::time::sleep(LOOK_AGAIN) => {}
                    () = send.closed() => return,
                }
            }
        });
        ReceiverStream::new(receive)
    }
}
