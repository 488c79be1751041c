//! Choosing who judges, by name, for several applications at once: a plan that changes with what is chosen, and carrying it out.

use axum::extract::State;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::policy::OfCluster;
use bellwether_web::api::{ApiResult, Page, PageResult};
use bellwether_web::extract::{self, Form, Path, Query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::applications::decided_call;
use super::refused::refused;
use crate::model::application::ApplicationId;
use crate::model::assigning::{Assigning, Plan};
use crate::policy::Act;
use crate::service::Calls;
use crate::urls;
use crate::views::assign::AssignPage;

/// What is asked of the page.
fn asked(sent: &[(String, String)]) -> (Assigning, String) {
    let mut wanted = Assigning { each: 2, ..Assigning::default() };
    let mut words = String::new();
    for (name, value) in sent {
        match name.as_str() {
            "id" => wanted.ids.extend(value.parse::<ApplicationId>().ok()),
            "person" => wanted.people.extend(value.parse::<UserId>().ok()),
            "each" => wanted.each = value.trim().parse().unwrap_or(wanted.each),
            "q" => words.clone_from(value),
            _ => {}
        }
    }
    (wanted, words)
}

/// The plan.
pub async fn get(
    page: Page,
    State(calls): State<Calls>,
    Path((cluster, slug)): Path<(String, String)>,
    Query(sent): Query<Vec<(String, String)>>,
) -> PageResult {
    let no = |error| refused(&page, error);
    page.ctx().permit(Act::HandleApplications, &OfCluster(&cluster))?;
    let call = decided_call(&page, &calls, &cluster, &slug).await?;
    let (wanted, words) = asked(&sent);
    let plan = calls.plan(page.ctx(), &call, &wanted).await.map_err(no)?;
    let mut found = calls.candidates(page.ctx(), &call, &words).await.map_err(no)?;
    found.retain(|one| !wanted.people.contains(&one.person));
    Ok(page.show(&AssignPage { call, plan, found, words, each: wanted.each }))
}

/// Asks those of the plan.
pub async fn post(
    page: Page,
    State(calls): State<Calls>,
    Path((cluster, slug)): Path<(String, String)>,
    Form(sent): Form<Vec<(String, String)>>,
) -> PageResult {
    page.ctx().permit(Act::HandleApplications, &OfCluster(&cluster))?;
    let call = decided_call(&page, &calls, &cluster, &slug).await?;
    let pair = |value: &str| {
        let (id, person) = value.split_once(' ')?;
        Some((id.parse::<ApplicationId>().ok()?, person.parse::<UserId>().ok()?))
    };
    let pairs: Vec<_> = sent.iter().filter(|(name, _)| name == "pair").filter_map(|(_, value)| pair(value)).collect();
    calls.assign(page.ctx(), &call, &pairs).await.map_err(|error| refused(&page, error))?;
    Ok(page.redirect_with_notice(urls::of_call(&call, "applications"), "calls-done"))
}

/// The routes of the API and their description.
pub fn routes(calls: Calls) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(candidates)).routes(routes!(plan)).routes(routes!(assign)).with_state(calls)
}

/// Somebody who can be asked to judge.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = calls::Candidate)]
struct CandidateAnswer {
    /// The id of the person.
    person: String,
    /// The name.
    name: String,
    /// How many assessments of the cluster's applications wait for them.
    load: u32,
    /// With how many of the chosen applications they have a conflict of interest.
    conflicts: u32,
}

/// Words to look for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Words {
    /// In their name.
    q: String,
}

fn candidate(one: crate::model::assigning::Candidate) -> CandidateAnswer {
    CandidateAnswer { person: one.person.to_string(), name: one.name, load: one.load, conflicts: one.conflicts }
}

/// People who can be asked to judge applications of a call: those who work for its cluster, and experts
#[utoipa::path(get, path = "/api/v1/calls/{cluster}/{call}/assessors", tag = "calls", operation_id = "calls_assessors", params(("cluster" = String, Path, description = "Slug of the cluster"), ("call" = String, Path, description = "Slug of the call"), Words), responses((status = OK, body = Vec<CandidateAnswer>)))]
async fn candidates(
    page: Page,
    State(calls): State<Calls>,
    Path((cluster, slug)): Path<(String, String)>,
    Query(asked): Query<Words>,
) -> ApiResult<Vec<CandidateAnswer>> {
    page.ctx().permit(Act::HandleApplications, &OfCluster(&cluster))?;
    let call = decided_call(&page, &calls, &cluster, &slug).await?;
    let found = calls.candidates(page.ctx(), &call, &asked.q).await.map_err(|error| refused(&page, error))?;
    Ok(axum::Json(found.into_iter().map(candidate).collect()))
}

/// Who is to judge what.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = calls::Assigning)]
struct PlanAsked {
    /// Ids of applications.
    applications: Vec<String>,
    /// Ids of people.
    people: Vec<String>,
    /// How many for each application, with those who were asked before; 1 to 10.
    each: u32,
}

/// A pair of an application and who is to judge it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = calls::Pair)]
struct Pair {
    /// The id of the application.
    application: String,
    /// The id of the person.
    person: String,
}

/// A plan: nothing is changed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = calls::Plan)]
struct PlanAnswer {
    /// The people, with what they have to do already.
    people: Vec<CandidateAnswer>,
    /// Who would be asked to judge what.
    pairs: Vec<Pair>,
}

fn pairs(plan: &Plan) -> Vec<Pair> {
    let of = |(application, person): (ApplicationId, UserId)| Pair {
        application: application.to_string(),
        person: person.to_string(),
    };
    plan.pairs().into_iter().map(of).collect()
}

/// Share applications evenly among people; nothing is changed
#[utoipa::path(post, path = "/api/v1/calls/{cluster}/{call}/assignments/plan", tag = "calls", operation_id = "calls_plan_assignments", request_body = PlanAsked, params(("cluster" = String, Path, description = "Slug of the cluster"), ("call" = String, Path, description = "Slug of the call")), responses((status = OK, body = PlanAnswer)))]
async fn plan(
    page: Page,
    State(calls): State<Calls>,
    Path((cluster, slug)): Path<(String, String)>,
    extract::Json(asked): extract::Json<PlanAsked>,
) -> ApiResult<PlanAnswer> {
    page.ctx().permit(Act::HandleApplications, &OfCluster(&cluster))?;
    let call = decided_call(&page, &calls, &cluster, &slug).await?;
    let wanted = Assigning {
        ids: asked.applications.iter().filter_map(|id| id.parse().ok()).collect(),
        people: asked.people.iter().filter_map(|id| id.parse().ok()).collect(),
        each: asked.each,
    };
    let plan = calls.plan(page.ctx(), &call, &wanted).await.map_err(|error| refused(&page, error))?;
    let pairs = pairs(&plan);
    Ok(axum::Json(PlanAnswer { people: plan.people.into_iter().map(candidate).collect(), pairs }))
}

/// What came of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = calls::Asked)]
struct AskedAnswer {
    /// How many were asked.
    asked: usize,
}

/// Ask these people to judge these applications, all or none
#[utoipa::path(post, path = "/api/v1/calls/{cluster}/{call}/assignments", tag = "calls", operation_id = "calls_assign", request_body = Vec<Pair>, params(("cluster" = String, Path, description = "Slug of the cluster"), ("call" = String, Path, description = "Slug of the call")), responses((status = OK, body = AskedAnswer)))]
async fn assign(
    page: Page,
    State(calls): State<Calls>,
    Path((cluster, slug)): Path<(String, String)>,
    extract::Json(sent): extract::Json<Vec<Pair>>,
) -> ApiResult<AskedAnswer> {
    page.ctx().permit(Act::HandleApplications, &OfCluster(&cluster))?;
    let call = decided_call(&page, &calls, &cluster, &slug).await?;
    let pairs: Vec<_> =
        sent.iter().filter_map(|pair| Some((pair.application.parse().ok()?, pair.person.parse().ok()?))).collect();
    let asked = calls.assign(page.ctx(), &call, &pairs).await.map_err(|error| refused(&page, error))?;
    Ok(axum::Json(AskedAnswer { asked }))
}
