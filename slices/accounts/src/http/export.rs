//! Users and the journal as files. They are sent as they are read, so a long journal needs no memory.

use axum::body::{Body, Bytes};
use axum::extract::State;
use bellwether_db::journal::Row;
use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::paging::PageSize;
use bellwether_web::api::{Page, PageResult, WebError};
use bellwether_web::download::{self, harmless};
use bellwether_web::extract::Query;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use crate::http::{self, journal, users};
use crate::model::user::{User, role_names};
use crate::service::AccountError;

fn all() -> PageSize {
    PageSize::clamped(200)
}

pub(super) async fn wanted_users(
    state: &http::State,
    page: &Page,
    asked: &users::Asked,
) -> Result<Vec<User>, AccountError> {
    let mut wanted = asked.wanted();
    let mut users = Vec::new();
    loop {
        let found = state.accounts.users(page.ctx(), &wanted, all()).await?.page;
        users.extend(found.rows);
        match found.next {
            Some(next) => wanted.after = Some(next),
            None => return Ok(users),
        }
    }
}

pub(super) async fn users_csv(
    State(state): State<http::State>,
    page: Page,
    Query(asked): Query<users::Asked>,
) -> PageResult {
    let row = |user: User| {
        let active = if user.active { "yes" } else { "no" };
        let created_at = instant(user.created_at_ms);
        [user.email.to_string(), user.name, role_names(&user.roles), active.to_owned(), created_at]
    };
    let users = wanted_users(&state, &page, &asked).await?;
    download::csv("users.csv", &["email", "name", "roles", "active", "created_at"], users.into_iter().map(row))
}

pub(super) async fn users_json(
    State(state): State<http::State>,
    page: Page,
    Query(asked): Query<users::Asked>,
) -> PageResult {
    let users = wanted_users(&state, &page, &asked).await?;
    let bytes = serde_json::to_vec_pretty(&users).map_err(WebError::internal)?;
    Ok(download::file("users.json", "application/json", bytes))
}

pub(super) async fn journal_csv(
    State(state): State<http::State>,
    page: Page,
    Query(asked): Query<journal::Asked>,
) -> PageResult {
    let mut wanted = asked.wanted();
    // The first page is read before the answer begins, so that a refusal is an answer and not a broken file.
    let mut found = state.accounts.journal(page.ctx(), &wanted, all()).await?;
    let (send, receive) = mpsc::channel::<Result<Bytes, std::io::Error>>(4);
    tokio::spawn(async move {
        let mut head = true;
        loop {
            let lines = journal_lines(&found.rows, std::mem::take(&mut head));
            if send.send(lines).await.is_err() {
                return;
            }
            let Some(next) = found.next.and_then(|next| next.parse().ok()) else {
                return;
            };
            wanted.before = Some(next);
            found = match state.accounts.journal(page.ctx(), &wanted, all()).await {
                Ok(found) => found,
                Err(error) => {
                    tracing::error!(db.error = %error, "could not read the journal to its end");
                    // An error in the body ends the connection, so that the file is not taken for whole.
                    let _ = send.send(Err(std::io::Error::other(error))).await;
                    return;
                }
            };
        }
    });
    let body = Body::from_stream(ReceiverStream::new(receive));
    Ok(download::file("journal.csv", "text/csv; charset=utf-8", body))
}

fn journal_lines(rows: &[Row], head: bool) -> Result<Bytes, std::io::Error> {
    let mut lines = csv::Writer::from_writer(Vec::new());
    if head {
        lines.write_record(["number", "at", "actor", "act", "target_kind", "target_id", "detail", "hash"])?;
    }
    for row in rows {
        let (number, at) = (row.seq.to_string(), instant(row.at_ms));
        let cells = [&number, &at, &row.actor, &row.act, &row.target_kind, &row.target_id, &row.detail, &row.hash];
        lines.write_record(cells.map(|cell| harmless(cell)))?;
    }
    lines.into_inner().map(Bytes::from).map_err(|error| std::io::Error::other(error.to_string()))
}

pub(super) fn instant(ms: i64) -> String {
    Timestamp::from_millisecond(ms).map(|at| at.to_string()).unwrap_or_default()
}
