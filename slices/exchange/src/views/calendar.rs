//! A calendar of hours, as a table of links: it needs no scripts, and a phone shows each hour as a card.

use bellwether_kernel::clock::Timestamp;
use bellwether_web::api::Page;
use bellwether_web::components::badges::badge;
use bellwether_web::components::states::Tone;
use bellwether_web::components::tables::{Column, table};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::say;
use crate::model::booking::Busy;
use crate::model::calendar::{Cell, Hour, cell, days, hours};
use crate::model::facility::Facility;
use crate::urls;

/// What a calendar shows.
pub struct Calendar {
    /// `day` or `week`.
    pub view: &'static str,
    /// A day of it.
    pub day: Date,
    /// Now.
    pub now: Timestamp,
    /// What is taken.
    pub busy: Vec<Busy>,
    /// May the reader book?
    pub may_book: bool,
}

/// The calendar of one facility: hours down, days across.
pub fn of_facility(page: &Page, facility: &Facility, calendar: &Calendar) -> Markup {
    let shown = days(calendar.view, calendar.day);
    let mut columns = vec![Column::new(page.t("exchange-hour"))];
    columns.extend(shown.iter().map(|day| {
        let weekday = page.t(&format!("exchange-weekday-{}", day.weekday().to_monday_one_offset()));
        Column::new(format!("{weekday} {}", say::day_and_month(page, *day)))
    }));
    let row = |hour: u16| {
        let mut cells = vec![html! { (format!("{hour:02}:00")) }];
        cells.extend(shown.iter().map(|day| {
            let cell = cell(facility, &calendar.busy, calendar.now, *day, hour);
            cell.map_or(html! {}, |cell| drawn(page, facility, (cell, ""), calendar.may_book))
        }));
        cells
    };
    let rows: Vec<Vec<Markup>> = hours([facility]).map(row).collect();
    let step = if calendar.view == "day" { 1 } else { 7 };
    let here = urls::calendar(facility, calendar.view, calendar.day).to_string();
    let other = |by: i64| calendar.day.checked_add(by.days()).unwrap_or(calendar.day);
    html! {
        nav.row-line aria-label=(page.t("exchange-calendar")) {
            a.btn href=(urls::calendar(facility, calendar.view, other(-step))) { (page.t("exchange-earlier")) }
            a.btn href=(urls::calendar(facility, calendar.view, other(step))) { (page.t("exchange-later")) }
            @for (view, key) in [("day", "exchange-view-day"), ("week", "exchange-view-week")] {
                @let current = (view == calendar.view).then_some("true");
                a.btn href=(urls::calendar(facility, view, calendar.day)) aria-current=[current] { (page.t(key)) }
            }
            a.btn href=(urls::day_of_all(&facility.cluster, calendar.day)) { (page.t("exchange-view-all")) }
        }
        p.form-hint { (page.t_with("exchange-zone-is", &[("zone", (&facility.zone).into())])) }
        @let shown = table(page, &page.t("exchange-calendar"), &columns, &rows);
        @let may_book = calendar.may_book && facility.state.takes_requests();
        div data-book=(urls::book(facility)) { (by_hand(page, (&here, may_book), shown)) }
    }
}

/// All facilities on one day: facilities down, hours across would not fit; hours down and facilities across neither, so
/// each facility is a row with its hours in words.
pub fn row_of_day(page: &Page, facility: &Facility, calendar: &Calendar) -> Vec<Markup> {
    let all = hours([facility]).filter_map(|hour| cell(facility, &calendar.busy, calendar.now, calendar.day, hour));
    let cells: Vec<Cell> = all.collect();
    let list = html! {
        ul.row-line.plain-list data-book=(urls::book(facility)) {
            @for cell in &cells {
                @if !matches!(cell.hour, Hour::Closed | Hour::Past) {
                    li { (drawn(page, facility, (*cell, &start_of(facility, *cell)), calendar.may_book)) }
                }
            }
        }
    };
    let free = cells.iter().filter(|cell| matches!(cell.hour, Hour::Free)).count();
    vec![
        html! { a href=(urls::calendar(facility, "day", calendar.day)) { (page.text(&facility.name)) } },
        html! { (page.number(free)) },
        list,
    ]
}

fn start_of(facility: &Facility, cell: Cell) -> String {
    cell.span.from().to_zoned(facility.time_zone()).strftime("%H:%M").to_string()
}

/// A cell in words, after its beginning where that does not stand beside it. What scripts need to know of it stands in `data-`.
fn drawn(page: &Page, facility: &Facility, (cell, start): (Cell, &str), may_book: bool) -> Markup {
    let (key, state) = match cell.hour {
        Hour::Past => ("exchange-hour-past", "past"),
        Hour::Closed => ("exchange-hour-closed", "closed"),
        Hour::Free => ("exchange-hour-free", "free"),
        Hour::Partly => ("exchange-hour-partly", "partly"),
        Hour::Taken => ("exchange-hour-taken", "taken"),
        Hour::Down => ("exchange-hour-down", "down"),
        Hour::Known(known) if known.is_own => ("exchange-hour-own", "known"),
        Hour::Known(_) => ("exchange-hour-booked", "known"),
    };
    let said = page.t(key);
    let words = format!("{start} {said}");
    let words = words.trim();
    let zone = facility.time_zone();
    let used = match cell.hour {
        Hour::Known(known) => known.used,
        _ => None,
    };
    let inside = match cell.hour {
        Hour::Free | Hour::Partly if may_book => {
            let label = format!("{words}: {}", say::when(page, cell.span, &zone));
            html! { a href=(urls::book_at(facility, cell.span)) aria-label=(label) { (words) } }
        }
        Hour::Past | Hour::Closed => html! { span.text-secondary { (words) } },
        Hour::Free | Hour::Partly => html! { (words) },
        Hour::Taken => badge(Tone::Plain, words),
        Hour::Down => badge(Tone::Warn, words),
        Hour::Known(known) => {
            let label = format!("{words}: {}", say::when(page, used.unwrap_or(cell.span), &zone));
            html! { a href=(urls::booking(known.id)) aria-label=(label) { (badge(Tone::Info, words)) } }
        }
    };
    html! {
        span.slot data-slot=(state) data-from=(wall_clock(cell.span.from(), &zone))
            data-used-from=[used.map(|used| wall_clock(used.from(), &zone))]
            data-used-until=[used.map(|used| wall_clock(used.until(), &zone))] { (inside) }
    }
}

/// A moment as the clock on the wall of the place shows it, such as `2026-11-27T09:00`.
fn wall_clock(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M").to_string()
}

/// A calendar whose free times can be chosen, and whose own bookings can be moved, by dragging and by keys. What scripts say
/// stands here; without them it is the table alone.
pub fn by_hand(page: &Page, (address, may_book): (&str, bool), table: Markup) -> Markup {
    let said = |key: &str| page.t_with(key, &[("span", "{span}".into())]);
    if !may_book {
        return table;
    }
    html! {
        div.by-hand data-calendar=(address) data-chosen=(said("exchange-drag-chosen")) data-moving=(said("exchange-drag-moving"))
            data-left=(page.t("exchange-drag-left")) data-saved=(page.t("exchange-drag-saved"))
            data-close=(page.t("exchange-drag-close")) {
            p.form-hint data-calendar-help hidden { (page.t("exchange-drag-help")) }
            (table)
        }
    }
}
