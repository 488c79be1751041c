//! What the ledger gives to the web.

use std::sync::Arc;

use bellwether_db::Db;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Lang;
use bellwether_web::api::{MenuItem, Place, Slice, Wait};

use crate::http::desk::Desk;
use crate::http::{self, api};
use crate::model::asked::Show;
use crate::model::people::PeopleByName;
use crate::policy::Act;
use crate::urls;

/// The ledger's words.
pub const MESSAGES: &[(Lang, &str)] =
    &[(Lang::En, include_str!("../i18n/en.ftl")), (Lang::Ru, include_str!("../i18n/ru.ftl"))];

/// The ledger, with the names of the people who proposed and approved.
pub fn slice(db: Db, people: PeopleByName) -> Slice {
    let desk = Desk::new(db, people);
    let (operations, document) = api::routes(desk.clone()).split_for_parts();
    let waiting = desk.clone();
    Slice::new("ledger")
        .acts::<Act>()
        .routes(http::routes(desk))
        .routes(operations)
        .api(document)
        .messages(MESSAGES)
        .menu(MenuItem::new(Place::Cluster, "ledger", urls::LEDGER).to_do(Act::LookAtBooks).rank(40))
        .waits(Arc::new(move |ctx| {
            let desk = waiting.clone();
            Box::pin(async move { waits(&desk, &ctx).await })
        }))
}

/// The transfers that wait for this person's approval, by cluster.
async fn waits(desk: &Desk, ctx: &Ctx) -> Vec<Wait> {
    let found = match desk.ledger.waiting(ctx).await {
        Ok(found) => found,
        Err(error) => {
            tracing::error!(error = %error, "could not count the transfers that wait for approval");
            return Vec::new();
        }
    };
    if found.is_empty() {
        return Vec::new();
    }
    let names = desk.cluster_names(ctx).await;
    let wait = |(cluster, n): (String, u64)| Wait {
        words: "ledger-waiting-n",
        n,
        href: urls::transfers_that(&cluster, Show::Waiting).to_string(),
        of: names.iter().find(|of| of.slug == cluster).map(|of| of.short.clone()).unwrap_or_default(),
    };
    found.into_iter().map(wait).collect()
}
