//! What a cluster offers, or none if it cannot be told: a portal without it is still a portal.

use std::sync::Arc;

use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::policy::Installation;

use crate::model::offers::{Offers, OffersOf};
use crate::policy::Act;

/// What the cluster offers. `None`: not now; the reason is logged.
pub async fn offers(ctx: &Ctx, of: &Arc<dyn OffersOf>, cluster: &str) -> Option<Offers> {
    ctx.permit(Act::Look, &Installation).ok()?;
    match of.offers(ctx, cluster).await {
        Ok(offers) => Some(offers),
        Err(reason) => {
            tracing::warn!(reason, "no offers for the portal");
            None
        }
    }
}
