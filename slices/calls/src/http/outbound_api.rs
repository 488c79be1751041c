//! The JSON form of applications to other funders.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use bellwether_kernel::policy::OfCluster;
use bellwether_web::api::{ApiResult, Page, WebError};
use bellwether_web::extract::{self, Path, Query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::refused::refused;
use crate::model::draft::Saved;
use crate::model::form::Form;
use crate::model::outbound::{Facts, Outbound, OutboundId, OutboundState, OutboundStep, Total};
use crate::policy::Act;
use crate::service::Calls;
use crate::service::outbound::{Noted, Sought};

/// The routes and their description.
pub fn routes(calls: Calls) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list, begin))
        .routes(routes!(one))
        .routes(routes!(answer))
        .routes(routes!(step))
        .with_state(calls)
}

/// An application to another funder.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = calls::Outbound)]
struct OutboundAnswer {
    /// Its id.
    id: String,
    /// Slug of the cluster.
    cluster: String,
    /// `preparing`, `checking`, `approved`, `sent`, `granted`, `refused` or `withdrawn`.
    state: &'static str,
    /// The funder.
    funder: String,
    /// The id of the funder in the register.
    funder_actor: Option<String>,
    /// The programme.
    programme: String,
    /// Until when, by the clock of the zone.
    deadline: String,
    /// The time zone.
    zone: String,
    /// The funder's currency.
    currency: String,
    /// The title.
    title: String,
    /// How much is asked for, in minor units.
    asked_minor: Option<i64>,
    /// How much was granted, in minor units.
    granted_minor: Option<i64>,
    /// The number that the funder gave it.
    reference: String,
    /// The day of the funder's decision.
    decided_on: Option<String>,
    /// Id of whoever answers for it.
    responsible: String,
}

impl From<Outbound> for OutboundAnswer {
    fn from(one: Outbound) -> Self {
        OutboundAnswer {
            id: one.id.to_string(),
            state: one.state.name(),
            funder_actor: one.facts.funder_actor.map(|id| id.to_string()),
            deadline: one.facts.deadline.to_string(),
            currency: one.facts.unit.code().to_owned(),
            funder: one.facts.funder,
            programme: one.facts.programme,
            zone: one.facts.zone,
            cluster: one.cluster,
            title: one.title,
            asked_minor: one.asked_minor,
            granted_minor: one.granted_minor,
            reference: one.reference,
            decided_on: one.decided_on.map(|day| day.to_string()),
            responsible: one.responsible.to_string(),
        }
    }
}

/// What was asked for and granted in one currency.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = calls::OutboundTotal)]
struct TotalAnswer {
    /// The currency.
    currency: String,
    /// How many were sent.
    sent: u64,
    /// How much these asked for, in minor units.
    asked_minor: i64,
    /// How much was granted, in minor units.
    granted_minor: i64,
}

/// Applications to other funders.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = calls::Outbounds)]
struct ListAnswer {
    /// The applications: those whose deadline is ahead first.
    applications: Vec<OutboundAnswer>,
    /// Totals of those that were sent, by currency.
    totals: Vec<TotalAnswer>,
    /// How many were granted.
    granted: u64,
    /// How many were granted or refused.
    decided: u64,
    /// The interval of 95 % of their share (Wilson); none where nothing was decided.
    interval: Option<(f64, f64)>,
}

/// Which ones.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct Asked {
    /// Of this cluster.
    cluster: String,
    /// In this state.
    state: String,
    /// With these words in title, funder, programme or reference number.
    q: String,
}

/// Applications to other funders that one may see
#[utoipa::path(get, path = "/api/v1/outbound", tag = "calls", operation_id = "outbound_list", params(Asked), responses((status = OK, body = ListAnswer)))]
async fn list(page: Page, State(calls): State<Calls>, Query(asked): Query<Asked>) -> ApiResult<ListAnswer> {
    let states = OutboundState::from_name(&asked.state).into_iter().collect();
    let sought = Sought { cluster: asked.cluster, states, words: asked.q };
    let found = calls.outbounds(page.ctx(), &sought, 500).await.map_err(|error| refused(&page, error))?;
    let total = |one: Total| TotalAnswer {
        currency: one.unit.code().to_owned(),
        sent: one.sent,
        asked_minor: one.asked_minor,
        granted_minor: one.granted_minor,
    };
    Ok(Json(ListAnswer {
        applications: found.0.into_iter().map(OutboundAnswer::from).collect(),
        totals: found.1.into_iter().map(total).collect(),
        granted: found.2.granted,
        decided: found.2.decided,
        interval: found.2.interval,
    }))
}

/// One application to another funder
#[utoipa::path(get, path = "/api/v1/outbound/{id}", tag = "calls", operation_id = "outbound_one", params(("id" = String, Path, description = "Id of the application")), responses((status = OK, body = OutboundAnswer)))]
async fn one(page: Page, State(calls): State<Calls>, Path(id): Path<OutboundId>) -> ApiResult<OutboundAnswer> {
    let of = calls.outbound(page.ctx(), id).await.map_err(|error| refused(&page, error))?;
    Ok(Json(of.one.into()))
}

/// A new one.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = calls::NewOutbound)]
struct BeginAsked {
    /// Slug of the cluster.
    cluster: String,
    /// The funder.
    funder: String,
    /// The id of the funder in the register.
    #[serde(default)]
    funder_actor: Option<String>,
    /// The programme.
    #[serde(default)]
    programme: String,
    /// Until when, by the clock of the zone: `2027-03-01T17:00`.
    deadline: String,
    /// The time zone.
    zone: String,
    /// The funder's currency.
    currency: String,
    /// The e-mail address of whoever answers for it, who works for the cluster.
    responsible: String,
    /// Slug of the call whose form is taken; without it the usual one.
    #[serde(default)]
    form: Option<String>,
}

/// Begin an application to another funder
#[utoipa::path(post, path = "/api/v1/outbound", tag = "calls", operation_id = "outbound_begin", request_body = BeginAsked, responses((status = CREATED, body = OutboundAnswer)))]
async fn begin(
    page: Page,
    State(calls): State<Calls>,
    extract::Json(asked): extract::Json<BeginAsked>,
) -> Result<(StatusCode, Json<OutboundAnswer>), WebError> {
    let no = |error| refused(&page, error);
    page.ctx().permit(Act::KeepOutbound, &OfCluster(&asked.cluster))?;
    let wrong = |field: &str, key: &str| WebError::field(field, page.t(key));
    let facts = Facts {
        deadline: asked.deadline.parse().map_err(|_| wrong("deadline", "calls-wrong-moment"))?,
        unit: asked.currency.parse().map_err(|_| wrong("currency", "calls-wrong-currency"))?,
        funder_actor: asked
            .funder_actor
            .map(|id| id.parse().map_err(|_| wrong("funder_actor", "calls-wrong-actor")))
            .transpose()?,
        funder: asked.funder,
        programme: asked.programme,
        zone: asked.zone,
    };
    let form = match asked.form.as_deref() {
        None => Form::first(),
        Some(slug) => calls.draft_of(page.ctx(), &asked.cluster, slug).await.map_err(no)?.content.form,
    };
    let id = calls.begin_outbound(page.ctx(), &asked.cluster, &facts, &form, &asked.responsible).await.map_err(no)?;
    let of = calls.outbound(page.ctx(), id).await.map_err(no)?;
    Ok((StatusCode::CREATED, Json(of.one.into())))
}

/// An answer to a field.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = calls::OutboundAnswerAsked)]
struct AnswerAsked {
    /// What it is answered.
    value: String,
    /// The revision that was read; 0 for none.
    #[serde(default)]
    revision: i64,
}

/// What came of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = calls::Revision)]
struct RevisionAnswer {
    /// How often the answer was changed.
    revision: i64,
}

/// Answer a field; nobody writes over an answer that they have not seen
#[utoipa::path(put, path = "/api/v1/outbound/{id}/answers/{field}", tag = "calls", operation_id = "outbound_answer", request_body = AnswerAsked, params(("id" = String, Path, description = "Id of the application"), ("field" = String, Path, description = "Code of the field")), responses((status = OK, body = RevisionAnswer), (status = CONFLICT)))]
async fn answer(
    page: Page,
    State(calls): State<Calls>,
    Path((id, field)): Path<(OutboundId, String)>,
    extract::Json(asked): extract::Json<AnswerAsked>,
) -> ApiResult<RevisionAnswer> {
    let all = [(field, asked.value, asked.revision)];
    let saved = calls.save_outbound(page.ctx(), id, &all).await.map_err(|error| refused(&page, error))?;
    match saved.first() {
        Some(Saved::Kept(kept)) => Ok(Json(RevisionAnswer { revision: kept.revision })),
        _ => Err(WebError::Conflict(page.t("calls-conflict"))),
    }
}

/// A step.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = calls::OutboundStepAsked)]
struct StepAsked {
    /// `ask`, `return`, `approve`, `send`, `grant`, `refuse` or `withdraw`.
    step: String,
    /// The number that the funder gave it.
    #[serde(default)]
    reference: String,
    /// Why it is returned or withdrawn.
    #[serde(default)]
    why: String,
    /// How much is granted, in minor units.
    #[serde(default)]
    granted_minor: Option<i64>,
    /// The day of the funder's decision.
    #[serde(default)]
    decided_on: Option<String>,
}

/// Have it checked, return, approve, note that it was sent and what came of it
#[utoipa::path(post, path = "/api/v1/outbound/{id}/steps", tag = "calls", operation_id = "outbound_step", request_body = StepAsked, params(("id" = String, Path, description = "Id of the application")), responses((status = OK, body = OutboundAnswer)))]
async fn step(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<OutboundId>,
    extract::Json(asked): extract::Json<StepAsked>,
) -> ApiResult<OutboundAnswer> {
    let no = |error| refused(&page, error);
    calls.outbound(page.ctx(), id).await.map_err(no)?;
    let step = OutboundStep::from_name(&asked.step);
    let step = step.ok_or_else(|| WebError::field("step", page.t("calls-fault-step")))?;
    let noted = Noted {
        reference: asked.reference,
        why: asked.why,
        granted_minor: asked.granted_minor,
        decided_on: asked.decided_on.and_then(|day| day.parse().ok()),
    };
    calls.step_outbound(page.ctx(), id, step, &noted).await.map_err(no)?;
    let of = calls.outbound(page.ctx(), id).await.map_err(no)?;
    Ok(Json(of.one.into()))
}
