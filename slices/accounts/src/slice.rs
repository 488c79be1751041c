//! What this slice gives to the web.

use bellwether_kernel::lang::Lang;
use bellwether_web::api::{MenuItem, Page, Place, Slice, Slot};
use maud::{Markup, html};

use crate::http;
use crate::model::clusters::Clusters;
use crate::policy::Act;
use crate::service::Accounts;
use crate::urls;

/// The words of this slice.
pub(crate) const MESSAGES: &[(Lang, &str)] =
    &[(Lang::En, include_str!("../i18n/en.ftl")), (Lang::Ru, include_str!("../i18n/ru.ftl"))];

/// The name of the session cookie: over HTTPS with a prefix that browsers accept from this very host only.
pub fn session_cookie(is_https: bool) -> &'static str {
    if is_https { "__Host-bw_session" } else { "bw_session" }
}

/// The slice: sign-in, one's own account, set-up, users, journal; and the middleware that finds out who asks.
/// `clusters` names those that people may work for.
pub fn slice(accounts: Accounts, is_https: bool, clusters: Clusters) -> Slice {
    let state = http::State { accounts, clusters, cookie: session_cookie(is_https), is_https };
    let (routes, api) = http::routes(state.clone());
    let item = |label, href, act: Act| MenuItem::new(Place::Cluster, label, href).to_do(act).rank(900);
    Slice::new("accounts")
        .acts::<Act>()
        .routes(routes)
        .api(api)
        .messages(MESSAGES)
        .menu(item("accounts-users", urls::USERS, Act::AdministerUsers))
        .menu(item("accounts-journal", urls::JOURNAL, Act::ReadJournal))
        .slot(Slot::Account, account_slot)
        .guarded_path(urls::SIGN_IN)
        .guarded_path(urls::SET_UP)
        .guarded_path(urls::PASSWORD)
        .around(move |router| router.layer(axum::middleware::from_fn_with_state(state, http::who_asks)))
}

fn account_slot(page: &Page) -> Markup {
    match page.user() {
        Ok(user) => html! {
            details.menu {
                summary.tool { (user.name) }
                ul.menu-list {
                    li { a href=(urls::ACCOUNT) { (page.t("accounts-own")) } }
                    li {
                        form method="post" action=(urls::SIGN_OUT) {
                            (page.csrf_field())
                            button.btn.btn-sm type="submit" { (page.t("accounts-sign-out")) }
                        }
                    }
                }
            }
        },
        Err(_) => html! { a.tool href=(urls::SIGN_IN) { (page.t("accounts-sign-in")) } },
    }
}
