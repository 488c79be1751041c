//! The list of experts.

use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::lists::{ListColumns, list_tools};
use bellwether_web::components::part::{count_line, part};
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::Column;
use maud::{Markup, html};

use crate::model::filter::{Filter, Rows};
use crate::model::person::PersonLine;
use crate::views::{parts, urls};

/// What the list shows.
pub struct Experts {
    /// What was asked for.
    pub filter: Filter,
    /// What was found.
    pub found: Rows<PersonLine>,
    /// Were experts ever built?
    pub built: bool,
}

impl Experts {
    fn row(page: &Page, line: &PersonLine) -> Vec<Markup> {
        let years = match (line.first_year, line.last_year) {
            (0, _) | (_, 0) => String::new(),
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first}–{last}"),
        };
        vec![
            html! { a href=(urls::expert(&line.id)) { (line.name) } },
            html! { (page.number(line.works)) },
            html! { (years) },
            html! {
                @if !line.institution_id.is_empty() {
                    a href=(urls::institution(&line.institution_id)) { (line.institution) }
                }
            },
            html! { (page.words_in(&line.topics.join("; "), "en")) },
            parts::confidence(page, line.confidence),
        ]
    }
}

impl View for Experts {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("experts-title")).lead(page.t("experts-lead"))
    }

    fn body(&self, page: &Page) -> Markup {
        let columns = ListColumns::new([
            ("name", Column::new(page.t("experts-name"))),
            ("works", Column::new(page.t("experts-works")).numeric()),
            ("years", Column::new(page.t("experts-years"))),
            ("institution", Column::new(page.t("experts-institution"))),
            ("topics", Column::new(page.t("experts-topics"))),
            ("confidence", Column::new(page.t("experts-confidence"))),
        ]);
        let rows: Vec<Vec<Markup>> = self.found.rows.iter().map(|line| Experts::row(page, line)).collect();
        part(html! {
            @if !self.built {
                (empty_state(&page.t("experts-not-built"), &page.t("experts-not-built-help"), None))
            } @else {
                (parts::filters(page, &self.filter, urls::experts, &page.t("experts-name-help")))
                @if rows.is_empty() {
                    (empty_state(&page.t("experts-none"), &page.t("experts-none-help"), None))
                } @else {
                    div.row-line.spread {
                        (count_line(&page.t_with("experts-found", &[("n", self.found.total.into())])))
                        (list_tools(page, Some(&columns), &parts::exports("experts", &self.filter)))
                    }
                    (columns.table(page, &page.t("experts-title"), rows))
                    (parts::list_pager(page, &self.filter, self.found.next, urls::experts))
                }
                p.text-secondary { (page.t("experts-candidates")) }
            }
        })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let found = |rows: Vec<PersonLine>, next| Rows { total: rows.len() as u64, rows, next };
        let line = |name: &str, confidence| PersonLine {
            id: "00000000000000ab".to_owned(),
            name: name.to_owned(),
            orcid: String::new(),
            works: 1_204,
            first_year: 1998,
            last_year: 2021,
            institution: "Invented Institute".to_owned(),
            institution_id: "0aaaaaa01".to_owned(),
            topics: vec!["Liver".to_owned(), "Heart".to_owned()],
            confidence,
        };
        let hostile = "\"><script>alert(1)</script>";
        let filter =
            Filter { q: hostile.to_owned(), country: "RU".to_owned(), min_works: Some(3), ..Filter::default() };
        vec![
            ("unbuilt", Experts { filter: Filter::default(), found: found(Vec::new(), None), built: false }),
            ("empty", Experts { filter: filter.clone(), found: found(Vec::new(), None), built: true }),
            (
                "typical",
                Experts {
                    filter: Filter::default(),
                    found: found(vec![line("Anna Exampleova", Some(0.97)), line("Boris Sample", None)], Some(25)),
                    built: true,
                },
            ),
            ("hostile", Experts { filter, found: found(vec![line(hostile, Some(0.5))], None), built: true }),
        ]
    }
}
