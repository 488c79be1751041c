//! What this slice gives to the web.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::{Lang, Text};
use bellwether_web::api::{MenuItem, Page, Place, RecordRef, Slice, Wait};
use maud::{Markup, html};

use crate::http::{api, pages};
use crate::model::records::About;
use crate::policy::Act;
use crate::service::Messages;
use crate::service::error::MessageError;
use crate::urls;
use crate::views::thread::section;

/// The words of this slice.
pub const MESSAGES: &[(Lang, &str)] =
    &[(Lang::En, include_str!("../i18n/en.ftl")), (Lang::Ru, include_str!("../i18n/ru.ftl"))];

/// Threads, what is unread, and the messages on pages of records.
pub fn slice(messages: Messages) -> Slice {
    let (operations, document) = api::routes(messages.clone()).split_for_parts();
    let pages = Router::new()
        .route(urls::MESSAGES, get(pages::list))
        .route("/messages/{kind}/{id}", get(pages::thread).post(pages::write))
        .with_state(messages.clone());
    let (waiting, shown) = (messages.clone(), messages);
    Slice::new("messages")
        .acts::<Act>()
        .routes(pages)
        .routes(operations)
        .api(document)
        .messages(MESSAGES)
        .menu(MenuItem::new(Place::Work, "messages-title", urls::MESSAGES).rank(120).to_do(Act::ListThreads))
        .waits(Arc::new(move |ctx| {
            let messages = waiting.clone();
            Box::pin(async move { waits(&messages, &ctx).await })
        }))
        .beside(Arc::new(move |page, record| {
            let messages = shown.clone();
            Box::pin(async move { beside(&messages, &page, record).await })
        }))
}

async fn waits(messages: &Messages, ctx: &Ctx) -> Vec<Wait> {
    match messages.unread(ctx).await {
        Ok(0) => Vec::new(),
        Ok(n) => vec![Wait { words: "messages-unread-n", n, of: Text::default(), href: urls::MESSAGES.to_owned() }],
        Err(error) => {
            tracing::error!(error = %error, "could not count unread messages");
            Vec::new()
        }
    }
}

/// The messages about a record, for its page; nothing for those who take no part.
async fn beside(messages: &Messages, page: &Page, record: RecordRef) -> Markup {
    let about = About { kind: record.kind.to_owned(), id: record.id };
    match messages.open(page.ctx(), &about).await {
        Ok(thread) => section(page, &thread, "", &[]),
        Err(MessageError::Denied(_)) => html! {},
        Err(error) => {
            tracing::error!(error = %error, "could not show the messages about a record");
            html! {}
        }
    }
}
