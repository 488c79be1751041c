//! What this slice gives to the web.

use bellwether_kernel::lang::Lang;
use bellwether_web::api::{MenuItem, Place, Slice};

pub use crate::http::state::State as Parts;
use crate::http::{api, pages};
use crate::policy::Act;
use crate::urls;

/// The words of this slice's pages.
pub const MESSAGES: &[(Lang, &str)] =
    &[(Lang::En, include_str!("../i18n/en.ftl")), (Lang::Ru, include_str!("../i18n/ru.ftl"))];

/// Pages, API, menu and words over these parts of the installation.
pub fn slice(parts: Parts) -> Slice {
    let (routes, description) = api::routes(parts.clone());
    Slice::new("targets")
        .acts::<Act>()
        .routes(pages::routes(parts))
        .routes(routes)
        .api(description)
        .menu(MenuItem::new(Place::Foresight, "targets-title", urls::TARGETS).rank(200))
        .menu(MenuItem::new(Place::Foresight, "targets-emerging-title", urls::EMERGING).rank(210))
        .messages(MESSAGES)
}
