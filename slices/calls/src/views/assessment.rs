//! Judging one application: first whether there is a conflict of interest, then the rubric.

use bellwether_exchange_rules::lifecycle::assessment::AssessmentState;
use bellwether_web::api::{FieldProblem, Page, Place, Title, View};
use bellwether_web::components::forms::{self, Choice, Field};
use bellwether_web::components::states::{Tone, alert};
use maud::{Markup, html};

use super::application::recommendation;
use super::{answers, parts, sample, stages};
use crate::model::assessing::{Assessment, COMMENT, Criterion, Recommendation};
use crate::model::call::Blindness;
use crate::model::seen::Dossier;
use crate::urls;

/// The page.
pub struct AssessmentPage {
    /// The assessment.
    pub one: Assessment,
    /// What the assessor may know of the application.
    pub of: Dossier,
    /// What is wrong with what was typed.
    pub problems: Vec<FieldProblem>,
}

impl View for AssessmentPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(parts::title(page, &self.of.application.title))
            .crumb(page.t("calls-mine-title"), urls::MINE)
            .in_place(Place::Decide)
    }

    fn body(&self, page: &Page) -> Markup {
        let application = &self.of.application;
        let is_told = self.one.state != AssessmentState::Invited;
        html! {
            p {
                (page.text(&application.call_title)) ", "
                @if let Some(stage) = self.of.content.stage(self.one.stage) { (page.text(&stage.name)) ", " }
                (page.t(&format!("calls-assessment-{}", self.one.state.name())))
            }
            (forms::error_summary(page, &self.problems))
            @if !is_told { (self.declare(page)) } @else {
                @if self.of.content.blindness == Blindness::DoubleBlind { (alert(Tone::Info, html! { (page.t("calls-blind-hint")) })) }
                @if let Some(one) = &self.of.interview { h2 { (page.t("calls-interview")) } (stages::appointment(page, &self.of.content, one)) }
                h2 { (page.t("calls-answers")) }
                (answers::read(page, &self.of.content.form, &self.of.answers, &self.of.files, (application.id, application.unit)))
                @if !self.of.team.is_empty() {
                    section {
                        h2 { (page.t("calls-team")) }
                        ul { @for seat in &self.of.team { li { (self.of.names.get(&seat.person).map_or("", String::as_str)) } } }
                    }
                }
                @if self.one.state.waits() { (self.rubric(page)) (self.give_back(page)) } @else { (self.said(page)) }
            }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        use bellwether_exchange_rules::lifecycle::request::RequestState;
        let of = |state| {
            let mut of = sample::dossier(RequestState::InReview);
            (of.decision, of.assessments) = (None, Vec::new());
            AssessmentPage { one: sample::assessment(state), of, problems: Vec::new() }
        };
        let mut blind = of(AssessmentState::Draft);
        blind.of.content.blindness = Blindness::DoubleBlind;
        blind.of.team.clear();
        let problems = vec![FieldProblem::new("comment", "Too long")];
        vec![
            ("invited", of(AssessmentState::Invited)),
            ("typical", AssessmentPage { problems, ..of(AssessmentState::Draft) }),
            ("blind", blind),
            ("submitted", of(AssessmentState::Submitted)),
        ]
    }
}

impl AssessmentPage {
    fn act(&self, page: &Page, what: &str, label: &str, class: &str) -> Markup {
        html! {
            form.inline method="post" action=(urls::assessment(self.one.id)) {
                (page.csrf_field())
                input type="hidden" name="do" value=(what);
                button.btn.(class) type="submit" { (page.t(label)) }
            }
        }
    }

    fn declare(&self, page: &Page) -> Markup {
        html! {
            p { (page.t("calls-declare-lead")) }
            div.row-line {
                (self.act(page, "declare_none", "calls-declare-none", "btn-primary"))
                (self.act(page, "declare_conflict", "calls-declare-conflict", ""))
                (self.act(page, "recuse", "calls-recuse", ""))
            }
        }
    }

    fn give_back(&self, page: &Page) -> Markup {
        html! {
            details {
                summary { (page.t("calls-give-back")) }
                p { (page.t("calls-declare-late")) }
                div.row-line {
                    (self.act(page, "declare_conflict", "calls-declare-conflict", "btn-danger"))
                    (self.act(page, "recuse", "calls-recuse", ""))
                }
            }
        }
    }

    fn rubric(&self, page: &Page) -> Markup {
        let one = &self.one;
        let scores = |of: &Criterion| {
            let all = (0..=of.most).map(|score| Choice::new(score.to_string(), score.to_string())).collect();
            let given = one.scores.get(&of.code).map(u8::to_string).unwrap_or_default();
            Field::radios(format!("score.{}", of.code), of.label.best(page.lang()).0, all).value(given)
        };
        let recommends =
            Recommendation::ALL.iter().map(|of| Choice::new(of.name(), recommendation(page, *of))).collect();
        html! {
            h2 { (page.t("calls-rubric-title")) }
            (forms::post_form(page, &urls::assessment(one.id), html! {
                div id="field-scores" { @for criterion in &self.of.content.rubric.criteria { (scores(criterion)) } }
                (Field::radios("recommendation", page.t("calls-recommendation"), recommends).value(one.recommendation.map_or("", Recommendation::name)))
                (Field::lines(8, "comment", page.t("calls-comment")).value(&one.comment).maxlength(COMMENT as u32)
                    .help(page.t("calls-comment-help")).problems(page, &self.problems))
                div.form-actions {
                    button.btn.btn-primary type="submit" name="do" value="submit" { (page.t("calls-assessment-submit")) }
                    button.btn type="submit" name="do" value="save" { (page.t("calls-save")) }
                }
            }))
        }
    }

    fn said(&self, page: &Page) -> Markup {
        html! {
            h2 { (page.t("calls-rubric-title")) }
            ul { @for of in &self.of.content.rubric.criteria {
                li { (page.text(&of.label)) ": " (self.one.scores.get(&of.code).copied().unwrap_or(0)) "/" (of.most) }
            } }
            @if let Some(of) = self.one.recommendation { p { strong { (recommendation(page, of)) } } }
            div.prose { (parts::lines(&self.one.comment)) }
        }
    }
}
