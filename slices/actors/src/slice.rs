//! What the register gives to the web.

use std::sync::Arc;

use bellwether_db::Db;
use bellwether_kernel::lang::Lang;
use bellwether_web::api::{MenuItem, Place, Slice};

use crate::http::desk::Desk;
use crate::http::{self, api};
use crate::model::clusters::ClusterNames;
use crate::policy::Act;
use crate::service::Actors;
use crate::urls;

/// The register's words.
pub const MESSAGES: &[(Lang, &str)] = &[
    (Lang::En, include_str!("../i18n/en.ftl")),
    (Lang::Ru, include_str!("../i18n/ru.ftl")),
    (Lang::En, include_str!("../i18n/words.en.ftl")),
    (Lang::Ru, include_str!("../i18n/words.ru.ftl")),
];

/// The largest file that is imported.
const LARGEST_FILE: u64 = 16 << 20;

/// The register, with the names of the clusters.
pub fn slice(db: Db, clusters: Arc<dyn ClusterNames>) -> Slice {
    let desk = Desk::new(Actors::new(db), clusters);
    let (operations, document) = api::routes(desk.clone()).split_for_parts();
    Slice::new("actors")
        .acts::<Act>()
        .routes(http::routes(desk))
        .routes(operations)
        .api(document)
        .messages(MESSAGES)
        .upload(urls::IMPORT, LARGEST_FILE)
        .menu(MenuItem::new(Place::Cluster, "actors", urls::ACTORS).rank(25))
}
