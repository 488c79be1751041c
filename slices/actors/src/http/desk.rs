//! What the handlers share.

use std::sync::Arc;

use bellwether_kernel::policy::OfCluster;
use bellwether_web::api::Page;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::clusters::{ClusterName, ClusterNames};
use crate::policy::Act;
use crate::service::Actors;

/// What the handlers share. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    pub actors: Actors,
    clusters: Arc<dyn ClusterNames>,
}

impl Desk {
    /// The desk of this register.
    pub fn new(actors: Actors, clusters: Arc<dyn ClusterNames>) -> Desk {
        Desk { actors, clusters }
    }

    /// The clusters by name.
    pub async fn clusters(&self) -> Vec<ClusterName> {
        self.clusters.names().await
    }

    /// The clusters whose register the reader keeps.
    pub async fn kept(&self, page: &Page) -> Vec<ClusterName> {
        let all = self.clusters().await;
        all.into_iter().filter(|one| page.may(Act::Keep, &OfCluster(&one.slug))).collect()
    }
}

/// The day, in UTC.
pub fn today(page: &Page) -> Date {
    page.ctx().now().to_zoned(TimeZone::UTC).date()
}
