//! `/notices/stop/…`: turning letters off by the link of a letter, without signing in.

use axum::extract::State;
use bellwether_web::api::{Page, PageResult, WebError};
use bellwether_web::extract::{Form, Path, Query};
use serde::Deserialize;

use crate::model::kind::Kind;
use crate::service::Notices;
use crate::views::stop::StopPage;

/// Which letters.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    kind: String,
}

/// Asks whether it is meant: programs that look at links must not turn anything off.
pub async fn ask(
    page: Page,
    State(notices): State<Notices>,
    Path(token): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    if !notices.has_token(page.ctx(), &token).await? {
        return Err(WebError::NotFound);
    }
    Ok(page.show(&StopPage { token, kind: Kind::from_name(&asked.kind), is_done: false }))
}

/// Turns them off.
pub async fn stop(
    page: Page,
    State(notices): State<Notices>,
    Path(token): Path<String>,
    Form(asked): Form<Asked>,
) -> PageResult {
    let kind = Kind::from_name(&asked.kind);
    notices.stop(page.ctx(), &token, kind).await?;
    Ok(page.show(&StopPage { token, kind, is_done: true }))
}
