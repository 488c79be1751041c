//! The JSON form of messages, under `/api/v1/messages`.

use axum::extract::State;
use axum::http::StatusCode;
use bellwether_kernel::clock::Timestamp;
use bellwether_web::api::{ApiResult, Page, WebError};
use bellwether_web::extract::{Json, Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::problem;
use crate::model::message::{Message, Thread, Threaded, Written};
use crate::model::records::About;
use crate::model::side::Side;
use crate::service::Messages;

/// The routes and their description.
pub fn routes(messages: Messages) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(threads)).routes(routes!(thread, write)).with_state(messages)
}

/// A thread that one takes part in.
#[derive(Serialize, ToSchema)]
pub struct ThreadLine {
    /// The kind of its record: `booking`.
    kind: String,
    /// The id of its record.
    record: String,
    /// What it is about.
    title: String,
    /// The page of the record.
    href: String,
    /// Messages of others that one has not read.
    unread: u64,
    /// When the last message was written, RFC 3339.
    last_at: String,
}

/// A message.
#[derive(Serialize, ToSchema)]
pub struct MessageAnswer {
    /// The side that wrote it.
    from: Side,
    /// The side that it is for.
    to: Side,
    /// The name of who wrote it, where one may know it.
    name: Option<String>,
    /// Did one write it oneself?
    is_own: bool,
    /// Has one not read it yet?
    is_new: bool,
    /// What it says.
    words: String,
    /// RFC 3339.
    written_at: String,
}

/// The thread of a record.
#[derive(Serialize, ToSchema)]
pub struct ThreadAnswer {
    /// What it is about.
    title: String,
    /// The page of the record.
    href: String,
    /// The side that one reads and writes for.
    side: Side,
    /// The sides that one may write to.
    writes_to: Vec<Side>,
    /// What one sees.
    messages: Vec<MessageAnswer>,
}

/// A message to be written.
#[derive(Deserialize, Serialize, ToSchema)]
pub struct NewMessage {
    /// For which side; may be left out where there is one alone.
    #[serde(default)]
    to: Option<Side>,
    /// What it says, at most 4,000 letters.
    words: String,
}

fn instant(ms: i64) -> String {
    Timestamp::from_millisecond(ms).map(|at| at.to_string()).unwrap_or_default()
}

fn answer(page: &Page, thread: Thread) -> ThreadAnswer {
    let message = |one: Message| MessageAnswer {
        from: one.from,
        to: one.to,
        name: one.name,
        is_own: one.is_own,
        is_new: one.is_new,
        words: one.words,
        written_at: instant(one.written_at_ms),
    };
    ThreadAnswer {
        title: thread.seat.title.best(page.lang()).0.to_owned(),
        href: thread.seat.href,
        side: thread.seat.side,
        writes_to: thread.seat.writes_to,
        messages: thread.messages.into_iter().map(message).collect(),
    }
}

/// Threads that one takes part in, those with the newest messages first
#[utoipa::path(get, path = "/api/v1/messages", operation_id = "message_threads", tag = "Messages", responses((status = 200, body = Vec<ThreadLine>)))]
async fn threads(page: Page, State(messages): State<Messages>) -> ApiResult<Vec<ThreadLine>> {
    let line = |one: Threaded| ThreadLine {
        kind: one.about.kind,
        record: one.about.id.to_string(),
        title: one.seat.title.best(page.lang()).0.to_owned(),
        href: one.seat.href,
        unread: one.unread,
        last_at: instant(one.last_at_ms),
    };
    Ok(axum::Json(messages.threads(page.ctx()).await?.into_iter().map(line).collect()))
}

/// The messages about a record; they count as read
#[utoipa::path(get, path = "/api/v1/messages/{kind}/{id}", operation_id = "message_thread", tag = "Messages", params(("kind" = String, Path), ("id" = String, Path)), responses((status = 200, body = ThreadAnswer)))]
async fn thread(
    page: Page,
    State(messages): State<Messages>,
    Path((kind, id)): Path<(String, Uuid)>,
) -> ApiResult<ThreadAnswer> {
    let thread = messages.open(page.ctx(), &About { kind, id }).await?;
    Ok(axum::Json(answer(&page, thread)))
}

/// Write a message about a record
#[utoipa::path(post, path = "/api/v1/messages/{kind}/{id}", operation_id = "write_message", tag = "Messages", params(("kind" = String, Path), ("id" = String, Path)), request_body = NewMessage, responses((status = 201, body = ThreadAnswer)))]
async fn write(
    page: Page,
    State(messages): State<Messages>,
    Path((kind, id)): Path<(String, Uuid)>,
    Json(new): Json<NewMessage>,
) -> Result<(StatusCode, axum::Json<ThreadAnswer>), WebError> {
    let about = About { kind, id };
    let written = Written { to: new.to, words: new.words };
    match messages.write(page.ctx(), &about, &written).await {
        Ok(()) => {
            let thread = messages.look(page.ctx(), &about).await?;
            Ok((StatusCode::CREATED, axum::Json(answer(&page, thread))))
        }
        Err(error) => Err(WebError::Invalid(vec![problem(&page, error)?])),
    }
}
