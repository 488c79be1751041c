//! Paging by key: first, previous and next, never page numbers.

use maud::{Markup, html};

use crate::page::Page;

/// The ways out of one page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pager {
    /// The first page, unless this is it.
    pub first: Option<String>,
    /// The page before, where the list can go back.
    pub previous: Option<String>,
    /// The page after, if there is one.
    pub next: Option<String>,
}

/// Links to the neighbouring pages; nothing where there are none.
pub fn pager(page: &Page, ways: &Pager) -> Markup {
    let ways = [
        (&ways.first, "page-first", None),
        (&ways.previous, "page-previous", Some("prev")),
        (&ways.next, "page-next", Some("next")),
    ];
    html! {
        @if ways.iter().any(|(href, _, _)| href.is_some()) {
            nav.pager aria-label=(page.t("pages")) {
                @for (href, label, rel) in ways {
                    @if let Some(href) = href { a.btn href=(href) rel=[rel] { (page.t(label)) } }
                }
            }
        }
    }
}
