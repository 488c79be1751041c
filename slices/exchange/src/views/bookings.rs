//! One's own bookings, and what waits for one's decision.

use bellwether_exchange_rules::lifecycle::booking::BookingState;
use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::lists::list_tools;
use bellwether_web::components::paging::{Pager, pager};
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::{Column, table};
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::{sample, say};
use crate::model::booking::Booking;
use crate::urls;

/// A booking with the name of who made it.
pub struct Named {
    /// The booking.
    pub booking: Booking,
    /// The name; empty if it is not known.
    pub by: String,
}

/// The page.
pub struct BookingsPage {
    /// What waits for the reader's decision.
    pub to_decide: Vec<Named>,
    /// The reader's own.
    pub own: Vec<Booking>,
    /// Only those to come?
    pub is_ahead: bool,
    /// The address of the next part.
    pub next: Option<String>,
}

/// Rows of bookings; with the names of who made them where there are names.
pub fn rows(page: &Page, caption: &str, all: &[Named], with_names: bool) -> Markup {
    let mut columns = vec![Column::new(page.t("exchange-when")), Column::new(page.t("exchange-facility"))];
    if with_names {
        columns.push(Column::new(page.t("exchange-by")));
    }
    columns.extend([Column::new(page.t("exchange-purpose")), Column::new(page.t("exchange-state"))]);
    let row = |Named { booking, by }: &Named| {
        let zone = TimeZone::get(&booking.zone).unwrap_or(TimeZone::UTC);
        let mut row = vec![
            html! { a href=(urls::booking(booking.id)) { (say::when(page, booking.span, &zone)) } },
            page.text(&booking.facility),
        ];
        if with_names {
            row.push(html! { (by) });
        }
        row.extend([html! { (booking.purpose) }, say::state(page, booking)]);
        row
    };
    table(page, caption, &columns, &all.iter().map(row).collect::<Vec<_>>())
}

impl View for BookingsPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("exchange-bookings-title")).in_place(bellwether_web::api::Place::Work)
    }

    fn body(&self, page: &Page) -> Markup {
        let waits = page.t("exchange-waits-for-me");
        let title = page.t("exchange-bookings-title");
        let own: Vec<Named> = self.own.iter().map(|one| Named { booking: one.clone(), by: String::new() }).collect();
        let file = |name, ending| (name, urls::bookings_file(ending));
        let files = [file("CSV", "csv"), file("XLSX", "xlsx"), file("JSON", "json"), file("iCalendar", "ics")];
        let first = html! { a.btn.btn-primary href=(urls::FACILITIES) { (page.t("exchange-facilities-title")) } };
        html! {
            @if !self.to_decide.is_empty() {
                h2 { (waits) }
                (rows(page, &waits, &self.to_decide, true))
                h2 { (page.t("exchange-own")) }
            }
            div.row-line {
                nav.row-line aria-label=(title) {
                    @let current = |yes: bool| yes.then_some("true");
                    a.btn href=(urls::BOOKINGS) aria-current=[current(self.is_ahead)] { (page.t("exchange-ahead")) }
                    a.btn href={ (urls::BOOKINGS) "?all=yes" } aria-current=[current(!self.is_ahead)] { (page.t("exchange-all")) }
                }
                (list_tools(page, None, &files))
            }
            @if own.is_empty() {
                (empty_state(&page.t("exchange-own-none"), &page.t("exchange-own-none-help"), Some(first)))
            } @else {
                (rows(page, &title, &own, false))
                (pager(page, &Pager { next: self.next.clone(), ..Pager::default() }))
            }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let empty = BookingsPage { to_decide: Vec::new(), own: Vec::new(), is_ahead: true, next: None };
        let all: Vec<Booking> = (1..).zip(BookingState::ALL).map(|(n, state)| sample::booking(n, *state)).collect();
        let to_decide = vec![Named { booking: sample::booking(9, BookingState::Held), by: "<script>".into() }];
        let typical = BookingsPage { to_decide, own: all, is_ahead: false, next: Some("/bookings?after=x".into()) };
        vec![("empty", empty), ("typical", typical)]
    }
}
