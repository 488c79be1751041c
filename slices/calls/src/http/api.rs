//! Calls in the JSON API.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use bellwether_exchange_rules::lifecycle::decision::Outcome;
use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::lang::Text;
use bellwether_web::api::{ApiResult, Page, Problem, WebError};
use bellwether_web::extract::{self, Path, Query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::api_interview::{self, InterviewAnswer};
use super::applications::{Asked, decided_call, handling};
use super::consortium::{self, PartnerAnswer};
use super::refused::refused;
use crate::model::answers::Answers;
use crate::model::application::{Application, ApplicationId};
use crate::model::call::{Call, Content};
use crate::model::decision::Verdict;
use crate::model::draft::Saved;
use crate::model::stage::Stage;
use crate::policy::Act;
use crate::service::Calls;
use crate::urls;

/// The operations with their description.
pub fn routes(calls: Calls) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(one))
        .routes(routes!(applications, begin))
        .routes(routes!(own))
        .routes(routes!(application))
        .routes(routes!(save))
        .routes(routes!(step))
        .routes(routes!(handle))
        .routes(routes!(decide))
        .with_state(calls.clone())
        .merge(consortium::routes(calls.clone()))
        .merge(api_interview::routes(calls))
}

/// Words in both languages.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = calls::Words)]
pub struct Words {
    /// English.
    pub en: Option<String>,
    /// Russian.
    pub ru: Option<String>,
}

impl From<Text> for Words {
    fn from(text: Text) -> Self {
        Words { en: text.en, ru: text.ru }
    }
}

fn moment(ms: i64) -> String {
    Timestamp::from_millisecond(ms).map(|at| at.to_string()).unwrap_or_default()
}

/// A call.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = calls::Call)]
pub struct CallAnswer {
    /// Slug of its cluster.
    pub cluster: String,
    /// Its slug.
    pub call: String,
    /// Its title.
    pub title: Words,
    /// A paragraph about it.
    pub summary: Words,
    /// Where it stands; applications are taken while it is `open`.
    pub state: String,
    /// When applications are taken from, in UTC.
    pub opens: String,
    /// Until when, in UTC.
    pub closes: String,
    /// Its time zone.
    pub zone: String,
    /// How much it has to give, in minor units.
    pub budget_minor: i64,
    /// The least that one application may ask for.
    pub least_minor: i64,
    /// The most.
    pub most_minor: i64,
    /// The code of the currency.
    pub currency: String,
    /// Who knows whom: `double_blind`, `single_blind`, `open`.
    pub blindness: String,
    /// The version that is published.
    pub version: i64,
    /// Its stages in their order; none for a call with one.
    pub stages: Vec<StageAnswer>,
    /// Questions that decide who may apply, the form and the rubric, as in a file of calls.
    #[schema(value_type = Object)]
    pub form: serde_json::Value,
    /// Its page.
    pub address: String,
}

impl CallAnswer {
    fn of(call: Call, now_ms: i64) -> Self {
        let content = &call.content;
        let form =
            serde_json::json!({ "quiz": content.quiz, "sections": content.form.sections, "rubric": content.rubric });
        CallAnswer {
            state: call.state_at(now_ms).name().to_owned(),
            opens: moment(call.opens_ms),
            closes: moment(call.closes_ms),
            zone: content.zone.clone(),
            budget_minor: call.budget_minor,
            least_minor: content.least_minor,
            most_minor: content.most_minor,
            currency: call.unit.code().to_owned(),
            blindness: content.blindness.name().to_owned(),
            version: call.version,
            stages: (0..).zip(&content.stages).map(|(at, stage)| StageAnswer::of(content, at, stage)).collect(),
            address: urls::call(&call),
            title: content.title.clone().into(),
            summary: content.summary.clone().into(),
            form,
            cluster: call.cluster,
            call: call.slug,
        }
    }
}

/// A stage of a call.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = calls::Stage)]
pub struct StageAnswer {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Words,
    /// `written` or `interview`.
    pub kind: String,
    /// Until when it is handed in, in UTC.
    pub closes: Option<String>,
    /// At most so many go on.
    pub most: Option<u32>,
}

impl StageAnswer {
    fn of(content: &Content, at: u32, stage: &Stage) -> Self {
        let closes = if at == 0 { Some(content.closes) } else { stage.closes };
        let zone = content.time_zone();
        let utc = |at| zone.to_ambiguous_timestamp(at).compatible().ok().map(|at| at.to_string());
        StageAnswer {
            key: stage.key.clone(),
            name: stage.name.clone().into(),
            kind: stage.kind.name().to_owned(),
            closes: closes.and_then(utc),
            most: stage.most,
        }
    }
}

/// Calls.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = calls::Calls)]
pub struct CallsAnswer {
    /// Those that close last first.
    pub calls: Vec<CallAnswer>,
}

/// Calls that are published, of all clusters; at most 500
#[utoipa::path(get, path = "/api/v1/calls", tag = "calls", operation_id = "calls", responses((status = OK, body = CallsAnswer)))]
async fn list(page: Page, State(calls): State<Calls>) -> ApiResult<CallsAnswer> {
    let all = calls.calls(page.ctx(), None).await.map_err(|error| refused(&page, error))?;
    let now_ms = page.ctx().now().as_millisecond();
    Ok(Json(CallsAnswer { calls: all.into_iter().map(|call| CallAnswer::of(call, now_ms)).collect() }))
}

/// One call with its form
#[utoipa::path(get, path = "/api/v1/calls/{cluster}/{call}", tag = "calls", operation_id = "calls_call", params(("cluster" = String, Path, description = "The cluster's slug"), ("call" = String, Path, description = "The call's slug")), responses((status = OK, body = CallAnswer), (status = NOT_FOUND, body = Problem)))]
async fn one(
    page: Page,
    State(calls): State<Calls>,
    Path((cluster, slug)): Path<(String, String)>,
) -> ApiResult<CallAnswer> {
    let call = calls.call(page.ctx(), &cluster, &slug).await.map_err(|error| refused(&page, error))?;
    Ok(Json(CallAnswer::of(call, page.ctx().now().as_millisecond())))
}

/// An application.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = calls::Application)]
pub struct ApplicationAnswer {
    /// Its id.
    pub id: String,
    /// Slug of the cluster.
    pub cluster: String,
    /// Slug of the call.
    pub call: String,
    /// Its number in the call.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// The key of the stage that it has reached, in a call with stages.
    pub stage: Option<String>,
    /// Where it stands, as far as you may know.
    pub state: String,
    /// How much it asks for, in minor units.
    pub asked_minor: Option<i64>,
    /// How much it was given.
    pub given_minor: Option<i64>,
    /// The code of the currency.
    pub currency: String,
    /// Its page.
    pub address: String,
}

impl From<Application> for ApplicationAnswer {
    fn from(one: Application) -> Self {
        ApplicationAnswer {
            id: one.id.to_string(),
            address: urls::application(one.id),
            number: one.number,
            state: one.state.name().to_owned(),
            stage: one.stage.is_named().then_some(one.stage.key),
            asked_minor: one.asked_minor,
            given_minor: one.awarded_minor,
            currency: one.unit.code().to_owned(),
            cluster: one.cluster,
            call: one.call_slug,
            title: one.title,
        }
    }
}

/// Applications.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = calls::Applications)]
pub struct ApplicationsAnswer {
    /// In their order.
    pub applications: Vec<ApplicationAnswer>,
    /// The `after` of the next page.
    pub next: Option<i64>,
}

/// Which applications.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct Which {
    /// With these words in title or answers.
    q: String,
    /// In this state.
    state: String,
    /// In the stage with this key.
    stage: String,
    /// Judged with at least so many percent of the best.
    score: String,
    /// Asking for at least so much, in units of the currency such as `1000.50`.
    least: String,
    /// Asking for at most so much.
    most: String,
    /// With the person of this e-mail address in the team.
    member: String,
    /// The `next` of the page before.
    after: Option<i64>,
}

/// Applications of a call, for those who decide about them; 100 at once
#[utoipa::path(get, path = "/api/v1/calls/{cluster}/{call}/applications", tag = "calls", operation_id = "calls_applications", params(("cluster" = String, Path, description = "The cluster's slug"), ("call" = String, Path, description = "The call's slug"), Which), responses((status = OK, body = ApplicationsAnswer), (status = NOT_FOUND, body = Problem)))]
async fn applications(
    page: Page,
    State(calls): State<Calls>,
    Path((cluster, slug)): Path<(String, String)>,
    Query(which): Query<Which>,
) -> ApiResult<ApplicationsAnswer> {
    let call = decided_call(&page, &calls, &cluster, &slug).await?;
    let asked = Asked {
        q: which.q,
        state: which.state,
        stage: which.stage,
        score: which.score,
        least: which.least,
        most: which.most,
        member: which.member,
        after: which.after,
    };
    let search = asked.search(&page, &calls, &call).await?;
    let found = calls.search(page.ctx(), &call, &search, 101).await;
    let (mut rows, _) = found.map_err(|error| refused(&page, error))?;
    let is_more = rows.len() > 100;
    rows.truncate(100);
    let next = rows.last().filter(|_| is_more).map(|last| last.number);
    Ok(Json(ApplicationsAnswer { applications: rows.into_iter().map(Into::into).collect(), next }))
}

/// Answers of the eligibility quiz.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = calls::Quiz)]
struct QuizAsked {
    /// Yes or no, by the codes of the questions.
    #[serde(default)]
    quiz: std::collections::BTreeMap<String, bool>,
}

/// An application that was begun.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = calls::Begun)]
pub struct BegunAnswer {
    /// Its id.
    pub id: String,
}

/// Begin an application, if the answers of the quiz let you
#[utoipa::path(post, path = "/api/v1/calls/{cluster}/{call}/applications", tag = "calls", operation_id = "calls_begin", request_body = QuizAsked, params(("cluster" = String, Path, description = "The cluster's slug"), ("call" = String, Path, description = "The call's slug")), responses((status = OK, body = BegunAnswer), (status = CONFLICT, body = Problem), (status = NOT_FOUND, body = Problem)))]
async fn begin(
    page: Page,
    State(calls): State<Calls>,
    Path((cluster, slug)): Path<(String, String)>,
    extract::Json(asked): extract::Json<QuizAsked>,
) -> ApiResult<BegunAnswer> {
    let quiz: Vec<(String, bool)> = asked.quiz.into_iter().collect();
    let id = calls.begin(page.ctx(), &cluster, &slug, &quiz).await.map_err(|error| refused(&page, error))?;
    Ok(Json(BegunAnswer { id: id.to_string() }))
}

/// Applications of your teams; at most 500
#[utoipa::path(get, path = "/api/v1/calls/applications", tag = "calls", operation_id = "calls_own", responses((status = OK, body = ApplicationsAnswer), (status = UNAUTHORIZED, body = Problem)))]
async fn own(page: Page, State(calls): State<Calls>) -> ApiResult<ApplicationsAnswer> {
    let all = calls.own(page.ctx()).await.map_err(|error| refused(&page, error))?;
    Ok(Json(ApplicationsAnswer { applications: all.into_iter().map(Into::into).collect(), next: None }))
}

/// An application with its answers.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = calls::Dossier)]
pub struct DossierAnswer {
    /// The application.
    pub application: ApplicationAnswer,
    /// The answers as they were typed, by the codes of the fields.
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    pub answers: Answers,
    /// SHA-256 of what was handed in.
    pub sha256: Option<String>,
    /// The organisations of the consortium, where you may know who applies.
    pub partners: Vec<PartnerAnswer>,
    /// The appointment, in a stage that is an interview.
    pub interview: Option<InterviewAnswer>,
}

/// One application with its answers
#[utoipa::path(get, path = "/api/v1/calls/applications/{id}", tag = "calls", operation_id = "calls_application", params(("id" = String, Path, description = "Id of the application")), responses((status = OK, body = DossierAnswer), (status = NOT_FOUND, body = Problem)))]
async fn application(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<ApplicationId>,
) -> ApiResult<DossierAnswer> {
    let of = calls.dossier(page.ctx(), id).await.map_err(|error| refused(&page, error))?;
    let interview = of.interview.map(Into::into);
    let partners = of.partners.into_iter().map(Into::into).collect();
    let (application, answers) = (of.application.into(), of.answers);
    Ok(Json(DossierAnswer { application, answers, sha256: of.sha256, partners, interview }))
}

/// An answer to save.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = calls::Typed)]
struct AnswerAsked {
    /// What was typed.
    value: String,
    /// The revision that you read; 0 if there was none.
    revision: i64,
}

/// An answer as it is kept.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = calls::Kept)]
pub struct KeptAnswer {
    /// What is there.
    pub value: String,
    /// Its revision.
    pub revision: i64,
    /// When it was saved, in UTC.
    pub saved_at: String,
}

/// Save one answer of a draft; 409 with what is there, if somebody changed it since you read it
#[utoipa::path(put, path = "/api/v1/calls/applications/{id}/answers/{field}", tag = "calls", operation_id = "calls_save", request_body = AnswerAsked, params(("id" = String, Path, description = "Id of the application"), ("field" = String, Path, description = "Code of the field")), responses((status = OK, body = KeptAnswer), (status = CONFLICT, body = KeptAnswer), (status = NOT_FOUND, body = Problem)))]
async fn save(
    page: Page,
    State(calls): State<Calls>,
    Path((id, field)): Path<(ApplicationId, String)>,
    extract::Json(asked): extract::Json<AnswerAsked>,
) -> Result<Response, WebError> {
    let saved = calls.save_answer(page.ctx(), id, &field, &asked.value, asked.revision).await;
    let (status, kept) = match saved.map_err(|error| refused(&page, error))? {
        Saved::Kept(kept) => (StatusCode::OK, kept),
        Saved::Conflict(kept) => (StatusCode::CONFLICT, kept),
    };
    let answer = KeptAnswer { value: kept.typed, revision: kept.revision, saved_at: moment(kept.saved_at_ms) };
    Ok((status, Json(answer)).into_response())
}

/// What a team does with its application.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "step", rename_all = "snake_case")]
#[schema(as = calls::Step)]
enum Step {
    /// Hand it in.
    Submit,
    /// Take it back.
    Withdraw,
    /// Appeal against a rejection, once.
    Appeal {
        /// Why.
        why: String,
    },
    /// Accept the award.
    Accept,
}

/// Hand in, take back, appeal, accept an award
#[utoipa::path(post, path = "/api/v1/calls/applications/{id}/steps", tag = "calls", operation_id = "calls_step", request_body = Step, params(("id" = String, Path, description = "Id of the application")), responses((status = OK, body = ApplicationAnswer), (status = CONFLICT, body = Problem), (status = UNPROCESSABLE_ENTITY, body = Problem), (status = NOT_FOUND, body = Problem)))]
async fn step(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<ApplicationId>,
    extract::Json(step): extract::Json<Step>,
) -> ApiResult<ApplicationAnswer> {
    let done = match step {
        Step::Submit => calls.submit(page.ctx(), id).await.map(|_| ()),
        Step::Withdraw => calls.withdraw(page.ctx(), id).await,
        Step::Appeal { why } => calls.appeal(page.ctx(), id, &why).await,
        Step::Accept => calls.accept(page.ctx(), id).await,
    };
    done.map_err(|error| refused(&page, error))?;
    Ok(Json(calls.application(page.ctx(), id).await.map_err(|error| refused(&page, error))?.into()))
}

/// What those who run a call do with an application.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = calls::Handling)]
struct HandleAsked {
    /// `review`, `return` or `assign`.
    how: String,
    /// Why it is returned.
    #[serde(default)]
    why: String,
    /// The e-mail address of the assessor who is asked.
    #[serde(default)]
    email: String,
}

/// Send to review, return for correction, or ask an assessor
#[utoipa::path(post, path = "/api/v1/calls/applications/{id}/handling", tag = "calls", operation_id = "calls_handle", request_body = HandleAsked, params(("id" = String, Path, description = "Id of the application")), responses((status = OK, body = ApplicationAnswer), (status = CONFLICT, body = Problem), (status = UNPROCESSABLE_ENTITY, body = Problem), (status = NOT_FOUND, body = Problem)))]
async fn handle(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<ApplicationId>,
    extract::Json(asked): extract::Json<HandleAsked>,
) -> ApiResult<ApplicationAnswer> {
    page.ctx().permitted(Act::HandleApplications)?;
    let how = handling(&page, &asked.how, &asked.why, &asked.email)?;
    calls.handle_one(page.ctx(), id, &how).await.map_err(|error| refused(&page, error))?;
    Ok(Json(calls.application(page.ctx(), id).await.map_err(|error| refused(&page, error))?.into()))
}

/// What is decided.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = calls::Verdict)]
struct DecideAsked {
    /// `accepted`, `waitlisted` or `rejected`.
    outcome: String,
    /// How much, in minor units.
    #[serde(default)]
    amount_minor: i64,
    /// The place in the waiting list.
    #[serde(default)]
    place: u32,
    /// Why, for the applicants.
    why: String,
}

/// Decide about an application; applicants learn of it when it is announced
#[utoipa::path(post, path = "/api/v1/calls/applications/{id}/decision", tag = "calls", operation_id = "calls_decide", request_body = DecideAsked, params(("id" = String, Path, description = "Id of the application")), responses((status = OK, body = ApplicationAnswer), (status = CONFLICT, body = Problem), (status = UNPROCESSABLE_ENTITY, body = Problem), (status = NOT_FOUND, body = Problem)))]
async fn decide(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<ApplicationId>,
    extract::Json(asked): extract::Json<DecideAsked>,
) -> ApiResult<ApplicationAnswer> {
    page.ctx().permitted(Act::Decide)?;
    let outcome =
        Outcome::from_name(&asked.outcome).ok_or_else(|| WebError::field("outcome", page.t("calls-wrong-outcome")))?;
    let verdict = Verdict { outcome, amount_minor: asked.amount_minor, place: asked.place, why: asked.why };
    calls.decide(page.ctx(), id, &verdict).await.map_err(|error| refused(&page, error))?;
    Ok(Json(calls.application(page.ctx(), id).await.map_err(|error| refused(&page, error))?.into()))
}
