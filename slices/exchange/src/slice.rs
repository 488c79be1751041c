//! What the exchange gives to the web.

use std::sync::Arc;

use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::{Lang, Text};
use bellwether_web::api::{MenuItem, Place, Slice, Wait};

use crate::http::{api, routes};
use crate::model::booking::Waiting;
use crate::policy::Act;
use crate::service::Exchange;
use crate::urls;

/// The words of this slice's pages.
pub const MESSAGES: &[(Lang, &str)] =
    &[(Lang::En, include_str!("../i18n/en.ftl")), (Lang::Ru, include_str!("../i18n/ru.ftl"))];

/// Pages, API, menu and words.
pub fn slice(exchange: Exchange) -> Slice {
    let waiting = exchange.clone();
    let (operations, document) = api::routes(exchange.clone()).split_for_parts();
    Slice::new("exchange")
        .acts::<Act>()
        .routes(routes(exchange))
        .routes(operations)
        .api(document)
        .menu(
            MenuItem::new(Place::Work, "exchange-facilities-title", urls::FACILITIES)
                .covering(&["/clusters/*/facilities", "/clusters/*/facility-days", "/clusters/*/facility-holidays"])
                .rank(100),
        )
        .menu(MenuItem::new(Place::Work, "exchange-bookings-title", urls::BOOKINGS).to_do(Act::SeeOwn).rank(110))
        .menu(MenuItem::new(Place::Work, "exchange-orders-title", urls::ORDERS).to_do(Act::SeeOwn).rank(115))
        .messages(MESSAGES)
        .waits(Arc::new(move |ctx| {
            let exchange = waiting.clone();
            Box::pin(async move { waits(&exchange, &ctx).await })
        }))
}

/// The requests that wait for this person's decision, by facility.
async fn waits(exchange: &Exchange, ctx: &Ctx) -> Vec<Wait> {
    let found = match exchange.waiting(ctx).await {
        Ok(found) => found,
        Err(error) => {
            tracing::error!(error = %error, "could not count the bookings that wait for approval");
            return Vec::new();
        }
    };
    let wait = |one: Waiting| Wait {
        words: "exchange-waits-n",
        n: one.n,
        href: urls::keep_of(&one.cluster, &one.slug),
        of: one.facility,
    };
    let mut all: Vec<Wait> = found.into_iter().map(wait).collect();
    match exchange.orders_waiting(ctx).await {
        Ok(0) => {}
        Ok(n) => {
            all.push(Wait { words: "exchange-orders-wait-n", n, href: urls::ORDERS.to_owned(), of: Text::default() })
        }
        Err(error) => tracing::error!(error = %error, "could not count the orders that wait"),
    }
    all
}
