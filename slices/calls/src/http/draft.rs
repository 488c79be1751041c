//! Writing an application: the whole form without scripts, and files.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request, State};
use bellwether_web::api::{FieldProblem, Page, PageResult, WebError};
use bellwether_web::extract::{Form, Path};

use super::calls::again;
use super::refused::{problems, refused};
use crate::model::answers::{Item, typed_items};
use crate::model::application::ApplicationId;
use crate::model::draft::Saved;
use crate::model::file::FileId;
use crate::model::form::{self, Wanted};
use crate::service::Calls;
use crate::service::error::CallError;
use crate::urls;
use crate::views::draft::DraftPage;

/// The form.
pub async fn get(page: Page, State(calls): State<Calls>, Path(id): Path<ApplicationId>) -> PageResult {
    let written = calls.written(page.ctx(), id).await.map_err(|error| refused(&page, error))?;
    Ok(page.show(&DraftPage { written, typed: BTreeMap::new(), problems: Vec::new() }))
}

/// Saves everything that was typed. What was changed elsewhere meanwhile is shown beside it, and nothing is lost.
pub async fn post(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<ApplicationId>,
    Form(sent): Form<Vec<(String, String)>>,
) -> PageResult {
    let no = |error| refused(&page, error);
    let written = calls.written(page.ctx(), id).await.map_err(no)?;
    let all = answered(&written.content.form, &sent);
    let saved = calls.save_answers(page.ctx(), id, &all).await.map_err(no)?;
    let (conflicts, problems) = conflicts(&page, &all, &saved);
    if conflicts.is_empty() {
        return Ok(page.redirect_with_notice(urls::of_application(id, "edit"), "calls-saved-notice"));
    }
    let written = calls.written(page.ctx(), id).await.map_err(no)?;
    again(&page, &DraftPage { written, typed: conflicts, problems })
}

/// What was typed into fields that were changed elsewhere meanwhile, and the words at these fields.
pub(super) fn conflicts(
    page: &Page,
    all: &[(String, String, i64)],
    saved: &[Saved],
) -> (BTreeMap<String, String>, Vec<FieldProblem>) {
    let lost = all.iter().zip(saved).filter(|(_, saved)| matches!(saved, Saved::Conflict(_)));
    let typed: BTreeMap<String, String> = lost.map(|((code, typed, _), _)| (code.clone(), typed.clone())).collect();
    let problem = |code: &String| FieldProblem::new(format!("f.{code}"), page.t("calls-conflict"));
    let problems = typed.keys().map(problem).collect();
    (typed, problems)
}

/// What was typed, each with the revision that it was read at.
pub(super) fn answered(form: &form::Form, sent: &[(String, String)]) -> Vec<(String, String, i64)> {
    let all = |name: &str| sent.iter().filter(|(of, _)| of == name).map(|(_, value)| value.clone()).collect::<Vec<_>>();
    let one = |field: &form::Field| {
        let code = &field.code;
        let revision = all(&format!("r.{code}")).first()?.parse().ok()?;
        let typed = match &field.answer {
            Wanted::File { .. } => return None,
            Wanted::Budget => {
                let (what, amounts) = (all(&format!("b.{code}.what")), all(&format!("b.{code}.amount")));
                let items: Vec<Item> =
                    what.into_iter().zip(amounts).map(|(what, amount)| Item { what, amount }).collect();
                typed_items(&items)
            }
            // A choice that was not made is not sent.
            _ => all(&format!("f.{code}")).first().cloned().unwrap_or_default(),
        };
        Some((code.clone(), typed, revision))
    };
    form.fields().filter_map(one).collect()
}

/// The field that a file answers, its name and bytes, out of a form.
pub(super) async fn file_in(request: Request) -> Result<(String, String, Bytes), WebError> {
    let Ok(mut form) = Multipart::from_request(request, &()).await else { return Err(WebError::UnsupportedBody) };
    let cut = |_| WebError::BadRequest("the file was cut off".to_owned());
    let mut sent = None;
    while let Some(part) = form.next_field().await.map_err(cut)? {
        let code = part.name().and_then(|name| name.strip_prefix("file.")).map(str::to_owned);
        let name = part.file_name().map(str::to_owned).unwrap_or_default();
        let bytes = part.bytes().await.map_err(cut)?;
        sent = sent.or(code.map(|code| (code, name, bytes)));
    }
    sent.ok_or_else(|| WebError::BadRequest("no file was sent".to_owned()))
}

/// Takes a file.
pub async fn send(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<ApplicationId>,
    request: Request,
) -> PageResult {
    // Whoever may not write learns nothing from what comes of the file.
    let written = calls.written(page.ctx(), id).await.map_err(|error| refused(&page, error))?;
    let (code, name, bytes) = file_in(request).await?;
    match calls.send_file(page.ctx(), id, &code, &name, &bytes).await {
        Ok(_) => Ok(page.redirect_with_notice(urls::of_application(id, "edit"), "calls-file-sent")),
        Err(error @ CallError::File(_)) => {
            let words = problems(&page, &error)
                .into_iter()
                .map(|one| FieldProblem::new(format!("file.{code}"), one.message))
                .collect();
            again(&page, &DraftPage { written, typed: BTreeMap::new(), problems: words })
        }
        Err(error) => Err(refused(&page, error)),
    }
}

/// Takes a file away.
pub async fn remove(
    page: Page,
    State(calls): State<Calls>,
    Path((id, file)): Path<(ApplicationId, FileId)>,
) -> PageResult {
    calls.remove_file(page.ctx(), id, file).await.map_err(|error| refused(&page, error))?;
    Ok(page.redirect_with_notice(urls::of_application(id, "edit"), "calls-done"))
}
