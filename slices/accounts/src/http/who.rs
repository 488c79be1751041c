//! Finds out who asks: by the session cookie, or by a token where a program calls the API.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use bellwether_kernel::ctx::Ctx;
use bellwether_web::api::{Page, PersonalZone, WebError};

use crate::http::{self, views};
use crate::service::{AccountError, Opened, Signed};
use crate::urls;

/// Puts the [`bellwether_kernel::actor::Actor`] of the request into its extensions.
pub(crate) async fn who_asks(
    State(state): State<http::State>,
    page: Page,
    mut request: Request,
    next: Next,
) -> Response {
    let signed = match signed(&state, page.ctx(), request.uri().path(), request.headers()).await {
        Ok(signed) => signed,
        Err(error) => return WebError::internal(error).into_response(),
    };
    if let Some(signed) = signed {
        if signed.user.must_change_password && !is_open(request.method(), request.uri().path()) {
            return Redirect::to(urls::ACCOUNT).into_response();
        }
        let actor = signed.actor();
        if request.method() == Method::GET && !request.uri().path().starts_with("/api/") {
            let path = request.uri().path();
            match views::of_page(&state.accounts, page.ctx(), &actor, signed.user.id, path).await {
                Ok(views) => request.extensions_mut().insert(views),
                Err(error) => return WebError::internal(error).into_response(),
            };
        }
        request.extensions_mut().insert(actor);
        if let Some(zone) = &signed.user.zone {
            request.extensions_mut().insert(PersonalZone(zone.rules()));
        }
        request.extensions_mut().insert(signed);
    }
    next.run(request).await
}

async fn signed(
    state: &http::State,
    ctx: &Ctx,
    path: &str,
    headers: &HeaderMap,
) -> Result<Option<Signed>, AccountError> {
    if path.starts_with("/assets/") {
        return Ok(None);
    }
    if let Some(token) = bearer(headers).filter(|_| path.starts_with("/api/")) {
        return state.accounts.by_token(ctx, token).await;
    }
    match cookie(headers, state.cookie) {
        Some(token) => state.accounts.by_session(ctx, token).await,
        None => Ok(None),
    }
}

/// What somebody may still do who must choose a new password first.
fn is_open(method: &Method, path: &str) -> bool {
    path == urls::ACCOUNT && method == Method::GET
        || [urls::PASSWORD, urls::SIGN_OUT, "/healthz"].contains(&path)
        || path.starts_with("/assets/")
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ").map(str::trim)
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(of, value)| (of == name && !value.is_empty()).then_some(value))
}

/// Gives the browser its session. The server ends it; the browser forgets it when it closes.
pub(super) fn give(state: &http::State, opened: &Opened, response: &mut Response) {
    set_cookie(state, opened.token.reveal(), "", response);
}

/// Takes the session from the browser.
pub(super) fn take(state: &http::State, response: &mut Response) {
    set_cookie(state, "", "; Max-Age=0", response);
}

fn set_cookie(state: &http::State, value: &str, more: &str, response: &mut Response) {
    let secure = if state.is_https { "; Secure" } else { "" };
    let cookie = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{more}", state.cookie);
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}
