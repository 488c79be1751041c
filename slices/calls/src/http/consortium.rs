//! Organisations of an application: added and taken out by its lead, on pages and in the API.

use axum::Json;
use axum::extract::State;
use bellwether_kernel::amount::Amount;
use bellwether_web::api::{ApiResult, FieldProblem, Page, PageResult, Problem, WebError};
use bellwether_web::extract::{self, Form, Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::calls::again;
use super::mine::{answered, view};
use super::refused::refused;
use crate::model::application::ApplicationId;
use crate::model::consortium::{NewPartner, Partner, PartnerKind, PartnerRole};
use crate::service::Calls;

/// The operations with their description.
pub fn routes(calls: Calls) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(add)).routes(routes!(take_out)).with_state(calls)
}

/// An organisation as its form sends it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PartnerForm {
    name: String,
    country: String,
    kind: String,
    role: String,
    share: String,
    signatory: String,
    signs_as: String,
}

/// Adds an organisation.
pub async fn post(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<ApplicationId>,
    Form(form): Form<PartnerForm>,
) -> PageResult {
    let of = calls.written(page.ctx(), id).await.map_err(|error| refused(&page, error))?;
    let Ok(share) = Amount::parse(&form.share, of.application.unit) else {
        let problem = FieldProblem::new("share", page.t("calls-wrong-amount"));
        return again(&page, &view(&page, &calls, id, vec![problem]).await?);
    };
    let new = NewPartner {
        name: form.name,
        country: form.country.trim().to_uppercase(),
        kind: PartnerKind::from_name(&form.kind).unwrap_or(PartnerKind::Other),
        role: PartnerRole::from_name(&form.role).unwrap_or(PartnerRole::Partner),
        share_minor: share.minor,
        signatory: form.signatory,
        signs_as: form.signs_as,
    };
    let done = calls.save_partner(page.ctx(), id, None, &new).await.map(|_| ());
    answered(&page, &calls, id, "name", done).await
}

/// Takes an organisation out.
pub async fn remove(
    page: Page,
    State(calls): State<Calls>,
    Path((id, number)): Path<(ApplicationId, u32)>,
) -> PageResult {
    let done = calls.remove_partner(page.ctx(), id, number).await;
    answered(&page, &calls, id, "name", done).await
}

/// An organisation of an application.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = calls::Partner)]
pub struct PartnerAnswer {
    /// Its number in the application.
    pub number: u32,
    /// Its id in the register of actors.
    pub actor: Option<String>,
    /// Its name.
    pub name: String,
    /// Its country, as two letters.
    pub country: String,
    /// Its kind.
    pub kind: PartnerKind,
    /// What it is to the consortium.
    pub role: PartnerRole,
    /// Its share, in minor units.
    pub share_minor: i64,
    /// What who signs for it is in it.
    pub signs_as: String,
    /// Did they sign?
    pub signed: bool,
}

impl From<Partner> for PartnerAnswer {
    fn from(one: Partner) -> Self {
        PartnerAnswer {
            number: one.number,
            actor: one.actor.map(|actor| actor.to_string()),
            name: one.name,
            country: one.country,
            kind: one.kind,
            role: one.role,
            share_minor: one.share_minor,
            signs_as: one.signs_as,
            signed: one.signed,
        }
    }
}

/// An organisation to add.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = calls::NewPartner)]
struct PartnerAsked {
    /// The number of the one that is changed; a new one without it.
    #[serde(default)]
    number: Option<u32>,
    /// Its name, as it is in the register of actors or as it calls itself.
    name: String,
    /// Its country, as two letters.
    country: String,
    /// Its kind.
    kind: PartnerKind,
    /// What it is to the consortium.
    role: PartnerRole,
    /// Its share, in minor units.
    #[serde(default)]
    share_minor: i64,
    /// The e-mail address of who signs for it.
    signatory: String,
    /// What that person is in it.
    signs_as: String,
}

/// The number of an organisation in its application.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = calls::PartnerNumber)]
struct NumberAnswer {
    /// The number.
    number: u32,
}

/// Add an organisation to an application, or change one; who signs for it is invited
#[utoipa::path(post, path = "/api/v1/calls/applications/{id}/partners", tag = "calls", operation_id = "calls_partner", request_body = PartnerAsked, params(("id" = String, Path, description = "Id of the application")), responses((status = OK, body = NumberAnswer), (status = CONFLICT, body = Problem), (status = UNPROCESSABLE_ENTITY, body = Problem), (status = NOT_FOUND, body = Problem)))]
async fn add(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<ApplicationId>,
    extract::Json(asked): extract::Json<PartnerAsked>,
) -> ApiResult<NumberAnswer> {
    let new = NewPartner {
        name: asked.name,
        country: asked.country,
        kind: asked.kind,
        role: asked.role,
        share_minor: asked.share_minor,
        signatory: asked.signatory,
        signs_as: asked.signs_as,
    };
    let done = calls.save_partner(page.ctx(), id, asked.number, &new).await;
    Ok(Json(NumberAnswer { number: done.map_err(|error| refused(&page, error))? }))
}

/// Take an organisation out of an application
#[utoipa::path(delete, path = "/api/v1/calls/applications/{id}/partners/{number}", tag = "calls", operation_id = "calls_partner_remove", params(("id" = String, Path, description = "Id of the application"), ("number" = u32, Path, description = "Its number in the application")), responses((status = OK, body = NumberAnswer), (status = CONFLICT, body = Problem), (status = NOT_FOUND, body = Problem)))]
async fn take_out(
    page: Page,
    State(calls): State<Calls>,
    Path((id, number)): Path<(ApplicationId, u32)>,
) -> Result<Json<NumberAnswer>, WebError> {
    calls.remove_partner(page.ctx(), id, number).await.map_err(|error| refused(&page, error))?;
    Ok(Json(NumberAnswer { number }))
}
