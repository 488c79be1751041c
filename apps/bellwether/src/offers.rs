//! The portal's view of what a cluster offers: its open calls and its facilities.

use async_trait::async_trait;
use bellwether_calls::api::{Call, Calls, OfferState};
use bellwether_cluster::api::{Offers, OffersOf, OpenCall, SharedFacility};
use bellwether_exchange::api::Exchange;
use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::ctx::Ctx;

/// The calls and facilities of this installation.
pub struct Offered {
    /// The calls.
    pub calls: Calls,
    /// The facilities.
    pub exchange: Exchange,
}

#[async_trait]
impl OffersOf for Offered {
    async fn offers(&self, ctx: &Ctx, cluster: &str) -> Result<Offers, String> {
        let now_ms = ctx.now().as_millisecond();
        let mut calls = self.calls.calls(ctx, Some(cluster)).await.map_err(|error| error.to_string())?;
        calls.retain(|call| call.state_at(now_ms) == OfferState::Open);
        calls.sort_by_key(|call| call.closes_ms);
        let open = |call: Call| OpenCall {
            href: bellwether_calls::api::address(&call),
            closes: Timestamp::from_millisecond(call.closes_ms).unwrap_or_default(),
            title: call.content.title,
        };
        let facilities = self.exchange.facilities(ctx, cluster).await.map_err(|error| error.to_string())?;
        let facilities = facilities
            .into_iter()
            .map(|one| SharedFacility { href: bellwether_exchange::api::address(&one), name: one.name });
        Ok(Offers { calls: calls.into_iter().map(open).collect(), facilities: facilities.collect() })
    }
}
