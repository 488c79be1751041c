//! The JSON API of accounts. The same services as the pages.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use bellwether_db::journal::Row;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::paging::PageSize;
use bellwether_kernel::policy::{Installation, OwnedBy};
use bellwether_web::api::{ApiResult, Page, WebError};
use bellwether_web::extract::{Json as JsonBody, Path, Query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::http::{self, journal as journal_page, problems, users as users_page};
use crate::model::clusters::clusters;
use crate::model::user::{self, Email, NewUser, UserChange, display_name};
use crate::policy::Act;
use crate::service::AccountError;

/// A person who signs in.
#[derive(Serialize, ToSchema)]
pub(super) struct User {
    /// The person's id.
    id: String,
    email: String,
    name: String,
    /// `administrator`, `analyst`, `officer`, `expert`, `council`, `resident`, `partner`.
    roles: Vec<&'static str>,
    /// May the person sign in?
    active: bool,
    must_change_password: bool,
    /// RFC 3339.
    created_at: String,
    /// The IANA name of the zone in which the person sees times; absent for UTC.
    zone: Option<String>,
    /// The slugs of the clusters that the person works for.
    clusters: Vec<String>,
}

impl From<user::User> for User {
    fn from(user: user::User) -> Self {
        User {
            id: user.id.to_string(),
            email: user.email.to_string(),
            name: user.name,
            roles: user.roles.iter().map(|role| role.name()).collect(),
            active: user.active,
            must_change_password: user.must_change_password,
            created_at: instant(user.created_at_ms),
            zone: user.zone.map(|zone| zone.name().to_owned()),
            clusters: user.clusters,
        }
    }
}

fn instant(ms: i64) -> String {
    Timestamp::from_millisecond(ms).map(|at| at.to_string()).unwrap_or_default()
}

/// One page of users.
#[derive(Serialize, ToSchema)]
pub(super) struct Users {
    rows: Vec<User>,
    /// How many there are on all pages.
    total: i64,
    /// Give it as `after` to get the next page.
    next: Option<String>,
}

/// An account that was made.
#[derive(Serialize, ToSchema)]
pub(super) struct Made {
    user: User,
    /// To be handed over; it must be changed at the first sign-in. Shown this once.
    password: Option<String>,
}

/// An account to be made.
#[derive(Deserialize, ToSchema)]
pub(super) struct NewAccount {
    email: String,
    name: String,
    #[serde(default)]
    roles: Vec<String>,
    #[serde(default)]
    clusters: Vec<String>,
}

/// A change to an account; what is absent stays as it is.
#[derive(Deserialize, ToSchema)]
pub(super) struct AccountChange {
    name: Option<String>,
    roles: Option<Vec<String>>,
    active: Option<bool>,
    clusters: Option<Vec<String>>,
}

/// An entry of the journal.
#[derive(Serialize, ToSchema)]
pub(super) struct Entry {
    number: i64,
    /// RFC 3339.
    at: String,
    /// `user:…`, `system` or `visitor`.
    actor: String,
    act: String,
    target_kind: String,
    target_id: String,
    /// What changed, as JSON text.
    detail: String,
    /// SHA-256 over the hash before and this entry.
    hash: String,
}

impl From<Row> for Entry {
    fn from(row: Row) -> Self {
        Entry {
            number: row.seq,
            at: instant(row.at_ms),
            actor: row.actor,
            act: row.act,
            target_kind: row.target_kind,
            target_id: row.target_id,
            detail: row.detail,
            hash: row.hash,
        }
    }
}

/// One page of the journal, newest first.
#[derive(Serialize, ToSchema)]
pub(super) struct Entries {
    rows: Vec<Entry>,
    /// Give it as `before` to get the next page.
    next: Option<String>,
}

/// The account of whoever asks
#[utoipa::path(get, path = "/api/v1/account", tag = "Accounts", responses((status = 200, body = User)))]
pub(super) async fn own_account(State(state): State<http::State>, page: Page) -> ApiResult<User> {
    let id = page.user()?.id;
    Ok(Json(state.accounts.account(page.ctx(), id).await?.into()))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct UsersAsked {
    /// Part of the name or address.
    #[serde(default)]
    q: String,
    /// A role.
    #[serde(default)]
    role: String,
    /// `yes` or `no`.
    #[serde(default)]
    active: String,
    /// `next` of the page before.
    after: Option<String>,
    /// Rows on a page, 1 to 200.
    limit: Option<u32>,
}

/// Users, by their address
#[utoipa::path(get, path = "/api/v1/users", tag = "Accounts", params(UsersAsked), responses((status = 200, body = Users)))]
pub(super) async fn users(
    State(state): State<http::State>,
    page: Page,
    Query(asked): Query<UsersAsked>,
) -> ApiResult<Users> {
    let size = asked.limit.map_or(PageSize::USUAL, PageSize::clamped);
    let asked = users_page::Asked { q: asked.q, role: asked.role, active: asked.active, after: asked.after };
    let found = state.accounts.users(page.ctx(), &asked.wanted(), size).await?;
    let rows = found.page.rows.into_iter().map(User::from).collect();
    Ok(Json(Users { rows, total: found.total, next: found.page.next }))
}

/// Make an account with a password to be handed over
#[utoipa::path(post, path = "/api/v1/users", tag = "Accounts", request_body = NewAccount, responses((status = 201, body = Made)))]
pub(super) async fn create_user(
    State(state): State<http::State>,
    page: Page,
    JsonBody(new): JsonBody<NewAccount>,
) -> Result<(StatusCode, Json<Made>), WebError> {
    let made = try_create(&state, &page, &new).await.map_err(|error| problems::for_api(&page, error))?;
    Ok((StatusCode::CREATED, Json(made)))
}

async fn try_create(state: &http::State, page: &Page, new: &NewAccount) -> Result<Made, AccountError> {
    page.ctx().permit(Act::AdministerUsers, &Installation)?;
    let new = NewUser {
        email: Email::parse(&new.email)?,
        name: display_name(&new.name)?,
        roles: user::roles(new.roles.iter().map(String::as_str))?,
        clusters: clusters(new.clusters.iter().map(String::as_str))?,
    };
    let (user, password) = state.accounts.create_user(page.ctx(), new, None).await?;
    Ok(Made { user: user.into(), password })
}

/// One user
#[utoipa::path(get, path = "/api/v1/users/{id}", tag = "Accounts", params(("id" = String, Path)), responses((status = 200, body = User)))]
pub(super) async fn user(State(state): State<http::State>, page: Page, Path(id): Path<UserId>) -> ApiResult<User> {
    Ok(Json(state.accounts.user(page.ctx(), id).await?.into()))
}

/// Change a user
#[utoipa::path(patch, path = "/api/v1/users/{id}", tag = "Accounts", params(("id" = String, Path)), request_body = AccountChange, responses((status = 200, body = User)))]
pub(super) async fn change_user(
    State(state): State<http::State>,
    page: Page,
    Path(id): Path<UserId>,
    JsonBody(change): JsonBody<AccountChange>,
) -> ApiResult<User> {
    let changed = try_change(&state, &page, id, change).await.map_err(|error| problems::for_api(&page, error))?;
    Ok(Json(changed.into()))
}

async fn try_change(
    state: &http::State,
    page: &Page,
    id: UserId,
    change: AccountChange,
) -> Result<user::User, AccountError> {
    page.ctx().permit(Act::AdministerUsers, &OwnedBy(id))?;
    let change = UserChange {
        name: change.name.as_deref().map(display_name).transpose()?,
        roles: change.roles.map(|names| user::roles(names.iter().map(String::as_str))).transpose()?,
        active: change.active,
        clusters: change.clusters.map(|slugs| clusters(slugs.iter().map(String::as_str))).transpose()?,
    };
    state.accounts.change_user(page.ctx(), id, change).await
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct JournalAsked {
    /// The start of an act: `user.`.
    #[serde(default)]
    act: String,
    /// Who: `user:…`, `system`, `visitor`.
    #[serde(default)]
    actor: String,
    /// The id of what it was done to.
    #[serde(default)]
    target: String,
    /// `next` of the page before.
    before: Option<i64>,
    /// Rows on a page, 1 to 200.
    limit: Option<u32>,
}

/// The journal, newest first
#[utoipa::path(get, path = "/api/v1/journal", tag = "Accounts", params(JournalAsked), responses((status = 200, body = Entries)))]
pub(super) async fn journal(
    State(state): State<http::State>,
    page: Page,
    Query(asked): Query<JournalAsked>,
) -> ApiResult<Entries> {
    let size = asked.limit.map_or(PageSize::USUAL, PageSize::clamped);
    let asked = journal_page::Asked { act: asked.act, actor: asked.actor, target: asked.target, before: asked.before };
    let found = state.accounts.journal(page.ctx(), &asked.wanted(), size).await?;
    Ok(Json(Entries { rows: found.rows.into_iter().map(Entry::from).collect(), next: found.next }))
}
