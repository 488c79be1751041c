//! The keeper's page of a facility: who booked, out of service, training, classes.

use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_exchange_rules::lifecycle::booking::BookingState;
use bellwether_kernel::clock::Timestamp;
use bellwether_web::api::{FieldProblem, Page, Title, View};
use bellwether_web::components::forms::{Choice, Field, error_summary, post_form, submit};
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};
use serde::Deserialize;

use super::book::{Typed, time_fields};
use super::bookings::{Named, rows};
use super::sample;
use crate::model::facility::Facility;
use crate::model::wish::PURPOSE;
use crate::urls;

/// What a keeper typed about a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct PersonTyped {
    /// The e-mail address.
    pub email: String,
    /// The code of a qualification.
    pub code: String,
    /// Its last day; empty for never.
    pub expires: String,
    /// A class of customers.
    pub class: String,
}

/// Somebody who holds a qualification.
pub struct Holder {
    /// The name.
    pub name: String,
    /// The code.
    pub code: String,
    /// When it ends.
    pub expires_at: Option<Timestamp>,
}

/// The page.
pub struct KeepPage {
    /// The facility.
    pub facility: Facility,
    /// Bookings to come.
    pub bookings: Vec<Named>,
    /// Who holds the qualifications that the facility asks for.
    pub holders: Vec<Holder>,
    /// What was typed for a time out of service.
    pub down: Typed,
    /// What was typed about a person.
    pub person: PersonTyped,
    /// What cannot be read.
    pub problems: Vec<FieldProblem>,
}

impl View for KeepPage {
    fn title(&self, page: &Page) -> Title {
        let (name, _) = self.facility.name.best(page.lang());
        Title::new(page.t("exchange-keep-title"))
            .crumb(page.t("exchange-facilities-title"), urls::facilities(&self.facility.cluster))
            .crumb(name, urls::facility(&self.facility))
            .in_place(bellwether_web::api::Place::Work)
    }

    fn body(&self, page: &Page) -> Markup {
        let title = page.t("exchange-ahead");
        html! {
            (error_summary(page, &self.problems))
            h2 { (title) }
            @if self.bookings.is_empty() {
                (empty_state(&page.t("exchange-keep-none"), &page.t("exchange-keep-none-help"), None))
            } @else { (rows(page, &title, &self.bookings, true)) }
            details open[self.problems.iter().any(|one| one.field != "email")] {
                summary { (page.t("exchange-down-title")) }
                (post_form(page, &urls::keep_form(&self.facility, "down"), html! {
                    (time_fields(page, &self.down, &self.problems))
                    (Field::text("purpose", page.t("exchange-down-why")).value(&self.down.purpose).required()
                        .maxlength(PURPOSE as u32).problems(page, &self.problems))
                    (submit(&page.t("exchange-down-submit")))
                }))
            }
            h2 { (page.t("exchange-people-title")) }
            @if !self.holders.is_empty() { (self.trained(page)) }
            (self.people_form(page))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |facility, bookings, holders| KeepPage {
            facility,
            bookings,
            holders,
            down: Typed::default(),
            person: PersonTyped::default(),
            problems: Vec::new(),
        };
        let named = Named { booking: sample::booking(1, BookingState::Confirmed), by: "Ann <Example>".into() };
        let end = Some(sample::hours(100, 1).from());
        let holders = vec![
            Holder { name: "<b>Ann</b>".into(), code: "laser-safety".into(), expires_at: end },
            Holder { name: "Bob".into(), code: "laser-safety".into(), expires_at: None },
        ];
        let empty = of(sample::facilities().swap_remove(6), Vec::new(), Vec::new());
        vec![("empty", empty), ("typical", of(sample::hostile(), vec![named], holders))]
    }
}

impl KeepPage {
    fn trained(&self, page: &Page) -> Markup {
        let columns = [
            Column::new(page.t("exchange-person")),
            Column::new(page.t("exchange-code")),
            Column::new(page.t("exchange-expires")),
        ];
        let row = |one: &Holder| {
            let end = one.expires_at.map_or(html! { (page.t("exchange-never")) }, |at| page.day(at));
            vec![html! { (one.name) }, html! { code { (one.code) } }, end]
        };
        let rows: Vec<Vec<Markup>> = self.holders.iter().map(row).collect();
        table(page, &page.t("exchange-people-title"), &columns, &rows)
    }

    fn people_form(&self, page: &Page) -> Markup {
        let mut codes: Vec<Choice> = self.facility.qualifications().map(|code| Choice::new(code, code)).collect();
        codes.insert(0, Choice::new("", page.t("exchange-code-none")));
        let class =
            |class: &CustomerClass| Choice::new(class.name(), page.t(&format!("exchange-class-{}", class.name())));
        let mut classes = vec![Choice::new("", page.t("exchange-class-same"))];
        classes.extend(CustomerClass::ALL.iter().map(class));
        let (typed, problems) = (&self.person, self.problems.as_slice());
        post_form(
            page,
            &urls::keep_form(&self.facility, "person"),
            html! {
                (Field::line("email", "email", page.t("exchange-email")).value(&typed.email).required().problems(page, problems))
                (Field::select("class", page.t("exchange-class"), classes).value(&typed.class).problems(page, problems))
                (Field::select("code", page.t("exchange-code"), codes).value(&typed.code).problems(page, problems))
                (Field::line("date", "expires", page.t("exchange-expires")).value(&typed.expires).optional(page)
                    .problems(page, problems))
                (submit(&page.t("exchange-person-submit")))
            },
        )
    }
}
