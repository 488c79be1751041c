//! Changing one's own password.

use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::OwnedBy;

use crate::model::password::{self, Password};
use crate::model::session::SessionId;
use crate::model::user::User;
use crate::policy::Act;
use crate::service::{AccountError, Accounts};
use crate::store;

impl Accounts {
    /// The account of a person, for that person.
    pub async fn account(&self, ctx: &Ctx, user: UserId) -> Result<User, AccountError> {
        ctx.permit(Act::KeepAccount, &OwnedBy(user))?;
        store::user::find(self.db.reader(), user).await?.ok_or(AccountError::NotFound)
    }

    /// Replaces a person's password, ends all other sessions and all tokens.
    ///
    /// # Errors
    /// [`AccountError::WrongPassword`] if `old` is not the present one.
    pub async fn change_password(
        &self,
        ctx: &Ctx,
        user: UserId,
        old: &str,
        new: &str,
        kept: Option<SessionId>,
    ) -> Result<(), AccountError> {
        ctx.permit(Act::KeepAccount, &OwnedBy(user))?;
        let user = self.account(ctx, user).await?;
        let new = Password::choose(new, &user.email)?;
        let kept_hash = store::user::password_hash(self.db.reader(), user.id).await?;
        let old = old.to_owned();
        let (is_right, hash) = {
            let kept_hash = kept_hash.clone();
            self.slowly(move || (password::is_right(&old, kept_hash.as_deref()), new.hash())).await?
        };
        if !is_right {
            return Err(AccountError::WrongPassword);
        }
        self.db
            .write(ctx, async |tx| {
                // Another change may have won meanwhile; then the old password was not the present one.
                if store::user::password_hash(tx.conn(), user.id).await? != kept_hash {
                    return Err(AccountError::WrongPassword);
                }
                let now_ms = tx.now().as_millisecond();
                store::user::set_password(tx.conn(), user.id, &hash, now_ms, false).await?;
                store::session::delete_all(tx.conn(), user.id, kept).await?;
                store::token::delete_all(tx.conn(), user.id).await?;
                tx.journal(Entry::new("user.password_changed", "user", user.id, &())).await?;
                Ok(())
            })
            .await
    }
}
