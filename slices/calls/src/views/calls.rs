//! Calls of all clusters: open ones for everybody, drafts for those who keep them.

use bellwether_exchange_rules::lifecycle::offer::OfferState;
use bellwether_kernel::lang::Text;
use bellwether_web::api::{Page, Place, Title, View};
use bellwether_web::components::forms::{self, Choice, Field};
use bellwether_web::components::lists::list_tools;
use bellwether_web::components::part::{count_line, part};
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use super::{parts, sample};
use crate::model::call::Call;
use crate::urls;

/// A line of the list.
pub struct Line {
    /// The call.
    pub call: Call,
    /// Where it stands now.
    pub state: OfferState,
    /// The name of its cluster.
    pub cluster: Text,
}

/// The page.
pub struct CallsPage {
    /// The calls.
    pub lines: Vec<Line>,
    /// The clusters, for the filter: slug and name.
    pub clusters: Vec<(String, Text)>,
    /// The cluster that is asked for; empty for all.
    pub cluster: String,
    /// Also those that are closed?
    pub is_all: bool,
    /// The cluster in which the reader may make a call.
    pub keeps: Option<String>,
}

impl View for CallsPage {
    fn title(&self, page: &Page) -> Title {
        let title = Title::new(page.t("calls-title")).lead(page.t("calls-lead")).in_place(Place::Decide);
        match &self.keeps {
            Some(cluster) => {
                title.action(html! { a.btn.btn-primary href=(urls::new_call(cluster)) { (page.t("calls-new")) } })
            }
            None => title,
        }
    }

    fn body(&self, page: &Page) -> Markup {
        let files = [("iCalendar", format!("{}.ics", urls::CALLS)), ("CSV", format!("{}.csv", urls::CALLS))];
        let mut clusters = vec![Choice::new("", page.t("calls-all-clusters"))];
        clusters.extend(self.clusters.iter().map(|(slug, name)| Choice::new(slug, name.best(page.lang()).0)));
        let shown = vec![Choice::new("", page.t("calls-show-open")), Choice::new("all", page.t("calls-show-all"))];
        part(html! {
            (forms::get_form(urls::CALLS, html! {
                div.row-line {
                    (Field::select("cluster", page.t("calls-cluster"), clusters).value(&self.cluster))
                    (Field::select("show", page.t("calls-show"), shown).value(if self.is_all { "all" } else { "" }))
                    (forms::submit(&page.t("calls-filter")))
                }
            }))
            div.row-line.spread {
                (count_line(&page.t_with("calls-count", &[("n", self.lines.len().into())])))
                (list_tools(page, None, &files))
            }
            @if self.lines.is_empty() {
                (empty_state(&page.t("calls-none"), &page.t("calls-none-help"), None))
            } @else { (self.table(page)) }
        })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let line = |call: Call| Line { state: call.written, cluster: Text::both("Cluster", "Кластер"), call };
        let states = [OfferState::Open, OfferState::Published, OfferState::Closed, OfferState::Draft];
        let clusters = vec![("translational-medicine".to_owned(), Text::both("Cluster", "Кластер"))];
        let of = |lines, keeps| CallsPage {
            lines,
            clusters: clusters.clone(),
            cluster: String::new(),
            is_all: false,
            keeps,
        };
        vec![
            ("empty", of(Vec::new(), None)),
            ("typical", of(states.map(sample::call).map(line).into(), Some("translational-medicine".to_owned()))),
            ("hostile", of(vec![line(sample::hostile())], None)),
        ]
    }
}

impl CallsPage {
    fn table(&self, page: &Page) -> Markup {
        let columns = [
            Column::new(page.t("calls-call")),
            Column::new(page.t("calls-cluster")),
            Column::new(page.t("calls-state")),
            Column::new(page.t("calls-opens")),
            Column::new(page.t("calls-closes")),
            Column::new(page.t("calls-budget")).numeric(),
        ];
        let row = |line: &Line| {
            let call = &line.call;
            let zone = call.time_zone();
            vec![
                html! { a href=(urls::call(call)) { (page.text(&call.content.title)) } (parts::sample(page, call.sample)) },
                page.text(&line.cluster),
                parts::offer_state(page, line.state),
                html! { (parts::moment(page, call.opens_ms, &zone)) },
                html! { (parts::moment(page, call.closes_ms, &zone)) },
                html! { (parts::amount(page, call.amount(call.budget_minor))) },
            ]
        };
        let rows: Vec<Vec<Markup>> = self.lines.iter().map(row).collect();
        table(page, &page.t("calls-title"), &columns, &rows)
    }
}
