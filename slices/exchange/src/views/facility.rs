//! One facility: what it is, its rules and rates; for those who are let in, its calendar.

use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::facts::facts;
use bellwether_web::components::states::{Tone, alert};
use jiff::civil::Date;
use maud::{Markup, html};

use super::calendar::{Calendar, of_facility};
use super::configuration::configuration;
use super::files::{manuals, photos};
use super::money::{rates, subsidies};
use super::{sample, say};
use crate::model::configuration::Setting;
use crate::model::facility::{Downtime, DowntimeId, Facility};
use crate::model::file::Files;
use crate::urls;

/// The page.
pub struct FacilityPage {
    /// The facility.
    pub facility: Facility,
    /// Its photos, and its manuals for those who may read them.
    pub files: Files,
    /// What it is set to.
    pub settings: Vec<Setting>,
    /// Times out of service to come.
    pub downtimes: Vec<Downtime>,
    /// Its calendar; `None` for those who are not let in.
    pub calendar: Option<Calendar>,
    /// Is the reader its keeper?
    pub may_keep: bool,
    /// Does the reader keep the money of its cluster?
    pub may_keep_money: bool,
}

impl View for FacilityPage {
    fn title(&self, page: &Page) -> Title {
        let (words, lang) = self.facility.name.best(page.lang());
        let mut title = Title::new(words)
            .in_language(lang.code())
            .crumb(page.t("exchange-facilities-title"), urls::facilities(&self.facility.cluster))
            .in_place(bellwether_web::api::Place::Work);
        if self.calendar.as_ref().is_some_and(|calendar| calendar.may_book) && self.facility.orders.is_none() {
            title = title.script("calendar.js");
        }
        if self.calendar.as_ref().is_some_and(|calendar| calendar.may_book) && self.facility.state.takes_requests() {
            let (href, key) = match self.facility.orders {
                Some(_) => (urls::order_new(&self.facility), "exchange-order"),
                None => (urls::book(&self.facility), "exchange-book"),
            };
            title = title.action(html! { a.btn.btn-primary href=(href) { (page.t(key)) } });
        }
        title
    }

    fn body(&self, page: &Page) -> Markup {
        let one = &self.facility;
        let zone = one.time_zone();
        let mut rows = vec![
            (page.t("exchange-sort"), html! { (page.t(&format!("exchange-sort-{}", one.sort.name()))) }),
            (page.t("exchange-owner"), page.text(&one.owner)),
            (page.t("exchange-location"), page.text(&one.location)),
        ];
        if one.places > 1 {
            rows.push((page.t("exchange-places"), html! { (page.number(u32::from(one.places))) }));
        }
        if let Some(manual) = &one.manual {
            rows.push((page.t("exchange-manual"), html! { a href=(manual) rel="noopener" { (manual) } }));
        }
        html! {
            (photos(page, one, &self.files))
            p { (page.text(&one.about)) }
            @if !one.state.takes_requests() {
                (alert(Tone::Warn, html! { p { (page.t("exchange-takes-none")) } }))
            }
            @for down in &self.downtimes {
                (alert(Tone::Warn, html! {
                    p { strong { (page.t("exchange-hour-down")) ": " (say::when(page, down.span, &zone)) } " " (down.why) }
                }))
            }
            (facts(&rows))
            @if self.may_keep || self.may_keep_money {
                p.row-line {
                    @if self.may_keep { a.btn href=(urls::keep(one)) { (page.t("exchange-keep-title")) } }
                    @if self.may_keep_money { a.btn href=(urls::money(one)) { (page.t("exchange-money-title")) } }
                }
            }
            @if one.orders.is_some() { p { (page.t("exchange-takes-orders")) } } @else { h2 #calendar { (page.t("exchange-calendar")) } }
            @match &self.calendar {
                _ if one.orders.is_some() => {},
                Some(calendar) => {
                    (of_facility(page, one, calendar))
                    p { a href=(urls::facility_feed(one)) { (page.t("exchange-feed-taken")) } }
                },
                None if page.actor().is_known() => p { (page.t("exchange-calendar-members")) },
                None => p { (page.t("exchange-calendar-signed-in")) },
            }
            (configuration(page, one, &self.settings))
            (manuals(page, one, &self.files))
            h2 { (page.t("exchange-rules")) }
            @let rules = one.rules();
            @if rules.is_empty() { p { (page.t("exchange-rules-none")) } } @else {
                ul { @for rule in &rules { li { (say::condition(page, rule)) } } }
            }
            @if !one.rates.is_empty() { h2 { (page.t("exchange-rates")) } (rates(page, one)) }
            @if !one.subsidies.is_empty() { h2 { (page.t("exchange-subsidies")) } (subsidies(page, one)) }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let calendar = |view| {
            Some(Calendar {
                view,
                day: Date::constant(2026, 11, 26),
                now: sample::hours(0, 1).from(),
                busy: sample::busy(),
                may_book: true,
            })
        };
        let of = |facility, calendar| FacilityPage {
            facility,
            files: Files::default(),
            settings: Vec::new(),
            downtimes: Vec::new(),
            calendar,
            may_keep: false,
            may_keep_money: false,
        };
        let down = Downtime {
            id: DowntimeId(uuid::Uuid::nil()),
            span: sample::hours(48, 3),
            why: "<b>cleaning</b>".into(),
            uid: None,
        };
        let kept = FacilityPage {
            downtimes: vec![down],
            may_keep: true,
            may_keep_money: true,
            settings: vec![Setting { item: "objective".into(), option: "oil".into(), by: None, at_ms: sample::NOW_MS }],
            ..of(sample::configured(), calendar("day"))
        };
        let typical = sample::facilities().swap_remove(0);
        vec![("visitor", of(typical.clone(), None)), ("typical", of(typical, calendar("week"))), ("hostile", kept)]
    }
}
