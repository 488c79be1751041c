//! The builder of a call's form: each small form is one act on the draft.

use axum::extract::State;
use bellwether_kernel::lang::Text;
use bellwether_web::api::{FieldProblem, Page, PageResult};
use bellwether_web::extract::{Form, Path, Query};
use serde::Deserialize;

use super::calls::again;
use super::refused::{refused, shown};
use super::{builder_stages, typed};
use crate::model::call::{Call, Draft};
use crate::model::form::{self, Field, Section};
use crate::service::Calls;
use crate::urls;
use crate::views::builder::{BuilderPage, typed_of};
use crate::views::builder_stages::typed_of as stage_typed;
use crate::views::edit::Typed;

/// Which field is open.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    field: String,
    stage: String,
}

/// The page.
pub async fn get(
    page: Page,
    State(calls): State<Calls>,
    Path((cluster, slug)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let call = calls.draft_of(page.ctx(), &cluster, &slug).await.map_err(|error| refused(&page, error))?;
    let at = place(&call.content.form, &asked.field);
    let typed = at.and_then(|(section, at)| {
        call.content.form.sections.get(section)?.fields.get(at).map(|field| typed_of(field, section))
    });
    let open = if typed.is_some() { asked.field } else { String::new() };
    let mut typed = typed.unwrap_or_default();
    let stage = call.content.stages.iter().find(|one| one.key == asked.stage);
    typed.extend(stage.map(stage_typed).unwrap_or_default());
    let stage = stage.map(|one| one.key.clone()).unwrap_or_default();
    Ok(page.show(&BuilderPage { call, open, stage, typed, problems: Vec::new() }))
}

/// Does one act.
pub async fn post(
    page: Page,
    State(calls): State<Calls>,
    Path((cluster, slug)): Path<(String, String)>,
    Form(sent): Form<Vec<(String, String)>>,
) -> PageResult {
    let call = calls.draft_of(page.ctx(), &cluster, &slug).await.map_err(|error| refused(&page, error))?;
    let typed = joined(sent);
    let open = typed.get("open").cloned().unwrap_or_default();
    let revision = typed.get("revision").and_then(|revision| revision.parse().ok()).unwrap_or(call.revision);
    let problems = match changed(&page, &call, &typed, &open) {
        Err(problems) => problems,
        Ok(content) => {
            let draft = Draft { content, source: call.source, budget_minor: call.budget_minor };
            match calls.change(page.ctx(), &cluster, &slug, revision, &draft).await {
                Ok(call) => return Ok(page.redirect_with_notice(urls::of_call(&call, "form"), "calls-saved-notice")),
                Err(error) => shown(&page, "code", error)?,
            }
        }
    };
    let is_of_stage = typed.get("do").is_some_and(|what| what == "stage");
    let stage = typed.get("stage").filter(|_| is_of_stage).cloned().unwrap_or_default();
    again(&page, &BuilderPage { call, open, stage, typed, problems })
}

/// Fields that were sent several times, such as kinds of files, are one text.
pub(super) fn joined(sent: Vec<(String, String)>) -> Typed {
    let mut typed = Typed::new();
    for (name, value) in sent {
        typed.entry(name).and_modify(|before| *before = format!("{before} {value}")).or_insert(value);
    }
    typed
}

fn changed(
    page: &Page,
    call: &Call,
    typed: &Typed,
    open: &str,
) -> Result<crate::model::call::Content, Vec<FieldProblem>> {
    let mut content = call.content.clone();
    if let Some(done) = builder_stages::changed(page, &mut content, typed) {
        return done.map(|()| content);
    }
    let form = &mut content.form;
    let value = |name: &str| typed.get(name).map_or("", |value| value.trim());
    let title = || {
        let of = |name: &str| Some(value(name).to_owned()).filter(|words| !words.is_empty());
        Text { en: of("title_en"), ru: of("title_ru") }
    };
    let section = value("section").parse::<usize>().ok();
    let missing = || vec![FieldProblem::new("code", page.t("calls-fault-stale"))];
    match value("do") {
        "add-section" if form.sections.len() < form::MOST => {
            form.sections.push(Section { title: title(), stages: typed::stages(typed), fields: Vec::new() })
        }
        "section" => {
            let section = section.and_then(|at| form.sections.get_mut(at)).ok_or_else(missing)?;
            (section.title, section.stages) = (title(), typed::stages(typed));
        }
        "remove-section" => {
            let at = section.filter(|at| *at < form.sections.len()).ok_or_else(missing)?;
            form.sections.remove(at);
        }
        "remove" => {
            let (section, at) = place(form, value("code")).ok_or_else(missing)?;
            form.sections[section].fields.remove(at);
        }
        way @ ("up" | "down") => {
            let (section, at) = place(form, value("code")).ok_or_else(missing)?;
            moved(form, section, at, way == "up");
        }
        "field" => {
            let (field, section) = typed::field(page, typed)?;
            put(page, form, field, section, open)?;
        }
        _ => return Err(missing()),
    }
    Ok(content)
}

fn place(form: &form::Form, code: &str) -> Option<(usize, usize)> {
    form.sections
        .iter()
        .enumerate()
        .find_map(|(section, of)| Some((section, of.fields.iter().position(|field| field.code == code)?)))
}

/// One place up or down; from the edge of a section into its neighbour.
fn moved(form: &mut form::Form, section: usize, at: usize, is_up: bool) {
    let last = form.sections[section].fields.len() - 1;
    match (is_up, at, section) {
        (true, 0, 0) => {}
        (true, 0, _) => {
            let field = form.sections[section].fields.remove(0);
            form.sections[section - 1].fields.push(field);
        }
        (true, _, _) => form.sections[section].fields.swap(at, at - 1),
        (false, _, _) if at < last => form.sections[section].fields.swap(at, at + 1),
        (false, _, _) if section + 1 < form.sections.len() => {
            let field = form.sections[section].fields.remove(at);
            form.sections[section + 1].fields.insert(0, field);
        }
        (false, _, _) => {}
    }
}

/// Puts a field into its section: in the place of the one that was open, or at the end.
fn put(page: &Page, form: &mut form::Form, field: Field, section: usize, open: &str) -> Result<(), Vec<FieldProblem>> {
    let before = place(form, open);
    if field.code != open && place(form, &field.code).is_some() {
        return Err(vec![FieldProblem::new("code", page.t("calls-wrong-code"))]);
    }
    if form.sections.is_empty() {
        form.sections.push(Section {
            title: Text::both("Questions", "Вопросы"),
            stages: Vec::new(),
            fields: Vec::new(),
        });
    }
    let section = section.min(form.sections.len() - 1);
    match before {
        Some((of, at)) if of == section => form.sections[of].fields[at] = field,
        Some((of, at)) => {
            form.sections[of].fields.remove(at);
            form.sections[section].fields.push(field);
        }
        None if form.sections[section].fields.len() >= form::MOST => {
            return Err(vec![FieldProblem::new("section", page.t("calls-wrong-section"))]);
        }
        None => form.sections[section].fields.push(field),
    }
    Ok(())
}
