//! Choosing what comes by mail.

use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::policy::{Installation, OwnedBy};

use crate::model::choice::Choices;
use crate::model::kind::{Kind, Moment};
use crate::policy::Act;
use crate::post::new_token;
use crate::service::Notices;
use crate::service::error::NoticeError;
use crate::store::choice as store;

impl Notices {
    /// What a person chose.
    pub async fn choices(&self, ctx: &Ctx, person: UserId) -> Result<Choices, NoticeError> {
        ctx.permit(Act::Choose, &OwnedBy(person))?;
        Ok(store::of(self.db.reader(), person).await?)
    }

    /// Chooses. Kinds that are not named stay as they are. It is nobody else's business, so the journal holds nothing of it.
    pub async fn choose(&self, ctx: &Ctx, person: UserId, choices: &Choices) -> Result<(), NoticeError> {
        ctx.permit(Act::Choose, &OwnedBy(person))?;
        self.db
            .write(ctx, async |tx| {
                store::token(tx.conn(), person, choices.hour, &new_token()).await?;
                store::set_person(tx.conn(), person, choices.lang, choices.hour).await?;
                for (kind, moment) in &choices.by_kind {
                    store::set(tx.conn(), person, *kind, *moment).await?;
                }
                Ok(())
            })
            .await
    }

    /// Has somebody this token?
    pub async fn has_token(&self, ctx: &Ctx, token: &str) -> Result<bool, NoticeError> {
        ctx.permit(Act::Stop, &Installation)?;
        Ok(store::with_token(self.db.reader(), token).await?.is_some())
    }

    /// Turns letters of a kind off, or all where none is named, for whoever has this token.
    pub async fn stop(&self, ctx: &Ctx, token: &str, kind: Option<Kind>) -> Result<(), NoticeError> {
        ctx.permit(Act::Stop, &Installation)?;
        self.db
            .write(ctx, async |tx| {
                let person = store::with_token(tx.conn(), token).await?.ok_or(NoticeError::NotFound)?;
                for of in Kind::ALL.iter().filter(|of| kind.is_none_or(|kind| kind == **of)) {
                    store::set(tx.conn(), person, *of, Moment::Never).await?;
                }
                Ok(())
            })
            .await
    }
}
