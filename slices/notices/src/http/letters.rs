//! `/admin/mail`: the letters of the installation.

use axum::extract::State;
use bellwether_mail::State as LetterState;
use bellwether_mail::letter::LetterId;
use bellwether_web::api::{Page, PageResult};
use bellwether_web::extract::{Path, Query};
use serde::Deserialize;

use crate::service::Notices;
use crate::urls;
use crate::views::letters::LettersPage;

/// Letters on a page.
const ROWS: u32 = 50;

/// What is asked of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    state: String,
    before: Option<LetterId>,
}

/// Shows the list.
pub async fn list(page: Page, State(notices): State<Notices>, Query(asked): Query<Asked>) -> PageResult {
    let state = LetterState::from_name(&asked.state);
    let mut letters = notices.letters(page.ctx(), state, asked.before, ROWS + 1).await?;
    let is_more = letters.len() > ROWS as usize;
    letters.truncate(ROWS as usize);
    let next = letters.last().filter(|_| is_more).map(|last| last.id);
    Ok(page.show(&LettersPage { letters, state, next, is_mail_on: notices.is_mail_on(page.ctx()) }))
}

/// Sends a letter again.
pub async fn again(page: Page, State(notices): State<Notices>, Path(id): Path<LetterId>) -> PageResult {
    notices.send_again(page.ctx(), id).await?;
    Ok(page.redirect_with_notice(urls::LETTERS, "notices-letter-again"))
}
