//! The list of topics of one level.

use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::forms::{self, Choice, Field};
use bellwether_web::components::lists::{ListColumns, list_tools};
use bellwether_web::components::paging::{Pager, pager};
use bellwether_web::components::part::{count_line, part};
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::{Column, Order};
use maud::{Markup, html};

use crate::model::filter::{Rows, Sort, TopicFilter};
use crate::model::topic::{Indicator, Topic};
use crate::urls;
use crate::views::parts;

/// What the list shows.
pub struct TopicsPage {
    /// What was asked for.
    pub filter: TopicFilter,
    /// What was found; `None` before the first build.
    pub found: Option<Rows<Topic>>,
    /// How many levels there are.
    pub levels: u8,
}

impl View for TopicsPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("foresight-topics-title")).lead(page.t("foresight-topics-lead"))
    }

    fn body(&self, page: &Page) -> Markup {
        let Some(found) = &self.found else { return part(parts::unbuilt(page)) };
        part(html! {
            (self.filters(page))
            @if found.rows.is_empty() {
                (empty_state(&page.t("foresight-none"), &page.t("foresight-none-help"), None))
            } @else {
                (self.list(page, found))
            }
        })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let topic = |label: &str, growth: Option<f64>| Topic {
            id: "7".to_owned(),
            label: label.to_owned(),
            terms: vec!["vector".to_owned(), "transduction".to_owned()],
            size: 1_204,
            indicators: growth
                .map(|value| Indicator {
                    name: "growth".to_owned(),
                    value,
                    interval: Some((-0.02, 0.31)),
                    because: vec![3.0, 1_204.0, 2019.0, 2021.0],
                })
                .into_iter()
                .collect(),
            ..Topic::default()
        };
        let rows = |rows: Vec<Topic>, next| Some(Rows { total: rows.len() as u64, rows, next });
        let filter = TopicFilter { level: Some(2), sort: Sort::Growth, ..TopicFilter::default() };
        let hostile = "\"><script>alert(1)</script>";
        vec![
            ("unbuilt", TopicsPage { filter: TopicFilter::default(), found: None, levels: 0 }),
            (
                "empty",
                TopicsPage {
                    filter: TopicFilter { q: hostile.to_owned(), ..filter.clone() },
                    found: rows(Vec::new(), None),
                    levels: 3,
                },
            ),
            (
                "typical",
                TopicsPage {
                    filter: filter.clone(),
                    found: rows(vec![topic("gene therapy, vector", Some(0.138)), topic("ageing", None)], Some(25)),
                    levels: 3,
                },
            ),
            ("hostile", TopicsPage { filter, found: rows(vec![topic(hostile, Some(f64::MAX))], None), levels: 3 }),
        ]
    }
}

impl TopicsPage {
    fn filters(&self, page: &Page) -> Markup {
        let level = |level: u8| {
            Choice::new(
                level.to_string(),
                page.t_with(
                    "foresight-level-n",
                    &[("n", (u32::from(level) + 1).into()), ("of", u32::from(self.levels).into())],
                ),
            )
        };
        let sort = |sort: Sort| Choice::new(sort.name(), page.t(&format!("foresight-sort-{}", sort.name())));
        html! {
            (forms::get_form(urls::TOPICS, html! {
                (Field::line("search", "q", page.t("foresight-topic-words")).value(&self.filter.q))
                (Field::select("level", page.t("foresight-level"), (0..self.levels).map(level).collect()).value(self.filter.level.unwrap_or(0).to_string()))
                (Field::select("sort", page.t("foresight-sort"), Sort::ALL.map(sort).into()).value(self.filter.sort.name()))
                (forms::submit(&page.t("foresight-search")))
            }))
        }
    }

    fn list(&self, page: &Page, found: &Rows<Topic>) -> Markup {
        let sorted = |sort: Sort| urls::topic_list(&TopicFilter { sort, after: None, ..self.filter.clone() });
        let order = |sort: Sort, order: Order| (self.filter.sort == sort).then_some(order);
        let columns = ListColumns::new([
            (
                "topic",
                Column::new(page.t("foresight-topic"))
                    .sortable(sorted(Sort::Name), order(Sort::Name, Order::Ascending)),
            ),
            (
                "records",
                Column::new(page.t("foresight-records"))
                    .numeric()
                    .sortable(sorted(Sort::Size), order(Sort::Size, Order::Descending)),
            ),
            (
                "growth",
                Column::new(page.t("foresight-indicator-growth"))
                    .numeric()
                    .sortable(sorted(Sort::Growth), order(Sort::Growth, Order::Descending)),
            ),
            ("novelty", Column::new(page.t("foresight-indicator-novelty")).numeric()),
            ("distance", Column::new(page.t("foresight-indicator-distance")).numeric()),
            ("terms", Column::new(page.t("foresight-terms"))),
        ]);
        let files = [("CSV", "csv"), ("XLSX", "xlsx"), ("JSON", "json")]
            .map(|(label, format)| (label, urls::topic_file(format, &self.filter).to_string()));
        let at = |after: u32| urls::topic_list(&TopicFilter { after: Some(after), ..self.filter.clone() }).to_string();
        let ways = Pager {
            first: self.filter.after.filter(|after| *after > 0).map(|_| at(0)),
            previous: None,
            next: found.next.map(at),
        };
        html! {
            div.row-line.spread {
                (count_line(&page.t_with("foresight-found", &[("n", found.total.into())])))
                (list_tools(page, Some(&columns), &files))
            }
            (columns.table(page, &page.t("foresight-topics-title"), found.rows.iter().map(|topic| row(page, topic)).collect()))
            (pager(page, &ways))
        }
    }
}

fn row(page: &Page, topic: &Topic) -> Vec<Markup> {
    let indicator =
        |name: &str| html! { @if let Some(found) = topic.indicator(name) { (parts::estimate(page, found)) } };
    // The label is made of the first terms.
    let further: Vec<&str> = topic
        .terms
        .iter()
        .map(String::as_str)
        .filter(|term| !topic.label.split(", ").any(|said| said == *term))
        .collect();
    vec![
        html! { a href=(urls::topic(&topic.id)) { (page.words_in(&topic.label, "en")) } },
        html! { (page.number(topic.size)) },
        indicator("growth"),
        indicator("novelty"),
        indicator("distance"),
        html! { (page.words_in(&further.join(", "), "en")) },
    ]
}
