//! `/messages` and what is below it.

use axum::extract::State;
use axum::http::StatusCode;
use bellwether_web::api::{Page, PageResult, View};
use bellwether_web::extract::{Form, Path};
use serde::Deserialize;
use uuid::Uuid;

use super::problem;
use crate::model::message::Written;
use crate::model::records::About;
use crate::model::side::Side;
use crate::service::Messages;
use crate::views::list::ListPage;
use crate::views::thread::ThreadPage;

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    to: String,
    words: String,
}

/// The threads that one takes part in.
pub async fn list(page: Page, State(messages): State<Messages>) -> PageResult {
    Ok(page.show(&ListPage { threads: messages.threads(page.ctx()).await? }))
}

/// One thread.
pub async fn thread(
    page: Page,
    State(messages): State<Messages>,
    Path((kind, id)): Path<(String, Uuid)>,
) -> PageResult {
    let thread = messages.open(page.ctx(), &About { kind, id }).await?;
    Ok(page.show(&ThreadPage { thread, typed: String::new(), problems: Vec::new() }))
}

/// Writes a message.
pub async fn write(
    page: Page,
    State(messages): State<Messages>,
    Path((kind, id)): Path<(String, Uuid)>,
    Form(typed): Form<Typed>,
) -> PageResult {
    let about = About { kind, id };
    let written = Written { to: Side::from_name(&typed.to), words: typed.words.clone() };
    let refused = match messages.write(page.ctx(), &about, &written).await {
        Ok(()) => {
            let thread = messages.look(page.ctx(), &about).await?;
            return Ok(page.redirect_with_notice(format!("{}#messages", thread.seat.href), "messages-sent"));
        }
        Err(error) => problem(&page, error)?,
    };
    let thread = messages.look(page.ctx(), &about).await?;
    let view = ThreadPage { thread, typed: typed.words, problems: vec![refused] };
    Ok(page.render_with(StatusCode::UNPROCESSABLE_ENTITY, view.title(&page), view.body(&page)))
}
