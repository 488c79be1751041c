//! Appointments of interviews in the JSON API.

use axum::Json;
use axum::extract::State;
use bellwether_kernel::clock::Timestamp;
use bellwether_web::api::{ApiResult, Page, Problem, WebError};
use bellwether_web::extract::{self, Path};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::refused::refused;
use crate::model::application::ApplicationId;
use crate::model::interview::{Appointment, Interview};
use crate::policy::Act;
use crate::service::Calls;

/// The operations with their description.
pub fn routes(calls: Calls) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(appoint)).with_state(calls)
}

/// An appointment.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = calls::Interview)]
pub struct InterviewAnswer {
    /// When it begins, in UTC.
    pub at: String,
    /// How many minutes it takes.
    pub minutes: u16,
    /// Where.
    pub place: String,
    /// An address on the web.
    pub link: String,
}

impl From<Interview> for InterviewAnswer {
    fn from(one: Interview) -> Self {
        InterviewAnswer {
            at: Timestamp::from_millisecond(one.at_ms).map(|at| at.to_string()).unwrap_or_default(),
            minutes: one.minutes,
            place: one.place,
            link: one.link,
        }
    }
}

/// An appointment to set.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = calls::Appointment)]
struct AppointmentAsked {
    /// When, by the clock of the call, such as `2027-05-12T14:30`.
    at: String,
    /// How many minutes, up to 720.
    minutes: u16,
    /// Where.
    #[serde(default)]
    place: String,
    /// An address on the web, beginning with `https://`.
    #[serde(default)]
    link: String,
}

/// Set the appointment of an application that has reached an interview, or move it
#[utoipa::path(put, path = "/api/v1/calls/applications/{id}/interview", tag = "calls", operation_id = "calls_appoint", request_body = AppointmentAsked, params(("id" = String, Path, description = "Id of the application")), responses((status = OK, body = InterviewAnswer), (status = CONFLICT, body = Problem), (status = UNPROCESSABLE_ENTITY, body = Problem), (status = NOT_FOUND, body = Problem)))]
async fn appoint(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<ApplicationId>,
    extract::Json(asked): extract::Json<AppointmentAsked>,
) -> ApiResult<InterviewAnswer> {
    page.ctx().permitted(Act::HandleApplications)?;
    let wrong = || WebError::field("at", page.t("calls-wrong-moment"));
    let at = asked.at.parse::<DateTime>();
    let of = calls.application(page.ctx(), id).await.map_err(|error| refused(&page, error))?;
    page.ctx().permit(Act::HandleApplications, &of)?;
    let at = at.map_err(|_| wrong())?;
    let wanted = Appointment { at, minutes: asked.minutes, place: asked.place, link: asked.link };
    let done = calls.appoint(page.ctx(), id, &wanted).await.map_err(|error| refused(&page, error))?;
    Ok(Json(done.into()))
}
