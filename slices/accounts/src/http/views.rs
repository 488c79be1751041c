//! Views of lists that a person saved.

use std::sync::Arc;

use axum::extract::State;
use bellwether_kernel::actor::{Actor, UserId};
use bellwether_kernel::ctx::Ctx;
use bellwether_web::api::{Page, PageResult, PersonalViews, SavedView, WebError};
use bellwether_web::extract::{Form, Path};
use serde::Deserialize;

use crate::http;
use crate::model::view::{self, ViewId};
use crate::service::{AccountError, Accounts};
use crate::urls;

/// What is saved, as the menu of a list sends it.
#[derive(Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    name: String,
    #[serde(default)]
    path: String,
    #[serde(default)]
    query: String,
}

pub(super) async fn save(State(state): State<http::State>, page: Page, Form(fields): Form<Fields>) -> PageResult {
    let user = page.user()?.id;
    let view = view::SavedView::new(&fields.name, &fields.path, &fields.query)
        .map_err(|_| WebError::field("name", page.t("accounts-view-wrong")))?;
    state.accounts.save_view(page.ctx(), user, &view).await?;
    Ok(page.redirect_with_notice(view.href(), "accounts-view-saved"))
}

pub(super) async fn remove(State(state): State<http::State>, page: Page, Path(id): Path<ViewId>) -> PageResult {
    let user = page.user()?.id;
    let view = state.accounts.remove_view(page.ctx(), user, id).await?;
    Ok(page.redirect_with_notice(view.path, "accounts-view-removed"))
}

/// The views that this person saved of the page at this path, for its menu.
pub(super) async fn of_page(
    accounts: &Accounts,
    ctx: &Ctx,
    actor: &Actor,
    user: UserId,
    path: &str,
) -> Result<Arc<PersonalViews>, AccountError> {
    let ctx = Ctx::new(actor.clone(), ctx.lang, ctx.clock());
    let views = accounts.views(&ctx, user, path).await?.into_iter().map(|view| SavedView {
        href: view.href(),
        remove_href: urls::end_view(view.id),
        name: view.name,
    });
    Ok(Arc::new(PersonalViews { save_href: urls::VIEWS.to_owned(), views: views.collect() }))
}
