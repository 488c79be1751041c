//! The page of one topic: what it is, how it grew, what may follow, how far from the patient it is, and its key records.

use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::facts::facts;
use bellwether_web::components::fan::{Expected, Fan, Seen, fan};
use bellwether_web::components::forms::button_form;
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use crate::model::filter::RecordFilter;
use crate::model::point::STAGES;
use crate::model::status::Status;
use crate::model::topic::{CITATIONS_NEEDED, Heading, Indicator, Outlook, OutlookYear, Topic, WorkLine, YearCount};
use crate::urls;
use crate::views::map::made;
use crate::views::parts;
use crate::views::records::works;

/// Topics inside that are listed; the others are on the map and in the list.
const INSIDE: usize = 40;

/// What the page shows.
pub struct TopicPage {
    /// The topic.
    pub topic: Topic,
    /// The topic around it.
    pub parent: Option<Named>,
    /// The topics inside it, the largest first.
    pub inside: Vec<Named>,
    /// The nearest topics, with how near they are.
    pub related: Vec<(Named, f32)>,
    /// What the landscape was built from.
    pub status: Status,
    /// What the reader can do with it.
    pub doing: Doing,
}

/// What the reader of a topic can do with it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Doing {
    /// Is it on the reader's list? `None` for those who have none.
    pub watched: Option<bool>,
    /// May the reader propose it as a priority area?
    pub may_propose: bool,
}

/// Another topic, as a link.
#[derive(Clone, Debug)]
pub struct Named {
    /// Id.
    pub id: String,
    /// Label.
    pub label: String,
    /// Records in it.
    pub size: u32,
}

impl Named {
    /// The link to a topic.
    pub fn of(topic: &Topic) -> Named {
        Named { id: topic.id.clone(), label: topic.label.clone(), size: topic.size }
    }
}

impl View for TopicPage {
    fn title(&self, page: &Page) -> Title {
        let title =
            Title::new(&self.topic.label).in_language("en").crumb(page.t("foresight-topics-title"), urls::TOPICS);
        let title = match &self.parent {
            Some(parent) => title.crumb(&parent.label, urls::topic(&parent.id)),
            None => title,
        };
        title.action(self.acts(page))
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            (self.what(page))
            (placed(page, &self.topic))
            h2 { (page.t("foresight-over-time")) }
            (self.over_time(page))
            h2 { (page.t("foresight-indicators")) }
            (indicators(page, &self.topic.indicators))
            @if self.topic.indicator("impact").is_none() {
                p.text-secondary { (page.t_with("foresight-citations-few", &[("n", self.topic.citations.into()), ("needed", CITATIONS_NEEDED.into())])) }
            }
            @if !self.topic.main_path.is_empty() {
                h2 { (page.t("foresight-main-path")) }
                p.text-secondary { (page.t("foresight-main-path-how")) }
                (works(&self.topic.main_path, 0))
            }
            h2 { (page.t("foresight-patient")) }
            (self.patient(page))
            h2 { (page.t("foresight-key-works")) }
            p.text-secondary { (page.t("foresight-key-works-how")) }
            (works(&self.topic.works, 0))
            (named(page, "foresight-inside", &self.inside))
            (self.related(page))
            p { a href=(urls::people(&self.topic.id)) { (page.t("foresight-people-title")) } }
            p { a href=(urls::topic_report(&self.topic.id)) { (page.t("foresight-report-print")) } }
            (made(page, &self.status))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let hostile = "\"><script>alert(1)</script>";
        let status = Status { run: Some((2019, 2021)), years: Some((1976, 2021)), headings: true, ..Status::default() };
        let bare = Topic { id: "9".to_owned(), label: "alone".to_owned(), size: 2, ..Topic::default() };
        let page = |topic: Topic| TopicPage {
            parent: Some(Named { id: "1".to_owned(), label: "therapy".to_owned(), size: 3_000 }),
            inside: vec![Named { id: "8".to_owned(), label: "vectors".to_owned(), size: 12 }],
            related: vec![(Named { id: "9".to_owned(), label: "ageing".to_owned(), size: 40 }, 0.42)],
            topic,
            status: status.clone(),
            doing: Doing { watched: Some(false), may_propose: true },
        };
        vec![
            (
                "bare",
                TopicPage {
                    topic: bare,
                    parent: None,
                    inside: Vec::new(),
                    related: Vec::new(),
                    status: Status::default(),
                    doing: Doing::default(),
                },
            ),
            ("typical", page(typical("gene therapy, vector"))),
            ("placed", page(Topic { placed: 21, withdrawn: 1, ..typical("gene therapy, vector") })),
            ("hostile", page(typical(hostile))),
        ]
    }
}

impl TopicPage {
    fn acts(&self, page: &Page) -> Markup {
        let id = &self.topic.id;
        html! {
            div.row-line {
                a.btn href=(urls::compare("topics", id, "")) { (page.t("foresight-compare")) }
                @match self.doing.watched {
                    Some(true) => { (button_form(page, &urls::unwatch(id), &page.t("foresight-unwatch"), "")) }
                    Some(false) => { (button_form(page, &urls::watch(id), &page.t("foresight-watch"), "")) }
                    None => {}
                }
                @if self.doing.may_propose {
                    a.btn.btn-primary href=(urls::propose(id)) { (page.t("foresight-propose")) }
                }
            }
        }
    }

    fn what(&self, page: &Page) -> Markup {
        let topic = &self.topic;
        let records = urls::record_list(&RecordFilter { topic: topic.id.clone(), ..RecordFilter::default() });
        let heading =
            |heading: &Heading| format!("{} ({})", heading.name, parts::percent(page, f64::from(heading.share)));
        let headings: Vec<String> = topic.headings.iter().map(heading).collect();
        let mut rows = vec![(page.t("foresight-records"), html! { a href=(records) { (page.number(topic.size)) } })];
        if let Some(parent) = &self.parent {
            rows.push((
                page.t("foresight-parent"),
                html! { a href=(urls::topic(&parent.id)) { (page.words_in(&parent.label, "en")) } },
            ));
        }
        if !topic.terms.is_empty() {
            rows.push((page.t("foresight-terms"), page.words_in(&topic.terms.join(", "), "en")));
        }
        if !headings.is_empty() {
            rows.push((page.t("foresight-headings"), page.words_in(&headings.join("; "), "en")));
        }
        facts(&rows)
    }

    fn over_time(&self, page: &Page) -> Markup {
        let topic = &self.topic;
        let seen: Vec<Seen> =
            topic.years.iter().map(|year| Seen { year: year.year, value: f64::from(year.records) }).collect();
        let expected =
            |one: &OutlookYear| Expected { year: one.year, middle: one.middle, wide80: one.wide80, wide95: one.wide95 };
        let expected: Vec<Expected> = topic.outlook.iter().flat_map(|outlook| &outlook.years).map(expected).collect();
        let growth = topic.indicator("growth").map(|growth| parts::value(page, "growth", growth.value));
        let title = growth.map_or_else(
            || page.t_with("foresight-chart-records", &[("n", topic.size.into())]),
            |growth| page.t_with("foresight-chart-growth", &[("growth", growth.into())]),
        );
        let source = page.t_with("foresight-map-source", &[("generation", self.status.evidence.into())]);
        html! {
            (fan(page, &Fan { title: &title, subtitle: &page.t("foresight-chart-measure"), source: &source, seen: &seen, expected: &expected }))
            p { (self.outlook(page)) }
        }
    }

    /// How the forecast was made, or why there is none.
    fn outlook(&self, page: &Page) -> String {
        if let Some(Outlook { method, .. }) = &self.topic.outlook {
            return page.t_with("foresight-outlook-how", &[("method", method.as_str().into())]);
        }
        parts::no_outlook_in(page.words(), self.status.run)
    }

    fn patient(&self, page: &Page) -> Markup {
        let topic = &self.topic;
        let known: u32 = topic.stages.iter().sum();
        let columns = [
            Column::new(page.t("foresight-stage")),
            Column::new(page.t("foresight-records")).numeric(),
            Column::new(page.t("foresight-share")).numeric(),
        ];
        let row = |stage: usize| {
            let count = topic.stages[stage];
            let share = if known > 0 { f64::from(count) / f64::from(known) } else { 0.0 };
            vec![
                html! { (page.t(&format!("foresight-stage-{stage}"))) },
                html! { (page.number(count)) },
                html! { (parts::percent(page, share)) },
            ]
        };
        html! {
            @if known > 0 {
                (table(page, &page.t("foresight-patient"), &columns, &(0..STAGES).map(row).collect::<Vec<_>>()))
            }
            p.text-secondary { (page.t_with("foresight-stage-unknown", &[("n", topic.size.saturating_sub(known).into())])) }
            @if let Some(shares) = topic.triangle {
                (triangle(page, shares))
            } @else if self.status.headings {
                p { (page.t("foresight-triangle-none")) }
            } @else {
                p { (page.t("foresight-triangle-no-headings")) }
            }
        }
    }

    fn related(&self, page: &Page) -> Markup {
        let columns = [
            Column::new(page.t("foresight-topic")),
            Column::new(page.t("foresight-records")).numeric(),
            Column::new(page.t("foresight-nearness")).numeric(),
        ];
        let row = |(topic, nearness): &(Named, f32)| {
            let near = (f64::from(*nearness) * 100.0).round() / 100.0;
            vec![
                html! { a href=(urls::topic(&topic.id)) { (page.words_in(&topic.label, "en")) } },
                html! { (page.number(topic.size)) },
                html! { (page.number(near)) },
            ]
        };
        let rows: Vec<Vec<Markup>> = self.related.iter().map(row).collect();
        html! {
            @if !rows.is_empty() {
                h2 { (page.t("foresight-related")) }
                (table(page, &page.t("foresight-related"), &columns, &rows))
            }
        }
    }
}

/// Each indicator with its interval and the sentence that its numbers make.
/// What of it was placed or went after the build.
fn placed(page: &Page, topic: &Topic) -> Markup {
    if topic.placed == 0 && topic.withdrawn == 0 {
        return html! {};
    }
    let args = [("built", topic.size.into()), ("placed", topic.placed.into()), ("withdrawn", topic.withdrawn.into())];
    html! { p.text-secondary { (page.t_with("foresight-topic-placed", &args)) } }
}

fn indicators(page: &Page, indicators: &[Indicator]) -> Markup {
    let columns = [
        Column::new(page.t("foresight-indicator")),
        Column::new(page.t("foresight-value")).numeric(),
        Column::new(page.t("foresight-how-computed")),
    ];
    let row = |indicator: &Indicator| {
        vec![
            html! { (page.t(&format!("foresight-indicator-{}", indicator.name))) },
            parts::estimate(page, indicator),
            html! { (parts::because_in(page.words(), indicator)) },
        ]
    };
    let rows: Vec<Vec<Markup>> = indicators.iter().map(row).collect();
    html! {
        @if rows.is_empty() {
            p { (page.t("foresight-no-indicators")) }
        } @else {
            (table(page, &page.t("foresight-indicators"), &columns, &rows))
            p.text-secondary { (page.t("foresight-intervals")) }
        }
    }
}

/// The topic's place between animals, cells and humans: drawn, and in words.
pub(super) fn triangle(page: &Page, [human, animal, cell]: [f32; 3]) -> Markup {
    let (side, height) = (160.0, 160.0 * 3.0_f32.sqrt() / 2.0);
    let (x, y) = (40.0 + (cell + human / 2.0) * side, 24.0 + (1.0 - human) * height);
    let words = page.t_with(
        "foresight-triangle-words",
        &[
            ("human", parts::percent(page, f64::from(human)).into()),
            ("animal", parts::percent(page, f64::from(animal)).into()),
            ("cell", parts::percent(page, f64::from(cell)).into()),
        ],
    );
    html! {
        figure.triangle {
            svg viewBox="0 0 240 196" role="img" aria-label=(words) {
                polygon.triangle-edge points={ "120,24 40," (24.0 + height) " 200," (24.0 + height) } {}
                circle.triangle-dot cx=(x) cy=(y) r="5" {}
                text.fan-text x="120" y="14" text-anchor="middle" { (page.t("foresight-corner-human")) }
                text.fan-text x="40" y="182" text-anchor="middle" { (page.t("foresight-corner-animal")) }
                text.fan-text x="200" y="182" text-anchor="middle" { (page.t("foresight-corner-cell")) }
            }
            figcaption { (words) }
        }
    }
}

fn named(page: &Page, key: &str, topics: &[Named]) -> Markup {
    html! {
        @if !topics.is_empty() {
            h2 { (page.t(key)) }
            ul {
                @for topic in topics.iter().take(INSIDE) {
                    li { a href=(urls::topic(&topic.id)) { (page.words_in(&topic.label, "en")) } " (" (page.number(topic.size)) ")" }
                }
            }
            @if topics.len() > INSIDE {
                p.text-secondary { (page.t_with("foresight-more", &[("n", (topics.len() - INSIDE).into())])) }
            }
        }
    }
}

/// A topic with everything, for the samples.
fn typical(label: &str) -> Topic {
    let indicator = |name: &str, value, because: &[f64]| Indicator {
        name: name.to_owned(),
        value,
        interval: (name != "burst").then_some((value - 0.1, value + 0.1)),
        because: because.to_vec(),
    };
    let outlook = |year: u16, middle: f64| OutlookYear {
        year,
        middle,
        wide80: (middle - 6.0, middle + 7.0),
        wide95: (middle - 11.0, middle + 14.0),
    };
    Topic {
        id: "7".to_owned(),
        level: 1,
        parent: Some(0),
        label: label.to_owned(),
        terms: vec!["vector".to_owned(), "transduction".to_owned()],
        headings: vec![Heading { id: "D015316".to_owned(), name: "Genetic Therapy".to_owned(), share: 0.61 }],
        size: 1_204,
        years: [(2019, 310), (2020, 402), (2021, 492)]
            .map(|(year, records)| YearCount { year, records, corpus: 9_000 })
            .into(),
        outlook: Some(Outlook { method: "median".to_owned(), years: vec![outlook(2022, 540.0), outlook(2023, 571.0)] }),
        indicators: vec![
            indicator("growth", 0.138, &[3.0, 1_204.0, 2019.0, 2021.0]),
            indicator("novelty", 0.9, &[1_100.0, 1_204.0, 3.0]),
            indicator("burst", 12.3, &[2020.0, 2021.0]),
            indicator("coherence", 0.31, &[300.0]),
            indicator("spread", 0.77, &[5.0, 1_204.0]),
            indicator("distance", 0.93, &[1_119.0, 1_204.0]),
            indicator("drift", -0.012, &[1976.0, 2021.0, 1_204.0]),
        ],
        triangle: Some([0.2, 0.5, 0.3]),
        stages: [700, 200, 60, 20, 4],
        works: vec![WorkLine {
            key: "pubmed:1".to_owned(),
            title: label.to_owned(),
            venue: "Invented journal".to_owned(),
            year: 2021,
        }],
        ..Topic::default()
    }
}
