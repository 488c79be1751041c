//! The facilities of a cluster: public.

use bellwether_kernel::lang::Text;
use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::badges::badge;
use bellwether_web::components::lists::{ListColumns, list_tools};
use bellwether_web::components::part::{count_line, part};
use bellwether_web::components::states::{Tone, empty_state};
use bellwether_web::components::tables::Column;
use jiff::civil::Date;
use maud::{Markup, html};

use super::{sample, say};
use crate::model::charge::Price;
use crate::model::facility::Facility;
use crate::model::statement::written;
use crate::urls;

/// The page.
pub struct FacilitiesPage {
    /// The cluster's slug.
    pub cluster: String,
    /// The cluster's name.
    pub name: Text,
    /// Today, for rates.
    pub today: Date,
    /// The facilities.
    pub rows: Vec<Facility>,
    /// May the reader see statements of the cluster, or of a code?
    pub may_see_statements: bool,
    /// May the reader see how facilities are used?
    pub may_see_use: bool,
}

impl View for FacilitiesPage {
    fn title(&self, page: &Page) -> Title {
        let (words, lang) = self.name.best(page.lang());
        let home = format!("/clusters/{}", bellwether_web::links::segment(&self.cluster));
        let lead = page.t_with("exchange-facilities-lead", &[("cluster", words.into())]);
        let title = Title::new(page.t("exchange-facilities-title")).crumb(words, home).lead(lead);
        let _ = lang;
        title.in_place(bellwether_web::api::Place::Work)
    }

    fn body(&self, page: &Page) -> Markup {
        if self.rows.is_empty() {
            let (title, help) = (page.t("exchange-none"), page.t("exchange-none-help"));
            return empty_state(&title, &help, None);
        }
        let columns = ListColumns::new([
            ("name", Column::new(page.t("exchange-facility"))),
            ("sort", Column::new(page.t("exchange-sort"))),
            ("owner", Column::new(page.t("exchange-owner"))),
            ("location", Column::new(page.t("exchange-location"))),
            ("price", Column::new(page.t("exchange-member-rate")).numeric()),
            ("state", Column::new(page.t("exchange-offer-state"))),
        ]);
        let rows = self.rows.iter().map(|one| self.row(page, one)).collect();
        let file = |name, ending| (name, urls::facilities_file(&self.cluster, ending));
        part(html! {
            div.row-line {
                (count_line(&page.t_with("exchange-facilities-count", &[("n", self.rows.len().into())])))
                (list_tools(page, Some(&columns), &[file("CSV", "csv"), file("XLSX", "xlsx"), file("JSON", "json")]))
                @if page.actor().is_known() {
                    a.btn href=(urls::day_of_all(&self.cluster, self.today)) { (page.t("exchange-view-all")) }
                }
                a.btn href=(urls::holidays(&self.cluster)) { (page.t("exchange-holidays-title")) }
                @if self.may_see_use {
                    a.btn href=(urls::utilisation(&self.cluster, &written(self.today), 6, "")) { (page.t("exchange-use-title")) }
                }
                @if self.may_see_statements {
                    a.btn href=(urls::statements(&self.cluster, &written(self.today))) { (page.t("exchange-statements")) }
                }
            }
            (columns.table(page, &page.t("exchange-facilities-title"), rows))
        })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |rows| FacilitiesPage {
            cluster: "translational-medicine".into(),
            name: Text::both("Translational Medicine", "Трансляционная медицина"),
            today: Date::constant(2026, 11, 26),
            rows,
            may_see_statements: true,
            may_see_use: true,
        };
        vec![("empty", of(Vec::new())), ("typical", of(sample::facilities())), ("hostile", of(vec![sample::hostile()]))]
    }
}

impl FacilitiesPage {
    fn row(&self, page: &Page, one: &Facility) -> Vec<Markup> {
        use bellwether_exchange_rules::condition::CustomerClass::Member;
        let rate = one.rate(Member, self.today);
        let rate = rate.map(|rate| Price { minor: rate.minor_per_hour, currency: rate.currency.clone() });
        let tone = if one.state.takes_requests() { Tone::Good } else { Tone::Plain };
        vec![
            html! { a href=(urls::facility(one)) { (page.text(&one.name)) } },
            html! { (page.t(&format!("exchange-sort-{}", one.sort.name()))) },
            page.text(&one.owner),
            page.text(&one.location),
            html! { @if let Some(rate) = rate { (say::price(page, &rate)) } },
            badge(tone, &page.t(&format!("exchange-offer-{}", one.state.name()))),
        ]
    }
}
