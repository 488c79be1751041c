//! The records inside a line on the map, or of a topic.

use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::lists::list_tools;
use bellwether_web::components::paging::{Pager, pager};
use bellwether_web::components::part::{count_line, part};
use bellwether_web::components::states::empty_state;
use maud::{Markup, html};

use crate::model::filter::{RecordFilter, Rows};
use crate::model::topic::WorkLine;
use crate::urls;
use crate::views::parts;
use crate::views::topic::Named;

/// What the list shows.
pub struct RecordsPage {
    /// What was asked for.
    pub filter: RecordFilter,
    /// What was found; `None` before the first build.
    pub found: Option<Rows<WorkLine>>,
    /// The topic, where one was asked for.
    pub topic: Option<Named>,
}

impl View for RecordsPage {
    fn title(&self, page: &Page) -> Title {
        let key = if self.filter.lasso.is_empty() { "foresight-records-title" } else { "foresight-records-inside" };
        let title = Title::new(page.t(key)).crumb(page.t("foresight-map-title"), urls::MAP);
        match &self.topic {
            Some(topic) => title.crumb(&topic.label, urls::topic(&topic.id)),
            None => title,
        }
    }

    fn body(&self, page: &Page) -> Markup {
        let Some(found) = &self.found else { return part(parts::unbuilt(page)) };
        let at =
            |after: u32| urls::record_list(&RecordFilter { after: Some(after), ..self.filter.clone() }).to_string();
        let from = self.filter.after.unwrap_or(0);
        let ways = Pager { first: (from > 0).then(|| at(0)), previous: None, next: found.next.map(at) };
        part(html! {
            @if found.rows.is_empty() {
                (empty_state(&page.t("foresight-records-none"), &page.t("foresight-records-none-help"), None))
            } @else {
                div.row-line.spread {
                    (count_line(&page.t_with("foresight-records-found", &[("n", found.total.into())])))
                    (list_tools(page, None, &[("XLSX", urls::record_file(&self.filter).to_string())]))
                }
                (works(&found.rows, from))
                (pager(page, &ways))
            }
        })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let line = |title: &str| WorkLine {
            key: "pubmed:1".to_owned(),
            title: title.to_owned(),
            venue: "Invented journal".to_owned(),
            year: 2021,
        };
        let hostile = "\"><script>alert(1)</script>";
        let inside = RecordFilter { lasso: "0,0,1,0,1,1".to_owned(), ..RecordFilter::default() };
        let rows = |rows: Vec<WorkLine>| Some(Rows { total: rows.len() as u64, rows, next: Some(25) });
        vec![
            ("unbuilt", RecordsPage { filter: RecordFilter::default(), found: None, topic: None }),
            ("empty", RecordsPage { filter: inside.clone(), found: Some(Rows::default()), topic: None }),
            (
                "typical",
                RecordsPage {
                    filter: RecordFilter { topic: "7".to_owned(), ..inside },
                    found: rows(vec![
                        line("Invented work"),
                        WorkLine { key: "pubmed:2".to_owned(), ..WorkLine::default() },
                    ]),
                    topic: Some(Named { id: "7".to_owned(), label: "gene therapy".to_owned(), size: 2 }),
                },
            ),
            (
                "hostile",
                RecordsPage {
                    filter: RecordFilter { topic: hostile.to_owned(), ..RecordFilter::default() },
                    found: rows(vec![line(hostile)]),
                    topic: None,
                },
            ),
        ]
    }
}

/// Records as a numbered list; `from` is how many came before.
pub fn works(works: &[WorkLine], from: u32) -> Markup {
    html! {
        ol start=(u64::from(from) + 1) {
            @for work in works {
                li {
                    a href=(urls::record(&work.key)) { @if work.title.is_empty() { (work.key) } @else { (work.title) } }
                    " " span.text-secondary { (work.venue) @if work.year > 0 { ", " (work.year) } }
                }
            }
        }
    }
}
