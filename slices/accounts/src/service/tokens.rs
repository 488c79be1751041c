//! API tokens: access for programs.

use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::OwnedBy;

use crate::model::secret::Secret;
use crate::model::session::{TOKEN_MS, Token, TokenId};
use crate::model::user::display_name;
use crate::policy::Act;
use crate::service::{AccountError, Accounts};
use crate::store;

impl Accounts {
    /// The tokens of a person, newest first.
    pub async fn tokens(&self, ctx: &Ctx, user: UserId) -> Result<Vec<Token>, AccountError> {
        ctx.permit(Act::KeepAccount, &OwnedBy(user))?;
        Ok(store::token::list(self.db.reader(), user).await?)
    }

    /// Makes a token that may do what the person may. It is shown this once.
    pub async fn make_token(&self, ctx: &Ctx, user: UserId, name: &str) -> Result<Secret, AccountError> {
        ctx.permit(Act::MakeToken, &OwnedBy(user))?;
        let name = display_name(name)?;
        let secret = Secret::marked("bw_");
        self.db
            .write(ctx, async |tx| {
                let now_ms = tx.now().as_millisecond();
                let token = Token {
                    id: TokenId::new(),
                    name: name.clone(),
                    created_at_ms: now_ms,
                    expires_at_ms: now_ms + TOKEN_MS,
                    seen_at_ms: None,
                };
                store::token::insert(tx.conn(), user, &token, &secret.digest()).await?;
                tx.journal(Entry::new("token.made", "user", user, &token.id)).await?;
                Ok::<_, AccountError>(())
            })
            .await?;
        Ok(secret)
    }

    /// Ends a token of a person.
    pub async fn end_token(&self, ctx: &Ctx, user: UserId, id: TokenId) -> Result<(), AccountError> {
        ctx.permit(Act::KeepAccount, &OwnedBy(user))?;
        self.db
            .write(ctx, async |tx| {
                if !store::token::delete(tx.conn(), user, id).await? {
                    return Err(AccountError::NotFound);
                }
                tx.journal(Entry::new("token.ended", "user", user, &id)).await?;
                Ok(())
            })
            .await
    }
}
