//! Looking at facilities and at when they are taken.

use bellwether_cluster::api::{self as clusters, Cluster};
use bellwether_exchange_rules::span::Span;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::policy::Installation;

use crate::model::booking::Busy;
use crate::model::facility::{Downtime, Facility};
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::admission::admission;
use crate::service::error::ExchangeError;
use crate::store::{facility as store, hold};

impl Exchange {
    /// The clusters of the installation.
    pub async fn clusters(&self, ctx: &Ctx) -> Result<Vec<Cluster>, ExchangeError> {
        ctx.permit(Act::Look, &Installation)?;
        Ok(clusters::clusters(ctx, &self.db).await?)
    }

    /// The facilities of a cluster, in its own order; those that are not public yet only for their keepers.
    pub async fn facilities(&self, ctx: &Ctx, cluster: &str) -> Result<Vec<Facility>, ExchangeError> {
        ctx.permit(Act::Look, &Installation)?;
        let all = store::of_cluster(self.db.reader(), cluster).await?;
        Ok(all.into_iter().filter(|one| is_seen(ctx, one)).collect())
    }

    /// One facility.
    pub async fn facility(&self, ctx: &Ctx, cluster: &str, slug: &str) -> Result<Facility, ExchangeError> {
        ctx.permit(Act::Look, &Installation)?;
        let found = store::find(self.db.reader(), cluster, slug).await?;
        found.filter(|one| is_seen(ctx, one)).ok_or(ExchangeError::NotFound)
    }

    /// Times out of service of a facility that are not over.
    pub async fn downtimes(&self, ctx: &Ctx, facility: &Facility) -> Result<Vec<Downtime>, ExchangeError> {
        ctx.permit(Act::Look, facility)?;
        Ok(store::downtimes(self.db.reader(), facility.id, ctx.now().as_millisecond()).await?)
    }

    /// When the facilities of a cluster, or one of them, are taken. Whose the times are is told of one's own only.
    pub async fn busy(
        &self,
        ctx: &Ctx,
        cluster: &str,
        facility: Option<&Facility>,
        within: Span,
    ) -> Result<Vec<Busy>, ExchangeError> {
        ctx.permit(Act::SeeCalendar, &admission(ctx, self.db.reader(), cluster).await?)?;
        let mut busy = hold::busy(self.db.reader(), cluster, facility.map(|one| one.id), within).await?;
        let keeps = facility.is_some_and(|facility| ctx.permit(Act::Keep, facility).is_ok());
        let own = ctx.actor.user_id();
        for one in &mut busy {
            one.is_own = own.is_some() && one.person == own;
            if !keeps && !one.is_own {
                (one.person, one.booking, one.used, one.is_ahead) = (None, None, None, false);
            }
        }
        Ok(busy)
    }
}

/// Is the facility public, or the acting person its keeper?
pub(super) fn is_seen(ctx: &Ctx, facility: &Facility) -> bool {
    facility.state.is_public() || ctx.permit(Act::Keep, facility).is_ok()
}
