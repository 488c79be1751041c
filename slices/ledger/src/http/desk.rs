//! What the handlers share, and what every page of a cluster's books needs to know about it.

use bellwether_cluster::api::{Cluster, Profile, clusters, profile};
use bellwether_db::Db;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Text;
use bellwether_kernel::policy::OfCluster;
use bellwether_web::api::{Page, WebError};

use crate::model::people::{PeopleByName, PeopleNames, person};
use crate::model::transfer::Transfer;
use crate::policy::Act;
use crate::service::Ledger;
use crate::views::parts::Of;

/// The cookie of the portal that keeps which cluster a browser looked at last.
const CLUSTER_COOKIE: &str = "bw_cluster";

/// What the handlers share. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    pub ledger: Ledger,
    pub people: PeopleByName,
    db: Db,
}

impl Desk {
    /// The desk of this database.
    pub fn new(db: Db, people: PeopleByName) -> Desk {
        Desk { ledger: Ledger::new(db.clone()), people, db }
    }

    /// The clusters whose books the reader may see.
    pub async fn own(&self, page: &Page) -> Result<Vec<Cluster>, WebError> {
        page.ctx().permitted(Act::LookAtBooks)?;
        let all = clusters(page.ctx(), &self.db).await?;
        Ok(all.into_iter().filter(|of| page.may(Act::LookAtBooks, &OfCluster(&of.slug))).collect())
    }

    /// The cluster that the browser looked at last, or the first, of those whose books the reader may see.
    pub async fn current(&self, page: &Page) -> Result<Option<Cluster>, WebError> {
        let own = self.own(page).await?;
        let last = page.cookie(CLUSTER_COOKIE);
        Ok(own.iter().find(|of| Some(of.slug.as_str()) == last).or(own.first()).cloned())
    }

    /// The cluster of an address, if it is there and the reader may see its books.
    pub async fn of(&self, page: &Page, slug: &str, as_of: &str) -> Result<Of, WebError> {
        self.ledger.may_look(page.ctx(), slug)?;
        let cluster = clusters(page.ctx(), &self.db).await?.into_iter().find(|of| of.slug == slug);
        Ok(of(page, &cluster.ok_or(WebError::NotFound)?, as_of))
    }

    /// The clusters by name; none where they cannot be read, which only leaves the names out.
    pub async fn cluster_names(&self, ctx: &Ctx) -> Vec<Cluster> {
        clusters(ctx, &self.db).await.unwrap_or_else(|error| {
            tracing::error!(error = %error, "could not read the names of clusters");
            Vec::new()
        })
    }

    /// The areas of a cluster that budgets may be for: those of all its schemes.
    pub async fn concepts(&self, page: &Page, slug: &str) -> Result<Vec<(String, Text)>, WebError> {
        let profile: Profile = profile(page.ctx(), &self.db, slug).await?.ok_or(WebError::NotFound)?;
        let all = profile.schemes.iter().flat_map(|scheme| &scheme.concepts);
        Ok(all.map(|concept| (concept.slug.clone(), concept.title().clone())).collect())
    }

    /// The names of those who did something with these transfers.
    pub async fn names(&self, transfers: &[Transfer]) -> PeopleNames {
        let of = |transfer: &Transfer| {
            let later = [&transfer.approved_by, &transfer.settled_by].map(|actor| actor.as_deref().and_then(person));
            std::iter::once(person(&transfer.proposed_by)).chain(later).flatten().collect::<Vec<UserId>>()
        };
        let mut ids: Vec<UserId> = transfers.iter().flat_map(of).collect();
        ids.sort_unstable();
        ids.dedup();
        if ids.is_empty() { PeopleNames::new() } else { self.people.names(&ids).await }
    }
}

/// What a page needs to know about the cluster whose books it shows.
pub fn of(page: &Page, cluster: &Cluster, as_of: &str) -> Of {
    let may = |act| page.may(act, &OfCluster(&cluster.slug));
    Of {
        cluster: cluster.slug.clone(),
        name: cluster.short.clone(),
        as_of: as_of.to_owned(),
        keeps: may(Act::KeepBooks),
        approves: may(Act::ApproveTransfers),
    }
}
