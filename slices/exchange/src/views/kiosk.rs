//! The page at the instrument, on a phone or tablet: begin and end the use with large buttons.

use bellwether_exchange_rules::lifecycle::booking::BookingState;
use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::forms::post_form;
use bellwether_web::components::states::{Tone, alert};
use maud::{Markup, html};

use super::bookings::Named;
use super::{sample, say};
use crate::model::facility::Facility;
use crate::urls;

/// The page.
pub struct KioskPage {
    /// The facility.
    pub facility: Facility,
    /// Bookings around now that the reader can begin or end, with the time from which they can begin.
    pub bookings: Vec<Named>,
    /// Those that can begin now.
    pub ready: Vec<crate::model::booking::BookingId>,
    /// What could not be done.
    pub problem: Option<String>,
    /// May the reader book?
    pub may_book: bool,
}

impl View for KioskPage {
    fn title(&self, page: &Page) -> Title {
        let (name, lang) = self.facility.name.best(page.lang());
        Title::new(name)
            .in_language(lang.code())
            .crumb(page.t("exchange-facilities-title"), urls::facilities(&self.facility.cluster))
            .lead(page.t("exchange-kiosk-lead"))
            .in_place(bellwether_web::api::Place::Work)
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            @if let Some(problem) = &self.problem { (alert(Tone::Bad, html! { p { (problem) } })) }
            div.kiosk {
                @if self.bookings.is_empty() { p { (page.t("exchange-kiosk-none")) } }
                @for named in &self.bookings { (self.one(page, named)) }
                @if self.may_book && self.facility.state.takes_requests() {
                    a.btn href=(urls::book(&self.facility)) { (page.t("exchange-book")) }
                }
                a.btn href=(urls::facility(&self.facility)) { (page.t("exchange-calendar")) }
            }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |bookings, ready| KioskPage {
            facility: sample::hostile(),
            bookings,
            ready,
            problem: Some("<b>no</b>".into()),
            may_book: true,
        };
        let named = |n, state| Named { booking: sample::booking(n, state), by: "Ann <Example>".into() };
        let all =
            vec![named(1, BookingState::InUse), named(2, BookingState::Confirmed), named(3, BookingState::Confirmed)];
        let ready = vec![all[1].booking.id];
        vec![("empty", of(Vec::new(), Vec::new())), ("typical", of(all, ready))]
    }
}

impl KioskPage {
    fn one(&self, page: &Page, Named { booking, by }: &Named) -> Markup {
        let button = |form: &str, key: &str| {
            post_form(
                page,
                &urls::kiosk_form(&self.facility, form),
                html! {
                    input type="hidden" name="booking" value=(booking.id);
                    button.btn.btn-primary type="submit" { (page.t(key)) }
                },
            )
        };
        let zone = self.facility.time_zone();
        html! {
            section.card.card-body {
                p { strong { (say::when(page, booking.span, &zone)) } " " (say::state(page, booking)) }
                @if !by.is_empty() { p { (by) } }
                @match booking.booked() {
                    Some(BookingState::InUse) => (button("stop", "exchange-stop")),
                    Some(BookingState::Confirmed) if self.ready.contains(&booking.id) => (button("start", "exchange-start")),
                    _ => p.text-secondary { (page.t("exchange-kiosk-later")) },
                }
            }
        }
    }
}
