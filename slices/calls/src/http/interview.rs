//! Appointments of interviews: set by the office, read by calendar programs of those who come.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use bellwether_kernel::clock::Timestamp;
use bellwether_web::api::{FieldProblem, Page, PageResult};
use bellwether_web::extract::{Form, Path};
use bellwether_web::ical::{Event, calendar};
use serde::Deserialize;

use super::calls::again;
use super::mine::{answered, view};
use super::refused::refused;
use crate::model::application::{Application, ApplicationId};
use crate::model::interview::{Appointment, Interview};
use crate::policy::Act;
use crate::service::Calls;
use crate::views::parts;

/// When and where.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AppointmentAsked {
    at: String,
    minutes: String,
    place: String,
    link: String,
}

/// Sets an appointment.
pub async fn post(
    page: Page,
    State(calls): State<Calls>,
    Path(id): Path<ApplicationId>,
    Form(form): Form<AppointmentAsked>,
) -> PageResult {
    // Asked before the form is read, so that the answer tells nothing about it.
    page.ctx().permitted(Act::HandleApplications)?;
    let of = calls.application(page.ctx(), id).await.map_err(|error| refused(&page, error))?;
    page.ctx().permit(Act::HandleApplications, &of)?;
    let Ok(at) = form.at.trim().parse() else {
        let problem = FieldProblem::new("at", page.t("calls-wrong-moment"));
        return again(&page, &view(&page, &calls, id, vec![problem]).await?);
    };
    let minutes = form.minutes.trim().parse().unwrap_or(0);
    let wanted = Appointment { at, minutes, place: form.place, link: form.link };
    let done = calls.appoint(page.ctx(), id, &wanted).await.map(|_| ());
    answered(&page, &calls, id, "at", done).await
}

/// One's own interviews, for calendar programs.
pub async fn calendar_file(page: Page, State(calls): State<Calls>) -> PageResult {
    let all = calls.appointments(page.ctx()).await.map_err(|error| refused(&page, error))?;
    let event = |(one, at): &(Application, Interview)| {
        let from = Timestamp::from_millisecond(at.at_ms).ok()?;
        let title = parts::title(&page, &one.title);
        let places = [at.place.as_str(), at.link.as_str()];
        let location = places.iter().filter(|words| !words.is_empty()).copied().collect::<Vec<_>>().join(", ");
        Some(Event {
            uid: format!("{}-{}@bellwether", one.id, one.stage.at),
            stamp: Timestamp::from_millisecond(at.set_at_ms).ok()?,
            from,
            until: Timestamp::from_millisecond(at.at_ms + i64::from(at.minutes) * 60_000).ok()?,
            summary: page.t_with("calls-interview-of", &[("title", title.into())]),
            location,
            status: "CONFIRMED",
        })
    };
    let events: Vec<Event> = all.iter().filter_map(event).collect();
    let text = calendar(&page.t("calls-interview"), &events);
    Ok(([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response())
}
