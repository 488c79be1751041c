//! One booking: its facts, and what can be done with it now.

use bellwether_exchange_rules::lifecycle::booking::BookingState;
use bellwether_kernel::clock::Timestamp;
use bellwether_web::api::{FieldProblem, Page, Title, View};
use bellwether_web::components::facts::facts;
use bellwether_web::components::forms::{Field, button_form, error_summary, post_form, submit};
use maud::{Markup, html};

use super::book::{Typed, costs, time_fields};
use super::{sample, say};
use crate::model::booking::Booking;
use crate::model::charge::{Charge, Fees, Quoted};
use crate::model::configuration::Change;
use crate::model::facility::Facility;
use crate::model::wish::{PURPOSE, Refused};
use crate::urls;

/// The page.
pub struct BookingPage {
    /// The booking.
    pub booking: Booking,
    /// The name of who booked; empty if that is not known.
    pub by: String,
    /// What it costs.
    pub charges: Vec<Charge>,
    /// Is the reader the keeper of the facility?
    pub may_keep: bool,
    /// Is it time to begin the use?
    pub is_time: bool,
    /// What was typed for another time.
    pub typed: Typed,
    /// Was another time asked about?
    pub is_moving: bool,
    /// What the other time would cost.
    pub quoted: Option<Quoted>,
    /// What would have to be changed before it.
    pub changes: Vec<Change>,
    /// Its facility, where something of it has to be set.
    pub facility: Option<Facility>,
    /// Fees for not using it.
    pub fees: Fees,
    /// What cannot be read.
    pub problems: Vec<FieldProblem>,
    /// What is in the way of another time.
    pub refused: Vec<Refused>,
    /// What other slices show of it, such as the messages about it.
    pub beside: Markup,
}

impl View for BookingPage {
    fn title(&self, page: &Page) -> Title {
        let (name, _) = self.booking.facility.best(page.lang());
        Title::new(page.t_with("exchange-booking-title", &[("name", name.into())]))
            .crumb(page.t("exchange-bookings-title"), urls::BOOKINGS)
            .in_place(bellwether_web::api::Place::Work)
    }

    fn body(&self, page: &Page) -> Markup {
        let one = &self.booking;
        let zone = jiff::tz::TimeZone::get(&one.zone).unwrap_or(jiff::tz::TimeZone::UTC);
        let facility = urls::facility_of(&one.cluster, &one.slug);
        let mut rows = vec![
            (page.t("exchange-state"), say::state(page, one)),
            (page.t("exchange-facility"), html! { a href=(facility) { (page.text(&one.facility)) } }),
            (page.t("exchange-when"), html! { (say::when(page, one.span, &zone)) " (" (one.zone) ")" }),
        ];
        let mut known = |key: &str, value: Markup| rows.push((page.t(key), value));
        if !self.by.is_empty() {
            known("exchange-by", html! { (self.by) });
        }
        if !one.purpose.is_empty() {
            known("exchange-purpose", html! { (one.purpose) });
        }
        if !one.project.is_empty() {
            known("exchange-project", html! { (one.project) });
        }
        if let Some(facility) = &self.facility {
            for (item, option) in &one.wants {
                let words = say::option(page, facility, item, option);
                rows.push((say::item(page, facility, item), html! { (words) }));
            }
        }
        let mut known = |key: &str, value: Markup| rows.push((page.t(key), value));
        if let Some(allocated) = &one.allocated {
            let moment = |ms: Option<i64>| ms.and_then(|ms| Timestamp::from_millisecond(ms).ok());
            if let Some(at) = moment(allocated.started_at_ms) {
                known("exchange-started", page.moment(at));
            }
            if let Some(at) = moment(allocated.ended_at_ms) {
                known("exchange-ended", page.moment(at));
            }
            if !allocated.why.is_empty() {
                known("exchange-why", html! { (allocated.why) });
            }
        }
        html! {
            (error_summary(page, &self.problems))
            // The script of the calendar takes this and the form for another time into its dialog.
            div data-weighed {
                (say::obstacles(page, &self.refused, &zone))
                @if let Some(facility) = &self.facility { (say::changes(page, facility, &self.changes)) }
                @if let Some(quoted) = &self.quoted { (say::quote(page, quoted, self.fees)) }
            }
            (facts(&rows))
            (costs(page, &self.charges))
            (self.acts(page))
            (self.beside)
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |booking| BookingPage {
            booking,
            by: "Ann <Example>".into(),
            charges: sample::charges(),
            may_keep: false,
            is_time: true,
            typed: Typed::default(),
            is_moving: false,
            quoted: None,
            fees: Fees::default(),
            changes: Vec::new(),
            facility: None,
            problems: Vec::new(),
            refused: Vec::new(),
            beside: html! {},
        };
        let wants = [("objective".to_owned(), "oil".to_owned())];
        let wanting = Booking { wants: wants.into(), ..sample::booking(1, BookingState::Held) };
        let held = BookingPage {
            facility: Some(sample::configured()),
            changes: sample::changes(),
            may_keep: true,
            is_moving: true,
            quoted: Some(sample::quoted()),
            ..of(wanting)
        };
        let used = of(sample::booking(2, BookingState::Used));
        vec![("typical", of(sample::booking(1, BookingState::Confirmed))), ("held", held), ("used", used)]
    }
}

impl BookingPage {
    fn acts(&self, page: &Page) -> Markup {
        let (id, state) = (self.booking.id, self.booking.booked());
        let why =
            |label: &str| Field::text("why", page.t(label)).maxlength(PURPOSE as u32).problems(page, &self.problems);
        let is_ahead = state.is_some_and(BookingState::is_ahead);
        html! {
            @if self.is_time && state == Some(BookingState::Confirmed) {
                p { (button_form(page, &urls::step(id, "start"), &page.t("exchange-start"), "btn-primary")) }
            }
            @if state == Some(BookingState::InUse) {
                p { (button_form(page, &urls::step(id, "stop"), &page.t("exchange-stop"), "btn-primary")) }
            }
            @if self.may_keep && state == Some(BookingState::Held) {
                h2 { (page.t("exchange-decide")) }
                p { (button_form(page, &urls::step(id, "approve"), &page.t("exchange-approve"), "btn-primary")) }
                details {
                    summary { (page.t("exchange-refuse")) }
                    (post_form(page, &urls::step(id, "refuse"), html! {
                        div.field {
                            label.form-label for="refuse-why" { (page.t("exchange-refuse-why")) }
                            input #refuse-why.form-control type="text" name="why" required maxlength=(PURPOSE);
                        }
                        (submit(&page.t("exchange-refuse")))
                    }))
                }
            }
            @if is_ahead {
                details open[self.is_moving || !self.problems.is_empty() || !self.refused.is_empty()] {
                    summary { (page.t("exchange-move")) }
                    div data-booking-form {
                        (post_form(page, &urls::step(id, "move"), html! {
                            (time_fields(page, &self.typed, &self.problems))
                            (submit(&page.t("exchange-move")))
                        }))
                    }
                }
            }
            @if is_ahead || self.booking.waits_for_room() {
                details {
                    summary { (page.t("exchange-cancel")) }
                    (post_form(page, &urls::step(id, "cancel"), html! {
                        (why("exchange-cancel-why").optional(page))
                        (submit(&page.t("exchange-cancel")))
                    }))
                }
            }
        }
    }
}
