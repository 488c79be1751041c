//! One's own applications, and the page of one with all that can be done with it.

use axum::extract::State;
use bellwether_exchange_rules::lifecycle::decision::Outcome;
use bellwether_kernel::amount::Amount;
use bellwether_web::api::{FieldProblem, Page, PageResult, RecordRef, WebError};
use bellwether_web::extract::{Form, Path, Query};
use serde::Deserialize;

use super::applications::handling;
use super::calls::again;
use super::refused::{refused, shown};
use crate::model::application::{ApplicationId, SeatRole, SeatState};
use crate::model::decision::Verdict;
use crate::model::register::Organisation;
use crate::model::seen::Dossier;
use crate::policy::Act;
use crate::service::Calls;
use crate::service::error::CallError;
use crate::urls;
use crate::views::application::ApplicationPage;
use crate::views::mine::MinePage;

/// One's own applications, and what one was asked to judge.
pub async fn list(page: Page, State(calls): State<Calls>) -> PageResult {
    let no = |error| refused(&page, error);
    let own = calls.own(page.ctx()).await.map_err(no)?;
    let to_assess = calls.to_assess(page.ctx()).await.map_err(no)?;
    Ok(page.show(&MinePage { own, to_assess }))
}

/// The page of an application.
pub async fn one(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<ApplicationId>,
    Query(asked): Query<StageAsked>,
) -> PageResult {
    if asked.stage.is_empty() {
        return Ok(page.show(&view(&page, &calls, id, Vec::new()).await?));
    }
    let of = calls.dossier_in(page.ctx(), id, &asked.stage).await.map_err(|error| refused(&page, error))?;
    Ok(page.show(&shown_to(&page, &calls, of, Vec::new(), Vec::new()).await))
}

/// Which stage of an application is read; the one that it has reached if nothing is said.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct StageAsked {
    stage: String,
}

pub(super) async fn view(
    page: &Page,
    calls: &Calls,
    id: ApplicationId,
    problems: Vec<FieldProblem>,
) -> Result<ApplicationPage, WebError> {
    let of = calls.dossier(page.ctx(), id).await.map_err(|error| refused(page, error))?;
    let writes = of.application.viewer.is_some() && of.application.is_written() && of.content.consortium.is_some();
    let known = if writes {
        calls.organisations(page.ctx(), id).await.map_err(|error| refused(page, error))?
    } else {
        Vec::new()
    };
    Ok(shown_to(page, calls, of, known, problems).await)
}

async fn shown_to(
    page: &Page,
    calls: &Calls,
    of: Dossier,
    known: Vec<Organisation>,
    problems: Vec<FieldProblem>,
) -> ApplicationPage {
    let is_team = of.application.viewer.is_some();
    let closes_ms = if is_team && of.application.is_written() {
        let call = calls.call(page.ctx(), &of.application.cluster, &of.application.call_slug).await;
        call.ok().map(|call| call.closes_ms)
    } else {
        None
    };
    let beside = page.beside(RecordRef { kind: "application", id: of.application.id.0 }).await;
    let own = of.team.iter().find(|seat| Some(seat.person) == page.actor().user_id());
    ApplicationPage {
        is_lead: is_team && page.actor().user_id() == Some(of.application.lead),
        is_invited: own.is_some_and(|seat| seat.role == SeatRole::Member && seat.state == SeatState::Invited),
        // Nobody handles or decides about an application of their own team.
        handles: !is_team && page.may(Act::HandleApplications, &of.application),
        decides: !is_team && page.may(Act::Decide, &of.application),
        is_team,
        known,
        problems,
        closes_ms,
        beside,
        of,
    }
}

/// After an act: the page again, or what is wrong on it.
pub(super) async fn answered(
    page: &Page,
    calls: &Calls,
    id: ApplicationId,
    field: &str,
    done: Result<(), CallError>,
) -> PageResult {
    match done {
        Ok(()) => Ok(page.redirect_with_notice(urls::application(id), "calls-done")),
        Err(CallError::Refused(all)) => {
            let of = calls.application(page.ctx(), id).await.map_err(|error| refused(page, error))?;
            let call =
                calls.call(page.ctx(), &of.cluster, &of.call_slug).await.map_err(|error| refused(page, error))?;
            let words = |one| crate::views::parts::refusal(page, &call.content, one, &call);
            let problems = all.iter().map(|one| FieldProblem::new(field, words(one))).collect();
            again(page, &view(page, calls, id, problems).await?)
        }
        Err(error) => {
            let problems = shown(page, field, error)?;
            again(page, &view(page, calls, id, problems).await?)
        }
    }
}

/// A step of the team.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct StepAsked {
    step: String,
    appeal: String,
}

/// Hands in, takes back, appeals, accepts an award.
pub async fn step(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<ApplicationId>,
    Form(form): Form<StepAsked>,
) -> PageResult {
    let ctx = page.ctx();
    let done = match form.step.as_str() {
        "submit" => calls.submit(ctx, id).await.map(|_| ()),
        "withdraw" => calls.withdraw(ctx, id).await,
        "appeal" => calls.appeal(ctx, id, &form.appeal).await,
        "accept" => calls.accept(ctx, id).await,
        _ => return Err(WebError::field("step", page.t("calls-fault-step"))),
    };
    answered(&page, &calls, id, "step", done).await
}

/// Whom to invite.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct InviteAsked {
    email: String,
}

/// Invites somebody to the team.
pub async fn invite(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<ApplicationId>,
    Form(form): Form<InviteAsked>,
) -> PageResult {
    let done = calls.invite(page.ctx(), id, &form.email).await;
    answered(&page, &calls, id, "email", done).await
}

/// An answer to an invitation.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AnswerAsked {
    answer: String,
}

/// Signs, or declines.
pub async fn answer(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<ApplicationId>,
    Form(form): Form<AnswerAsked>,
) -> PageResult {
    let answer =
        SeatState::from_name(&form.answer).ok_or_else(|| WebError::field("answer", page.t("calls-fault-step")))?;
    let done = calls.answer_invitation(page.ctx(), id, answer).await;
    if done.is_ok() && answer == SeatState::Declined {
        // The application is not theirs any more.
        return Ok(page.redirect_with_notice(urls::MINE, "calls-done"));
    }
    answered(&page, &calls, id, "answer", done).await
}

/// What those who run a call do.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct HandleAsked {
    how: String,
    why: String,
    email: String,
}

/// Returns, sends to review, asks an assessor, declares a conflict of interest.
pub async fn handle(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<ApplicationId>,
    Form(form): Form<HandleAsked>,
) -> PageResult {
    if form.how == "conflict" {
        let of = calls.application(page.ctx(), id).await.map_err(|error| refused(&page, error))?;
        calls.declare_conflict(page.ctx(), id).await.map_err(|error| refused(&page, error))?;
        let back = format!("{}/applications", urls::call_of(&of.cluster, &of.call_slug));
        return Ok(page.redirect_with_notice(back, "calls-conflict-declared"));
    }
    // Asked before the form is read, so that the answer tells nothing about it.
    if !matches!(form.how.as_str(), "accept" | "waitlist" | "reject" | "announce") {
        page.ctx().permitted(Act::HandleApplications)?;
    }
    let how = handling(&page, &form.how, &form.why, &form.email)?;
    let done = calls.handle_one(page.ctx(), id, &how).await;
    answered(&page, &calls, id, "email", done).await
}

/// What is decided.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DecideAsked {
    outcome: String,
    amount: String,
    place: String,
    reason: String,
}

/// Decides.
pub async fn decide(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<ApplicationId>,
    Form(form): Form<DecideAsked>,
) -> PageResult {
    page.ctx().permitted(Act::Decide)?;
    let of = calls.application(page.ctx(), id).await.map_err(|error| refused(&page, error))?;
    page.ctx().permit(Act::Decide, &of)?;
    let outcome = Outcome::from_name(&form.outcome);
    let amount_minor = match Amount::parse(&form.amount, of.unit) {
        Ok(amount) => Some(amount.minor),
        // Nothing is given for a no, nor by a stage that is not the last.
        Err(_) => (outcome == Some(Outcome::Rejected) || form.amount.trim().is_empty()).then_some(0),
    };
    let (Some(outcome), Some(amount_minor)) = (outcome, amount_minor) else {
        let problem = match outcome {
            None => FieldProblem::new("outcome", page.t("calls-wrong-outcome")),
            Some(_) => FieldProblem::new("amount", page.t("calls-wrong-amount")),
        };
        return again(&page, &view(&page, &calls, id, vec![problem]).await?);
    };
    let verdict = Verdict { outcome, amount_minor, place: form.place.trim().parse().unwrap_or(1), why: form.reason };
    let done = match calls.decide(page.ctx(), id, &verdict).await {
        Err(CallError::Short { left_minor, .. }) => {
            let left = crate::views::parts::amount(&page, Amount::new(left_minor, of.unit));
            let problem = FieldProblem::new("amount", page.t_with("calls-fault-left", &[("left", left.into())]));
            return again(&page, &view(&page, &calls, id, vec![problem]).await?);
        }
        Err(CallError::Fields(all)) => Err(CallError::Fields(
            all.into_iter().map(|(field, key)| (if field == "why" { "reason" } else { field }, key)).collect(),
        )),
        done => done,
    };
    answered(&page, &calls, id, "outcome", done).await
}
