//! Judging one application.

use axum::extract::State;
use bellwether_exchange_rules::lifecycle::assessment::AssessmentStep;
use bellwether_web::api::{Page, PageResult, WebError};
use bellwether_web::extract::{Form, Path};

use super::calls::again;
use super::refused::{refused, shown};
use crate::model::assessing::{AssessmentId, Recommendation};
use crate::service::Calls;
use crate::service::assess::Judgement;
use crate::urls;
use crate::views::assessment::AssessmentPage;
use crate::views::edit::Typed;

/// The page.
pub async fn get(page: Page, State(calls): State<Calls>, Path(id): Path<AssessmentId>) -> PageResult {
    let (one, of) = calls.assessment(page.ctx(), id).await.map_err(|error| refused(&page, error))?;
    Ok(page.show(&AssessmentPage { one, of, problems: Vec::new() }))
}

/// Declares, saves, hands in.
pub async fn post(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<AssessmentId>,
    Form(typed): Form<Typed>,
) -> PageResult {
    let value = |name: &str| typed.get(name).map_or("", String::as_str);
    let judgement = Judgement {
        scores: typed
            .iter()
            .filter_map(|(name, value)| Some((name.strip_prefix("score.")?.to_owned(), value.parse().ok()?)))
            .collect(),
        recommendation: Recommendation::from_name(value("recommendation")),
        comment: value("comment").replace("\r\n", "\n"),
    };
    let done = match value("do") {
        "save" => calls.judge(page.ctx(), id, &judgement, false).await,
        "submit" => calls.judge(page.ctx(), id, &judgement, true).await,
        step => {
            let step =
                AssessmentStep::from_name(step).ok_or_else(|| WebError::field("do", page.t("calls-fault-step")))?;
            calls.declare(page.ctx(), id, step).await
        }
    };
    match (done, value("do")) {
        (Ok(()), "declare_conflict" | "recuse") => Ok(page.redirect_with_notice(urls::MINE, "calls-done")),
        (Ok(()), _) => Ok(page.redirect_with_notice(urls::assessment(id), "calls-done")),
        (Err(error), _) => {
            let problems = shown(&page, "scores", error)?;
            let (mut one, of) = calls.assessment(page.ctx(), id).await.map_err(|error| refused(&page, error))?;
            // What was typed is shown again.
            (one.scores, one.recommendation, one.comment) =
                (judgement.scores, judgement.recommendation, judgement.comment);
            again(&page, &AssessmentPage { one, of, problems })
        }
    }
}
