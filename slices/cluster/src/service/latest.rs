//! The latest evidence on an area, or none if it cannot be told: a portal without evidence is still a portal.

use std::sync::Arc;

use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::policy::Installation;

use crate::model::latest::{Found, LatestEvidence};
use crate::policy::Act;

/// How many records a page shows.
const SHOWN: usize = 5;

/// The newest records that the query finds, or all of them without one. `None`: not now; the reason is logged.
pub async fn latest(ctx: &Ctx, evidence: &Arc<dyn LatestEvidence>, query: Option<String>) -> Option<Found> {
    ctx.permit(Act::Look, &Installation).ok()?;
    let (evidence, ctx) = (evidence.clone(), ctx.clone());
    let search = move || evidence.latest(&ctx, query.as_deref(), SHOWN);
    match tokio::task::spawn_blocking(search).await {
        Ok(Ok(found)) => Some(found),
        Ok(Err(reason)) => {
            tracing::warn!(reason, "no latest evidence for the portal");
            None
        }
        Err(panicked) => {
            tracing::error!(reason = %panicked, "the search for the portal's latest evidence broke off");
            None
        }
    }
}
