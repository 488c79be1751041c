//! The keeper's page of a facility: who booked, out of service, training, classes.

use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_exchange_rules::lifecycle::booking::BookingState;
use bellwether_exchange_rules::span::Span;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::clock::Timestamp;
use bellwether_web::api::{FieldProblem, Page, Title, View};
use bellwether_web::components::forms::{Choice, Field, error_summary, post_form, submit, upload_form};
use bellwether_web::components::states::{Tone, alert, empty_state};
use bellwether_web::components::tables::{Column, table};
use jiff::tz::TimeZone;
use maud::{Markup, html};
use serde::Deserialize;

use super::book::{Typed, time_fields};
use super::bookings::{Named, rows};
use super::{sample, say};
use crate::model::facility::{Downtime, DowntimeId, Facility};
use crate::model::ical_in::Imported;
use crate::model::standing::GivenClass;
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

/// Somebody who was given a class of customers.
pub struct Given {
    /// The name.
    pub name: String,
    /// Who, what, and until when.
    pub of: GivenClass,
}

/// The page.
pub struct KeepPage {
    /// The facility.
    pub facility: Facility,
    /// Bookings to come.
    pub bookings: Vec<Named>,
    /// Who holds the qualifications that the facility asks for.
    pub holders: Vec<Holder>,
    /// Who was given a class of customers.
    pub given: Vec<Given>,
    /// Times out of service to come.
    pub downtimes: Vec<Downtime>,
    /// What was typed for a time out of service.
    pub down: Typed,
    /// What was typed about a person.
    pub person: PersonTyped,
    /// What cannot be read.
    pub problems: Vec<FieldProblem>,
    /// What came of a calendar.
    pub imported: Option<ImportedView>,
}

/// What came of a calendar of somebody else.
pub struct ImportedView {
    taken: usize,
    same: usize,
    over: usize,
    in_the_way: Vec<Span>,
}

impl ImportedView {
    /// The same, to be shown.
    pub fn of(one: Imported) -> ImportedView {
        ImportedView { taken: one.taken, same: one.same, over: one.over, in_the_way: one.in_the_way }
    }

    fn shown(&self, page: &Page, zone: &TimeZone) -> Markup {
        let n = |n: usize| n.into();
        let tone = if self.in_the_way.is_empty() { Tone::Good } else { Tone::Warn };
        alert(
            tone,
            html! {
                p { (page.t_with("exchange-ical-taken", &[("n", n(self.taken)), ("same", n(self.same)), ("over", n(self.over))])) }
                @if !self.in_the_way.is_empty() {
                    p { (page.t("exchange-ical-in-the-way")) }
                    ul { @for span in self.in_the_way.iter().take(50) { li { (say::when(page, *span, zone)) } } }
                }
            },
        )
    }
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
            @if let Some(imported) = &self.imported { (imported.shown(page, &self.facility.time_zone())) }
            p.row-line {
                a.btn href=(urls::kiosk(&self.facility)) { (page.t("exchange-kiosk")) }
                @if !self.facility.items.is_empty() { a.btn href=(urls::configuration(&self.facility)) { (page.t("exchange-configuration")) } }
                a.btn href=(urls::files(&self.facility)) { (page.t("exchange-files-title")) }
                a.btn href=(urls::holidays(&self.facility.cluster)) { (page.t("exchange-holidays-title")) }
                a.btn href=(urls::labels(&self.facility.cluster)) { (page.t("exchange-labels-title")) }
            }
            h2 { (title) }
            @if self.bookings.is_empty() {
                (empty_state(&page.t("exchange-keep-none"), &page.t("exchange-keep-none-help"), None))
            } @else { (rows(page, &title, &self.bookings, true)) }
            (self.downtimes(page))
            details open[self.problems.iter().any(|one| !matches!(one.field.as_str(), "email" | "calendar"))] {
                summary { (page.t("exchange-down-title")) }
                (post_form(page, &urls::keep_form(&self.facility, "down"), html! {
                    (time_fields(page, &self.down, &self.problems))
                    (Field::text("purpose", page.t("exchange-down-why")).value(&self.down.purpose).required()
                        .maxlength(PURPOSE as u32).problems(page, &self.problems))
                    (submit(&page.t("exchange-down-submit")))
                }))
            }
            details open[self.problems.iter().any(|one| one.field == "calendar")] {
                summary { (page.t("exchange-ical-title")) }
                (upload_form(page, &urls::keep_form(&self.facility, "calendar"), html! {
                    (Field::files("calendar", page.t("exchange-ical-file"), ".ics,text/calendar").required()
                        .help(page.t("exchange-ical-help")).problems(page, &self.problems))
                    (submit(&page.t("exchange-ical-submit")))
                }))
            }
            h2 { (page.t("exchange-people-title")) }
            @if !self.given.is_empty() { (self.given(page)) }
            @if !self.holders.is_empty() { (self.trained(page)) }
            (self.people_form(page))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |facility, bookings, holders| KeepPage {
            facility,
            bookings,
            holders,
            given: Vec::new(),
            downtimes: Vec::new(),
            imported: None,
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
        let down = Downtime {
            id: DowntimeId(uuid::Uuid::nil()),
            span: sample::hours(48, 3),
            why: "<b>cleaning</b>".into(),
            uid: None,
        };
        let imported = ImportedView { taken: 2, same: 1, over: 0, in_the_way: vec![sample::hours(5, 1)] };
        let empty = of(sample::facilities().swap_remove(6), Vec::new(), Vec::new());
        let full = of(sample::hostile(), vec![named], holders);
        let given = |person: u128, until_ms| Given {
            name: "<b>Eve</b>".into(),
            of: GivenClass { person: UserId(uuid::Uuid::from_u128(person)), class: CustomerClass::Academic, until_ms },
        };
        let given = vec![given(1, None), given(2, Some(sample::NOW_MS))];
        let full = KeepPage { given, downtimes: vec![down], imported: Some(imported), ..full };
        vec![("empty", empty), ("typical", full)]
    }
}

impl KeepPage {
    fn downtimes(&self, page: &Page) -> Markup {
        let zone = self.facility.time_zone();
        html! {
            @if !self.downtimes.is_empty() {
                h2 { (page.t("exchange-down-list")) }
                ul.plain-list {
                    @for down in &self.downtimes {
                        li {
                            (post_form(page, &urls::keep_form(&self.facility, "back"), html! {
                                span { (say::when(page, down.span, &zone)) " " (down.why) " " }
                                input type="hidden" name="down" value=(down.id);
                                button.btn type="submit" aria-label=(page.t_with("exchange-back-of", &[("when", say::when(page, down.span, &zone).into())])) {
                                    (page.t("exchange-back"))
                                }
                            }))
                        }
                    }
                }
            }
        }
    }

    /// Who was let in as what; with a form that takes it away from a day on.
    fn given(&self, page: &Page) -> Markup {
        let columns = [
            Column::new(page.t("exchange-person")),
            Column::new(page.t("exchange-class")),
            Column::new(page.t("exchange-expires")),
            Column::new(page.t("exchange-class-end")),
        ];
        let row = |one: &Given| {
            let until = one.of.until_ms.and_then(|ms| Timestamp::from_millisecond(ms).ok());
            let id = format!("class-end-{}", one.of.person);
            let label = page.t_with("exchange-class-end-of", &[("name", one.name.as_str().into())]);
            let form = html! {
                input type="hidden" name="person" value=(one.of.person);
                label.visually-hidden for=(id) { (page.t("exchange-class-end-from")) }
                input.form-control id=(id) type="date" name="from";
                button.btn type="submit" aria-label=(label) { (page.t("exchange-class-end")) }
            };
            vec![
                html! { (one.name) },
                html! { (page.t(&format!("exchange-class-{}", one.of.class.name()))) },
                until.map_or(html! { (page.t("exchange-never")) }, |at| page.moment(at)),
                post_form(page, &urls::keep_form(&self.facility, "class-end"), form),
            ]
        };
        let rows: Vec<Vec<Markup>> = self.given.iter().map(row).collect();
        table(page, &page.t("exchange-given-title"), &columns, &rows)
    }

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
