//! The page of one target: what it is, how much is published on it, what may follow, and what it is spoken of with.

use bellwether_foresight::api::{Indicator, OutlookYear, Rows, WorkLine};
use bellwether_web::api::{Arg, Page, Title, View};
use bellwether_web::components::facts::facts;
use bellwether_web::components::fan::{Expected, Fan, Seen, fan};
use bellwether_web::components::lists::list_tools;
use bellwether_web::components::paging::{Pager, pager};
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use crate::model::hindcast::Hindcast;
use crate::model::status::Status;
use crate::model::target::{Related, Target, label};
use crate::model::topic::TopicOf;
use crate::urls;
use crate::views::made::{made, source};
use crate::views::sentence::sentence;
use crate::views::{parts, samples};

/// What the page shows.
pub struct TargetPage {
    /// The target.
    pub target: Target,
    /// What it was built from.
    pub status: Status,
    /// The question that the score answers.
    pub hindcast: Hindcast,
    /// How many targets have a score.
    pub ranked: u32,
    /// Genes that papers speak of together with it, with their symbols.
    pub related: Vec<(Related, String)>,
    /// Its records in the evidence.
    pub records: Rows<WorkLine>,
    /// How many records came before those.
    pub after: u32,
    /// Topics of the landscape that hold its records.
    pub topics: Vec<TopicOf>,
}

impl View for TargetPage {
    fn title(&self, page: &Page) -> Title {
        let title = Title::new(self.target.label()).crumb(page.t("targets-title"), urls::TARGETS);
        if self.target.name.is_empty() { title } else { title.lead(&self.target.name) }
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            (self.what(page))
            h2 { (page.t("targets-over-time")) }
            (self.over_time(page))
            h2 { (page.t("targets-indicators")) }
            (self.indicators(page))
            (self.bursts(page))
            h2 { (page.t("targets-records")) }
            (self.records(page))
            h2 { (page.t("targets-topics")) }
            (self.topics(page))
            (self.related(page))
            (made(page, &self.status))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |symbol: &str| TargetPage {
            target: samples::target(symbol),
            status: samples::status(),
            hindcast: samples::hindcast(),
            ranked: 2_900,
            related: vec![(Related { id: 8, papers: 14, times: 31.4 }, symbol.to_owned())],
            records: Rows {
                rows: vec![WorkLine {
                    key: "pubmed:34000000".to_owned(),
                    title: symbol.to_owned(),
                    venue: "Invented journal".to_owned(),
                    year: 2021,
                }],
                total: 2,
                next: Some(1),
            },
            after: 0,
            topics: vec![TopicOf { id: "7".to_owned(), label: symbol.to_owned(), records: 2, size: 300 }],
        };
        let bare = TargetPage {
            target: Target { id: 9, ..Target::default() },
            related: Vec::new(),
            records: Rows::default(),
            topics: Vec::new(),
            ..page("")
        };
        vec![("bare", bare), ("typical", page("INV1")), ("hostile", page(samples::HOSTILE))]
    }
}

impl TargetPage {
    fn what(&self, page: &Page) -> Markup {
        let target = &self.target;
        let ncbi = html! { a href=(urls::ncbi(target.id)) rel="external noopener" { (target.id) } };
        let mut rows = vec![(page.t("targets-entrez"), ncbi)];
        let mut add = |key: &str, value: String| {
            if !value.is_empty() {
                rows.push((page.t(key), page.words_in(&value, "en")));
            }
        };
        add("targets-aliases", target.aliases.join(", "));
        add("targets-ensembl", target.ensembl.join(", "));
        add("targets-location", target.location.clone());
        add("targets-kind", target.kind.clone());
        rows.push((page.t("targets-papers"), html! { (page.number(target.papers)) }));
        if let Some(emergence) = &target.emergence {
            let args = [
                ("score", parts::score(page, emergence.score).into()),
                ("rank", emergence.rank.into()),
                ("of", self.ranked.into()),
            ];
            let words = page.t_with("targets-score-rank", &args);
            rows.push((page.t("targets-score"), html! { a href=(urls::EMERGING) { (words) } }));
        }
        facts(&rows)
    }

    fn over_time(&self, page: &Page) -> Markup {
        let target = &self.target;
        if target.counts.is_empty() {
            let years =
                [("first", self.status.years.0.to_string().into()), ("last", self.status.years.1.to_string().into())];
            let key = if target.papers == 0 { "targets-no-papers" } else { "targets-no-series" };
            return html! { p { (page.t_with(key, &years)) } };
        }
        let seen: Vec<Seen> = (self.status.years.0..)
            .zip(&target.counts)
            .map(|(year, count)| Seen { year, value: f64::from(*count) })
            .collect();
        let expected =
            |one: &OutlookYear| Expected { year: one.year, middle: one.middle, wide80: one.wide80, wide95: one.wide95 };
        let expected: Vec<Expected> = target.outlook.iter().flat_map(|outlook| &outlook.years).map(expected).collect();
        let growth = target.indicator("growth").map(|growth| parts::percent_a_year(page, growth.value));
        let title = growth.map_or_else(
            || page.t_with("targets-chart-papers", &[("n", target.counted.into())]),
            |growth| page.t_with("targets-chart-growth", &[("growth", growth.into())]),
        );
        let (subtitle, source) = (page.t("targets-chart-measure"), source(page, &self.status));
        let chart = Fan { title: &title, subtitle: &subtitle, source: &source, seen: &seen, expected: &expected };
        html! {
            p { (sentence(page, &target.line(), &self.status)) }
            (fan(page, &chart))
            (list_tools(page, None, &[("CSV", urls::series_file(target.id))]))
            p { (page.t(if expected.is_empty() { "targets-outlook-none" } else { "targets-outlook-how" })) }
            (self.exactness(page))
        }
    }

    fn exactness(&self, page: &Page) -> Markup {
        let args = [
            ("exact", self.target.exact.into()),
            ("counted", self.target.counted.into()),
            ("papers", self.target.papers.into()),
        ];
        html! { p.text-secondary { (page.t_with("targets-exactness", &args)) } }
    }

    fn indicators(&self, page: &Page) -> Markup {
        let columns = [
            Column::new(page.t("targets-indicator")),
            Column::new(page.t("targets-value")).numeric(),
            Column::new(page.t("targets-how-computed")),
        ];
        let mut rows: Vec<Vec<Markup>> =
            self.target.indicators.iter().map(|indicator| explained(page, indicator)).collect();
        if let Some(emergence) = &self.target.emergence {
            let args =
                [("growth", parts::percent(page, self.hindcast.growth).into()), ("years", self.hindcast.years.into())];
            rows.push(vec![
                // The link stands alone: within a text, colour alone would tell it from the words around it.
                html! { a href=(urls::EMERGING) { (page.t("targets-score")) } },
                html! { (parts::score(page, emergence.score)) },
                html! { (page.t_with("targets-because-score", &args)) },
            ]);
        }
        html! {
            @if rows.is_empty() {
                p { (page.t("targets-no-indicators")) }
            } @else {
                (table(page, &page.t("targets-indicators"), &columns, &rows))
                p.text-secondary { (page.t("targets-intervals")) }
            }
        }
    }

    fn bursts(&self, page: &Page) -> Markup {
        html! {
            @if !self.target.bursts.is_empty() {
                h3 { (page.t("targets-burst-years")) }
                p { (self.target.bursts.iter().map(parts::span).collect::<Vec<_>>().join(", ")) }
            }
        }
    }

    fn records(&self, page: &Page) -> Markup {
        let at = |after: u32| urls::target_records(self.target.id, after).to_string();
        let ways = Pager { first: (self.after > 0).then(|| at(0)), previous: None, next: self.records.next.map(at) };
        html! {
            @if self.records.rows.is_empty() {
                p { (page.t("targets-records-none")) }
            } @else {
                p.text-secondary { (page.t_with("targets-records-n", &[("n", self.records.total.into()), ("papers", self.target.papers.into())])) }
                ol start=(u64::from(self.after) + 1) {
                    @for work in &self.records.rows {
                        li {
                            a href=(urls::record(&work.key)) { @if work.title.is_empty() { (work.key) } @else { (work.title) } }
                            " " span.text-secondary { (work.venue) @if work.year > 0 { ", " (work.year) } }
                        }
                    }
                }
                (pager(page, &ways))
            }
        }
    }

    fn topics(&self, page: &Page) -> Markup {
        let columns = [
            Column::new(page.t("targets-topic")),
            Column::new(page.t("targets-topic-records")).numeric(),
            Column::new(page.t("targets-topic-size")).numeric(),
        ];
        let row = |topic: &TopicOf| {
            vec![
                html! { a href=(urls::topic(&topic.id)) { (page.words_in(&topic.label, "en")) } },
                html! { (page.number(topic.records)) },
                html! { (page.number(topic.size)) },
            ]
        };
        let rows: Vec<Vec<Markup>> = self.topics.iter().map(row).collect();
        html! {
            @if rows.is_empty() {
                p { (page.t("targets-topics-none")) }
            } @else {
                (table(page, &page.t("targets-topics"), &columns, &rows))
            }
        }
    }

    fn related(&self, page: &Page) -> Markup {
        let columns = [
            Column::new(page.t("targets-symbol")),
            Column::new(page.t("targets-shared")).numeric(),
            Column::new(page.t("targets-times")).numeric(),
        ];
        let row = |(related, symbol): &(Related, String)| {
            vec![
                html! { a href=(urls::target(related.id)) { (label(related.id, symbol)) } },
                html! { (page.number(related.papers)) },
                html! { (page.number(parts::round(related.times, 1))) },
            ]
        };
        let rows: Vec<Vec<Markup>> = self.related.iter().map(row).collect();
        html! {
            h2 { (page.t("targets-related")) }
            @if rows.is_empty() {
                p { (page.t("targets-related-none")) }
            } @else {
                (table(page, &page.t("targets-related"), &columns, &rows))
                p.text-secondary { (page.t("targets-related-how")) }
            }
        }
    }
}

/// An indicator with its interval and the sentence that its numbers make.
fn explained(page: &Page, indicator: &Indicator) -> Vec<Markup> {
    let because: Vec<(&str, Arg<'_>)> = ["a", "b", "c"]
        .into_iter()
        .zip(&indicator.because)
        // Years are written without a sign between thousands.
        .map(|(place, number)| {
            let is_year =
                matches!((indicator.name.as_str(), place), ("growth", "b" | "c") | ("share", "c") | ("burst", _));
            (place, if is_year { format!("{number:.0}").into() } else { (*number).into() })
        })
        .collect();
    let one_year = indicator.name == "burst" && indicator.because.windows(2).any(|pair| pair[0] == pair[1]);
    let key =
        if one_year { "targets-because-burst-year".to_owned() } else { format!("targets-because-{}", indicator.name) };
    vec![
        html! { (page.t(&format!("targets-indicator-{}", indicator.name))) },
        parts::estimate(page, indicator),
        html! { (page.t_with(&key, &because)) },
    ]
}
