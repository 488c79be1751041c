//! The stages of a call in the builder: their order, and the form of one.

use bellwether_web::api::{FieldProblem, Page};
use bellwether_web::components::forms::{self, Choice, Field as Input};
use bellwether_web::links::Link;
use maud::{Markup, html};

use super::edit::Typed;
use super::parts;
use crate::model::assessing::Criterion;
use crate::model::call::Call;
use crate::model::stage::{Stage, StageKind};
use crate::urls;

/// The stages of a call that is being written.
pub struct Stages<'a> {
    /// The call.
    pub call: &'a Call,
    /// The key of the stage whose form is open; empty for a new one.
    pub open: &'a str,
    /// What was typed.
    pub typed: &'a Typed,
    /// What is wrong with it.
    pub problems: Vec<FieldProblem>,
}

/// A stage as it would be typed.
pub fn typed_of(stage: &Stage) -> Typed {
    let moment =
        |at: Option<jiff::civil::DateTime>| at.map(|at| at.strftime("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default();
    let line = |one: &Criterion| {
        let of = |words: &Option<String>| words.clone().unwrap_or_default();
        format!("{} | {} | {} | {}", one.code, of(&one.label.en), of(&one.label.ru), one.most)
    };
    let rubric = stage.rubric.iter().flat_map(|of| &of.criteria).map(line).collect::<Vec<_>>().join("\n");
    let all = [
        ("stage_key", stage.key.clone()),
        ("stage_name_en", stage.name.en.clone().unwrap_or_default()),
        ("stage_name_ru", stage.name.ru.clone().unwrap_or_default()),
        ("stage_kind", stage.kind.name().to_owned()),
        ("stage_opens", moment(stage.opens)),
        ("stage_closes", moment(stage.closes)),
        ("stage_most", stage.most.map(|most| most.to_string()).unwrap_or_default()),
        ("stage_rubric", rubric),
    ];
    all.map(|(name, value)| (name.to_owned(), value)).into()
}

/// The checkboxes of the stages that ask something; nothing where the call has none.
pub fn asked_in(page: &Page, call: &Call, name: &str, chosen: &str) -> Markup {
    let written = call.content.stages.iter().filter(|one| one.kind == StageKind::Written);
    let choices: Vec<Choice> = written.map(|one| Choice::new(&one.key, one.name.best(page.lang()).0)).collect();
    if choices.is_empty() {
        return html! {};
    }
    let field = Input::checkboxes(name, page.t("calls-asked-in"), choices).help(page.t("calls-asked-in-help"));
    html! { (chosen.split_whitespace().fold(field, Input::value)) }
}

/// The stages that ask something, in words.
pub fn asked_in_words(page: &Page, call: &Call, keys: &[String]) -> String {
    let name = |key: &String| {
        let stage = call.content.stages.iter().find(|one| one.key == *key);
        stage.map_or(key.clone(), |one| one.name.best(page.lang()).0.to_owned())
    };
    let all: Vec<String> = keys.iter().map(name).collect();
    page.t_with("calls-asked-in-are", &[("stages", all.join(", ").into())])
}

impl Stages<'_> {
    /// The section of the page.
    pub fn body(&self, page: &Page) -> Markup {
        let stages = &self.call.content.stages;
        html! {
            section {
                h2 { (page.t("calls-stages")) }
                p.form-hint { (page.t(if stages.is_empty() { "calls-stages-none" } else { "calls-stages-help" })) }
                @if !stages.is_empty() { ol.plain-list { @for (at, one) in stages.iter().enumerate() { li { (self.line(page, at, one)) } } } }
                details open[!self.open.is_empty() || !self.problems.is_empty()] {
                    summary id="stage-form" {
                        @if self.open.is_empty() { (page.t("calls-stage-new")) } @else { (page.t_with("calls-stage-of", &[("key", self.open.into())])) }
                    }
                    (self.form(page))
                }
            }
        }
    }

    fn line(&self, page: &Page, at: usize, one: &Stage) -> Markup {
        let open = Link::to(urls::of_call(self.call, "form")).with("stage", &one.key);
        html! {
            div.row-line.spread {
                p {
                    (at + 1) ". " a href={ (open) "#stage-form" } { (page.text(&one.name)) }
                    " " code { (one.key) } ", " (parts::stage_kind(page, one.kind))
                    @if let Some(most) = one.most { ", " (page.t_with("calls-stage-most-is", &[("n", most.into())])) }
                }
                div.row-line {
                    (self.act(page, "stage-up", &one.key, "calls-up"))
                    (self.act(page, "stage-down", &one.key, "calls-down"))
                    (self.act(page, "remove-stage", &one.key, "calls-remove"))
                }
            }
        }
    }

    fn act(&self, page: &Page, what: &'static str, key: &str, label: &str) -> Markup {
        let label = page.t(label);
        html! {
            form.inline method="post" action=(urls::of_call(self.call, "form")) {
                (page.csrf_field())
                input type="hidden" name="revision" value=(self.call.revision);
                input type="hidden" name="do" value=(what);
                input type="hidden" name="stage" value=(key);
                button.btn.btn-sm type="submit" aria-label=(format!("{label}: {key}")) { (label) }
            }
        }
    }

    fn form(&self, page: &Page) -> Markup {
        let value = |name: &str| self.typed.get(name).map_or("", String::as_str);
        let text = |name: &'static str, key: &str| {
            Input::text(name, page.t(key)).value(value(name)).problems(page, &self.problems)
        };
        let moment = |name: &'static str, key: &str| {
            Input::line("datetime-local", name, page.t(key))
                .value(value(name))
                .problems(page, &self.problems)
                .optional(page)
        };
        let kind = |one: &StageKind| Choice::new(one.name(), parts::stage_kind(page, *one));
        forms::post_form(
            page,
            &urls::of_call(self.call, "form"),
            html! {
                (forms::error_summary(page, &self.problems))
                input type="hidden" name="revision" value=(self.call.revision);
                input type="hidden" name="do" value="stage";
                input type="hidden" name="stage" value=(self.open);
                (text("stage_key", "calls-stage-key").help(page.t("calls-stage-key-help")).required())
                (text("stage_name_en", "calls-stage-name-en").required())
                (text("stage_name_ru", "calls-stage-name-ru").required())
                (Input::select("stage_kind", page.t("calls-stage-kind"), StageKind::ALL.iter().map(kind).collect()).value(value("stage_kind")))
                (moment("stage_opens", "calls-stage-opens").help(page.t("calls-stage-window-help")))
                (moment("stage_closes", "calls-stage-closes"))
                (text("stage_most", "calls-stage-most").help(page.t("calls-stage-most-help")).optional(page))
                (Input::lines(4, "stage_rubric", page.t("calls-stage-rubric")).value(value("stage_rubric"))
                    .help(page.t("calls-stage-rubric-help")).optional(page).problems(page, &self.problems))
                (forms::submit(&page.t("calls-stage-save")))
            },
        )
    }
}
