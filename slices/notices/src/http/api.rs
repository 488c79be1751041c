//! The JSON form of one's own choices, and of letters for administrators.

use std::collections::BTreeMap;

use axum::extract::State;
use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::lang::Lang;
use bellwether_mail::letter::LetterId;
use bellwether_mail::{Listed, State as LetterState};
use bellwether_web::api::{ApiResult, Page};
use bellwether_web::extract::{Json, Query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::model::choice::Choices;
use crate::model::kind::{Kind, Moment};
use crate::service::Notices;

/// The routes and their description.
pub fn routes(notices: Notices) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(choices, choose)).routes(routes!(letters)).with_state(notices)
}

/// What comes by mail.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct NoticeChoices {
    /// `en` or `ru`; without it the language of the installation.
    lang: Option<String>,
    /// The hour of the daily letter, 0 to 23, in one's own time zone.
    hour: u8,
    /// When notices of each kind come: `at_once`, `daily` or `never`.
    kinds: BTreeMap<String, Moment>,
}

impl From<Choices> for NoticeChoices {
    fn from(choices: Choices) -> Self {
        NoticeChoices {
            lang: choices.lang.map(|lang| lang.code().to_owned()),
            hour: choices.hour,
            kinds: Kind::ALL.iter().map(|kind| (kind.name().to_owned(), choices.of(*kind))).collect(),
        }
    }
}

/// What comes by mail to whoever asks
#[utoipa::path(get, path = "/api/v1/notices/choices", operation_id = "notice_choices", tag = "Notices", responses((status = 200, body = NoticeChoices)))]
async fn choices(page: Page, State(notices): State<Notices>) -> ApiResult<NoticeChoices> {
    let person = page.user()?.id;
    Ok(axum::Json(notices.choices(page.ctx(), person).await?.into()))
}

/// Choose what comes by mail; kinds that are not named stay as they are, and unknown ones are not looked at
#[utoipa::path(put, path = "/api/v1/notices/choices", operation_id = "choose_notices", tag = "Notices", request_body = NoticeChoices, responses((status = 200, body = NoticeChoices)))]
async fn choose(
    page: Page,
    State(notices): State<Notices>,
    Json(wanted): Json<NoticeChoices>,
) -> ApiResult<NoticeChoices> {
    let person = page.user()?.id;
    let known = wanted.kinds.iter().filter_map(|(name, moment)| Some((Kind::from_name(name)?, *moment)));
    let chosen = Choices {
        lang: wanted.lang.as_deref().and_then(Lang::from_code),
        hour: wanted.hour.min(23),
        by_kind: known.collect(),
    };
    notices.choose(page.ctx(), person, &chosen).await?;
    Ok(axum::Json(notices.choices(page.ctx(), person).await?.into()))
}

/// A letter, without what is in it.
#[derive(Serialize, ToSchema)]
pub struct LetterAnswer {
    /// Its id.
    id: String,
    /// What caused it.
    key: String,
    /// To whom.
    address: String,
    /// `waiting`, `handing`, `sent`, `failed` or `unsure`.
    state: &'static str,
    /// How often it was tried.
    attempts: i64,
    /// RFC 3339.
    created_at: String,
    /// When the server took it.
    sent_at: Option<String>,
    /// Why the last attempt failed.
    problem: Option<String>,
}

impl From<Listed> for LetterAnswer {
    fn from(one: Listed) -> Self {
        let instant = |ms: i64| Timestamp::from_millisecond(ms).map(|at| at.to_string()).unwrap_or_default();
        LetterAnswer {
            id: one.id.to_string(),
            key: one.key,
            address: one.address,
            state: one.state.name(),
            attempts: one.attempts,
            created_at: instant(one.created_at_ms),
            sent_at: one.sent_at_ms.map(instant),
            problem: one.problem,
        }
    }
}

/// Which letters.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Only in this state.
    #[serde(default)]
    state: String,
    /// Only those before this one.
    #[param(value_type = Option<String>)]
    before: Option<LetterId>,
    /// At most so many, 1 to 200.
    limit: Option<u32>,
}

/// Letters of the installation, newest first, for administrators
#[utoipa::path(get, path = "/api/v1/letters", operation_id = "letters", tag = "Notices", params(Asked), responses((status = 200, body = Vec<LetterAnswer>)))]
async fn letters(
    page: Page,
    State(notices): State<Notices>,
    Query(asked): Query<Asked>,
) -> ApiResult<Vec<LetterAnswer>> {
    let limit = asked.limit.unwrap_or(50).clamp(1, 200);
    let found = notices.letters(page.ctx(), LetterState::from_name(&asked.state), asked.before, limit).await?;
    Ok(axum::Json(found.into_iter().map(LetterAnswer::from).collect()))
}
