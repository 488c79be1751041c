//! What the portal's handlers share: the database, the way to the evidence, the names for the switch.

use std::sync::{Arc, PoisonError, RwLock};

use bellwether_actors::api::ActorsError;
use bellwether_db::Db;
use bellwether_kernel::ctx::Ctx;
use bellwether_web::api::{Page, WebError};

use crate::model::latest::LatestEvidence;
use crate::model::offers::OffersOf;
use crate::model::profile::Cluster;
use crate::service::look::{self, LookError};

/// The cookie that keeps which cluster a browser looked at last.
pub const COOKIE: &str = "bw_cluster";

/// The portal's state. Cheap to clone.
#[derive(Clone)]
pub struct Portal {
    pub(crate) db: Db,
    pub(crate) evidence: Arc<dyn LatestEvidence>,
    pub(crate) offers: Arc<dyn OffersOf>,
    names: Arc<RwLock<Vec<Cluster>>>,
}

impl Portal {
    /// A portal that has not looked into the database yet.
    pub fn new(db: Db, evidence: Arc<dyn LatestEvidence>, offers: Arc<dyn OffersOf>) -> Self {
        Portal { db, evidence, offers, names: Arc::default() }
    }

    /// The names that the last page saw; never waits for the database.
    pub fn names(&self) -> Vec<Cluster> {
        self.names.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The clusters as they are now, kept for the switch.
    pub async fn look(&self, ctx: &Ctx) -> Result<Vec<Cluster>, LookError> {
        let clusters = look::clusters(ctx, &self.db).await?;
        self.names.write().unwrap_or_else(PoisonError::into_inner).clone_from(&clusters);
        Ok(clusters)
    }
}

/// The cluster of the address, or that the browser looked at last, or the first.
pub fn current<'a>(page: &Page, clusters: &'a [Cluster]) -> Option<&'a Cluster> {
    // Other parts of the product have pages of a cluster too, with its name in the same place.
    let places = ["/clusters/", "/ledger/"].into_iter();
    let of_path = places.filter_map(|place| page.path().strip_prefix(place)).find_map(|rest| rest.split('/').next());
    let find = |slug: &str| clusters.iter().find(|cluster| cluster.slug == slug);
    of_path.and_then(find).or_else(|| page.cookie(COOKIE).and_then(find)).or(clusters.first())
}

impl From<LookError> for WebError {
    fn from(error: LookError) -> Self {
        match error {
            LookError::Denied(denied) => denied.into(),
            LookError::Actors(ActorsError::Denied(denied)) => denied.into(),
            LookError::Actors(error) => WebError::internal(error),
            LookError::Store(error) => WebError::internal(error),
        }
    }
}
