//! The first administrator of a new installation.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use bellwether_web::api::{Page, PageResult, View, WebError};
use bellwether_web::extract::{Form, Query};
use serde::Deserialize;

use crate::http::{self, problems, sign_in, who};
use crate::model::password::Password;
use crate::model::user::{Email, NewUser, display_name};
use crate::service::{AccountError, Opened};
use crate::views::set_up::SetUp;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    token: String,
}

pub(super) async fn form(State(state): State<http::State>, page: Page, Query(asked): Query<Asked>) -> PageResult {
    if !state.accounts.may_set_up(&asked.token) {
        return Err(WebError::NotFound);
    }
    Ok(page.show(&SetUp { token: asked.token, ..SetUp::default() }))
}

#[derive(Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    token: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    new_password: String,
}

pub(super) async fn submit(
    State(state): State<http::State>,
    page: Page,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> PageResult {
    if !state.accounts.may_set_up(&fields.token) {
        return Err(WebError::NotFound);
    }
    match set_up(&state, &page, &headers, &fields).await {
        Ok(opened) => {
            let mut response = page.redirect_with_notice("/", "accounts-set-up-done");
            who::give(&state, &opened, &mut response);
            Ok(response)
        }
        Err(error) => {
            let problems = vec![problems::of_field(&page, error)?];
            let view = SetUp { token: fields.token, email: fields.email, name: fields.name, problems };
            Ok(page.render_with(StatusCode::UNPROCESSABLE_ENTITY, view.title(&page), view.body(&page)))
        }
    }
}

async fn set_up(
    state: &http::State,
    page: &Page,
    headers: &HeaderMap,
    fields: &Fields,
) -> Result<Opened, AccountError> {
    let email = Email::parse(&fields.email)?;
    let password = Password::choose(&fields.new_password, &email)?;
    let new = NewUser { email, name: display_name(&fields.name)?, roles: Vec::new(), clusters: Vec::new() };
    state.accounts.set_up(page.ctx(), &fields.token, new, password, &sign_in::origin(page, headers)).await
}
