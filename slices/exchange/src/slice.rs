//! What the exchange gives to the web.

use bellwether_kernel::lang::Lang;
use bellwether_web::api::{MenuItem, Place, Slice};

use crate::http::{api, routes};
use crate::policy::Act;
use crate::service::Exchange;
use crate::urls;

/// The words of this slice's pages.
pub const MESSAGES: &[(Lang, &str)] =
    &[(Lang::En, include_str!("../i18n/en.ftl")), (Lang::Ru, include_str!("../i18n/ru.ftl"))];

/// Pages, API, menu and words.
pub fn slice(exchange: Exchange) -> Slice {
    let (operations, document) = api::routes(exchange.clone()).split_for_parts();
    Slice::new("exchange")
        .acts::<Act>()
        .routes(routes(exchange))
        .routes(operations)
        .api(document)
        .menu(
            MenuItem::new(Place::Work, "exchange-facilities-title", urls::FACILITIES)
                .covering(&["/clusters/*/facilities", "/clusters/*/facility-days"])
                .rank(100),
        )
        .menu(MenuItem::new(Place::Work, "exchange-bookings-title", urls::BOOKINGS).to_do(Act::SeeCalendar).rank(110))
        .messages(MESSAGES)
}
