//! How facilities are used, as a dashboard: sums, by facility, by month, by class; each number says where it comes from.

use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::bars::{Bar, bars};
use bellwether_web::components::forms::{Choice, Field, get_form, submit};
use bellwether_web::components::lists::list_tools;
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::{Column, table};
use jiff::civil::Date;
use maud::{Markup, html};

use super::sample;
use super::statements::month_words;
use crate::model::statement::written;
use crate::model::utilisation::{Booked, Cell, Room, Share, Utilisation};
use crate::urls;

/// How many months can be chosen.
pub const MONTHS: [i64; 4] = [1, 3, 6, 12];

/// The page.
pub struct UtilisationPage {
    /// The cluster's slug.
    pub cluster: String,
    /// The numbers.
    pub of: Utilisation,
}

/// Minutes as hours.
pub fn hours(page: &Page, minutes: i64) -> String {
    page.number((minutes as f64 / 6.0).round() / 10.0)
}

/// A share in percent, of what there is.
pub fn percent(page: &Page, part: i64, of: i64) -> String {
    if of <= 0 {
        return "–".to_owned();
    }
    format!("{}\u{a0}%", page.number((part as f64 / of as f64 * 100.0).round()))
}

fn both(page: &Page, part: i64, of: i64) -> Markup {
    html! { (hours(page, part)) br; span.text-secondary { (percent(page, part, of)) } }
}

impl View for UtilisationPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("exchange-use-title"))
            .crumb(page.t("exchange-facilities-title"), urls::facilities(&self.cluster))
            .lead(self.period(page))
            .in_place(bellwether_web::api::Place::Work)
    }

    fn body(&self, page: &Page) -> Markup {
        let whole = self.of.whole();
        html! {
            (self.filter(page))
            @if self.of.facilities.is_empty() {
                (empty_state(&page.t("exchange-none"), &page.t("exchange-none-help"), None))
            } @else {
                (tiles(page, whole))
                h2 { (page.t("exchange-use-by-facility")) }
                (self.by_facility(page))
                h2 { (page.t("exchange-use-by-month")) }
                (self.trend(page))
                (self.by_month(page))
                h2 { (page.t("exchange-use-by-class")) }
                (self.by_class(page))
                (sources(page))
            }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |of| UtilisationPage { cluster: "translational-medicine".into(), of };
        vec![("empty", of(Utilisation::default())), ("typical", of(numbers()))]
    }
}

/// Two facilities in two months.
fn numbers() -> Utilisation {
    let facilities = vec![sample::hostile(), sample::facilities().swap_remove(1)];
    let months = vec![Date::constant(2026, 10, 1), Date::constant(2026, 11, 1)];
    let room =
        |of: usize, month: usize, down| Room { resource: facilities[of].id, month: months[month], open: 12_000, down };
    let booked = Booked { bookings: 12, booked: 4_200, used: 3_010, no_show: 240, late_cancel: 120 };
    let cell =
        |of: usize, month: usize, class| Cell { resource: facilities[of].id, month: months[month], class, booked };
    let cells = vec![
        cell(0, 0, CustomerClass::Member),
        cell(0, 1, CustomerClass::Commercial),
        cell(1, 1, CustomerClass::Member),
    ];
    let rooms = vec![room(0, 0, 0), room(0, 1, 600), room(1, 0, 0), room(1, 1, 0)];
    Utilisation { facilities, months, cells, rooms }
}

fn tiles(page: &Page, whole: Share) -> Markup {
    let tile = |key: &str, minutes: i64, of: i64| {
        html! {
            div.tile {
                span.tile-number { (hours(page, minutes)) }
                span.tile-label { (page.t(key)) @if of > 0 { " · " (percent(page, minutes, of)) } }
            }
        }
    };
    let booked = whole.booked;
    html! {
        div.tiles {
            (tile("exchange-use-open", whole.open, 0))
            (tile("exchange-use-booked", booked.booked, whole.open))
            (tile("exchange-use-used", booked.used, whole.open))
            (tile("exchange-use-no-show", booked.no_show, booked.booked))
            (tile("exchange-use-late-cancel", booked.late_cancel, booked.booked))
            (tile("exchange-use-down", whole.down, whole.open))
        }
    }
}

/// Where each number comes from.
fn sources(page: &Page) -> Markup {
    let names = ["open", "booked", "used", "no-show", "late-cancel", "down"];
    html! {
        h2 { (page.t("exchange-use-sources")) }
        dl {
            @for name in names {
                dt { (page.t(&format!("exchange-use-{name}"))) }
                dd { (page.t(&format!("exchange-use-{name}-source"))) }
            }
        }
    }
}

impl UtilisationPage {
    fn period(&self, page: &Page) -> String {
        match (self.of.months.first(), self.of.months.last()) {
            (Some(first), Some(last)) if first != last => {
                format!("{} – {}", month_words(page, *first), month_words(page, *last))
            }
            (Some(only), _) => month_words(page, *only),
            _ => String::new(),
        }
    }

    fn filter(&self, page: &Page) -> Markup {
        let month = self.of.months.last().map_or_else(String::new, |month| written(*month));
        let count = i64::try_from(self.of.months.len()).unwrap_or(1);
        let choices =
            MONTHS.map(|n| Choice::new(n.to_string(), page.t_with("exchange-use-months-n", &[("n", n.into())])));
        let file = |name, ending| (name, urls::utilisation(&self.cluster, &month, count, ending).to_string());
        html! {
            (get_form(&urls::utilisation_path(&self.cluster), html! {
                (Field::line("month", "month", page.t("exchange-use-until")).value(&month).required())
                (Field::select("months", page.t("exchange-months"), choices.to_vec()).value(count.to_string()))
                (submit(&page.t("exchange-use-show")))
            }))
            (list_tools(page, None, &[file("CSV", ".csv"), file("XLSX", ".xlsx")]))
        }
    }

    fn columns(page: &Page, first: &str) -> Vec<Column> {
        let mut columns = vec![Column::new(page.t(first)), Column::new(page.t("exchange-use-bookings")).numeric()];
        let rest = ["open", "booked", "used", "no-show", "late-cancel", "down"];
        columns.extend(rest.map(|name| Column::new(page.t(&format!("exchange-use-{name}"))).numeric()));
        columns
    }

    fn row(page: &Page, first: Markup, share: Share) -> Vec<Markup> {
        let booked = share.booked;
        vec![
            first,
            html! { (page.number(booked.bookings as f64)) },
            html! { (hours(page, share.open)) },
            both(page, booked.booked, share.open),
            both(page, booked.used, share.open),
            both(page, booked.no_show, booked.booked),
            both(page, booked.late_cancel, booked.booked),
            both(page, share.down, share.open),
        ]
    }

    fn by_facility(&self, page: &Page) -> Markup {
        let row = |one: &crate::model::facility::Facility| {
            let name = html! { a href=(urls::facility(one)) { (page.text(&one.name)) } };
            Self::row(page, name, self.of.of_facility(one.id))
        };
        let rows: Vec<Vec<Markup>> = self.of.facilities.iter().map(row).collect();
        table(page, &page.t("exchange-use-by-facility"), &Self::columns(page, "exchange-facility"), &rows)
    }

    fn by_month(&self, page: &Page) -> Markup {
        let row = |month: &Date| {
            let link = urls::utilisation(&self.cluster, &written(*month), 1, "");
            Self::row(page, html! { a href=(link) { (month_words(page, *month)) } }, self.of.of_month(*month))
        };
        let rows: Vec<Vec<Markup>> = self.of.months.iter().map(row).collect();
        table(page, &page.t("exchange-use-by-month"), &Self::columns(page, "exchange-month"), &rows)
    }

    fn trend(&self, page: &Page) -> Markup {
        let bar = |month: &Date| {
            let share = self.of.of_month(*month);
            Bar {
                label: month_words(page, *month),
                shown: percent(page, share.booked.booked, share.open),
                value: if share.open > 0 { share.booked.booked as f64 / share.open as f64 } else { 0.0 },
                href: Some(urls::utilisation(&self.cluster, &written(*month), 1, "").to_string()),
            }
        };
        let all: Vec<Bar> = self.of.months.iter().map(bar).collect();
        html! { @if all.len() > 1 { (bars(&page.t("exchange-use-trend"), &all)) } }
    }

    fn by_class(&self, page: &Page) -> Markup {
        let columns = [
            Column::new(page.t("exchange-class")),
            Column::new(page.t("exchange-use-bookings")).numeric(),
            Column::new(page.t("exchange-use-booked")).numeric(),
            Column::new(page.t("exchange-use-used")).numeric(),
            Column::new(page.t("exchange-use-no-show")).numeric(),
            Column::new(page.t("exchange-use-late-cancel")).numeric(),
        ];
        let whole = self.of.whole().booked;
        let row = |(class, sum): (CustomerClass, Booked)| {
            vec![
                html! { (page.t(&format!("exchange-class-{}", class.name()))) },
                html! { (page.number(sum.bookings as f64)) },
                both(page, sum.booked, whole.booked),
                both(page, sum.used, whole.used),
                both(page, sum.no_show, sum.booked),
                both(page, sum.late_cancel, sum.booked),
            ]
        };
        let rows: Vec<Vec<Markup>> = self.of.by_class().into_iter().map(row).collect();
        table(page, &page.t("exchange-use-by-class"), &columns, &rows)
    }
}
