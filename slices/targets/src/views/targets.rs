//! The list of targets, with search, filters and sorts.

use bellwether_foresight::api::Rows;
use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::forms::{self, Choice, Field};
use bellwether_web::components::lists::{ListColumns, list_tools};
use bellwether_web::components::paging::{Pager, pager};
use bellwether_web::components::part::{count_line, part};
use bellwether_web::components::spark::spark;
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::{Column, Order};
use maud::{Markup, html};

use crate::model::filter::{Bursting, Filter, Sort};
use crate::model::offered::Offered;
use crate::model::status::Status;
use crate::model::target::TargetLine;
use crate::urls;
use crate::views::made::made;
use crate::views::{parts, samples};

/// Least numbers of papers that can be asked for.
const LEAST: [u32; 5] = [0, 1, 10, 100, 1_000];

/// What the list shows.
pub struct TargetsPage {
    /// What was asked for.
    pub filter: Filter,
    /// What was found, and what it was built from; `None` before the first build.
    pub found: Option<(Rows<TargetLine>, Status)>,
    /// What a build can start from, for those who may build.
    pub offered: Option<Offered>,
}

impl View for TargetsPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("targets-title")).lead(page.t("targets-lead"))
    }

    fn body(&self, page: &Page) -> Markup {
        let Some((found, status)) = &self.found else { return part(parts::unbuilt(page, self.offered.as_ref())) };
        html! {
            (part(html! {
                (self.filters(page))
                @if found.rows.is_empty() {
                    (empty_state(&page.t("targets-none"), &page.t("targets-none-help"), None))
                } @else {
                    (self.list(page, found, status))
                }
            }))
            (made(page, status))
            @if let Some(offered) = &self.offered { (parts::build_form(page, offered, true)) }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let rows =
            |rows: Vec<TargetLine>, next| Some((Rows { total: rows.len() as u64, rows, next }, samples::status()));
        let offered = Offered { papers: vec!["gene2pubmed.gz".to_owned()], names: vec!["gene_info.gz".to_owned()] };
        let filter = Filter { least: 10, burst: Bursting::Now, sort: Sort::Growth, ..Filter::default() };
        let hostile = samples::HOSTILE;
        let bare = TargetLine { id: 9, ..TargetLine::default() };
        vec![
            ("unbuilt", TargetsPage { filter: Filter::default(), found: None, offered: Some(Offered::default()) }),
            ("unbuilt for a visitor", TargetsPage { filter: Filter::default(), found: None, offered: None }),
            (
                "empty",
                TargetsPage {
                    filter: Filter { q: hostile.to_owned(), ..filter.clone() },
                    found: rows(Vec::new(), None),
                    offered: None,
                },
            ),
            (
                "typical",
                TargetsPage {
                    filter: filter.clone(),
                    found: rows(vec![samples::target("INV1").line(), bare], Some(25)),
                    offered: Some(offered.clone()),
                },
            ),
            (
                "hostile",
                TargetsPage {
                    filter,
                    found: rows(vec![samples::target(hostile).line()], None),
                    offered: Some(Offered { papers: vec![hostile.to_owned()], names: Vec::new() }),
                },
            ),
        ]
    }
}

impl TargetsPage {
    fn filters(&self, page: &Page) -> Markup {
        let least = |least: u32| Choice::new(least.to_string(), page.t_with("targets-least-n", &[("n", least.into())]));
        let burst = |burst: Bursting| Choice::new(burst.name(), page.t(&format!("targets-burst-{}", burst.name())));
        let sort = |sort: Sort| Choice::new(sort.name(), page.t(&format!("targets-sort-{}", sort.name())));
        forms::get_form(
            urls::TARGETS,
            html! {
                (Field::line("search", "q", page.t("targets-words")).value(&self.filter.q))
                (Field::select("least", page.t("targets-least"), LEAST.map(least).into()).value(self.filter.least.to_string()))
                (Field::select("burst", page.t("targets-burst"), Bursting::ALL.map(burst).into()).value(self.filter.burst.name()))
                (Field::select("sort", page.t("targets-sort"), Sort::ALL.map(sort).into()).value(self.filter.sort.name()))
                (forms::submit(&page.t("targets-search")))
            },
        )
    }

    fn list(&self, page: &Page, found: &Rows<TargetLine>, status: &Status) -> Markup {
        let columns = self.columns(page, status, found);
        let files = [("CSV", "csv"), ("JSON", "json"), ("XLSX", "xlsx")]
            .map(|(label, format)| (label, urls::list_file(format, &self.filter).to_string()));
        let at = |after: u32| urls::list(&Filter { after: Some(after), ..self.filter.clone() }).to_string();
        let ways = Pager {
            first: self.filter.after.filter(|after| *after > 0).map(|_| at(0)),
            previous: None,
            next: found.next.map(at),
        };
        let rows = found.rows.iter().map(|line| row(page, line, status)).collect();
        html! {
            div.row-line.spread {
                (count_line(&page.t_with("targets-found", &[("n", found.total.into())])))
                (list_tools(page, Some(&columns), &files))
            }
            (columns.table(page, &page.t("targets-title"), rows))
            (pager(page, &ways))
        }
    }

    fn columns(&self, page: &Page, status: &Status, found: &Rows<TargetLine>) -> ListColumns {
        let sorted = |column: Column, sort: Sort| {
            let href = urls::list(&Filter { sort, after: None, ..self.filter.clone() });
            let order = if sort == Sort::Symbol { Order::Ascending } else { Order::Descending };
            column.sortable(href, (self.filter.sort == sort).then_some(order))
        };
        let year = |key: &str, year: u16| Column::new(page.t_with(key, &[("year", year.to_string().into())])).numeric();
        let horizon = found.rows.iter().find_map(|line| line.expected).map_or(status.years.1, |expected| expected.year);
        ListColumns::new([
            ("symbol", sorted(Column::new(page.t("targets-symbol")), Sort::Symbol)),
            ("papers", sorted(Column::new(page.t("targets-papers")).numeric(), Sort::Papers)),
            ("last", sorted(year("targets-papers-in", status.years.1), Sort::Last)),
            ("trend", Column::new(page.t("targets-trend"))),
            ("growth", sorted(Column::new(page.t("targets-indicator-growth")).numeric(), Sort::Growth)),
            ("burst", Column::new(page.t("targets-indicator-burst"))),
            ("expected", sorted(year("targets-expected-in", horizon), Sort::Expected)),
            ("score", sorted(Column::new(page.t("targets-score")).numeric(), Sort::Score)),
        ])
    }
}

fn row(page: &Page, line: &TargetLine, status: &Status) -> Vec<Markup> {
    let counts: Vec<f64> = line.counts.iter().map(|count| f64::from(*count)).collect();
    let trend = page.t_with(
        "targets-trend-words",
        &[
            ("first", status.years.0.to_string().into()),
            ("last", status.years.1.to_string().into()),
            ("from", line.counts.first().copied().unwrap_or(0).into()),
            ("to", line.last.into()),
        ],
    );
    vec![
        html! { a href=(urls::target(line.id)) { (line.label()) } " " span.interval { (page.words_in(&line.name, "en")) } },
        html! { (page.number(line.papers)) },
        html! { (page.number(line.last)) },
        spark(&trend, &counts),
        html! { @if let Some(growth) = &line.growth { (parts::estimate(page, growth)) } },
        html! { @if let Some(burst) = &line.burst { (parts::span(burst)) } },
        html! { @if let Some(expected) = &line.expected { (parts::expected(page, expected)) } },
        html! { @if let Some(emergence) = &line.emergence { (parts::score(page, emergence.score)) } },
    ]
}
