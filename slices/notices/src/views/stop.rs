//! Turning letters off: the question, and the answer.

use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::forms::{post_form, submit};
use bellwether_web::components::states::{Tone, alert};
use maud::{Markup, html};

use crate::model::kind::Kind;
use crate::urls;

/// The page.
pub struct StopPage {
    /// The token of the letter.
    pub token: String,
    /// Which letters; all without it.
    pub kind: Option<Kind>,
    /// Are they off now?
    pub is_done: bool,
}

impl View for StopPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("notices-stop-title"))
    }

    fn body(&self, page: &Page) -> Markup {
        let what = self.kind.map_or_else(|| page.t("notices-stop-all"), |kind| page.t(&kind.label()));
        let action = urls::stop(&self.token, None);
        html! {
            @if self.is_done {
                (alert(Tone::Good, html! { p { (page.t_with("notices-stopped", &[("what", (&what).into())])) } }))
                p { a href=(urls::CHOICES) { (page.t("notices-title")) } }
            } @else {
                (post_form(page, &action, html! {
                    p { (page.t_with("notices-stop-ask", &[("what", (&what).into())])) }
                    @if let Some(kind) = self.kind { input type="hidden" name="kind" value=(kind.name()); }
                    (submit(&page.t("notices-stop-submit")))
                }))
            }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |token: &str, kind, is_done| StopPage { token: token.to_owned(), kind, is_done };
        vec![
            ("one", page("0123", Some(Kind::BookingReminder), false)),
            ("all", page("\"><script>", None, false)),
            ("done", page("0123", Some(Kind::Message), true)),
        ]
    }
}
