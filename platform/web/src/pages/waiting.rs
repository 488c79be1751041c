//! What waits for the person who asks, as a page: each line leads to where it can be done.

use maud::{Markup, html};

use crate::components::states::empty_state;
use crate::error::PageResult;
use crate::page::{Page, View};
use crate::title::Title;
use crate::waiting::Wait;

/// The address of the page.
pub(crate) const PATH: &str = "/waiting";

/// What waits for a person.
pub struct WaitingPage {
    waits: Vec<Wait>,
}

pub(crate) async fn page(page: Page) -> PageResult {
    page.user()?;
    Ok(page.show(&WaitingPage { waits: page.waits().to_vec() }))
}

impl View for WaitingPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("waiting"))
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            @if self.waits.is_empty() {
                (empty_state(&page.t("waiting-none"), &page.t("waiting-none-help"), None))
            } @else {
                ul.waiting-list {
                    @for wait in &self.waits {
                        li {
                            a href=(wait.href) { (page.t_with(wait.words, &[("n", wait.n.into())])) }
                            " " span.text-secondary { (page.text(&wait.of)) }
                        }
                    }
                }
            }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let wait = |n| Wait {
            words: "waiting-n",
            n,
            of: bellwether_kernel::lang::Text::both("<script>", "Кластер"),
            href: "/somewhere".to_owned(),
        };
        vec![("empty", WaitingPage { waits: Vec::new() }), ("hostile", WaitingPage { waits: vec![wait(1), wait(99)] })]
    }
}
