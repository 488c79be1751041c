//! Administration of users.

use axum::extract::{RawForm, State};
use axum::http::StatusCode;
use bellwether_kernel::actor::{Role, UserId};
use bellwether_kernel::paging::PageSize;
use bellwether_kernel::policy::{Installation, OwnedBy};
use bellwether_web::api::{Page, PageResult, View, WebError};
use bellwether_web::extract::{Path, Query};
use serde::Deserialize;

use crate::http::{self, problems};
use crate::model::clusters::clusters;
use crate::model::user::{Email, NewUser, UserChange, display_name, roles};
use crate::policy::Act;
use crate::service::{AccountError, Wanted};
use crate::urls;
use crate::views::users::{EditUser, HandedOver, UserFields, UserList};

/// What of the list is asked for, as in the address.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    pub q: String,
    #[serde(default)]
    pub role: String,
    #[serde(default)]
    pub active: String,
    #[serde(default)]
    pub after: Option<String>,
}

impl Asked {
    pub fn wanted(&self) -> Wanted {
        Wanted {
            text: Some(self.q.clone()),
            role: Role::from_name(&self.role),
            active: match self.active.as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            after: self.after.clone(),
        }
    }
}

pub(super) async fn list(State(state): State<http::State>, page: Page, Query(asked): Query<Asked>) -> PageResult {
    let users = state.accounts.users(page.ctx(), &asked.wanted(), PageSize::USUAL).await?;
    Ok(page.show(&UserList {
        rows: users.page.rows,
        next: users.page.next,
        total: users.total,
        text: asked.q,
        role: asked.role,
        active: asked.active,
        is_first: asked.after.is_none(),
    }))
}

pub(super) async fn new_form(State(state): State<http::State>, page: Page) -> PageResult {
    page.ctx().permit(Act::AdministerUsers, &Installation)?;
    Ok(page.show(&EditUser {
        id: None,
        fields: UserFields::default(),
        clusters: state.clusters.names().await,
        problems: Vec::new(),
    }))
}

pub(super) async fn create(State(state): State<http::State>, page: Page, RawForm(form): RawForm) -> PageResult {
    page.ctx().permit(Act::AdministerUsers, &Installation)?;
    let fields = UserFields::read(&form);
    match try_create(&state, &page, &fields).await {
        Ok(view) => Ok(page.show(&view)),
        Err(error) => refused(&state, &page, None, fields, error).await,
    }
}

async fn try_create(state: &http::State, page: &Page, fields: &UserFields) -> Result<HandedOver, AccountError> {
    let new = NewUser {
        email: Email::parse(&fields.email)?,
        name: display_name(&fields.name)?,
        roles: roles(fields.roles.iter().map(String::as_str))?,
        clusters: clusters(fields.clusters.iter().map(String::as_str))?,
    };
    let (user, password) = state.accounts.create_user(page.ctx(), new, None).await?;
    Ok(HandedOver { user, password: password.unwrap_or_default() })
}

pub(super) async fn edit_form(State(state): State<http::State>, page: Page, Path(id): Path<UserId>) -> PageResult {
    let user = state.accounts.user(page.ctx(), id).await?;
    Ok(page.show(&EditUser {
        id: Some(id),
        fields: UserFields::of(&user),
        clusters: state.clusters.names().await,
        problems: Vec::new(),
    }))
}

pub(super) async fn change(
    State(state): State<http::State>,
    page: Page,
    Path(id): Path<UserId>,
    RawForm(form): RawForm,
) -> PageResult {
    page.ctx().permit(Act::AdministerUsers, &OwnedBy(id))?;
    let mut fields = UserFields::read(&form);
    match try_change(&state, &page, id, &fields).await {
        Ok(()) => Ok(page.redirect_with_notice(urls::user(id), "accounts-user-changed")),
        Err(error) => {
            // The address cannot be changed, so it is not in the form.
            fields.email = state.accounts.user(page.ctx(), id).await?.email.to_string();
            refused(&state, &page, Some(id), fields, error).await
        }
    }
}

async fn try_change(state: &http::State, page: &Page, id: UserId, fields: &UserFields) -> Result<(), AccountError> {
    let change = UserChange {
        name: Some(display_name(&fields.name)?),
        roles: Some(roles(fields.roles.iter().map(String::as_str))?),
        active: Some(fields.active),
        clusters: Some(clusters(fields.clusters.iter().map(String::as_str))?),
    };
    state.accounts.change_user(page.ctx(), id, change).await?;
    Ok(())
}

pub(super) async fn reset_password(State(state): State<http::State>, page: Page, Path(id): Path<UserId>) -> PageResult {
    let password = state.accounts.reset_password(page.ctx(), id, None).await?;
    let user = state.accounts.user(page.ctx(), id).await?;
    Ok(page.show(&HandedOver { user, password: password.unwrap_or_default() }))
}

async fn refused(
    state: &http::State,
    page: &Page,
    id: Option<UserId>,
    fields: UserFields,
    error: AccountError,
) -> Result<axum::response::Response, WebError> {
    let problems = vec![problems::of_field(page, error)?];
    let view = EditUser { id, fields, clusters: state.clusters.names().await, problems };
    Ok(page.render_with(StatusCode::UNPROCESSABLE_ENTITY, view.title(page), view.body(page)))
}
