//! All facilities of a cluster on one day: a row for each.

use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::{Column, table};
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};

use super::calendar::{Calendar, by_hand, row_of_day};
use super::{sample, say};
use crate::model::facility::Facility;
use crate::urls;

/// The page.
pub struct DaysPage {
    /// The cluster's slug.
    pub cluster: String,
    /// Its facilities.
    pub facilities: Vec<Facility>,
    /// The day with what is taken.
    pub calendar: Calendar,
}

impl View for DaysPage {
    fn title(&self, page: &Page) -> Title {
        let day = say::date(page, self.calendar.day);
        Title::new(page.t_with("exchange-day-title", &[("day", day.into())]))
            .crumb(page.t("exchange-facilities-title"), urls::facilities(&self.cluster))
            .in_place(bellwether_web::api::Place::Work)
            .script("calendar.js")
    }

    fn body(&self, page: &Page) -> Markup {
        if self.facilities.is_empty() {
            return empty_state(&page.t("exchange-none"), &page.t("exchange-none-help"), None);
        }
        let columns = [
            Column::new(page.t("exchange-facility")),
            Column::new(page.t("exchange-free-hours")).numeric(),
            Column::new(page.t("exchange-hours")),
        ];
        let rows: Vec<Vec<Markup>> = self.facilities.iter().map(|one| row_of_day(page, one, &self.calendar)).collect();
        let day = |by: i64| self.calendar.day.checked_add(by.days()).unwrap_or(self.calendar.day);
        html! {
            nav.row-line aria-label=(page.t("exchange-calendar")) {
                a.btn href=(urls::day_of_all(&self.cluster, day(-1))) { (page.t("exchange-earlier")) }
                a.btn href=(urls::day_of_all(&self.cluster, day(1))) { (page.t("exchange-later")) }
            }
            @let shown = table(page, &page.t("exchange-facilities-title"), &columns, &rows);
            @let here = urls::day_of_all(&self.cluster, self.calendar.day).to_string();
            (by_hand(page, (&here, self.calendar.may_book), shown))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |facilities| DaysPage {
            cluster: "translational-medicine".into(),
            facilities,
            calendar: Calendar {
                view: "day",
                day: Date::constant(2026, 11, 26),
                now: sample::hours(0, 1).from(),
                busy: sample::busy(),
                may_book: true,
            },
        };
        vec![("empty", of(Vec::new())), ("typical", of(sample::facilities())), ("hostile", of(vec![sample::hostile()]))]
    }
}
