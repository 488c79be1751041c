//! One's own applications, and what one was asked to judge.

use bellwether_web::api::{Page, Place, Title, View};
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use super::{parts, sample};
use crate::model::application::Application;
use crate::model::assessing::Assessment;
use crate::urls;

/// The page.
pub struct MinePage {
    /// Applications of the reader's teams.
    pub own: Vec<Application>,
    /// What the reader was asked to judge.
    pub to_assess: Vec<(Assessment, Application)>,
}

impl View for MinePage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("calls-mine-title")).in_place(Place::Decide)
    }

    fn body(&self, page: &Page) -> Markup {
        let first = html! { a.btn.btn-primary href=(urls::CALLS) { (page.t("calls-title")) } };
        html! {
            @if !self.to_assess.is_empty() { (self.assessments(page)) }
            @if self.own.is_empty() && self.to_assess.is_empty() {
                (empty_state(&page.t("calls-mine-none"), &page.t("calls-mine-none-help"), Some(first)))
            } @else if !self.own.is_empty() { (self.applications(page)) }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        use bellwether_exchange_rules::lifecycle::assessment::AssessmentState;
        use bellwether_exchange_rules::lifecycle::request::RequestState;
        let own = (1..).zip(RequestState::ALL).map(|(number, state)| sample::application(number, *state)).collect();
        let judged = |state| (sample::assessment(state), sample::application(2, RequestState::InReview));
        let to_assess = vec![judged(AssessmentState::Invited), judged(AssessmentState::Submitted)];
        vec![("empty", MinePage { own: Vec::new(), to_assess: Vec::new() }), ("typical", MinePage { own, to_assess })]
    }
}

impl MinePage {
    fn assessments(&self, page: &Page) -> Markup {
        let columns = [
            Column::new(page.t("calls-application")),
            Column::new(page.t("calls-call")),
            Column::new(page.t("calls-state")),
        ];
        let row = |(one, of): &(Assessment, Application)| {
            vec![
                html! { a href=(urls::assessment(one.id)) { (parts::title(page, &of.title)) } },
                page.text(&of.call_title),
                html! { (page.t(&format!("calls-assessment-{}", one.state.name()))) },
            ]
        };
        let rows: Vec<Vec<Markup>> = self.to_assess.iter().map(row).collect();
        let title = page.t("calls-to-assess");
        html! { h2 { (title) } (table(page, &title, &columns, &rows)) }
    }

    fn applications(&self, page: &Page) -> Markup {
        let columns = [
            Column::new(page.t("calls-application")),
            Column::new(page.t("calls-call")),
            Column::new(page.t("calls-asked")).numeric(),
            Column::new(page.t("calls-state")),
        ];
        let row = |one: &Application| {
            let asked = one
                .asked_minor
                .map(|minor| parts::amount(page, bellwether_kernel::amount::Amount::new(minor, one.unit)));
            vec![
                html! { a href=(urls::application(one.id)) { (parts::title(page, &one.title)) } },
                html! { a href=(urls::call_of(&one.cluster, &one.call_slug)) { (page.text(&one.call_title)) } },
                html! { (asked.unwrap_or_default()) },
                parts::standing(page, one),
            ]
        };
        let rows: Vec<Vec<Markup>> = self.own.iter().map(row).collect();
        let title = page.t("calls-own");
        html! { h2 { (title) } (table(page, &title, &columns, &rows)) }
    }
}
