//! Acts of the builder on the stages of a call.

use bellwether_kernel::lang::Text;
use bellwether_web::api::{FieldProblem, Page};

use crate::model::assessing::{Criterion, Rubric};
use crate::model::call::Content;
use crate::model::form::{is_code, is_said};
use crate::model::stage::{MOST_STAGES, Stage, StageKind};
use crate::views::edit::Typed;

/// Does one act on the stages; `None` if it is not one of them.
pub fn changed(page: &Page, content: &mut Content, typed: &Typed) -> Option<Result<(), Vec<FieldProblem>>> {
    let value = |name: &str| typed.get(name).map_or("", |value| value.trim());
    let at = content.stages.iter().position(|one| one.key == value("stage"));
    let missing = || vec![FieldProblem::new("stage_key", page.t("calls-fault-stale"))];
    match (value("do"), at) {
        ("stage", at) => Some(put(page, content, typed, at)),
        ("stage-up", Some(at)) => {
            content.stages.swap(at, at.saturating_sub(1));
            Some(Ok(()))
        }
        ("stage-down", Some(at)) => {
            let next = (at + 1).min(content.stages.len() - 1);
            content.stages.swap(at, next);
            Some(Ok(()))
        }
        ("remove-stage", Some(at)) => {
            let gone = content.stages.remove(at);
            renamed(content, &gone.key, None);
            Some(Ok(()))
        }
        ("stage-up" | "stage-down" | "remove-stage", None) => Some(Err(missing())),
        _ => None,
    }
}

/// Puts the stage that was typed in the place of the one that was open, or at the end.
fn put(page: &Page, content: &mut Content, typed: &Typed, at: Option<usize>) -> Result<(), Vec<FieldProblem>> {
    let stage = stage(page, typed)?;
    let is_taken = content.stages.iter().enumerate().any(|(other, one)| one.key == stage.key && Some(other) != at);
    if is_taken || (at.is_none() && content.stages.len() >= MOST_STAGES) {
        return Err(vec![FieldProblem::new("stage_key", page.t("calls-wrong-stage-name"))]);
    }
    match at {
        Some(at) => {
            let before = std::mem::replace(&mut content.stages[at], stage.clone());
            // Parts of the form that named it go on naming it.
            renamed(content, &before.key, Some(&stage.key));
        }
        None => content.stages.push(stage),
    }
    Ok(())
}

fn renamed(content: &mut Content, from: &str, to: Option<&str>) {
    let change = |stages: &mut Vec<String>| {
        if let Some(to) = to {
            stages.iter_mut().filter(|key| *key == from).for_each(|key| to.clone_into(key));
        } else {
            stages.retain(|key| key != from);
        }
    };
    for section in &mut content.form.sections {
        change(&mut section.stages);
        section.fields.iter_mut().for_each(|field| change(&mut field.stages));
    }
}

fn stage(page: &Page, typed: &Typed) -> Result<Stage, Vec<FieldProblem>> {
    let value = |name: &str| typed.get(name).map_or("", |value| value.trim());
    let mut problems = Vec::new();
    let mut wrong = |name: &str, key: &str| problems.push(FieldProblem::new(name, page.t(key)));
    let words = |name: &str| Some(value(name).to_owned()).filter(|words| !words.is_empty());
    let name = Text { en: words("stage_name_en"), ru: words("stage_name_ru") };
    if !is_code(value("stage_key")) {
        wrong("stage_key", "calls-wrong-stage-name");
    }
    if !is_said(&name) {
        wrong("stage_name_en", "calls-wrong-stage-name");
    }
    let mut moment = |name: &str| {
        let typed = value(name);
        let at = typed.parse::<jiff::civil::DateTime>().ok();
        if at.is_none() && !typed.is_empty() {
            wrong(name, "calls-wrong-moment");
        }
        at
    };
    let (opens, closes) = (moment("stage_opens"), moment("stage_closes"));
    let most = value("stage_most").parse::<u32>().ok().filter(|most| *most > 0);
    if most.is_none() && !value("stage_most").is_empty() {
        wrong("stage_most", "calls-wrong-stage-most");
    }
    let rubric = rubric(value("stage_rubric"));
    if rubric.as_ref().is_some_and(|rubric| !rubric.is_whole()) {
        wrong("stage_rubric", "calls-wrong-stage-rubric");
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let kind = StageKind::from_name(value("stage_kind")).unwrap_or(StageKind::Written);
    Ok(Stage { key: value("stage_key").to_owned(), name, kind, opens, closes, most, rubric })
}

/// Lines such as `clarity | Clarity | Ясность | 5`; a line that is none makes a criterion without words, which is refused.
fn rubric(typed: &str) -> Option<Rubric> {
    let one = |line: &str| {
        let parts: Vec<&str> = line.split('|').map(str::trim).collect();
        let [code, en, ru, most] = parts.as_slice() else {
            return Criterion { code: String::new(), label: Text::default(), most: 0 };
        };
        Criterion { code: (*code).to_owned(), label: Text::both(*en, *ru), most: most.parse().unwrap_or(0) }
    };
    let criteria: Vec<Criterion> = typed.lines().filter(|line| !line.trim().is_empty()).map(one).collect();
    (!criteria.is_empty()).then_some(Rubric { criteria })
}
