//! What this slice gives to the web.

use bellwether_kernel::lang::Lang;
use bellwether_web::api::{MenuItem, Place, Slice};

use crate::http::state::State;
use crate::http::{api, pages};
use crate::policy::Act;
use crate::store::folder::Folder;

/// The words of this slice's pages.
pub const MESSAGES: &[(Lang, &str)] =
    &[(Lang::En, include_str!("../i18n/en.ftl")), (Lang::Ru, include_str!("../i18n/ru.ftl"))];

/// Pages, API, menu and words over the experts of this folder.
pub fn slice(experts: Folder) -> Slice {
    let state = State { folder: experts };
    let (routes, description) = api::routes(state.clone());
    Slice::new("experts")
        .acts::<Act>()
        .routes(pages::routes(state))
        .routes(routes)
        .api(description)
        .menu(MenuItem::new(Place::Evidence, "experts-title", "/experts").rank(200))
        .menu(MenuItem::new(Place::Evidence, "institutions-title", "/institutions").rank(210))
        .messages(MESSAGES)
}
