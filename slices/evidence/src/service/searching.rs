//! The corpus and the vocabularies that searches, record pages and exports work on.

use std::sync::Arc;

use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::policy::Installation;
use bellwether_web::api::WebError;
use tokio::task;

use crate::policy::Act;
use crate::search::engine::Engine;
use crate::search::vocabularies::Vocabularies;
use crate::store::evidence::Evidence;
use crate::store::snapshot::Snapshot;

/// The store and the vocabularies.
#[derive(Clone)]
pub struct SearchState {
    /// The evidence.
    pub evidence: Evidence,
    /// Subject headings.
    pub vocabularies: Vocabularies,
}

impl SearchState {
    /// An engine over the store as it is now, and the snapshot that it searches.
    ///
    /// # Errors
    /// [`Denied`] if the acting person may not read the evidence.
    pub fn engine(&self, ctx: &Ctx) -> Result<(Engine, Arc<Snapshot>), Denied> {
        ctx.permit(Act::Read, &Installation)?;
        let snapshot = self.evidence.snapshot();
        Ok((Engine::over(&snapshot, self.vocabularies.mesh()), snapshot))
    }

    /// Does work that waits for the disk on a thread that may wait.
    pub async fn work<T, E>(
        &self,
        ctx: &Ctx,
        work: impl FnOnce(Engine, Arc<Snapshot>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, WebError>
    where
        T: Send + 'static,
        E: std::error::Error + Send + Sync + 'static,
    {
        ctx.permit(Act::Read, &Installation)?;
        let (state, ctx) = (self.clone(), ctx.clone());
        let done = task::spawn_blocking(move || {
            let (engine, snapshot) = state.engine(&ctx)?;
            work(engine, snapshot).map_err(WebError::internal)
        });
        done.await.map_err(WebError::internal)?
    }
}
