//! The list of institutions.

use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::lists::{ListColumns, list_tools};
use bellwether_web::components::part::{count_line, part};
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::Column;
use maud::{Markup, html};

use crate::model::filter::{Filter, Rows};
use crate::model::institution::InstitutionLine;
use crate::views::{parts, urls};

/// What the list shows.
pub struct Institutions {
    /// What was asked for.
    pub filter: Filter,
    /// What was found.
    pub found: Rows<InstitutionLine>,
    /// Were they ever built?
    pub built: bool,
    /// Organisations of the registry at that time.
    pub registry: u64,
}

impl View for Institutions {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("institutions-title")).lead(page.t("institutions-lead"))
    }

    fn body(&self, page: &Page) -> Markup {
        let columns = ListColumns::new([
            ("name", Column::new(page.t("experts-name"))),
            ("place", Column::new(page.t("institutions-place"))),
            ("works", Column::new(page.t("experts-works")).numeric()),
            ("people", Column::new(page.t("institutions-people")).numeric()),
        ]);
        let row = |line: &InstitutionLine| {
            let place: Vec<&str> =
                [line.city.as_str(), line.country.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
            vec![
                html! { a href=(urls::institution(&line.id)) { (line.name) } },
                html! { (place.join(", ")) },
                html! { (page.number(line.works)) },
                html! { (page.number(line.people)) },
            ]
        };
        let rows: Vec<Vec<Markup>> = self.found.rows.iter().map(row).collect();
        part(html! {
            @if !self.built {
                (empty_state(&page.t("experts-not-built"), &page.t("experts-not-built-help"), None))
            } @else {
                (parts::filters(page, &self.filter, urls::institutions, &page.t("institutions-name-help")))
                @if rows.is_empty() {
                    (empty_state(&page.t("institutions-none"), &page.t("experts-none-help"), None))
                } @else {
                    div.row-line.spread {
                        (count_line(&page.t_with("institutions-found", &[("n", self.found.total.into())])))
                        (list_tools(page, Some(&columns), &parts::exports("institutions", &self.filter)))
                    }
                    (columns.table(page, &page.t("institutions-title"), rows))
                    (parts::list_pager(page, &self.filter, self.found.next, urls::institutions))
                }
                p.text-secondary {
                    @if self.registry > 0 {
                        (page.t_with("institutions-registry", &[("n", self.registry.into())]))
                    } @else {
                        (page.t("experts-no-registry"))
                    }
                }
            }
        })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let line = |name: &str| InstitutionLine {
            id: "0aaaaaa01".to_owned(),
            name: name.to_owned(),
            registered: true,
            city: "Nordstadt".to_owned(),
            country: "DE".to_owned(),
            works: 1_204,
            people: 311,
        };
        let view = |rows: Vec<InstitutionLine>, built, registry| Institutions {
            filter: Filter::default(),
            found: Rows { total: rows.len() as u64, rows, next: Some(25) },
            built,
            registry,
        };
        vec![
            ("unbuilt", view(Vec::new(), false, 0)),
            ("empty", view(Vec::new(), true, 0)),
            ("typical", view(vec![line("University of North Town")], true, 110_000)),
            ("hostile", view(vec![line("\"><script>alert(1)</script>")], true, 0)),
        ]
    }
}
