//! One application to another funder: what is known, what was written, and the steps that are possible.

use bellwether_kernel::amount::Amount;
use bellwether_web::api::{FieldProblem, Page, Place, Title, View};
use bellwether_web::components::facts::facts;
use bellwether_web::components::forms::{self, Field};
use bellwether_web::components::states::{Tone, alert};
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use super::outbounds::state;
use super::{answers, parts, sample};
use crate::model::outbound::{OutboundState, OutboundStep, Report, Whole};
use crate::urls;

/// The page.
pub struct OutboundPage {
    /// All of it.
    pub of: Whole,
    /// May the reader write it?
    pub writes: bool,
    /// May the reader check it, send it and note what came of it?
    pub keeps: bool,
    /// Did the reader ask for the check?
    pub is_asker: bool,
    /// What keeps it from what was tried.
    pub problems: Vec<FieldProblem>,
}

impl View for OutboundPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(parts::title(page, &self.of.one.title))
            .crumb(page.t("calls-outbound-title"), urls::OUTBOUND)
            .in_place(Place::Decide)
    }

    fn body(&self, page: &Page) -> Markup {
        let one = &self.of.one;
        html! {
            p { (state(page, one.state)) " " (parts::sample(page, one.sample)) }
            (forms::error_summary(page, &self.problems))
            @if !one.why.is_empty() {
                (alert(Tone::Info, html! { h2.alert-title { (page.t("calls-outbound-why")) } (parts::lines(&one.why)) }))
            }
            (facts(&self.facts(page)))
            (self.next(page))
            section {
                h2 { (page.t("calls-answers")) }
                (answers::read(page, &one.form, &self.of.answers(), &self.of.files, (one.id, one.facts.unit)))
            }
            (self.team(page))
            @if one.state == OutboundState::Granted { (self.reports(page)) }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |state, keeps| OutboundPage {
            of: sample::whole(state),
            writes: true,
            keeps,
            is_asker: false,
            problems: Vec::new(),
        };
        let problems = vec![FieldProblem::new("f.title", "Missing")];
        vec![
            ("preparing", OutboundPage { problems, ..of(OutboundState::Preparing, false) }),
            ("checking", of(OutboundState::Checking, true)),
            ("asked", OutboundPage { is_asker: true, ..of(OutboundState::Checking, true) }),
            ("approved", of(OutboundState::Approved, true)),
            ("sent", of(OutboundState::Sent, true)),
            ("granted", of(OutboundState::Granted, true)),
        ]
    }
}

impl OutboundPage {
    fn facts(&self, page: &Page) -> Vec<(String, Markup)> {
        let (one, facts) = (&self.of.one, &self.of.one.facts);
        let money = |minor: i64| html! { (parts::amount(page, Amount::new(minor, facts.unit))) };
        let name = |id| self.of.names.get(&id).map_or("", String::as_str);
        let mut all = vec![(
            page.t("calls-outbound-funder"),
            html! {
                @match facts.funder_actor { Some(id) => a href={ "/actors/" (id) } { (facts.funder) }, None => (facts.funder) }
            },
        )];
        if !facts.programme.is_empty() {
            all.push((page.t("calls-outbound-programme"), html! { (facts.programme) }));
        }
        let at = parts::moment(page, facts.deadline_ms().unwrap_or_default(), &facts.time_zone());
        all.push((page.t("calls-outbound-deadline"), html! { (at) }));
        all.push((page.t("calls-outbound-responsible"), html! { (name(one.responsible)) }));
        if let Some(minor) = one.asked_minor {
            all.push((page.t("calls-asked"), money(minor)));
        }
        if let Some(minor) = one.granted_minor {
            all.push((page.t("calls-given"), money(minor)));
        }
        if let Some(day) = one.decided_on {
            all.push((page.t("calls-outbound-decided-on"), html! { (parts::date(page.words(), day)) }));
        }
        if !one.reference.is_empty() {
            all.push((page.t("calls-outbound-reference"), html! { (one.reference) }));
        }
        if let Some(at_ms) = one.sent_at_ms {
            all.push((page.t("calls-outbound-sent-at"), parts::at(page, at_ms)));
        }
        if let Some(frozen) = &self.of.frozen {
            let digest = frozen.sha256();
            let link = html! { a href=(urls::of_outbound(one.id, "sent.json")) { (page.t("calls-frozen")) } " SHA-256 " code { (digest[..digest.len().min(16)]) "…" } };
            all.push((page.t("calls-outbound-sent"), link));
        }
        all
    }

    /// A form with what is noted and a button for each step that is possible; nothing where none is.
    fn steps(&self, page: &Page, steps: &[OutboundStep], noted: &Markup) -> Markup {
        let one = &self.of.one;
        let possible: Vec<&OutboundStep> = steps.iter().filter(|step| one.state.after(**step).is_ok()).collect();
        html! {
            @if !possible.is_empty() {
                form.stack method="post" action=(urls::of_outbound(one.id, "steps")) {
                    (page.csrf_field())
                    (noted)
                    div.form-actions.row-line {
                        @for step in possible {
                            button.btn type="submit" name="step" value=(step.name()) {
                                (page.t(&format!("calls-outbound-step-{}", step.name())))
                            }
                        }
                    }
                }
            }
        }
    }

    fn next(&self, page: &Page) -> Markup {
        let one = &self.of.one;
        let nothing = html! {};
        let line = |kind, name: &str, label: String| Field::line(kind, name, label).problems(page, &self.problems);
        let why =
            html! { (Field::lines(2, "why", page.t("calls-outbound-why")).required().problems(page, &self.problems)) };
        let reference =
            line("text", "reference", page.t("calls-outbound-reference")).optional(page).value(&one.reference);
        let granted = line("text", "granted", format!("{}, {}", page.t("calls-given"), one.facts.unit.code()));
        let day = line("date", "decided_on", page.t("calls-outbound-decided-on")).required();
        let outcome = html! { (granted.help(page.t("calls-outbound-granted-help"))) (day) };
        html! {
            @if self.writes && one.state == OutboundState::Preparing {
                p.row-line {
                    a.btn.btn-primary href=(urls::of_outbound(one.id, "edit")) { (page.t("calls-outbound-write")) }
                    @if self.keeps { a.btn href=(urls::of_outbound(one.id, "facts")) { (page.t("calls-outbound-facts")) } }
                }
                (self.steps(page, &[OutboundStep::Ask], &nothing))
            }
            @if self.keeps {
                @if self.is_asker && one.state == OutboundState::Checking { p { (page.t("calls-outbound-other-checks")) } }
                @else { (self.steps(page, &[OutboundStep::Approve], &nothing)) }
                (self.steps(page, &[OutboundStep::Send], &html! { (reference) }))
                (self.steps(page, &[OutboundStep::Grant, OutboundStep::Refuse], &outcome))
                @if one.state.after(OutboundStep::Withdraw).is_ok() {
                    details {
                        summary { (page.t("calls-outbound-otherwise")) }
                        (self.steps(page, &[OutboundStep::Return, OutboundStep::Withdraw], &why))
                    }
                }
            }
        }
    }

    fn team(&self, page: &Page) -> Markup {
        let one = &self.of.one;
        html! {
            section {
                h2 { (page.t("calls-team")) }
                ul { @for person in &self.of.team { li { (self.of.names.get(person).map_or("", String::as_str)) } } }
                @if self.keeps {
                    (forms::post_form(page, &urls::of_outbound(one.id, "team"), html! {
                        (Field::line("email", "email", page.t("calls-outbound-email")).required().help(page.t("calls-outbound-email-help")).problems(page, &self.problems))
                        div.row-line {
                            button.btn type="submit" name="do" value="join" { (page.t("calls-outbound-join")) }
                            button.btn type="submit" name="do" value="leave" { (page.t("calls-outbound-leave")) }
                        }
                    }))
                }
            }
        }
    }

    fn reports(&self, page: &Page) -> Markup {
        let one = &self.of.one;
        let action = urls::of_outbound(one.id, "reports");
        let columns = ["calls-report", "calls-due-on", "calls-state"].map(|key| Column::new(page.t(key)));
        let row = |report: &Report| {
            vec![
                html! { (report.name) },
                html! { (parts::date(page.words(), report.due)) },
                html! {
                    @match report.done_on {
                        Some(day) => { (page.t_with("calls-outbound-report-done", &[("day", parts::date(page.words(), day).into())])) }
                        None => form.inline method="post" action=(action) {
                            (page.csrf_field())
                            input type="hidden" name="done" value=(report.number);
                            button.btn.btn-sm type="submit" { (page.t("calls-outbound-report-do")) }
                        }
                    }
                },
            ]
        };
        let rows: Vec<Vec<Markup>> = self.of.reports.iter().map(row).collect();
        html! {
            section {
                h2 { (page.t("calls-outbound-reports")) }
                @if !rows.is_empty() { (table(page, &page.t("calls-outbound-reports"), &columns, &rows)) }
                (forms::post_form(page, &action, html! {
                    (Field::text("name", page.t("calls-report")).required().problems(page, &self.problems))
                    (Field::line("date", "due", page.t("calls-due-on")).required().problems(page, &self.problems))
                    (forms::submit(&page.t("calls-outbound-report-add")))
                }))
            }
        }
    }
}
