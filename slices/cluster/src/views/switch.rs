//! The switch between clusters in the top bar.

use bellwether_web::api::Page;
use maud::{Markup, html};

use crate::model::profile::Cluster;
use crate::urls;

/// The current cluster and the others; nothing where there is none.
pub fn switch(page: &Page, clusters: &[Cluster], current: Option<&Cluster>) -> Markup {
    let Some(current) = current else { return html! {} };
    html! {
        details.menu {
            summary.tool title=(page.t("cluster-switch")) {
                span.visually-hidden { (page.t("cluster-switch")) ": " }
                span { (page.text(&current.short)) }
            }
            ul.menu-list {
                @for cluster in clusters {
                    li {
                        a href=(urls::home(&cluster.slug)) aria-current=[(cluster == current).then_some("true")] {
                            (page.text(&cluster.short))
                        }
                    }
                }
            }
        }
    }
}
