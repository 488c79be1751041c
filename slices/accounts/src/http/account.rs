//! One's own account: password, sessions, tokens.

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use bellwether_web::api::{FieldProblem, Page, PageResult, View, WebError};
use bellwether_web::extract::{Form, Path};
use serde::Deserialize;

use crate::http::{self, problems, who};
use crate::model::session::{SessionId, TokenId};
use crate::model::zone::Zone;
use crate::service::{AccountError, Signed};
use crate::urls;
use crate::views::account::Account;

pub(super) async fn show(
    State(state): State<http::State>,
    page: Page,
    signed: Option<Extension<Signed>>,
) -> PageResult {
    Ok(page.show(&view(&state, &page, signed.as_deref()).await?))
}

async fn view(state: &http::State, page: &Page, signed: Option<&Signed>) -> Result<Account, WebError> {
    let id = page.user()?.id;
    let ctx = page.ctx();
    Ok(Account {
        user: state.accounts.account(ctx, id).await?,
        current: signed.and_then(|signed| signed.session),
        sessions: state.accounts.sessions(ctx, id).await?,
        tokens: state.accounts.tokens(ctx, id).await?,
        zones: Zone::names(),
        new_token: None,
        problems: Vec::new(),
    })
}

fn refused(page: &Page, mut view: Account, problem: FieldProblem) -> Response {
    view.problems = vec![problem];
    page.render_with(StatusCode::UNPROCESSABLE_ENTITY, view.title(page), view.body(page))
}

#[derive(Deserialize)]
pub(super) struct PasswordFields {
    #[serde(default)]
    password: String,
    #[serde(default)]
    new_password: String,
}

pub(super) async fn change_password(
    State(state): State<http::State>,
    page: Page,
    signed: Option<Extension<Signed>>,
    Form(fields): Form<PasswordFields>,
) -> PageResult {
    let id = page.user()?.id;
    let kept = signed.as_ref().and_then(|signed| signed.session);
    let changed = state.accounts.change_password(page.ctx(), id, &fields.password, &fields.new_password, kept).await;
    match changed {
        Ok(()) => Ok(page.redirect_with_notice(urls::ACCOUNT, "accounts-password-changed")),
        Err(error) => {
            let problem = match error {
                AccountError::WrongPassword => FieldProblem::new("password", page.t("accounts-old-password-wrong")),
                other => problems::of_field(&page, other)?,
            };
            Ok(refused(&page, view(&state, &page, signed.as_deref()).await?, problem))
        }
    }
}

pub(super) async fn end_session(State(state): State<http::State>, page: Page, Path(id): Path<SessionId>) -> PageResult {
    let user = page.user()?.id;
    state.accounts.end_session(page.ctx(), user, id).await?;
    Ok(page.redirect_with_notice(urls::ACCOUNT, "accounts-session-ended"))
}

pub(super) async fn end_all_sessions(State(state): State<http::State>, page: Page) -> PageResult {
    let user = page.user()?.id;
    state.accounts.end_all_sessions(page.ctx(), user, None).await?;
    let mut response = page.redirect_with_notice(urls::SIGN_IN, "accounts-signed-out");
    who::take(&state, &mut response);
    Ok(response)
}

#[derive(Deserialize)]
pub(super) struct ZoneFields {
    #[serde(default)]
    zone: String,
}

pub(super) async fn set_zone(
    State(state): State<http::State>,
    page: Page,
    signed: Option<Extension<Signed>>,
    Form(fields): Form<ZoneFields>,
) -> PageResult {
    let user = page.user()?.id;
    let Ok(zone) = Zone::parse(&fields.zone) else {
        let problem = FieldProblem::new("zone", page.t("accounts-zone-wrong"));
        return Ok(refused(&page, view(&state, &page, signed.as_deref()).await?, problem));
    };
    state.accounts.set_zone(page.ctx(), user, zone).await?;
    Ok(page.redirect_with_notice(urls::ACCOUNT, "accounts-zone-changed"))
}

#[derive(Deserialize)]
pub(super) struct TokenFields {
    #[serde(default)]
    name: String,
}

pub(super) async fn make_token(
    State(state): State<http::State>,
    page: Page,
    signed: Option<Extension<Signed>>,
    Form(fields): Form<TokenFields>,
) -> PageResult {
    let user = page.user()?.id;
    match state.accounts.make_token(page.ctx(), user, &fields.name).await {
        Ok(token) => {
            let mut view = view(&state, &page, signed.as_deref()).await?;
            view.new_token = Some(token.reveal().to_owned());
            Ok(page.show(&view))
        }
        Err(error) => {
            let problem = problems::of_field(&page, error)?;
            Ok(refused(&page, view(&state, &page, signed.as_deref()).await?, problem))
        }
    }
}

pub(super) async fn end_token(State(state): State<http::State>, page: Page, Path(id): Path<TokenId>) -> PageResult {
    let user = page.user()?.id;
    state.accounts.end_token(page.ctx(), user, id).await?;
    Ok(page.redirect_with_notice(urls::ACCOUNT, "accounts-token-ended"))
}
