//! What the portal gives to the web.

use std::sync::Arc;

use bellwether_db::Db;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Lang;
use bellwether_web::api::{MenuItem, Place, Slice, Slot};

use crate::http::portal::{Portal, current};
use crate::http::{self, api};
use crate::model::latest::LatestEvidence;
use crate::model::offers::OffersOf;
use crate::policy::Act;
use crate::service::look::LookError;
use crate::views::switch::switch;

/// The portal's words.
pub const MESSAGES: &[(Lang, &str)] =
    &[(Lang::En, include_str!("../i18n/en.ftl")), (Lang::Ru, include_str!("../i18n/ru.ftl"))];

/// The portal, with the names of the clusters that are there.
///
/// # Errors
/// When the database cannot be read.
pub async fn slice(db: Db, evidence: Arc<dyn LatestEvidence>, offers: Arc<dyn OffersOf>) -> Result<Slice, LookError> {
    let portal = Portal::new(db, evidence, offers);
    portal.look(&Ctx::system()).await?;
    let (operations, document) = api::routes(portal.clone()).split_for_parts();
    let switching = portal.clone();
    Ok(Slice::new("cluster")
        .acts::<Act>()
        .routes(http::routes(portal))
        .routes(operations)
        .api(document)
        .messages(MESSAGES)
        .menu(MenuItem::new(Place::Cluster, "cluster-portal", "/").covering(&["/clusters/*"]).rank(10))
        .menu(MenuItem::new(Place::Cluster, "cluster-members", "/members").covering(&["/clusters/*/members"]).rank(20))
        .menu(MenuItem::new(Place::Cluster, "cluster-clusters", "/clusters").rank(30))
        .slot(Slot::ClusterSwitch, move |page| {
            let clusters = switching.names();
            switch(page, &clusters, current(page, &clusters))
        }))
}
