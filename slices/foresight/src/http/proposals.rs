//! Proposed areas: list, form, one proposal with its frozen evidence, withdrawal, files, the API.

use std::sync::Arc;

use axum::Json;
use axum::extract::State as Held;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bellwether_cluster::api as clusters;
use bellwether_kernel::lang::Text;
use bellwether_kernel::policy::Installation;
use bellwether_web::api::{ApiResult, FieldProblem, Page, PageResult, View, WebError};
use bellwether_web::download;
use bellwether_web::extract::{Form, Path, Query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::http::state::{ROWS, State};
use crate::model::proposal::{Draft, Fault, Frozen, Proposal, ProposalId, ProposalState, REASON};
use crate::policy::Act;
use crate::service::look::Edition;
use crate::service::proposing::{self, ProposalError};
use crate::urls;
use crate::views::proposal::ProposalPage;
use crate::views::proposals::{ClusterName, ProposalsPage, ProposePage};
use crate::views::topic::Named;

/// Proposals in a file at most.
const EXPORTED: u32 = 1_000;

/// Which proposals.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Slug of a cluster; empty for all.
    pub cluster: String,
    /// Which rows: the `next` of the page before.
    pub before: Option<String>,
}

/// Why a proposal is withdrawn.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = foresight::Withdrawal)]
pub struct Withdrawal {
    /// The reason, which stays readable.
    pub why: String,
}

/// Words in one or both languages.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = foresight::Words)]
pub struct Words {
    /// English.
    pub en: Option<String>,
    /// Russian.
    pub ru: Option<String>,
}

/// A proposal without its evidence.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = foresight::Proposal)]
pub struct Answer {
    /// Its id.
    #[schema(value_type = String)]
    pub id: ProposalId,
    /// Slug of the cluster.
    pub cluster: String,
    /// Id that the topic had.
    pub topic: String,
    /// What the area is to be called.
    pub title: Words,
    /// Why it should be one.
    pub rationale: Words,
    /// Digest of the frozen evidence, in hexadecimal.
    pub sha256: String,
    /// Where it stands.
    pub state: ProposalState,
    /// When it was proposed, in milliseconds since 1970 UTC.
    pub proposed_at_ms: i64,
    /// When it was withdrawn.
    pub withdrawn_at_ms: Option<i64>,
    /// Why it was withdrawn.
    pub withdrawn_why: Option<String>,
    /// Its permanent address.
    pub address: String,
    /// Where the exact bytes of the evidence are.
    pub evidence: String,
}

/// A page of proposals.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = foresight::Proposals)]
pub struct Answers {
    /// The newest first.
    pub rows: Vec<Answer>,
    /// The `before` of the next page.
    #[schema(value_type = Option<String>)]
    pub next: Option<ProposalId>,
}

/// The list.
pub async fn list(page: Page, Held(state): Held<State>, Query(asked): Query<Asked>) -> PageResult {
    let (rows, next) = found(&page, &state, &asked, ROWS).await?;
    let clusters = names(&page, &state).await?;
    let is_later = asked.before.is_some();
    Ok(page.show(&ProposalsPage { cluster: asked.cluster, clusters, rows, is_later, next }))
}

/// The form.
pub async fn form(page: Page, Held(state): Held<State>, Path(id): Path<String>) -> PageResult {
    page.ctx().permit(Act::Propose, &Installation)?;
    let edition = edition(&page, &state).await?;
    let draft = Draft { landscape: edition.number(), ..Draft::default() };
    let view = filled(&page, &state, &edition, &id, draft, Vec::new()).await?;
    Ok(page.show(&view))
}

/// Proposes what the form says.
pub async fn propose(
    page: Page,
    Held(state): Held<State>,
    Path(id): Path<String>,
    Form(draft): Form<Draft>,
) -> PageResult {
    page.ctx().permit(Act::Propose, &Installation)?;
    let edition = edition(&page, &state).await?;
    match proposing::propose(page.ctx(), &state.db, &edition, &id, &draft).await {
        Ok(id) => Ok(page.redirect_with_notice(urls::proposal(id), "foresight-is-proposed")),
        Err(ProposalError::Faults(faults)) => {
            let view = filled(&page, &state, &edition, &id, draft, problems(&page, &faults)).await?;
            Ok(page.render_with(StatusCode::UNPROCESSABLE_ENTITY, view.title(&page), view.body(&page)))
        }
        Err(error) => Err(refused(&page, error)),
    }
}

/// One proposal.
pub async fn one(page: Page, Held(state): Held<State>, Path(id): Path<ProposalId>) -> PageResult {
    Ok(page.show(&shown(&page, &state, id, Vec::new()).await?))
}

/// The exact bytes of a proposal's evidence.
pub async fn evidence(page: Page, Held(state): Held<State>, Path(id): Path<ProposalId>) -> PageResult {
    bytes(&page, &state, id).await
}

/// Withdraws a proposal.
pub async fn withdraw(
    page: Page,
    Held(state): Held<State>,
    Path(id): Path<ProposalId>,
    Form(withdrawal): Form<Withdrawal>,
) -> PageResult {
    match proposing::withdraw(page.ctx(), &state.db, id, &withdrawal.why).await {
        Ok(()) => Ok(page.redirect_with_notice(urls::proposal(id), "foresight-is-withdrawn")),
        Err(ProposalError::Reason) => {
            let view = shown(&page, &state, id, vec![reason(&page)]).await?;
            Ok(page.render_with(StatusCode::UNPROCESSABLE_ENTITY, view.title(&page), view.body(&page)))
        }
        Err(error) => Err(refused(&page, error)),
    }
}

/// The list as CSV.
pub async fn csv(page: Page, Held(state): Held<State>, Query(asked): Query<Asked>) -> Result<Response, WebError> {
    let (rows, _) = found(&page, &state, &Asked { before: None, ..asked }, EXPORTED).await?;
    let head = ["id", "cluster", "topic", "title_en", "title_ru", "state", "proposed_at_ms", "sha256"];
    let line = |one: Proposal| {
        vec![
            one.id.to_string(),
            one.cluster,
            one.topic,
            one.title.en.unwrap_or_default(),
            one.title.ru.unwrap_or_default(),
            one.state.name().to_owned(),
            one.proposed_at_ms.to_string(),
            one.sha256,
        ]
    };
    download::csv("proposals.csv", &head, rows.into_iter().map(line))
}

/// The list as JSON.
pub async fn json(page: Page, Held(state): Held<State>, Query(asked): Query<Asked>) -> Result<Response, WebError> {
    let (rows, _) = found(&page, &state, &Asked { before: None, ..asked }, EXPORTED).await?;
    let rows: Vec<Answer> = rows.into_iter().map(|one| answer(&page, one)).collect();
    let bytes = serde_json::to_vec(&rows).map_err(WebError::internal)?;
    Ok(download::file("proposals.json", "application/json", bytes))
}

/// Areas that were proposed, the newest first
#[utoipa::path(get, path = "/api/v1/foresight/proposals", tag = "foresight", params(Asked), responses((status = 200, body = Answers), (status = 404)))]
pub async fn api_list(page: Page, Held(state): Held<State>, Query(asked): Query<Asked>) -> ApiResult<Answers> {
    let (rows, next) = found(&page, &state, &asked, ROWS).await?;
    Ok(Json(Answers { rows: rows.into_iter().map(|one| answer(&page, one)).collect(), next }))
}

/// Propose a topic to a cluster as a priority area; its evidence is frozen as it is now
#[utoipa::path(post, path = "/api/v1/foresight/topics/{id}/proposals", tag = "foresight", request_body = Draft, params(("id" = String, Path, description = "Id of the topic")), responses((status = 200, body = Answer), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub async fn api_propose(
    page: Page,
    Held(state): Held<State>,
    Path(id): Path<String>,
    bellwether_web::extract::Json(draft): bellwether_web::extract::Json<Draft>,
) -> ApiResult<Answer> {
    page.ctx().permit(Act::Propose, &Installation)?;
    let edition = edition(&page, &state).await?;
    let made = proposing::propose(page.ctx(), &state.db, &edition, &id, &draft).await;
    let id = made.map_err(|error| refused(&page, error))?;
    api_answer(&page, &state, id).await
}

/// One proposal; its frozen evidence is at the address that the answer names
#[utoipa::path(get, path = "/api/v1/foresight/proposals/{id}", tag = "foresight", params(("id" = String, Path, description = "Id of the proposal")), responses((status = 200, body = Answer), (status = 404)))]
pub async fn api_one(page: Page, Held(state): Held<State>, Path(id): Path<ProposalId>) -> ApiResult<Answer> {
    api_answer(&page, &state, id).await
}

/// The exact bytes of a proposal's frozen evidence, whose SHA-256 the proposal names
#[utoipa::path(get, path = "/api/v1/foresight/proposals/{id}/evidence", tag = "foresight", params(("id" = String, Path, description = "Id of the proposal")), responses((status = 200, body = crate::model::proposal::Evidence), (status = 404)))]
pub async fn api_evidence(page: Page, Held(state): Held<State>, Path(id): Path<ProposalId>) -> PageResult {
    bytes(&page, &state, id).await
}

/// Withdraw a proposal; it stays readable, with the reason
#[utoipa::path(post, path = "/api/v1/foresight/proposals/{id}/withdraw", tag = "foresight", request_body = Withdrawal, params(("id" = String, Path, description = "Id of the proposal")), responses((status = 200, body = Answer), (status = 404), (status = 409), (status = 422)))]
pub async fn api_withdraw(
    page: Page,
    Held(state): Held<State>,
    Path(id): Path<ProposalId>,
    bellwether_web::extract::Json(withdrawal): bellwether_web::extract::Json<Withdrawal>,
) -> ApiResult<Answer> {
    let done = proposing::withdraw(page.ctx(), &state.db, id, &withdrawal.why).await;
    done.map_err(|error| refused(&page, error))?;
    api_answer(&page, &state, id).await
}

async fn api_answer(page: &Page, state: &State, id: ProposalId) -> ApiResult<Answer> {
    let (found, _) = proposing::proposal(page.ctx(), &state.db, id).await.map_err(|error| refused(page, error))?;
    Ok(Json(answer(page, found)))
}

fn answer(page: &Page, one: Proposal) -> Answer {
    let words = |text: Text| Words { en: text.en, ru: text.ru };
    Answer {
        id: one.id,
        cluster: one.cluster,
        topic: one.topic,
        title: words(one.title),
        rationale: words(one.rationale),
        sha256: one.sha256,
        state: one.state,
        proposed_at_ms: one.proposed_at_ms,
        withdrawn_at_ms: one.withdrawn_at_ms,
        withdrawn_why: one.withdrawn_why,
        address: page.address(&urls::proposal(one.id)),
        evidence: page.address(&urls::proposal_evidence(one.id)),
    }
}

/// A page of proposals and the `before` of the next.
async fn found(
    page: &Page,
    state: &State,
    asked: &Asked,
    limit: u32,
) -> Result<(Vec<Proposal>, Option<ProposalId>), WebError> {
    let before = asked.before.as_deref().filter(|id| !id.is_empty()).map(str::parse).transpose();
    let before = before.map_err(|_| WebError::field("before", page.t("foresight-before-wrong")))?;
    let cluster = Some(asked.cluster.as_str()).filter(|slug| !slug.is_empty());
    let rows = proposing::proposals(page.ctx(), &state.db, cluster, before, limit + 1).await;
    let mut rows = rows.map_err(|error| refused(page, error))?;
    let is_more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().map(|one| one.id).filter(|_| is_more);
    Ok((rows, next))
}

async fn shown(
    page: &Page,
    state: &State,
    id: ProposalId,
    problems: Vec<FieldProblem>,
) -> Result<ProposalPage, WebError> {
    let found = proposing::proposal(page.ctx(), &state.db, id).await;
    let (proposal, frozen): (Proposal, Frozen) = found.map_err(|error| refused(page, error))?;
    let names = names(page, state).await?;
    let cluster = names.into_iter().find(|one| one.slug == proposal.cluster).map(|one| one.name).unwrap_or_default();
    Ok(ProposalPage {
        may_withdraw: page.may(Act::Withdraw, &proposal),
        address: page.address(&urls::proposal(id)),
        evidence: frozen.evidence(),
        proposal,
        cluster,
        problems,
    })
}

async fn bytes(page: &Page, state: &State, id: ProposalId) -> PageResult {
    let found = proposing::proposal(page.ctx(), &state.db, id).await;
    let (_, frozen) = found.map_err(|error| refused(page, error))?;
    let tag = HeaderValue::from_str(&format!("\"{}\"", frozen.sha256())).map_err(WebError::internal)?;
    let kind = HeaderValue::from_static("application/json");
    Ok(([(header::CONTENT_TYPE, kind), (header::ETAG, tag)], frozen.text().to_owned()).into_response())
}

async fn filled(
    page: &Page,
    state: &State,
    edition: &Edition,
    id: &str,
    draft: Draft,
    problems: Vec<FieldProblem>,
) -> Result<ProposePage, WebError> {
    let (_, topic) = edition.topic(id).ok_or(WebError::NotFound)?;
    let clusters = names(page, state).await?;
    Ok(ProposePage { topic: Named::of(topic), draft, clusters, problems })
}

async fn names(page: &Page, state: &State) -> Result<Vec<ClusterName>, WebError> {
    let clusters = clusters::clusters(page.ctx(), &state.db).await.map_err(WebError::internal)?;
    Ok(clusters.into_iter().map(|cluster| ClusterName { slug: cluster.slug, name: cluster.short }).collect())
}

async fn edition(page: &Page, state: &State) -> Result<Arc<Edition>, WebError> {
    state.ask(page, |_, edition, _| Ok(edition.clone())).await?.ok_or(WebError::NotFound)
}

fn problems(page: &Page, faults: &[Fault]) -> Vec<FieldProblem> {
    let problem = |fault: &Fault| {
        let message = match *fault {
            Fault::Cluster => page.t("foresight-fault-cluster"),
            Fault::NoTitle => page.t("foresight-fault-title"),
            Fault::NoRationale => page.t("foresight-fault-rationale"),
            Fault::TooLong { most, .. } => page.t_with("foresight-fault-long", &[("most", most.into())]),
        };
        FieldProblem::new(fault.field(), message)
    };
    faults.iter().map(problem).collect()
}

fn reason(page: &Page) -> FieldProblem {
    FieldProblem::new("why", page.t_with("foresight-fault-reason", &[("most", REASON.into())]))
}

/// The answer to what could not be done.
fn refused(page: &Page, error: ProposalError) -> WebError {
    match error {
        ProposalError::Denied(denied) => denied.into(),
        ProposalError::NoTopic(_) | ProposalError::NotFound(_) => WebError::NotFound,
        ProposalError::Rebuilt => WebError::Conflict(page.t("foresight-fault-rebuilt")),
        ProposalError::WithdrawnBefore(_) => WebError::Conflict(page.t("foresight-fault-withdrawn")),
        ProposalError::Faults(faults) => WebError::Invalid(problems(page, &faults)),
        ProposalError::Reason => WebError::Invalid(vec![reason(page)]),
        other => WebError::internal(other),
    }
}
