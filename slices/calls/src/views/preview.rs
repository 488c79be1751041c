//! What would come of an act on many applications, before it is done.

use bellwether_web::api::{Page, Place, Title, View};
use bellwether_web::components::forms;
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use super::{parts, sample};
use crate::model::call::Call;
use crate::model::handling::Preview;
use crate::urls;

/// The page.
pub struct PreviewPage {
    /// The call.
    pub call: Call,
    /// What would come of it.
    pub previews: Vec<Preview>,
    /// The act, by its name in forms.
    pub how: String,
    /// The reasons.
    pub why: String,
    /// The assessor.
    pub email: String,
}

impl View for PreviewPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t(&format!("calls-bulk-{}", self.how)))
            .crumb(page.t("calls-title"), urls::CALLS)
            .crumb(self.call.content.title.best(page.lang()).0, urls::call(&self.call))
            .crumb(page.t("calls-applications"), urls::of_call(&self.call, "applications"))
            .in_place(Place::Decide)
    }

    fn body(&self, page: &Page) -> Markup {
        let can: Vec<&Preview> = self.previews.iter().filter(|one| one.obstacle.is_none()).collect();
        let columns = [
            Column::new(page.t("calls-application")),
            Column::new(page.t("calls-state")),
            Column::new(page.t("calls-preview-then")),
        ];
        let row = |one: &Preview| {
            vec![
                html! { a href=(urls::application(one.application.id)) { (parts::title(page, &one.application.title)) } },
                parts::state(page, one.application.state),
                html! { (page.t(one.obstacle.unwrap_or("calls-preview-done"))) },
            ]
        };
        let rows: Vec<Vec<Markup>> = self.previews.iter().map(row).collect();
        let args = [("n", can.len().into()), ("all", self.previews.len().into())];
        html! {
            p { (page.t_with("calls-preview-n", &args)) }
            @if !self.why.is_empty() { blockquote { (parts::lines(&self.why)) } }
            @if !self.email.is_empty() { p { (self.email) } }
            @if !rows.is_empty() { (table(page, &page.t("calls-applications"), &columns, &rows)) }
            @if !can.is_empty() {
                (forms::post_form(page, &urls::of_call(&self.call, "applications/bulk"), html! {
                    @for one in &can { input type="hidden" name="id" value=(one.application.id); }
                    @for (name, value) in [("how", &self.how), ("why", &self.why), ("email", &self.email)] {
                        input type="hidden" name=(name) value=(value);
                    }
                    (forms::submit(&page.t_with("calls-preview-do", &[("n", can.len().into())])))
                }))
            }
            p { a href=(urls::of_call(&self.call, "applications")) { (page.t("calls-back")) } }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        use bellwether_exchange_rules::lifecycle::request::RequestState;
        let one = |number, state, obstacle| Preview { application: sample::application(number, state), obstacle };
        let call = sample::call(bellwether_exchange_rules::lifecycle::offer::OfferState::Closed);
        let of = |previews, how: &str, why: &str| PreviewPage {
            call: call.clone(),
            previews,
            how: how.to_owned(),
            why: why.to_owned(),
            email: String::new(),
        };
        let previews =
            vec![one(1, RequestState::Submitted, None), one(2, RequestState::Accepted, Some("calls-obstacle-state"))];
        vec![("empty", of(Vec::new(), "review", "")), ("typical", of(previews, "return", sample::HOSTILE))]
    }
}
