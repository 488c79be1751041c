//! Applications to other funders: filters, totals of each currency, and how many succeeded with the uncertainty of that.

use bellwether_kernel::amount::Amount;
use bellwether_kernel::lang::Text;
use bellwether_web::api::{Page, Place, Title, View};
use bellwether_web::components::badges::badge;
use bellwether_web::components::forms::{self, Choice, Field};
use bellwether_web::components::lists::list_tools;
use bellwether_web::components::part::{count_line, part};
use bellwether_web::components::states::{Tone, empty_state};
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use super::{parts, sample};
use crate::model::outbound::{Outbound, OutboundState, Success, Total};
use crate::model::people::PeopleNames;
use crate::urls;

/// The page.
pub struct OutboundsPage {
    /// The applications.
    pub rows: Vec<Outbound>,
    /// Totals of those that were sent.
    pub totals: Vec<Total>,
    /// How many succeeded.
    pub success: Success,
    /// Names of those who answer for them.
    pub names: PeopleNames,
    /// The clusters, for the filter: slug and name.
    pub clusters: Vec<(String, Text)>,
    /// The cluster that is asked for; empty for all.
    pub cluster: String,
    /// The state that is asked for.
    pub state: Option<OutboundState>,
    /// The words that are looked for.
    pub words: String,
    /// The cluster in which the reader may begin one.
    pub keeps: Option<String>,
}

/// A state as a badge.
pub fn state(page: &Page, of: OutboundState) -> Markup {
    let tone = match of {
        OutboundState::Granted => Tone::Good,
        OutboundState::Refused => Tone::Bad,
        OutboundState::Checking | OutboundState::Approved => Tone::Warn,
        OutboundState::Preparing | OutboundState::Sent => Tone::Info,
        OutboundState::Withdrawn => Tone::Plain,
    };
    badge(tone, &page.t(&format!("calls-outbound-state-{}", of.name())))
}

impl View for OutboundsPage {
    fn title(&self, page: &Page) -> Title {
        let title =
            Title::new(page.t("calls-outbound-title")).lead(page.t("calls-outbound-lead")).in_place(Place::Decide);
        match &self.keeps {
            Some(cluster) => title.action(html! {
                a.btn.btn-primary href=(urls::outbound_of(cluster, "new")) { (page.t("calls-outbound-new")) }
            }),
            None => title,
        }
    }

    fn body(&self, page: &Page) -> Markup {
        let files = [("iCalendar", format!("{}.ics", urls::OUTBOUND)), ("CSV", format!("{}.csv", urls::OUTBOUND))];
        let mut clusters = vec![Choice::new("", page.t("calls-all-clusters"))];
        clusters.extend(self.clusters.iter().map(|(slug, name)| Choice::new(slug, name.best(page.lang()).0)));
        let mut states = vec![Choice::new("", page.t("calls-all-states"))];
        let named = |state: &OutboundState| {
            Choice::new(state.name(), page.t(&format!("calls-outbound-state-{}", state.name())))
        };
        states.extend(OutboundState::ALL.iter().map(named));
        part(html! {
            (forms::get_form(urls::OUTBOUND, html! {
                div.row-line {
                    (Field::line("search", "q", page.t("calls-outbound-search")).value(&self.words))
                    (Field::select("cluster", page.t("calls-cluster"), clusters).value(&self.cluster))
                    (Field::select("state", page.t("calls-state"), states).value(self.state.map_or("", OutboundState::name)))
                    (forms::submit(&page.t("calls-filter")))
                }
            }))
            div.row-line.spread {
                (count_line(&page.t_with("calls-outbound-count", &[("n", self.rows.len().into())])))
                (list_tools(page, None, &files))
            }
            @if self.rows.is_empty() {
                (empty_state(&page.t("calls-outbound-none"), &page.t("calls-outbound-none-help"), None))
            } @else { (self.table(page)) (self.totals(page)) }
            @if let Some(cluster) = &self.keeps {
                p { a href=(urls::outbound_of(cluster, "import")) { (page.t("calls-outbound-import")) } }
            }
        })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let clusters = vec![("translational-medicine".to_owned(), Text::both("Cluster", "Кластер"))];
        let of = |rows: Vec<Outbound>, totals, success, keeps| OutboundsPage {
            names: [(sample::person(1), "Ann".to_owned())].into(),
            rows,
            totals,
            success,
            clusters: clusters.clone(),
            cluster: String::new(),
            state: None,
            words: String::new(),
            keeps,
        };
        let total = |code: &str, granted_minor| Total {
            unit: code.parse().unwrap_or(sample::outbound(OutboundState::Sent).facts.unit),
            sent: 3,
            asked_minor: 12_345_678_900,
            granted_minor,
        };
        let rows = OutboundState::ALL.iter().map(|state| sample::outbound(*state)).collect();
        let keeps = Some("translational-medicine".to_owned());
        vec![
            ("empty", of(Vec::new(), Vec::new(), Success::default(), keeps.clone())),
            ("typical", of(rows, vec![total("EUR", 500_000), total("RUB", 0)], Success::of(1, 4), keeps)),
            (
                "undecided",
                of(vec![sample::outbound(OutboundState::Sent)], vec![total("EUR", 0)], Success::of(0, 0), None),
            ),
        ]
    }
}

impl OutboundsPage {
    fn table(&self, page: &Page) -> Markup {
        let columns = [
            Column::new(page.t("calls-application")),
            Column::new(page.t("calls-outbound-funder")),
            Column::new(page.t("calls-outbound-deadline")),
            Column::new(page.t("calls-asked")).numeric(),
            Column::new(page.t("calls-given")).numeric(),
            Column::new(page.t("calls-state")),
        ];
        let money = |one: &Outbound, minor: Option<i64>| {
            minor.map_or_else(String::new, |minor| parts::amount(page, Amount::new(minor, one.facts.unit)))
        };
        let row = |one: &Outbound| {
            vec![
                html! {
                    a href=(urls::outbound(one.id)) { (parts::title(page, &one.title)) } " " (parts::sample(page, one.sample))
                    div.form-hint { (self.names.get(&one.responsible).map_or("", String::as_str)) }
                },
                html! { (one.facts.funder) @if !one.facts.programme.is_empty() { ", " (one.facts.programme) } },
                html! { (parts::moment(page, one.facts.deadline_ms().unwrap_or_default(), &one.facts.time_zone())) },
                html! { (money(one, one.asked_minor)) },
                html! { (money(one, one.granted_minor)) },
                state(page, one.state),
            ]
        };
        let rows: Vec<Vec<Markup>> = self.rows.iter().map(row).collect();
        table(page, &page.t("calls-outbound-title"), &columns, &rows)
    }

    fn totals(&self, page: &Page) -> Markup {
        let columns = [
            Column::new(page.t("calls-currency")),
            Column::new(page.t("calls-outbound-sent-n")).numeric(),
            Column::new(page.t("calls-asked")).numeric(),
            Column::new(page.t("calls-given")).numeric(),
        ];
        let row = |one: &Total| {
            let money = |minor| parts::amount(page, Amount::new(minor, one.unit));
            vec![
                html! { (one.unit.code()) },
                html! { (page.number(one.sent as f64)) },
                html! { (money(one.asked_minor)) },
                html! { (money(one.granted_minor)) },
            ]
        };
        let rows: Vec<Vec<Markup>> = self.totals.iter().map(row).collect();
        let success = &self.success;
        html! {
            @if !rows.is_empty() {
                section {
                    h2 { (page.t("calls-outbound-totals")) }
                    (table(page, &page.t("calls-outbound-totals"), &columns, &rows))
                    @match success.interval {
                        Some((low, high)) => {
                            @let percent = |share: f64| page.number((share * 100.0).round());
                            @let share = success.granted as f64 / success.decided as f64;
                            p {
                                (page.t_with("calls-outbound-success", &[
                                    ("granted", (success.granted as f64).into()), ("decided", (success.decided as f64).into()),
                                    ("share", percent(share).into()), ("low", percent(low).into()), ("high", percent(high).into()),
                                ]))
                            }
                        }
                        None => p { (page.t("calls-outbound-undecided")) },
                    }
                }
            }
        }
    }
}
