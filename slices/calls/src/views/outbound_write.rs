//! Writing an application to another funder: to whom it goes, and the answers to its form.

use std::collections::BTreeMap;

use bellwether_web::api::{FieldProblem, Page, Place, Title, View};
use bellwether_web::components::forms::{self, Choice, Field as Input};
use bellwether_web::components::states::{Tone, alert};
use maud::{Markup, html};

use super::answers::link;
use super::edit::Typed;
use super::inputs::{Inputs, limits};
use super::{parts, sample};
use crate::model::answers::is_asked;
use crate::model::form::{Field, Wanted};
use crate::model::outbound::{Facts, OutboundId, OutboundState, Whole};
use crate::urls;

/// To whom it goes, for what, until when.
pub struct FactsPage {
    /// The cluster.
    pub cluster: String,
    /// The one that is changed; `None` for a new one.
    pub id: Option<OutboundId>,
    /// The calls whose form can be taken: slug and title.
    pub forms: Vec<(String, String)>,
    /// What was typed.
    pub typed: Typed,
    /// What is wrong with it.
    pub problems: Vec<FieldProblem>,
}

/// Facts as they would be typed.
pub fn typed_of(facts: &Facts) -> Typed {
    [
        ("funder", facts.funder.clone()),
        ("actor", facts.funder_actor.map(|id| id.to_string()).unwrap_or_default()),
        ("programme", facts.programme.clone()),
        ("deadline", facts.deadline.strftime("%Y-%m-%dT%H:%M").to_string()),
        ("zone", facts.zone.clone()),
        ("currency", facts.unit.code().to_owned()),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect()
}

impl View for FactsPage {
    fn title(&self, page: &Page) -> Title {
        let key = if self.id.is_some() { "calls-outbound-facts" } else { "calls-outbound-new" };
        let title =
            Title::new(page.t(key)).crumb(page.t("calls-outbound-title"), urls::OUTBOUND).in_place(Place::Decide);
        match self.id {
            Some(id) => title.crumb(page.t("calls-application"), urls::outbound(id)),
            None => title,
        }
    }

    fn body(&self, page: &Page) -> Markup {
        let typed = |name: &str| self.typed.get(name).cloned().unwrap_or_default();
        let field = |kind, name: &str, key: &str| {
            Input::line(kind, name, page.t(key)).value(typed(name)).problems(page, &self.problems)
        };
        let action = match self.id {
            Some(id) => urls::of_outbound(id, "facts"),
            None => urls::outbound_of(&self.cluster, "new"),
        };
        let mut forms = vec![Choice::new("", page.t("calls-outbound-form-first"))];
        forms.extend(self.forms.iter().map(|(slug, title)| Choice::new(slug, title)));
        html! {
            (forms::error_summary(page, &self.problems))
            (forms::post_form(page, &action, html! {
                (field("text", "funder", "calls-outbound-funder").required())
                (field("text", "actor", "calls-outbound-actor").optional(page).help(page.t("calls-outbound-actor-help")))
                (field("text", "programme", "calls-outbound-programme").optional(page))
                (field("datetime-local", "deadline", "calls-outbound-deadline").required())
                (field("text", "zone", "calls-zone").required())
                (field("text", "currency", "calls-currency").required().maxlength(3))
                @if self.id.is_none() {
                    (field("email", "responsible", "calls-outbound-responsible-email").required().help(page.t("calls-outbound-email-help")))
                    (Input::select("form", page.t("calls-outbound-form"), forms).value(typed("form")).help(page.t("calls-outbound-form-help")))
                }
                (forms::submit(&page.t("calls-save")))
            }))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |id, typed, problems| FactsPage {
            cluster: "translational-medicine".to_owned(),
            id,
            forms: vec![("young".to_owned(), sample::HOSTILE.to_owned())],
            typed,
            problems,
        };
        let known = sample::outbound(OutboundState::Preparing);
        vec![
            ("new", of(None, Typed::new(), Vec::new())),
            ("change", of(Some(known.id), typed_of(&known.facts), vec![FieldProblem::new("zone", "Unknown")])),
        ]
    }
}

/// The answers.
pub struct OutboundDraftPage {
    /// All of it.
    pub of: Whole,
    /// What was typed and not kept, by field: the kept text is shown beside it.
    pub typed: BTreeMap<String, String>,
    /// What is wrong.
    pub problems: Vec<FieldProblem>,
}

impl View for OutboundDraftPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(parts::title(page, &self.of.one.title))
            .crumb(page.t("calls-outbound-title"), urls::OUTBOUND)
            .crumb(page.t("calls-application"), urls::outbound(self.of.one.id))
            .in_place(Place::Decide)
    }

    fn body(&self, page: &Page) -> Markup {
        let one = &self.of.one;
        html! {
            (forms::error_summary(page, &self.problems))
            (forms::post_form(page, &urls::of_outbound(one.id, "edit"), html! {
                @for section in &one.form.sections {
                    h2 { (page.text(&section.title)) }
                    @for field in section.fields.iter().filter(|field| !matches!(field.answer, Wanted::File { .. })) {
                        (self.field(page, field))
                    }
                }
                (forms::submit(&page.t("calls-save-draft")))
            }))
            (self.files(page))
            p { a.btn href=(urls::outbound(one.id)) { (page.t("calls-outbound-back")) } }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |typed: BTreeMap<String, String>, problems| OutboundDraftPage {
            of: sample::whole(OutboundState::Preparing),
            typed,
            problems,
        };
        let typed = BTreeMap::from([("summary".to_owned(), "What another tab wrote".to_owned())]);
        vec![
            ("typical", of(BTreeMap::new(), Vec::new())),
            ("conflict", of(typed, vec![FieldProblem::new("f.summary", "Another text")])),
        ]
    }
}

impl OutboundDraftPage {
    fn field(&self, page: &Page, field: &Field) -> Markup {
        let one = &self.of.one;
        let kept = self.of.kept.iter().find(|kept| kept.field == field.code);
        let there = kept.map_or("", |kept| kept.typed.as_str());
        let typed = self.typed.get(&field.code).map_or(there, String::as_str);
        let inputs = Inputs { page, problems: &self.problems, unit: one.facts.unit };
        html! {
            div data-field=(field.code)
                data-shown-if=[field.shown_if.as_ref().map(|shown| format!("{}={}", shown.field, shown.is))] {
                input type="hidden" name={ "r." (field.code) } value=(kept.map_or(0, |kept| kept.revision));
                @if typed != there {
                    (alert(Tone::Warn, html! {
                        p { (page.t("calls-conflict")) }
                        p { strong { (page.t("calls-theirs")) } }
                        blockquote { (parts::lines(there)) }
                    }))
                }
                @if field.shown_if.is_some() && !is_asked(&one.form, field, &self.of.answers()) {
                    p.form-hint data-only-if { (page.t("calls-only-if")) }
                }
                (inputs.one(field, typed))
            }
        }
    }

    fn files(&self, page: &Page) -> Markup {
        let one = &self.of.one;
        let fields: Vec<&Field> =
            one.form.fields().filter(|field| matches!(field.answer, Wanted::File { .. })).collect();
        html! {
            @if !fields.is_empty() { h2 { (page.t("calls-files")) } }
            @for field in fields {
                @for file in self.of.files.iter().filter(|file| file.field == field.code) {
                    div.row-line {
                        (link(page, file, one.id))
                        (forms::button_form(page, &format!("{}/remove", urls::file(one.id, file.id)), &page.t("calls-remove"), "btn-sm"))
                    }
                }
                (forms::upload_form(page, &urls::of_outbound(one.id, "files"), html! {
                    (Input::line("file", format!("file.{}", field.code), field.label.best(page.lang()).0).required().help(limits(page, field)).problems(page, &self.problems))
                    (forms::submit(&page.t("calls-send-file")))
                }))
            }
        }
    }
}
