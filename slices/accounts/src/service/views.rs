//! Views of lists: saved, listed and removed by the person whose they are. They are nobody else's business, so the
//! journal holds none of them.

use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::policy::OwnedBy;

use crate::model::view::{MOST, SavedView, ViewId};
use crate::policy::Act;
use crate::service::{AccountError, Accounts};
use crate::store;

impl Accounts {
    /// The views that a person saved of one list, by name.
    pub async fn views(&self, ctx: &Ctx, user: UserId, path: &str) -> Result<Vec<SavedView>, AccountError> {
        ctx.permit(Act::KeepAccount, &OwnedBy(user))?;
        Ok(store::view::list(self.db.reader(), user, path).await?)
    }

    /// Saves a view; one of the same name of the same list is replaced.
    pub async fn save_view(&self, ctx: &Ctx, user: UserId, view: &SavedView) -> Result<(), AccountError> {
        ctx.permit(Act::KeepAccount, &OwnedBy(user))?;
        self.db
            .write(ctx, async |tx| {
                let there = store::view::list(tx.conn(), user, &view.path).await?;
                if there.len() >= MOST && !there.iter().any(|other| other.name == view.name) {
                    return Err(AccountError::TooManyViews);
                }
                Ok(store::view::save(tx.conn(), user, view, tx.now().as_millisecond()).await?)
            })
            .await
    }

    /// Removes a view and gives it back, for the way to its list.
    pub async fn remove_view(&self, ctx: &Ctx, user: UserId, id: ViewId) -> Result<SavedView, AccountError> {
        ctx.permit(Act::KeepAccount, &OwnedBy(user))?;
        self.db
            .write(ctx, async |tx| {
                let view = store::view::find(tx.conn(), user, id).await?.ok_or(AccountError::NotFound)?;
                store::view::delete(tx.conn(), user, id).await?;
                Ok(view)
            })
            .await
    }
}
