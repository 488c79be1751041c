//! The stages of a call as people read them: on the page of the call, on that of an application, and the appointment.

use bellwether_web::api::{FieldProblem, Page};
use bellwether_web::components::badges::badge;
use bellwether_web::components::forms::{self, Field};
use bellwether_web::components::states::Tone;
use jiff::civil::DateTime;
use maud::{Markup, html};

use super::{pack, parts};
use crate::model::call::Content;
use crate::model::interview::{Interview, MOST_MINUTES};
use crate::model::seen::Dossier;
use crate::model::stage::{Stage, StageKind};
use crate::urls;

/// The stages of a call with their deadlines; nothing where it has one. `now` is the one that an application has reached.
pub fn all(page: &Page, content: &Content, now: Option<u32>) -> Markup {
    html! {
        @if !content.stages.is_empty() {
            section {
                h2 { (page.t("calls-stages")) }
                ol { @for (at, one) in (0..).zip(&content.stages) {
                    li aria-current=[(now == Some(at)).then_some("step")] {
                        strong { (page.text(&one.name)) } ", " (parts::stage_kind(page, one.kind))
                        @if let Some(until) = until(page, content, at, one) { ", " (until) }
                        @if let Some(most) = one.most { ", " (page.t_with("calls-stage-most-is", &[("n", most.into())])) }
                        @if now == Some(at) { " " (badge(Tone::Info, &page.t("calls-stage-now"))) }
                    }
                } }
            }
        }
    }
}

/// Until when a stage is handed in.
pub fn until(page: &Page, content: &Content, at: u32, one: &Stage) -> Option<String> {
    let closes = if at == 0 { Some(content.closes) } else { one.closes }?;
    Some(page.t_with("calls-stage-until", &[("moment", local(page, content, closes)?.into())]))
}

fn local(page: &Page, content: &Content, at: DateTime) -> Option<String> {
    let zone = content.time_zone();
    let at = zone.to_ambiguous_timestamp(at).compatible().ok()?;
    Some(parts::moment(page, at.as_millisecond(), &zone))
}

/// How an application came through earlier stages, with what it said there.
pub fn before(page: &Page, of: &Dossier) -> Markup {
    let one = &of.application;
    let name = |at: u32| of.content.stage(at).map(|stage| page.text(&stage.name));
    let shown = |at: u32, key: &str| html! { a href=(urls::in_stage(one.id, key)) aria-current=[(of.shown == at).then_some("page")] { (page.t("calls-stage-read")) } };
    html! {
        @if !of.before.is_empty() {
            section {
                h2 { (page.t("calls-stages-before")) }
                @for decision in &of.before {
                    @let key = of.content.stage(decision.stage).map_or("", |stage| stage.key.as_str());
                    h3 { @if let Some(name) = name(decision.stage) { (name) } ": " (pack::outcome(page, decision)) }
                    div.prose { (parts::lines(&decision.why)) }
                    p.row-line {
                        @if of.handed_in.contains(&decision.stage) {
                            (shown(decision.stage, key))
                            a href={ (urls::of_application(one.id, "submitted.json")) "?stage=" (key) } { (page.t("calls-frozen")) }
                        }
                        a href={ (urls::of_application(one.id, "letter.pdf")) "?lang=en&stage=" (key) } { (page.t("calls-letter-en")) }
                        a href={ (urls::of_application(one.id, "letter.pdf")) "?lang=ru&stage=" (key) } { (page.t("calls-letter-ru")) }
                    }
                }
                @if of.shown != one.stage.at {
                    p { a href=(urls::application(one.id)) { (page.t("calls-stage-back")) } }
                }
            }
        }
    }
}

/// The appointment, where the stage is an interview.
pub fn interview(page: &Page, of: &Dossier) -> Markup {
    if of.application.stage.kind != StageKind::Interview || of.shown != of.application.stage.at {
        return html! {};
    }
    html! {
        section {
            h2 { (page.t("calls-interview")) }
            @match &of.interview {
                None => p { (page.t("calls-interview-none")) },
                Some(one) => (appointment(page, &of.content, one)),
            }
        }
    }
}

/// When and where.
pub fn appointment(page: &Page, content: &Content, one: &Interview) -> Markup {
    html! {
        p {
            strong { (parts::moment(page, one.at_ms, &content.time_zone())) } ", "
            (page.t_with("calls-interview-minutes-are", &[("n", one.minutes.into())]))
            @if !one.place.is_empty() { ", " (one.place) }
        }
        @if !one.link.is_empty() { p { a href=(one.link) rel="noreferrer" { (one.link) } } }
        p { a href=(urls::APPOINTMENTS) { (page.t("calls-interview-calendar")) } }
    }
}

/// The form of the appointment, for the office.
pub fn appoint(page: &Page, of: &Dossier, problems: &[FieldProblem]) -> Markup {
    let zone = of.content.time_zone();
    let before = of.interview.as_ref();
    let at = before.and_then(|one| bellwether_kernel::clock::Timestamp::from_millisecond(one.at_ms).ok());
    let at = at.map(|at| at.to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default();
    let minutes = before.map_or(30, |one| one.minutes).to_string();
    let text = |name: &'static str, key: &str, value: &str| {
        Field::text(name, page.t(key)).value(value).problems(page, problems).maxlength(300)
    };
    let clock = page.t_with("calls-interview-zone", &[("zone", zone.iana_name().unwrap_or("UTC").into())]);
    forms::post_form(
        page,
        &urls::of_application(of.application.id, "interview"),
        html! {
            h3 { (page.t("calls-interview-set")) }
            (Field::line("datetime-local", "at", page.t("calls-interview-at")).value(at).help(clock).required().problems(page, problems))
            (Field::line("number", "minutes", page.t("calls-interview-minutes")).value(minutes).required()
                .help(page.t_with("calls-interview-most", &[("n", MOST_MINUTES.into())])).problems(page, problems))
            (text("place", "calls-interview-place", before.map_or("", |one| one.place.as_str())))
            (text("link", "calls-interview-link", before.map_or("", |one| one.link.as_str())).help(page.t("calls-interview-link-help")))
            (forms::submit(&page.t("calls-interview-save")))
        },
    )
}
