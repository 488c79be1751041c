//! What this slice gives to the web.

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::{Lang, Text};
use bellwether_kernel::policy::Installation;
use bellwether_web::api::{MenuItem, Place, Slice, Wait};

use crate::http::{api, choices, letters, stop};
use crate::policy::Act;
use crate::service::Notices;
use crate::urls;

/// The words of this slice.
pub const MESSAGES: &[(Lang, &str)] =
    &[(Lang::En, include_str!("../i18n/en.ftl")), (Lang::Ru, include_str!("../i18n/ru.ftl"))];

/// Choices, letters, and what waits for administrators.
pub fn slice(notices: Notices) -> Slice {
    let (operations, document) = api::routes(notices.clone()).split_for_parts();
    let pages = Router::new()
        .route(urls::CHOICES, get(choices::show).post(choices::choose))
        .route("/notices/stop/{token}", get(stop::ask).post(stop::stop))
        .route(urls::LETTERS, get(letters::list))
        .route("/admin/mail/{id}/again", post(letters::again))
        .with_state(notices.clone());
    Slice::new("notices")
        .acts::<Act>()
        .routes(pages)
        .routes(operations)
        .api(document)
        .messages(MESSAGES)
        .account_page("notices-title", urls::CHOICES)
        .menu(MenuItem::new(Place::Cluster, "notices-letters-title", urls::LETTERS).rank(895).to_do(Act::SeeLetters))
        .waits(Arc::new(move |ctx| {
            let notices = notices.clone();
            Box::pin(async move { waits(&notices, &ctx).await })
        }))
}

/// Letters that could not be sent, for administrators.
async fn waits(notices: &Notices, ctx: &Ctx) -> Vec<Wait> {
    if ctx.permit(Act::SeeLetters, &Installation).is_err() {
        return Vec::new();
    }
    match notices.troubled_letters(ctx).await {
        Ok(0) => Vec::new(),
        Ok(n) => {
            vec![Wait { words: "notices-troubled-n", n, of: Text::default(), href: urls::LETTERS.to_owned() }]
        }
        Err(error) => {
            tracing::error!(error = %error, "could not count the letters that were not sent");
            Vec::new()
        }
    }
}
