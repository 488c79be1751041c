//! The list of calls, the page of one, its steps, and the way to apply.

use axum::extract::State;
use axum::http::StatusCode;
use bellwether_cluster::api::current;
use bellwether_exchange_rules::explanation::Refusal;
use bellwether_exchange_rules::lifecycle::offer::{OfferState, OfferStep};
use bellwether_kernel::policy::OfCluster;
use bellwether_web::api::{Page, PageResult, View, WebError};
use bellwether_web::extract::{Form, Path, Query};
use serde::Deserialize;

use super::refused::refused;
use crate::model::call::Call;
use crate::policy::Act;
use crate::service::Calls;
use crate::service::error::CallError;
use crate::urls;
use crate::views::call::CallPage;
use crate::views::calls::{CallsPage, Line};
use crate::views::edit::Typed;

/// What is asked of the list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    cluster: String,
    show: String,
}

/// The list.
pub async fn list(page: Page, State(calls): State<Calls>, Query(asked): Query<Asked>) -> PageResult {
    let no = |error| refused(&page, error);
    let clusters = calls.clusters(page.ctx()).await.map_err(no)?;
    let one = Some(asked.cluster.as_str()).filter(|slug| !slug.is_empty());
    let all = calls.calls(page.ctx(), one).await.map_err(no)?;
    let now_ms = page.ctx().now().as_millisecond();
    let is_all = asked.show == "all";
    let line = |call: Call| Line {
        state: call.state_at(now_ms),
        cluster: clusters.iter().find(|of| of.slug == call.cluster).map(|of| of.short.clone()).unwrap_or_default(),
        call,
    };
    let is_shown =
        |line: &Line| is_all || matches!(line.state, OfferState::Open | OfferState::Published | OfferState::Draft);
    let keeps = one.or(current(&page, &clusters).map(|of| of.slug.as_str()));
    let keeps = keeps.filter(|slug| page.may(Act::KeepCalls, &OfCluster(slug))).map(str::to_owned);
    Ok(page.show(&CallsPage {
        lines: all.into_iter().map(line).filter(is_shown).collect(),
        clusters: clusters.iter().map(|of| (of.slug.clone(), of.short.clone())).collect(),
        cluster: asked.cluster.clone(),
        is_all,
        keeps,
    }))
}

/// The page of a call.
pub async fn one(page: Page, State(calls): State<Calls>, Path((cluster, slug)): Path<(String, String)>) -> PageResult {
    Ok(page.show(&view(&page, &calls, &cluster, &slug, Vec::new(), Vec::new()).await?))
}

async fn view(
    page: &Page,
    calls: &Calls,
    cluster: &str,
    slug: &str,
    refusals: Vec<Refusal>,
    wrong: Vec<&'static str>,
) -> Result<CallPage, WebError> {
    let call = calls.call(page.ctx(), cluster, slug).await.map_err(|error| refused(page, error))?;
    let mut own = Vec::new();
    if page.actor().user_id().is_some() {
        own = calls.own(page.ctx()).await.map_err(|error| refused(page, error))?;
        own.retain(|one| one.call == call.id);
    }
    let area = calls.area(page.ctx(), &call).await.map_err(|error| refused(page, error))?;
    Ok(CallPage {
        state: call.state_at(page.ctx().now().as_millisecond()),
        area,
        keeps: page.may(Act::KeepCalls, &call),
        decides: page.may(Act::Decide, &call),
        is_known: page.actor().is_known(),
        own,
        refused: refusals,
        wrong,
        call,
    })
}

/// A step of a call.
#[derive(Clone, Debug, Deserialize)]
pub struct StepAsked {
    step: String,
}

/// Publishes, closes or settles a call.
pub async fn step(
    page: Page,
    State(calls): State<Calls>,
    Path((cluster, slug)): Path<(String, String)>,
    Form(form): Form<StepAsked>,
) -> PageResult {
    let done = match OfferStep::from_name(&form.step) {
        Some(OfferStep::Publish) => calls.publish(page.ctx(), &cluster, &slug).await,
        Some(step) => calls.step(page.ctx(), &cluster, &slug, step).await,
        None => return Err(WebError::field("step", page.t("calls-fault-step"))),
    };
    match done {
        Ok(call) => Ok(page.redirect_with_notice(urls::call(&call), "calls-done")),
        Err(CallError::Fields(all)) => {
            let wrong = all.into_iter().map(|(_, key)| key).collect();
            again(&page, &view(&page, &calls, &cluster, &slug, Vec::new(), wrong).await?)
        }
        Err(error) => Err(refused(&page, error)),
    }
}

/// Begins an application.
pub async fn apply(
    page: Page,
    State(calls): State<Calls>,
    Path((cluster, slug)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> PageResult {
    let quiz: Vec<(String, bool)> = quiz(&typed);
    match calls.begin(page.ctx(), &cluster, &slug, &quiz).await {
        Ok(id) => Ok(page.redirect_to(urls::of_application(id, "edit"))),
        Err(CallError::Refused(all)) => again(&page, &view(&page, &calls, &cluster, &slug, all, Vec::new()).await?),
        Err(error) => Err(refused(&page, error)),
    }
}

/// The answers of the quiz in a form.
fn quiz(typed: &Typed) -> Vec<(String, bool)> {
    let one = |(name, value): (&String, &String)| match (name.strip_prefix("quiz."), value.as_str()) {
        (Some(code), "yes") => Some((code.to_owned(), true)),
        (Some(code), "no") => Some((code.to_owned(), false)),
        _ => None,
    };
    typed.iter().filter_map(one).collect()
}

/// The page again, with what was refused.
pub fn again(page: &Page, view: &impl View) -> PageResult {
    Ok(page.render_with(StatusCode::UNPROCESSABLE_ENTITY, view.title(page), view.body(page)))
}
