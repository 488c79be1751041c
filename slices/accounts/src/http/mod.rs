//! Pages and API of accounts: reads the request, calls one service, answers.

mod account;
mod api;
mod export;
mod journal;
mod problems;
mod set_up;
mod sheets;
mod sign_in;
mod users;
mod views;
mod who;

use axum::Router;
use axum::routing::{get, post};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) use who::who_asks;

use crate::model::clusters::Clusters;
use crate::service::Accounts;
use crate::urls;

/// What the handlers share.
#[derive(Clone)]
pub(crate) struct State {
    pub accounts: Accounts,
    pub cookie: &'static str,
    pub is_https: bool,
    pub clusters: Clusters,
}

/// All routes of the slice, with the description of the API.
pub(crate) fn routes(state: State) -> (Router, OpenApi) {
    let (api, description) = OpenApiRouter::new()
        .routes(routes!(api::own_account))
        .routes(routes!(api::users, api::create_user))
        .routes(routes!(api::user, api::change_user))
        .routes(routes!(api::journal))
        .split_for_parts();
    let pages = Router::new()
        .route(urls::SIGN_IN, get(sign_in::form).post(sign_in::submit))
        .route(urls::SIGN_OUT, post(sign_in::sign_out))
        .route(urls::SET_UP, get(set_up::form).post(set_up::submit))
        .route(urls::ACCOUNT, get(account::show))
        .route(urls::PASSWORD, post(account::change_password))
        .route(urls::VIEWS, post(views::save))
        .route("/account/views/{id}/end", post(views::remove))
        .route(urls::ZONE, post(account::set_zone))
        .route(urls::SIGN_OUT_EVERYWHERE, post(account::end_all_sessions))
        .route("/account/sessions/{id}/end", post(account::end_session))
        .route(urls::TOKENS, post(account::make_token))
        .route("/account/tokens/{id}/end", post(account::end_token))
        .route(urls::USERS, get(users::list))
        .route(urls::USERS_CSV, get(export::users_csv))
        .route(urls::USERS_JSON, get(export::users_json))
        .route(urls::USERS_XLSX, get(sheets::users))
        .route(urls::JOURNAL_XLSX, get(sheets::journal))
        .route(urls::NEW_USER, get(users::new_form).post(users::create))
        .route("/admin/users/{id}", get(users::edit_form).post(users::change))
        .route("/admin/users/{id}/reset-password", post(users::reset_password))
        .route(urls::JOURNAL, get(journal::list))
        .route(urls::JOURNAL_CSV, get(export::journal_csv));
    (pages.merge(api).with_state(state), description)
}
