//! The builder of a call's form: sections and fields, each with its own small form, and the whole as it will be asked.

use bellwether_web::api::{FieldProblem, Page, Place, Title, View};
use bellwether_web::components::forms::{self, Choice, Field as Input};
use bellwether_web::components::states::{Tone, alert};
use maud::{Markup, html};

use super::builder_stages::{self, Stages};
use super::edit::Typed;
use super::{parts, sample};
use crate::model::call::Call;
use crate::model::file::FileKind;
use crate::model::form::{Field, FieldKind, FormWrong, Section, Wanted};
use crate::model::stage::{Stage, StageKind};
use crate::urls;

/// The page.
pub struct BuilderPage {
    /// The call as it is being written.
    pub call: Call,
    /// The code of the field whose form is open; empty for a new one.
    pub open: String,
    /// The key of the stage whose form is open; empty for a new one.
    pub stage: String,
    /// What was typed for them.
    pub typed: Typed,
    /// What is wrong with that.
    pub problems: Vec<FieldProblem>,
}

/// A field as it would be typed.
pub fn typed_of(field: &Field, section: usize) -> Typed {
    let mut typed = Typed::new();
    let mut put = |name: &str, value: String| {
        typed.insert(name.to_owned(), value);
    };
    put("code", field.code.clone());
    put("section", section.to_string());
    put("label_en", field.label.en.clone().unwrap_or_default());
    put("label_ru", field.label.ru.clone().unwrap_or_default());
    put("help_en", field.help.en.clone().unwrap_or_default());
    put("help_ru", field.help.ru.clone().unwrap_or_default());
    put("kind", field.answer.kind().name().to_owned());
    for (name, on) in [("required", field.required), ("identifying", field.identifying)] {
        put(name, if on { "on".to_owned() } else { String::new() });
    }
    put("stages", field.stages.join(" "));
    put("shown_if", field.shown_if.as_ref().map(|shown| format!("{}={}", shown.field, shown.is)).unwrap_or_default());
    match &field.answer {
        Wanted::Line { words } | Wanted::Lines { words } => put("words", words.to_string()),
        Wanted::Number { least, most } => {
            put("least", least.to_string());
            put("most", most.to_string());
        }
        Wanted::Choice { options } => {
            let line = |one: &crate::model::form::Choice| {
                let of = |words: &Option<String>| words.clone().unwrap_or_default();
                format!("{} | {} | {}", one.code, of(&one.label.en), of(&one.label.ru))
            };
            put("options", options.iter().map(line).collect::<Vec<_>>().join("\n"));
        }
        Wanted::File { kinds, most_bytes } => {
            put("kinds", kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" "));
            put("megabytes", (most_bytes >> 20).max(1).to_string());
        }
        Wanted::Date | Wanted::YesNo | Wanted::Budget => {}
    }
    typed
}

impl View for BuilderPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("calls-form-title"))
            .crumb(page.t("calls-title"), urls::CALLS)
            .crumb(parts::title(page, self.call.content.title.best(page.lang()).0), urls::call(&self.call))
            .in_place(Place::Decide)
    }

    fn body(&self, page: &Page) -> Markup {
        let wrong = self.call.content.form_wrong();
        let stages_wrong = self.call.content.stages_wrong();
        let say = |one: &FormWrong| format!("{}: {}", one.place, page.t(one.what));
        html! {
            @if !wrong.is_empty() || !stages_wrong.is_empty() {
                (alert(Tone::Warn, html! {
                    h2.alert-title { (page.t("calls-form-not-ready")) }
                    ul {
                        @for one in &wrong { li { (say(one)) } }
                        @for key in &stages_wrong { li { (page.t(key)) } }
                    }
                }))
            }
            div.stack {
                @for (at, section) in self.call.content.form.sections.iter().enumerate() {
                    section.card {
                        div.card-body {
                            h2 { (at + 1) ". " (page.text(&section.title)) }
                            @if !section.stages.is_empty() { p.form-hint { (builder_stages::asked_in_words(page, &self.call, &section.stages)) } }
                            @if section.fields.is_empty() { p { (page.t("calls-no-fields")) } }
                            ol.plain-list { @for field in &section.fields { li { (self.line(page, field)) } } }
                            (self.section_form(page, at))
                        }
                    }
                }
            }
            (self.new_section(page))
            (self.stages().body(page))
            section {
                h2 id="field-form" {
                    @if self.open.is_empty() { (page.t("calls-field-new")) } @else { (page.t_with("calls-field-of", &[("code", (&self.open).into())])) }
                }
                (self.field_form(page))
            }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        use bellwether_exchange_rules::lifecycle::offer::OfferState;
        let call = sample::call(OfferState::Draft);
        let of = |call: Call, open: &str| {
            let field = call.content.form.field(open).map(|field| typed_of(field, 0)).unwrap_or_default();
            BuilderPage { call, open: open.to_owned(), stage: String::new(), typed: field, problems: Vec::new() }
        };
        let mut broken = of(call.clone(), "stage");
        broken.call.content.form.sections.insert(0, crate::model::form::Section::default());
        broken.problems.push(FieldProblem::new("code", "Wrong"));
        broken.typed.insert("label_en".to_owned(), sample::HOSTILE.to_owned());
        let mut staged = of(sample::staged(OfferState::Draft), "plan");
        if let Some(stage) = staged.call.content.stage(1) {
            staged.stage.clone_from(&stage.key);
            staged.typed.extend(builder_stages::typed_of(stage));
        }
        staged.problems.push(FieldProblem::new("stage_most", "Not so many"));
        vec![("typical", of(call.clone(), "")), ("open", of(call, "plan")), ("hostile", broken), ("stages", staged)]
    }
}

impl BuilderPage {
    fn stages(&self) -> Stages<'_> {
        let is_of_stage = |one: &&FieldProblem| one.field.starts_with("stage_");
        Stages {
            call: &self.call,
            open: &self.stage,
            typed: &self.typed,
            problems: self.problems.iter().filter(is_of_stage).cloned().collect(),
        }
    }

    fn act(&self, page: &Page, what: &'static str, place: (&'static str, &str), label: String, class: &str) -> Markup {
        html! {
            form.inline method="post" action=(urls::of_call(&self.call, "form")) {
                (page.csrf_field())
                input type="hidden" name="revision" value=(self.call.revision);
                input type="hidden" name="do" value=(what);
                input type="hidden" name=(place.0) value=(place.1);
                button.btn.btn-sm.(class) type="submit" aria-label=(format!("{label}: {}", place.1)) { (label) }
            }
        }
    }

    fn line(&self, page: &Page, field: &Field) -> Markup {
        let place = ("code", field.code.as_str());
        html! {
            div.row-line.spread {
                p {
                    a href={ (urls::field(&self.call, &field.code)) "#field-form" } { (page.text(&field.label)) }
                    " " code { (field.code) } ", " (page.t(&format!("calls-kind-{}", field.answer.kind().name().replace('_', "-"))))
                    @if field.required { ", " (page.t("calls-required")) }
                    @if field.identifying { ", " (page.t("calls-identifying")) }
                    @if !field.stages.is_empty() { ", " (builder_stages::asked_in_words(page, &self.call, &field.stages)) }
                    @if let Some(shown) = &field.shown_if {
                        ", " (page.t_with("calls-shown-if-is", &[("field", (&shown.field).into()), ("is", (&shown.is).into())]))
                    }
                }
                div.row-line {
                    (self.act(page, "up", place, page.t("calls-up"), ""))
                    (self.act(page, "down", place, page.t("calls-down"), ""))
                    (self.act(page, "remove", place, page.t("calls-remove"), ""))
                }
            }
        }
    }

    fn section_form(&self, page: &Page, at: usize) -> Markup {
        let Some(section) = self.call.content.form.sections.get(at) else { return html! {} };
        let number = at.to_string();
        html! {
            details {
                summary { (page.t_with("calls-section-change", &[("n", (at + 1).into())])) }
                (self.section_fields(page, "section", &number, Some(section)))
                (self.act(page, "remove-section", ("section", &number), page.t("calls-section-remove"), ""))
            }
        }
    }

    fn new_section(&self, page: &Page) -> Markup {
        html! {
            details {
                summary { (page.t("calls-section-new")) }
                (self.section_fields(page, "add-section", "new", None))
            }
        }
    }

    fn section_fields(&self, page: &Page, what: &'static str, number: &str, section: Option<&Section>) -> Markup {
        let (en, ru) = section.map_or((None, None), |of| (of.title.en.as_deref(), of.title.ru.as_deref()));
        let asked = self.section_stages(page, number, section.map_or(&[], |of| of.stages.as_slice()));
        let field = |lang: &str, value: Option<&str>| {
            let name = format!("title_{lang}");
            let id = format!("section-{number}-{lang}");
            html! {
                div.field {
                    label.form-label for=(id) { (page.t("calls-section-title")) ", " (page.t(&format!("calls-in-{lang}"))) }
                    input.form-control id=(id) type="text" name=(name) value=[value] required maxlength="300";
                }
            }
        };
        forms::post_form(
            page,
            &urls::of_call(&self.call, "form"),
            html! {
                input type="hidden" name="revision" value=(self.call.revision);
                input type="hidden" name="do" value=(what);
                input type="hidden" name="section" value=(number);
                (field("en", en))
                (field("ru", ru))
                (asked)
                (forms::submit(&page.t("calls-save")))
            },
        )
    }

    /// The stages that ask a section, as checkboxes with ids of their own.
    fn section_stages(&self, page: &Page, number: &str, chosen: &[String]) -> Markup {
        let stages = self.call.content.stages.iter().filter(|one| one.kind == StageKind::Written);
        let stages: Vec<&Stage> = stages.collect();
        html! {
            @if !stages.is_empty() {
                fieldset.field {
                    legend.form-label { (page.t("calls-asked-in")) }
                    p.form-hint { (page.t("calls-asked-in-help")) }
                    @for one in stages {
                        @let id = format!("section-{number}-{}", one.key);
                        label.form-check for=(id) {
                            input.form-check-input id=(id) type="checkbox" name="stages" value=(one.key) checked[chosen.contains(&one.key)];
                            " " span.form-check-label { (one.name.best(page.lang()).0) }
                        }
                    }
                }
            }
        }
    }

    fn field_form(&self, page: &Page) -> Markup {
        let value = |name: &str| self.typed.get(name).map_or("", String::as_str);
        let text = |name: &'static str, key: &str| {
            Input::text(name, page.t(key)).value(value(name)).problems(page, &self.problems)
        };
        let of_field: Vec<FieldProblem> =
            self.problems.iter().filter(|one| !one.field.starts_with("stage_")).cloned().collect();
        let form = &self.call.content.form;
        let sections = (0..).zip(&form.sections).map(|(at, section)| {
            Choice::new(at.to_string(), format!("{}. {}", at + 1, section.title.best(page.lang()).0))
        });
        let kind =
            |one: &FieldKind| Choice::new(one.name(), page.t(&format!("calls-kind-{}", one.name().replace('_', "-"))));
        let mut shown = vec![Choice::new("", page.t("calls-shown-always"))];
        for field in form.fields() {
            let one = |code: &str| {
                Choice::new(format!("{}={code}", field.code), format!("{} = {code}", field.label.best(page.lang()).0))
            };
            shown.extend(field.answer.codes().into_iter().map(one));
        }
        let kinds = FileKind::ALL.iter().map(|one| Choice::new(one.name(), one.name().to_uppercase())).collect();
        let chosen = value("kinds")
            .split_whitespace()
            .fold(Input::checkboxes("kinds", page.t("calls-file-kinds"), kinds), Input::value);
        forms::post_form(
            page,
            &urls::of_call(&self.call, "form"),
            html! {
                (forms::error_summary(page, &of_field))
                input type="hidden" name="revision" value=(self.call.revision);
                input type="hidden" name="do" value="field";
                input type="hidden" name="open" value=(self.open);
                (Input::select("section", page.t("calls-section"), sections.collect()).value(value("section")))
                (text("code", "calls-code").help(page.t("calls-code-help")).required())
                (text("label_en", "calls-label-en").required())
                (text("label_ru", "calls-label-ru").required())
                (text("help_en", "calls-help-en").optional(page))
                (text("help_ru", "calls-help-ru").optional(page))
                (Input::select("kind", page.t("calls-kind"), FieldKind::ALL.iter().map(kind).collect()).value(value("kind")))
                (text("words", "calls-words").help(page.t("calls-words-help")).optional(page))
                (text("least", "calls-number-least").optional(page))
                (text("most", "calls-number-most").optional(page))
                (Input::lines(4, "options", page.t("calls-options")).value(value("options")).help(page.t("calls-options-help"))
                    .optional(page).problems(page, &self.problems))
                (chosen)
                (text("megabytes", "calls-megabytes").optional(page))
                (Input::checkbox("required", page.t("calls-required")).value(value("required")))
                (Input::checkbox("identifying", page.t("calls-identifying")).value(value("identifying")).help(page.t("calls-identifying-help")))
                (builder_stages::asked_in(page, &self.call, "stages", value("stages")))
                (Input::select("shown_if", page.t("calls-shown-if"), shown).value(value("shown_if")).problems(page, &self.problems))
                (forms::submit(&page.t("calls-field-save")))
            },
        )
    }
}
