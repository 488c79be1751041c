//! The applications of a call, for those who run it: search, filters, and acts on many at once, each with a preview.

use std::collections::HashMap;

use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_web::api::{Page, Place, Title, View};
use bellwether_web::components::forms::{self, Choice, Field};
use bellwether_web::components::lists::list_tools;
use bellwether_web::components::paging::{Pager, pager};
use bellwether_web::components::part::{count_line, part};
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use super::{parts, sample};
use crate::model::application::{Application, ApplicationId};
use crate::model::assessing::Summary;
use crate::model::call::Call;
use crate::model::people::PeopleNames;
use crate::model::search::Typed;
use crate::urls;

/// The page.
pub struct ApplicationsPage {
    /// The call.
    pub call: Call,
    /// A part of its applications.
    pub rows: Vec<Application>,
    /// How many there are in each state, of those with the words.
    pub counts: Vec<(RequestState, u64)>,
    /// What assessments say.
    pub summaries: HashMap<ApplicationId, Summary>,
    /// Names of those who began them.
    pub names: PeopleNames,
    /// What is looked for, as it was typed.
    pub typed: Typed,
    /// The state that is asked for.
    pub state: Option<RequestState>,
    /// The address of the next part.
    pub next: Option<String>,
    /// May the reader handle them?
    pub handles: bool,
}

impl View for ApplicationsPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("calls-applications"))
            .crumb(page.t("calls-title"), urls::CALLS)
            .crumb(self.call.content.title.best(page.lang()).0, urls::call(&self.call))
            .in_place(Place::Decide)
    }

    fn body(&self, page: &Page) -> Markup {
        let all: u64 = self.counts.iter().map(|(_, n)| n).sum();
        let mut states = vec![Choice::new("", page.t("calls-all-states"))];
        let with_count = |(state, n): &(RequestState, u64)| {
            Choice::new(state.name(), format!("{} ({n})", parts::state_words(page, *state)))
        };
        states.extend(self.counts.iter().map(with_count));
        let files =
            ["csv", "xlsx"].map(|ending| (ending, format!("{}.{ending}", urls::of_call(&self.call, "applications"))));
        let files = [("CSV", files[0].1.clone()), ("XLSX", files[1].1.clone())];
        html! {
            (part(html! {
                (forms::get_form(&urls::of_call(&self.call, "applications"), html! {
                    div.row-line {
                        (Field::line("search", "q", page.t("calls-search")).value(&self.typed.q))
                        (Field::select("state", page.t("calls-state"), states).value(self.state.map_or("", RequestState::name)))
                        @if !self.call.content.stages.is_empty() {
                            (Field::select("stage", page.t("calls-stage"), self.stages(page)).value(&self.typed.stage))
                        }
                        (Field::text("score", page.t("calls-filter-score")).value(&self.typed.score))
                        (Field::text("least", format!("{}, {}", page.t("calls-filter-least"), self.call.unit.code())).value(&self.typed.least))
                        (Field::text("most", format!("{}, {}", page.t("calls-filter-most"), self.call.unit.code())).value(&self.typed.most))
                        (Field::line("email", "member", page.t("calls-filter-member")).value(&self.typed.member))
                        (forms::submit(&page.t("calls-filter")))
                    }
                }))
                div.row-line.spread {
                    (count_line(&page.t_with("calls-applications-n", &[("n", (all as f64).into())])))
                    (list_tools(page, None, &files))
                }
                @if self.rows.is_empty() {
                    (empty_state(&page.t("calls-applications-none"), &page.t("calls-applications-none-help"), None))
                } @else { (self.bulk(page)) }
                (pager(page, &Pager { next: self.next.clone(), ..Pager::default() }))
            }))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let call = sample::call(bellwether_exchange_rules::lifecycle::offer::OfferState::Closed);
        let rows: Vec<Application> =
            (1..).zip(&RequestState::ALL[1..]).map(|(number, state)| sample::application(number, *state)).collect();
        let judged = Summary {
            asked: 3,
            handed_in: 2,
            mean_percent: Some(73.333),
            spread_percent: Some((60.0, 86.67)),
            recommend: [1, 1, 0],
        };
        let summaries = rows.iter().map(|one| (one.id, judged)).collect();
        let of = |rows, summaries, handles| ApplicationsPage {
            call: call.clone(),
            rows,
            counts: vec![(RequestState::Submitted, 12_345), (RequestState::InReview, 1)],
            summaries,
            names: sample::dossier(RequestState::Submitted).names,
            typed: Typed { q: sample::HOSTILE.to_owned(), score: "70".to_owned(), ..Typed::default() },
            state: Some(RequestState::InReview),
            next: Some("?after=9".to_owned()),
            handles,
        };
        let empty = ApplicationsPage {
            counts: Vec::new(),
            typed: Typed::default(),
            state: None,
            next: None,
            ..of(Vec::new(), HashMap::new(), true)
        };
        vec![
            ("empty", empty),
            ("typical", of(rows.clone(), summaries, true)),
            ("council", of(rows, HashMap::new(), false)),
        ]
    }
}

impl ApplicationsPage {
    fn stages(&self, page: &Page) -> Vec<Choice> {
        let all = Choice::new("", page.t("calls-all-stages"));
        let named = self.call.content.stages.iter();
        std::iter::once(all).chain(named.map(|one| Choice::new(&one.key, one.name.best(page.lang()).0))).collect()
    }

    fn bulk(&self, page: &Page) -> Markup {
        // Those who decide and do not run the call have the acts of deciding alone.
        let handling = ["review", "return", "assign", "lapse"].into_iter().filter(|_| self.handles);
        let acts = handling.chain(["accept", "waitlist", "reject", "announce"]);
        let acts = acts.map(|name| Choice::new(name, page.t(&format!("calls-bulk-{name}")))).collect();
        html! {
            form.stack method="post" action=(urls::of_call(&self.call, "applications/preview")) {
                (page.csrf_field())
                (self.table(page))
                fieldset.card {
                    div.card-body {
                        legend { (page.t("calls-bulk")) }
                        (Field::select("how", page.t("calls-bulk-how"), acts))
                        (Field::lines(2, "why", page.t("calls-bulk-why")).help(page.t("calls-bulk-why-help")).optional(page))
                        @if self.handles {
                            (Field::line("email", "email", page.t("calls-assessor-email")).help(page.t("calls-bulk-email-help")).optional(page))
                        }
                        (forms::submit(&page.t("calls-bulk-preview")))
                    }
                }
            }
        }
    }

    fn table(&self, page: &Page) -> Markup {
        let mut columns = vec![
            Column::new(page.t("calls-application")),
            Column::new(page.t("calls-number")).numeric(),
            Column::new(page.t("calls-lead-name")),
            Column::new(page.t("calls-asked")).numeric(),
            Column::new(page.t("calls-judged")),
            Column::new(page.t("calls-state")),
        ];
        columns.push(Column::new(page.t("calls-chosen")));
        let row = |one: &Application| {
            let asked = one.asked_minor.map(|minor| parts::amount(page, self.call.amount(minor)));
            let summary = self.summaries.get(&one.id).copied().unwrap_or_default();
            let mut row = vec![
                html! { a href=(urls::application(one.id)) { (parts::title(page, &one.title)) } },
                html! { (one.number) },
                html! { (self.names.get(&one.lead).map_or("", String::as_str)) },
                html! { (asked.unwrap_or_default()) },
                judged(page, &summary),
                parts::standing(page, one),
            ];
            let label = page.t_with("calls-choose-n", &[("n", (one.number as f64).into())]);
            row.push(html! { input.form-check-input type="checkbox" name="id" value=(one.id) aria-label=(label); });
            row
        };
        let rows: Vec<Vec<Markup>> = self.rows.iter().map(row).collect();
        table(page, &page.t("calls-applications"), &columns, &rows)
    }
}

/// What assessments say, in one line.
pub fn judged(page: &Page, of: &Summary) -> Markup {
    let args = [("n", of.handed_in.into()), ("asked", of.asked.into())];
    html! {
        @if of.asked > 0 { (page.t_with("calls-judged-n", &args)) }
        @if let Some(mean) = of.mean_percent { ", " (page.number(mean.round())) "\u{a0}%" }
    }
}
