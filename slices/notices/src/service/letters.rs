//! Looking after the letters of the installation.

use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::policy::Installation;
use bellwether_mail::letter::LetterId;
use bellwether_mail::{Listed, State};

use crate::policy::Act;
use crate::service::Notices;
use crate::service::error::NoticeError;

impl Notices {
    /// Letters, newest first.
    pub async fn letters(
        &self,
        ctx: &Ctx,
        state: Option<State>,
        before: Option<LetterId>,
        limit: u32,
    ) -> Result<Vec<Listed>, NoticeError> {
        ctx.permit(Act::SeeLetters, &Installation)?;
        Ok(self.outbox.list(state, before, limit).await?)
    }

    /// How many letters could not be sent.
    pub async fn troubled_letters(&self, ctx: &Ctx) -> Result<u64, NoticeError> {
        ctx.permit(Act::SeeLetters, &Installation)?;
        Ok(self.outbox.troubled().await?)
    }

    /// Sends a letter again that was given up.
    pub async fn send_again(&self, ctx: &Ctx, id: LetterId) -> Result<(), NoticeError> {
        ctx.permit(Act::SeeLetters, &Installation)?;
        if self.outbox.again(ctx, id).await? { Ok(()) } else { Err(NoticeError::NotFound) }
    }

    /// Is there a mail server?
    pub fn is_mail_on(&self, ctx: &Ctx) -> bool {
        // Who may not see letters is told nothing of how they are sent.
        ctx.permit(Act::Stop, &Installation).is_ok() && self.outbox.is_on()
    }
}
