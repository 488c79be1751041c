//! What an award opened: its milestones with reports and payments.

use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_kernel::amount::Amount;
use bellwether_web::api::{FieldProblem, Page, Place, Title, View};
use bellwether_web::components::badges::badge;
use bellwether_web::components::facts::facts;
use bellwether_web::components::forms;
use bellwether_web::components::states::Tone;
use maud::{Markup, html};

use super::{parts, sample};
use crate::model::undertaking::{Awarded, Milestone, MilestoneState, MilestoneStep, REPORT};
use crate::urls;

/// The page.
pub struct UndertakingPage {
    /// The undertaking with its application.
    pub of: Awarded,
    /// Is the reader of its team?
    pub is_team: bool,
    /// May the reader approve reports?
    pub approves: bool,
    /// What is wrong with what was typed.
    pub problems: Vec<FieldProblem>,
}

impl View for UndertakingPage {
    fn title(&self, page: &Page) -> Title {
        let one = &self.of.application;
        Title::new(parts::title(page, &one.title))
            .lead(page.t("calls-undertaking"))
            .crumb(one.call_title.best(page.lang()).0, urls::call_of(&one.cluster, &one.call_slug))
            .crumb(page.t("calls-application"), urls::application(one.id))
            .in_place(Place::Work)
    }

    fn body(&self, page: &Page) -> Markup {
        let of = &self.of.undertaking;
        let money = |minor| html! { (parts::amount(page, Amount::new(minor, of.unit))) };
        let rows = [
            (page.t("calls-given"), money(of.amount_minor)),
            (page.t("calls-paid"), money(of.paid_minor())),
            (page.t("calls-state"), parts::state(page, self.of.application.state)),
            (page.t("calls-opened"), parts::at(page, of.opened_at_ms)),
        ];
        html! {
            (facts(&rows))
            (forms::error_summary(page, &self.problems))
            @if self.is_team && self.of.application.state == RequestState::Accepted { p { (page.t("calls-accept-first")) } }
            @for milestone in &of.milestones { (self.milestone(page, milestone)) }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |state, is_team| UndertakingPage {
            of: Awarded { application: sample::application(1, state), undertaking: sample::undertaking() },
            is_team,
            approves: !is_team,
            problems: Vec::new(),
        };
        let problems = vec![FieldProblem::new("report", "Missing")];
        vec![
            ("accepted", of(RequestState::Accepted, true)),
            ("team", UndertakingPage { problems, ..of(RequestState::Active, true) }),
            ("office", of(RequestState::Active, false)),
        ]
    }
}

impl UndertakingPage {
    fn milestone(&self, page: &Page, one: &Milestone) -> Markup {
        let of = &self.of.undertaking;
        let tone = match one.state {
            MilestoneState::Paid => Tone::Good,
            MilestoneState::Requested | MilestoneState::Returned => Tone::Warn,
            MilestoneState::Planned => Tone::Info,
            MilestoneState::Dropped => Tone::Plain,
        };
        let can = |step| one.state.after(step).is_ok();
        let may_report =
            self.is_team && self.of.application.state == RequestState::Active && can(MilestoneStep::Request);
        html! {
            section.card {
                div.card-body {
                    h2 { (one.number) ". " (page.text(&one.name)) }
                    p {
                        (badge(tone, &page.t(&format!("calls-milestone-{}", one.state.name())))) " "
                        (page.t_with("calls-due", &[("day", parts::date(page.words(), one.due).into())])) ", "
                        (parts::amount(page, Amount::new(one.amount_minor, of.unit)))
                    }
                    @if !one.why.is_empty() && one.state == MilestoneState::Returned { blockquote { (parts::lines(&one.why)) } }
                    @if !one.report.is_empty() { div.prose { (parts::lines(&one.report)) } }
                    @if may_report { (self.report(page, one)) }
                    @if self.approves && can(MilestoneStep::Pay) { (self.approve(page, one)) }
                }
            }
        }
    }

    fn report(&self, page: &Page, one: &Milestone) -> Markup {
        let id = format!("report-{}", one.number);
        let problem = self.problems.iter().find(|problem| problem.field == id);
        forms::post_form(
            page,
            &urls::milestone(self.of.undertaking.id, one.number),
            html! {
                input type="hidden" name="do" value="report";
                div.field.has-problem[problem.is_some()] {
                    label.form-label for={ "field-" (id) } { (page.t("calls-report")) }
                    @if let Some(problem) = problem { p.form-problem { (problem.message) } }
                    textarea.form-control id={ "field-" (id) } name="text" rows="6" required maxlength=(REPORT) { (one.report) }
                }
                (forms::submit(&page.t("calls-report-send")))
            },
        )
    }

    fn approve(&self, page: &Page, one: &Milestone) -> Markup {
        let address = urls::milestone(self.of.undertaking.id, one.number);
        let id = format!("return-{}", one.number);
        html! {
            form.inline method="post" action=(address) {
                (page.csrf_field())
                input type="hidden" name="do" value="approve";
                button.btn.btn-primary type="submit" { (page.t("calls-report-approve")) }
            }
            (forms::post_form(page, &address, html! {
                input type="hidden" name="do" value="return";
                div.field {
                    label.form-label for=(id) { (page.t("calls-return-why")) }
                    textarea.form-control id=(id) name="text" rows="2" required maxlength="4000" {}
                }
                (forms::submit(&page.t("calls-report-return")))
            }))
        }
    }
}
