//! Choosing who judges, by name: people found while one types, and the plan that comes of it.

use bellwether_web::api::{Page, Place, Title, View};
use bellwether_web::components::forms::{self, Field};
use bellwether_web::components::part::{count_line, part};
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use super::{parts, sample};
use crate::model::assigning::{Candidate, Plan, Planned};
use crate::model::call::Call;
use crate::urls;

/// The page.
pub struct AssignPage {
    /// The call.
    pub call: Call,
    /// What would come of it.
    pub plan: Plan,
    /// People who were found and are not chosen.
    pub found: Vec<Candidate>,
    /// The words that were looked for.
    pub words: String,
    /// How many for each application.
    pub each: u32,
}

impl View for AssignPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("calls-assign-title"))
            .crumb(page.t("calls-title"), urls::CALLS)
            .crumb(self.call.content.title.best(page.lang()).0, urls::call(&self.call))
            .crumb(page.t("calls-applications"), urls::of_call(&self.call, "applications"))
            .in_place(Place::Decide)
    }

    fn body(&self, page: &Page) -> Markup {
        if self.plan.applications.is_empty() {
            let list =
                html! { a.btn href=(urls::of_call(&self.call, "applications")) { (page.t("calls-applications")) } };
            return empty_state(&page.t("calls-assign-none"), &page.t("calls-assign-none-help"), Some(list));
        }
        html! { (part(html! { (self.choice(page)) (self.planned(page)) })) }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        use bellwether_exchange_rules::lifecycle::request::RequestState;
        let call = sample::call(bellwether_exchange_rules::lifecycle::offer::OfferState::Closed);
        let person = |n: u128, name: &str, load, conflicts| Candidate {
            person: bellwether_kernel::actor::UserId(uuid::Uuid::from_u128(n)),
            name: name.to_owned(),
            load,
            conflicts,
        };
        let planned = |number, asked, new: &[usize], barred: &[usize]| Planned {
            application: sample::application(number, RequestState::Submitted),
            asked,
            new: new.to_vec(),
            barred: barred.to_vec(),
        };
        let people = vec![person(1, sample::HOSTILE, 0, 1), person(2, "Ann", 12, 0)];
        let of =
            |plan, found, words: &str| AssignPage { call: call.clone(), plan, found, words: words.to_owned(), each: 2 };
        let applications = vec![planned(1, 1, &[1], &[0]), planned(2, 0, &[0, 1], &[]), planned(3, 0, &[], &[0, 1])];
        vec![
            ("none", of(Plan::default(), Vec::new(), "")),
            (
                "searching",
                of(Plan { people: Vec::new(), applications: vec![planned(1, 0, &[], &[])] }, people.clone(), "an"),
            ),
            ("typical", of(Plan { people, applications }, vec![person(3, "Bob", 1, 0)], "bob")),
        ]
    }
}

impl AssignPage {
    fn choice(&self, page: &Page) -> Markup {
        let each = Field::line("number", "each", page.t("calls-assign-each")).value(self.each.to_string());
        html! {
            (forms::get_form(&urls::of_call(&self.call, "assign"), html! {
                @for one in &self.plan.applications { input type="hidden" name="id" value=(one.application.id); }
                div.stack {
                div data-as-typed {
                    (Field::line("search", "q", page.t("calls-assign-search")).value(&self.words).help(page.t("calls-assign-search-help")))
                }
                (self.people(page, "calls-assign-found", &self.found, false))
                (self.people(page, "calls-assign-chosen", &self.plan.people, true))
                (each.help(page.t("calls-assign-each-help")))
                (forms::submit(&page.t("calls-assign-show")))
                }
            }))
        }
    }

    fn people(&self, page: &Page, legend: &str, all: &[Candidate], is_chosen: bool) -> Markup {
        html! {
            @if !all.is_empty() {
                fieldset data-at-once {
                    legend.form-label { (page.t(legend)) }
                    @for one in all {
                        label.form-check {
                            input.form-check-input type="checkbox" name="person" value=(one.person) checked[is_chosen];
                            span.form-check-label {
                                (one.name) ", " (page.t_with("calls-assign-load", &[("n", one.load.into())]))
                                @if one.conflicts > 0 { ", " (page.t_with("calls-assign-conflicts", &[("n", one.conflicts.into())])) }
                            }
                        }
                    }
                }
            } @else if !is_chosen && !self.words.trim().is_empty() { p { (page.t("calls-assign-nobody")) } }
        }
    }

    fn planned(&self, page: &Page) -> Markup {
        let pairs = self.plan.pairs();
        let name = |at: &usize| self.plan.people.get(*at).map_or("", |one| one.name.as_str());
        let columns = [
            Column::new(page.t("calls-application")),
            Column::new(page.t("calls-assign-before")).numeric(),
            Column::new(page.t("calls-assign-new")),
            Column::new(page.t("calls-assign-barred")),
        ];
        let names = |all: &[usize]| all.iter().map(name).collect::<Vec<_>>().join(", ");
        let row = |one: &Planned| {
            let missing = self.each.saturating_sub(one.asked + u32::try_from(one.new.len()).unwrap_or(0));
            vec![
                html! { a href=(urls::application(one.application.id)) { (parts::title(page, &one.application.title)) } },
                html! { (one.asked) },
                html! {
                    (names(&one.new))
                    @if missing > 0 { " " span.form-hint { (page.t_with("calls-assign-missing", &[("n", missing.into())])) } }
                },
                html! { (names(&one.barred)) },
            ]
        };
        let rows: Vec<Vec<Markup>> = self.plan.applications.iter().map(row).collect();
        html! {
            section {
                h2 { (page.t("calls-assign-plan")) }
                (count_line(&page.t_with("calls-assign-n", &[("n", pairs.len().into())])))
                (table(page, &page.t("calls-assign-plan"), &columns, &rows))
                @if !pairs.is_empty() {
                    (forms::post_form(page, &urls::of_call(&self.call, "assign"), html! {
                        @for (id, person) in &pairs { input type="hidden" name="pair" value={ (id) " " (person) }; }
                        (forms::submit(&page.t_with("calls-assign-do", &[("n", pairs.len().into())])))
                    }))
                }
            }
        }
    }
}
