//! Facilities from a file, and to one. Loading the same file again changes nothing but what it says.

use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::Installation;
use serde_json::json;

use crate::model::facility::Facility;
use crate::model::written::{self, WrittenError};
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::error::ExchangeError;
use crate::store::facility as store;

/// What loading did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// The cluster.
    pub cluster: String,
    /// Facilities that are new.
    pub added: usize,
    /// Facilities that changed.
    pub changed: usize,
    /// Facilities that were as the file says.
    pub same: usize,
}

impl Exchange {
    /// Loads the facilities of a file: all of them or none. With `keeper` those that have no keeper are given one. Facilities that
    /// the file does not name stay.
    pub async fn load(
        &self,
        ctx: &Ctx,
        source: &str,
        keeper: Option<bellwether_kernel::actor::UserId>,
    ) -> Result<Loaded, ExchangeError> {
        ctx.permit(Act::Load, &Installation)?;
        let (cluster, facilities) = written::read(source)?;
        if !self.clusters(ctx).await?.iter().any(|one| one.slug == cluster) {
            return Err(WrittenError::NoCluster(cluster).into());
        }
        self.db
            .write(ctx, async |tx| {
                let mut loaded = Loaded { cluster: cluster.clone(), added: 0, changed: 0, same: 0 };
                for one in &facilities {
                    let known = store::find(tx.conn(), &cluster, &one.slug).await?;
                    let mut one = one.clone();
                    one.keeper = known.as_ref().and_then(|known| known.keeper).or(keeper);
                    let act = match known {
                        None => {
                            store::add(tx.conn(), &one).await?;
                            loaded.added += 1;
                            "exchange.facility_added"
                        }
                        Some(known) => {
                            (one.id, one.offer, one.closed) = (known.id, known.offer, known.closed.clone());
                            // Places with bookings cannot be taken away.
                            one.places = one.places.max(known.places);
                            if one == known {
                                loaded.same += 1;
                                continue;
                            }
                            store::replace(tx.conn(), &one).await?;
                            loaded.changed += 1;
                            "exchange.facility_changed"
                        }
                    };
                    let detail = json!({ "cluster": cluster, "slug": one.slug });
                    tx.journal(Entry::new(act, "resource", one.id, &detail)).await?;
                }
                Ok(loaded)
            })
            .await
    }

    /// The facilities of a cluster as a file that can be loaded.
    pub async fn written(&self, ctx: &Ctx, cluster: &str) -> Result<String, ExchangeError> {
        ctx.permit(Act::Load, &Installation)?;
        let all: Vec<Facility> = store::of_cluster(self.db.reader(), cluster).await?;
        Ok(written::write(cluster, &all)?)
    }
}
