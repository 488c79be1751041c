//! Writing an application: saved as it is typed, with the other text shown where two tabs wrote the same field.

use std::collections::BTreeMap;

use bellwether_web::api::{FieldProblem, Page, Title, View};
use bellwether_web::components::forms::{self, Field as Input};
use bellwether_web::components::states::{Tone, alert};
use maud::{Markup, html};

use super::answers::link;
use super::inputs::{Inputs, limits};
use super::{parts, sample, stages};
use crate::model::answers::{Answers, is_asked};
use crate::model::draft::Kept;
use crate::model::draft::Written;
use crate::model::form::{Field, Wanted};
use crate::urls;

/// The page.
pub struct DraftPage {
    /// What is written.
    pub written: Written,
    /// What was typed and not kept, by field: the kept text is shown beside it.
    pub typed: BTreeMap<String, String>,
    /// What is wrong.
    pub problems: Vec<FieldProblem>,
}

impl View for DraftPage {
    fn title(&self, page: &Page) -> Title {
        let one = &self.written.application;
        Title::new(parts::title(page, &one.title))
            .crumb(page.t("calls-mine-title"), urls::MINE)
            .crumb(one.call_title.best(page.lang()).0, urls::application(one.id))
            .in_place(bellwether_web::api::Place::Decide)
    }

    fn body(&self, page: &Page) -> Markup {
        let one = &self.written.application;
        let say = |key: &str| page.t(key);
        html! {
            @if !one.returned_why.is_empty() {
                (alert(Tone::Warn, html! { h2.alert-title { (page.t("calls-returned-title")) } (parts::lines(&one.returned_why)) }))
            }
            @if one.stage.is_named() {
                p {
                    strong { (page.text(&one.stage.name)) }
                    @if let Some(stage) = self.written.content.stage(one.stage.at) {
                        @if let Some(until) = stages::until(page, &self.written.content, one.stage.at, stage) { ", " (until) }
                    }
                }
                @if one.stage.at > 0 { p.form-hint { (page.t("calls-stage-carried")) } }
            }
            (forms::error_summary(page, &self.problems))
            form.stack method="post" action=(urls::of_application(one.id, "edit"))
                data-autosave={ "/api/v1/calls/applications/" (one.id) "/answers/" }
                data-saved=(say("calls-saved")) data-saving=(say("calls-saving")) data-unsaved=(say("calls-unsaved"))
                data-conflict=(say("calls-conflict")) data-theirs=(say("calls-theirs")) data-mine=(say("calls-mine"))
                data-take-theirs=(say("calls-take-theirs")) data-keep-mine=(say("calls-keep-mine")) data-restored=(say("calls-restored")) {
                (page.csrf_field())
                @for section in &self.written.content.form.sections {
                    h2 { (page.text(&section.title)) }
                    @for field in &section.fields { (self.field(page, field)) }
                }
                p.form-hint data-autosave-state role="status" {}
                (forms::submit(&page.t("calls-save-draft")))
            }
            (self.files(page))
            p { a.btn href=(urls::application(one.id)) { (page.t("calls-to-hand-in")) } }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        use bellwether_exchange_rules::lifecycle::request::RequestState;
        let kept = |(field, typed): (String, String)| Kept { field, typed, revision: 2, saved_at_ms: sample::NOW_MS };
        let of = |state, answers: Answers| DraftPage {
            written: Written {
                application: sample::application(1, state),
                content: sample::content(),
                kept: answers.into_iter().map(kept).collect(),
                files: vec![sample::file()],
                team: Vec::new(),
            },
            typed: BTreeMap::new(),
            problems: Vec::new(),
        };
        let typed = BTreeMap::from([("summary".to_owned(), "What another tab wrote".to_owned())]);
        let problems = vec![FieldProblem::new("f.summary", "Another text")];
        vec![
            ("empty", of(RequestState::Draft, Answers::new())),
            ("typical", of(RequestState::Draft, sample::answers())),
            ("conflict", DraftPage { typed, problems, ..of(RequestState::Returned, sample::answers()) }),
        ]
    }
}

impl DraftPage {
    fn kept(&self, code: &str) -> Option<&Kept> {
        self.written.kept.iter().find(|kept| kept.field == code)
    }

    fn answers(&self) -> Answers {
        self.written.kept.iter().map(|kept| (kept.field.clone(), kept.typed.clone())).collect()
    }

    fn field(&self, page: &Page, field: &Field) -> Markup {
        if matches!(field.answer, Wanted::File { .. }) {
            return html! {};
        }
        let kept = self.kept(&field.code);
        let there = kept.map_or("", |kept| kept.typed.as_str());
        let typed = self.typed.get(&field.code).map_or(there, String::as_str);
        let is_conflict = self.typed.contains_key(&field.code) && typed != there;
        // Fields that depend on others are all shown without scripts, and say on what.
        let is_asked = is_asked(&self.written.content.form, field, &self.answers());
        html! {
            div data-field=(field.code) data-revision=(kept.map_or(0, |kept| kept.revision))
                data-shown-if=[field.shown_if.as_ref().map(|shown| format!("{}={}", shown.field, shown.is))] {
                input type="hidden" name={ "r." (field.code) } value=(kept.map_or(0, |kept| kept.revision));
                @if is_conflict {
                    (alert(Tone::Warn, html! {
                        p { (page.t("calls-conflict")) }
                        p { strong { (page.t("calls-theirs")) } }
                        blockquote { (parts::lines(there)) }
                    }))
                }
                @if field.shown_if.is_some() && !is_asked { p.form-hint data-only-if { (page.t("calls-only-if")) } }
                (Inputs { page, problems: &self.problems, unit: self.written.application.unit }.one(field, typed))
            }
        }
    }

    fn files(&self, page: &Page) -> Markup {
        let one = &self.written.application;
        let fields: Vec<&Field> =
            self.written.content.form.fields().filter(|field| matches!(field.answer, Wanted::File { .. })).collect();
        html! {
            @if !fields.is_empty() { h2 { (page.t("calls-files")) } }
            @for field in fields {
                @let name = format!("file.{}", field.code);
                @for file in self.written.files.iter().filter(|file| file.field == field.code) {
                    div.row-line {
                        (link(page, file, one.id))
                        (forms::button_form(page, &format!("{}/remove", urls::file(one.id, file.id)), &page.t("calls-remove"), "btn-sm"))
                    }
                }
                (forms::upload_form(page, &urls::of_application(one.id, "files"), html! {
                    (Input::line("file", name, field.label.best(page.lang()).0).required().help(limits(page, field)).problems(page, &self.problems))
                    (forms::submit(&page.t("calls-send-file")))
                }))
            }
        }
    }
}
