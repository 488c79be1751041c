//! Signing in and out.

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use bellwether_web::api::{Page, PageResult, View};
use bellwether_web::extract::{Form, Query};
use serde::Deserialize;

use crate::http::{self, who};
use crate::service::{AccountError, Origin, Signed};
use crate::views::sign_in::{Refused, SignIn};

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    next: String,
}

pub(super) async fn form(page: Page, Query(asked): Query<Asked>) -> PageResult {
    if page.user().is_ok() {
        return Ok(page.redirect_to(safe(&asked.next)));
    }
    Ok(page.show(&SignIn { email: String::new(), next: asked.next, refused: None }))
}

#[derive(Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

pub(super) async fn submit(
    State(state): State<http::State>,
    page: Page,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> PageResult {
    let origin = origin(&page, &headers);
    let (status, refused) = match state.accounts.sign_in(page.ctx(), &fields.email, &fields.password, &origin).await {
        Ok(opened) => {
            let mut response = page.redirect_to(safe(&fields.next));
            who::give(&state, &opened, &mut response);
            return Ok(response);
        }
        Err(AccountError::WrongPassword) => (StatusCode::UNPROCESSABLE_ENTITY, Refused::Wrong),
        Err(AccountError::Locked { wait_s }) => (StatusCode::TOO_MANY_REQUESTS, Refused::Locked { wait_s }),
        Err(error) => return Err(error.into()),
    };
    let view = SignIn { email: fields.email, next: fields.next, refused: Some(refused) };
    Ok(page.render_with(status, view.title(&page), view.body(&page)))
}

pub(super) async fn sign_out(
    State(state): State<http::State>,
    page: Page,
    signed: Option<Extension<Signed>>,
) -> PageResult {
    if let Some(Extension(Signed { user, session: Some(session) })) = signed {
        match state.accounts.end_session(page.ctx(), user.id, session).await {
            // Ended in another window meanwhile: what was wanted.
            Ok(()) | Err(AccountError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let mut response = page.redirect_with_notice("/", "accounts-signed-out");
    who::take(&state, &mut response);
    Ok(response)
}

/// From where somebody signs in.
pub(super) fn origin(page: &Page, headers: &HeaderMap) -> Origin {
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let address = page.client_address().map(|address| address.to_string()).unwrap_or_default();
    Origin { address, agent: agent.to_owned() }
}

/// Only addresses of our own: `//host` and `/\host` would lead elsewhere.
fn safe(next: &str) -> &str {
    let is_own = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains('\\')
        && next.chars().all(|c| c.is_ascii_graphic());
    if is_own { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn sign_in_leads_to_our_own_pages_only() {
        assert_eq!(safe("/evidence?q=heart+%26+lung"), "/evidence?q=heart+%26+lung");
        for elsewhere in ["", "https://x.example", "//x.example", "/\\x.example", "/a\r\nb", "javascript:x", "/\tx"] {
            assert_eq!(safe(elsewhere), "/", "{elsewhere}");
        }
    }
}
