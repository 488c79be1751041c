//! One application: for its team with what to do next, for those who run the call with what they may do.

use bellwether_exchange_rules::lifecycle::decision::Outcome;
use bellwether_exchange_rules::lifecycle::request::{RequestState, RequestStep};
use bellwether_kernel::amount::Amount;
use bellwether_kernel::lang::Text;
use bellwether_web::api::{FieldProblem, Page, Place, Title, View};
use bellwether_web::components::facts::facts;
use bellwether_web::components::forms::{self, Choice, Field};
use bellwether_web::components::states::{Tone, alert};
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use super::{answers, consortium, pack, parts, sample, stages};
use crate::model::application::{Application, SeatRole, SeatState};
use crate::model::assessing::{Assessment, Recommendation};
use crate::model::register::Organisation;
use crate::model::seen::Dossier;
use crate::model::stage::StageKind;
use crate::urls;

/// The page.
pub struct ApplicationPage {
    /// All that the reader may know.
    pub of: Dossier,
    /// Is the reader of its team?
    pub is_team: bool,
    /// Does the reader lead the team?
    pub is_lead: bool,
    /// Was the reader asked to sign?
    pub is_invited: bool,
    /// May the reader handle it?
    pub handles: bool,
    /// May the reader decide about it?
    pub decides: bool,
    /// Organisations to choose from, for the lead who writes.
    pub known: Vec<Organisation>,
    /// What keeps it from what was tried.
    pub problems: Vec<FieldProblem>,
    /// When its call closes, while it is being written.
    pub closes_ms: Option<i64>,
    /// What other slices show beside it: its messages.
    pub beside: Markup,
}

impl View for ApplicationPage {
    fn title(&self, page: &Page) -> Title {
        let one = &self.of.application;
        let title = Title::new(parts::title(page, &one.title)).in_place(Place::Decide);
        if self.is_team {
            return title.crumb(page.t("calls-mine-title"), urls::MINE);
        }
        title
            .crumb(page.t("calls-title"), urls::CALLS)
            .crumb(one.call_title.best(page.lang()).0, urls::call_of(&one.cluster, &one.call_slug))
            .crumb(
                page.t("calls-applications"),
                format!("{}/applications", urls::call_of(&one.cluster, &one.call_slug)),
            )
    }

    fn body(&self, page: &Page) -> Markup {
        let one = &self.of.application;
        html! {
            p { (parts::standing(page, one)) }
            (forms::error_summary(page, &self.problems))
            @if !one.returned_why.is_empty() && one.state == RequestState::Returned {
                (alert(Tone::Warn, html! { h2.alert-title { (page.t("calls-returned-title")) } (parts::lines(&one.returned_why)) }))
            }
            (facts(&self.facts(page)))
            (self.decision(page))
            (stages::interview(page, &self.of))
            @if self.is_team { (self.next(page)) }
            @if !one.appeal.is_empty() { section { h2 { (page.t("calls-appeal")) } div.prose { (parts::lines(&one.appeal)) } } }
            section {
                h2 { (page.t("calls-answers")) }
                (answers::read(page, &self.of.content.form, &self.of.answers, &self.of.files, (one.id, one.unit)))
            }
            (self.consortium(page))
            (stages::before(page, &self.of))
            (self.team(page))
            (self.assessments(page))
            @if self.handles || self.decides { (self.office(page)) }
            (self.beside)
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |state, is_team| ApplicationPage {
            of: sample::dossier(state),
            is_team,
            is_lead: is_team,
            is_invited: false,
            handles: !is_team,
            decides: !is_team,
            known: Vec::new(),
            problems: Vec::new(),
            closes_ms: (state == RequestState::Draft).then_some(1_790_000_000_000),
            beside: html! {},
        };
        let staged =
            |state, at, is_team| ApplicationPage { of: sample::staged_dossier(state, at), ..of(state, is_team) };
        let consortium = |state, is_team| ApplicationPage {
            of: sample::consortium(state),
            known: vec![Organisation { id: uuid::Uuid::nil(), name: Text::both(sample::HOSTILE, sample::HOSTILE) }],
            ..of(state, is_team)
        };
        let problems = vec![FieldProblem::new("f.title", "Missing")];
        vec![
            ("draft", ApplicationPage { problems, ..of(RequestState::Draft, true) }),
            ("invited", ApplicationPage { is_invited: true, is_lead: false, ..of(RequestState::Draft, true) }),
            ("returned", of(RequestState::Returned, true)),
            ("accepted", of(RequestState::Accepted, true)),
            ("rejected", of(RequestState::Rejected, true)),
            ("active", of(RequestState::Active, true)),
            ("submitted", of(RequestState::Submitted, false)),
            ("review", of(RequestState::InReview, false)),
            ("appealed", of(RequestState::Appealed, false)),
            ("advanced", staged(RequestState::Advanced, 1, true)),
            ("interview", staged(RequestState::Advanced, 2, true)),
            ("appoints", staged(RequestState::Advanced, 2, false)),
            ("consortium", consortium(RequestState::Draft, true)),
            ("consortium-office", consortium(RequestState::Submitted, false)),
            ("stage-decided", staged(RequestState::Decided, 1, false)),
        ]
    }
}

impl ApplicationPage {
    fn consortium(&self, page: &Page) -> Markup {
        let writes = self.is_lead && self.of.application.is_written() && self.of.shown == self.of.application.stage.at;
        let edit = consortium::Edit { known: &self.known, problems: &self.problems };
        consortium::section(page, &self.of, Some(&edit).filter(|_| writes && self.of.content.consortium.is_some()))
    }

    fn amount(&self, page: &Page, minor: i64) -> String {
        parts::amount(page, Amount::new(minor, self.of.application.unit))
    }

    fn facts(&self, page: &Page) -> Vec<(String, Markup)> {
        let one = &self.of.application;
        let mut all = vec![
            (
                page.t("calls-call"),
                html! { a href=(urls::call_of(&one.cluster, &one.call_slug)) { (page.text(&one.call_title)) } },
            ),
            (page.t("calls-number"), html! { (one.number) }),
        ];
        if one.stage.is_named() {
            let of = [("n", (one.stage.at + 1).into()), ("all", self.of.content.stage_count().into())];
            let until = self.of.content.stage(one.stage.at).filter(|_| self.is_team && one.is_written());
            let until = until.and_then(|stage| stages::until(page, &self.of.content, one.stage.at, stage));
            all.push((
                page.t("calls-stage"),
                html! { (page.text(&one.stage.name)) ", " (page.t_with("calls-stage-n", &of)) @if let Some(until) = until { ", " (until) } },
            ));
        } else if let Some(closes_ms) = self.closes_ms {
            let at = parts::moment(page, closes_ms, &self.of.content.time_zone());
            all.push((page.t("calls-closes"), html! { (at) }));
        }
        if let Some(minor) = one.asked_minor {
            all.push((page.t("calls-asked"), html! { (self.amount(page, minor)) }));
        }
        if let Some(minor) = one.awarded_minor {
            all.push((page.t("calls-given"), html! { (self.amount(page, minor)) }));
        }
        if let Some(at_ms) = one.submitted_at_ms {
            all.push((page.t("calls-handed-in-at"), parts::at(page, at_ms)));
        }
        if let Some(digest) = &self.of.sha256 {
            let link = html! { a href=(urls::of_application(one.id, "submitted.json")) { (page.t("calls-frozen")) } " SHA-256 " code { (digest[..digest.len().min(16)]) "…" } };
            all.push((page.t("calls-handed-in"), link));
        }
        all
    }

    fn decision(&self, page: &Page) -> Markup {
        let one = &self.of.application;
        html! {
            @if let Some(decision) = &self.of.decision {
                section {
                    h2 { (page.t("calls-decision")) }
                    p {
                        strong { (pack::outcome(page, decision)) }
                        @if decision.amount_minor > 0 { ", " (self.amount(page, decision.amount_minor)) }
                        @if decision.state.name() == "carried" { " (" (page.t("calls-not-announced")) ")" }
                    }
                    div.prose { (parts::lines(&decision.why)) }
                    @if decision.state.name() == "effective" {
                        p.row-line {
                            a href=(urls::of_application(one.id, "letter.pdf?lang=en")) { (page.t("calls-letter-en")) }
                            a href=(urls::of_application(one.id, "letter.pdf?lang=ru")) { (page.t("calls-letter-ru")) }
                        }
                    }
                }
            }
            @if let Some(undertaking) = &self.of.undertaking {
                p { a.btn href=(urls::undertaking(undertaking.id)) { (page.t("calls-undertaking")) } }
            }
        }
    }

    fn step(&self, page: &Page, step: &str, label: &str, class: &str) -> Markup {
        html! {
            form.inline method="post" action=(urls::of_application(self.of.application.id, "steps")) {
                (page.csrf_field())
                input type="hidden" name="step" value=(step);
                button.btn.(class) type="submit" { (page.t(label)) }
            }
        }
    }

    /// What the team can do now.
    fn next(&self, page: &Page) -> Markup {
        let one = &self.of.application;
        let can = |step| one.state.after(step).is_ok();
        let waits = self.of.team.iter().any(|seat| seat.state == SeatState::Invited);
        html! {
            section {
                h2 { (page.t("calls-next")) }
                @if one.is_written() && waits { p { (page.t("calls-waits-for-team")) } }
                div.row-line {
                    @if one.is_written() {
                        a.btn href=(urls::of_application(one.id, "edit")) { (page.t("calls-write")) }
                        @if self.is_lead { (self.step(page, "submit", "calls-submit", "btn-primary")) }
                    }
                    @if self.is_lead && can(RequestStep::Start) { (self.step(page, "accept", "calls-accept-award", "btn-primary")) }
                    @if self.is_lead && can(RequestStep::Withdraw) { (self.step(page, "withdraw", "calls-withdraw", "btn-danger")) }
                }
                @if self.is_lead && can(RequestStep::Appeal) {
                    (forms::post_form(page, &urls::of_application(one.id, "steps"), html! {
                        input type="hidden" name="step" value="appeal";
                        (Field::lines(4, "appeal", page.t("calls-appeal-why")).required().help(page.t("calls-appeal-help")).problems(page, &self.problems))
                        (forms::submit(&page.t("calls-appeal-send")))
                    }))
                }
                p.form-hint { (page.t(&next_hint(one))) }
            }
        }
    }

    fn team(&self, page: &Page) -> Markup {
        let one = &self.of.application;
        let columns = [
            Column::new(page.t("calls-person")),
            Column::new(page.t("calls-role")),
            Column::new(page.t("calls-signed")),
        ];
        let row = |seat: &crate::model::application::Seat| {
            vec![
                html! { (self.of.names.get(&seat.person).cloned().unwrap_or_else(|| page.t("calls-somebody"))) },
                html! { (page.t(if seat.role == SeatRole::Lead { "calls-role-lead" } else { "calls-role-member" })) },
                html! { (page.t(&format!("calls-seat-{}", seat.state.name()))) },
            ]
        };
        let rows: Vec<Vec<Markup>> = self.of.team.iter().map(row).collect();
        let is_written = one.is_written();
        html! {
            section {
                h2 { (page.t("calls-team")) }
                (table(page, &page.t("calls-team"), &columns, &rows))
                @if self.is_team && is_written {
                    @if self.is_invited {
                        p { (page.t("calls-sign-help")) }
                        (self.answer(page))
                    } @else if self.is_lead {
                        (forms::post_form(page, &urls::of_application(one.id, "team"), html! {
                            (Field::line("email", "email", page.t("calls-invite-email")).required().help(page.t("calls-invite-help")).problems(page, &self.problems))
                            (forms::submit(&page.t("calls-invite")))
                        }))
                    }
                }
            }
        }
    }

    fn answer(&self, page: &Page) -> Markup {
        let button = |answer: &str, label: &str, class: &str| {
            html! {
                form.inline method="post" action=(urls::of_application(self.of.application.id, "team/answer")) {
                    (page.csrf_field())
                    input type="hidden" name="answer" value=(answer);
                    button.btn.(class) type="submit" { (page.t(label)) }
                }
            }
        };
        html! { div.row-line { (button("signed", "calls-sign", "btn-primary")) (button("declined", "calls-decline", "")) } }
    }

    fn assessments(&self, page: &Page) -> Markup {
        let one = |of: &Assessment| {
            let rubric = self.of.rubrics.get(of.stage as usize).unwrap_or(&self.of.content.rubric);
            let stage = self.of.content.stage(of.stage);
            html! {
                h3 {
                    @if let Some(stage) = stage { (page.text(&stage.name)) ", " }
                    @match self.of.names.get(&of.assessor) {
                        Some(name) => (name),
                        None => (page.t("calls-assessor")),
                    }
                    ": " (page.t(&format!("calls-assessment-{}", of.state.name())))
                }
                @if of.state.counts() {
                    ul { @for criterion in &rubric.criteria {
                        li { (page.text(&criterion.label)) ": " (of.scores.get(&criterion.code).copied().unwrap_or(0)) "/" (criterion.most) }
                    } }
                    @if let Some(recommends) = of.recommendation { p { strong { (recommendation(page, recommends)) } } }
                    div.prose { (parts::lines(&of.comment)) }
                }
            }
        };
        html! {
            @if !self.of.assessments.is_empty() {
                section { h2 { (page.t("calls-assessments")) } @for of in &self.of.assessments { (one(of)) } }
            }
        }
    }

    /// What those who run the call may do.
    fn office(&self, page: &Page) -> Markup {
        let one = &self.of.application;
        let can = |step| one.state.after(step).is_ok();
        let handle = urls::of_application(one.id, "handle");
        let may_ask = one.can_be_judged();
        let may_decide = matches!(one.state, RequestState::InReview | RequestState::Decided | RequestState::Appealed);
        let hidden = |value: &str| html! { input type="hidden" name="how" value=(value); };
        html! {
            section {
                h2 { (page.t("calls-office-title")) }
                @if self.handles && may_ask && can(RequestStep::StartReview) {
                    (forms::post_form(page, &handle, html! { (hidden("review")) (forms::submit(&page.t("calls-bulk-review"))) }))
                }
                @if self.handles && can(RequestStep::Return) {
                    (forms::post_form(page, &handle, html! {
                        (hidden("return"))
                        (Field::lines(3, "why", page.t("calls-return-why")).required().problems(page, &self.problems))
                        (forms::submit(&page.t("calls-bulk-return")))
                    }))
                }
                @if self.handles && may_ask {
                    (forms::post_form(page, &handle, html! {
                        (hidden("assign"))
                        (Field::line("email", "email", page.t("calls-assessor-email")).required().problems(page, &self.problems))
                        (forms::submit(&page.t("calls-bulk-assign")))
                    }))
                }
                @if self.handles && may_ask && one.stage.kind == StageKind::Interview { (stages::appoint(page, &self.of, &self.problems)) }
                @if self.decides && may_decide { (self.decide(page)) }
                (forms::post_form(page, &handle, html! {
                    (hidden("conflict"))
                    p.form-hint { (page.t("calls-conflict-help")) }
                    div.form-actions { button.btn type="submit" { (page.t("calls-conflict-declare")) } }
                }))
            }
        }
    }

    fn decide(&self, page: &Page) -> Markup {
        let one = &self.of.application;
        let is_appeal = one.state == RequestState::Appealed;
        let is_last = self.of.content.is_last_stage(one.stage.at);
        let outcomes = Outcome::ALL.iter().filter(|of| (is_last && !is_appeal) || **of != Outcome::Waitlisted);
        let words = |of: &Outcome| match of {
            Outcome::Accepted if !is_last => page.t("calls-outcome-advanced"),
            of => page.t(&format!("calls-outcome-{}", of.name())),
        };
        let outcomes = outcomes.map(|of| Choice::new(of.name(), words(of))).collect();
        let before = self.of.decision.as_ref();
        let asked = one.asked_minor.map(|minor| Amount::new(minor, one.unit).decimal()).unwrap_or_default();
        let given = before.map_or(asked, |of| Amount::new(of.amount_minor, one.unit).decimal());
        forms::post_form(
            page,
            &urls::of_application(one.id, "decide"),
            html! {
                h3 { (page.t("calls-decide")) }
                p.form-hint { (page.t(if is_appeal { "calls-decide-appeal-help" } else { "calls-decide-help" })) }
                (Field::radios("outcome", page.t("calls-outcome"), outcomes).value(before.map_or("accepted", |of| of.outcome.name())).required()
                    .problems(page, &self.problems))
                @if is_last { (Field::text("amount", page.t("calls-given")).value(given).problems(page, &self.problems)) }
                @if is_last && !is_appeal {
                    (Field::line("number", "place", page.t("calls-place")).value(before.map_or(1, |of| of.place).to_string()).help(page.t("calls-place-help")))
                }
                (Field::lines(4, "reason", page.t("calls-decide-why")).value(before.map_or("", |of| of.why.as_str())).required()
                    .problems(page, &self.problems))
                (forms::submit(&page.t("calls-decide")))
            },
        )
    }
}

/// What happens next, for the team.
fn next_hint(one: &Application) -> String {
    if one.state == RequestState::Advanced && one.stage.kind == StageKind::Interview {
        return "calls-next-interview".to_owned();
    }
    format!("calls-next-{}", one.state.name().replace('_', "-"))
}

/// A recommendation in words.
pub fn recommendation(page: &Page, of: Recommendation) -> String {
    page.t(&format!("calls-recommend-{}", of.name().replace('_', "-")))
}
