//! What an award opened: milestones, reports, payments.

use axum::extract::State;
use bellwether_web::api::{FieldProblem, Page, PageResult, WebError};
use bellwether_web::extract::{Form, Path};
use serde::Deserialize;

use super::calls::again;
use super::refused::{refused, shown};
use crate::model::undertaking::UndertakingId;
use crate::policy::Act;
use crate::service::Calls;
use crate::urls;
use crate::views::undertaking::UndertakingPage;

/// The page.
pub async fn get(page: Page, State(calls): State<Calls>, Path(id): Path<UndertakingId>) -> PageResult {
    Ok(page.show(&view(&page, &calls, id, Vec::new()).await?))
}

async fn view(
    page: &Page,
    calls: &Calls,
    id: UndertakingId,
    problems: Vec<FieldProblem>,
) -> Result<UndertakingPage, WebError> {
    let of = calls.undertaking(page.ctx(), id).await.map_err(|error| refused(page, error))?;
    let is_team = of.application.viewer.is_some();
    Ok(UndertakingPage {
        approves: !is_team && page.may(Act::HandleApplications, &of.application),
        is_team,
        of,
        problems,
    })
}

/// What is done to a milestone.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    r#do: String,
    text: String,
}

/// Reports, approves, gives back.
pub async fn post(
    page: Page,
    State(calls): State<Calls>,
    Path((id, number)): Path<(UndertakingId, u32)>,
    Form(form): Form<Asked>,
) -> PageResult {
    let done = match form.r#do.as_str() {
        "report" => calls.report(page.ctx(), id, number, &form.text).await,
        "approve" => calls.approve_report(page.ctx(), id, number).await,
        "return" => calls.return_report(page.ctx(), id, number, &form.text).await,
        _ => return Err(WebError::field("do", page.t("calls-fault-step"))),
    };
    match done {
        Ok(()) => Ok(page.redirect_with_notice(urls::undertaking(id), "calls-done")),
        Err(error) => {
            let field = format!("report-{number}");
            let problems = shown(&page, &field, error)?;
            let problems = problems.into_iter().map(|one| FieldProblem::new(field.clone(), one.message)).collect();
            again(&page, &view(&page, &calls, id, problems).await?)
        }
    }
}
