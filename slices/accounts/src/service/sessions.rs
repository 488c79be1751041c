//! Who asks, by session or token; listing and ending sessions.

use bellwether_kernel::actor::{self, Actor, UserId};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::OwnedBy;

use crate::model::secret::digest;
use crate::model::session::{IDLE_MS, LONGEST_MS, NOTE_EVERY_MS, Session, SessionId, holds};
use crate::model::user::User;
use crate::model::zone::Zone;
use crate::policy::Act;
use crate::service::{AccountError, Accounts};
use crate::store;

/// Somebody who has signed in.
#[derive(Clone, Debug)]
pub struct Signed {
    /// The person.
    pub user: User,
    /// The session; `None` for a program with a token.
    pub session: Option<SessionId>,
}

impl Signed {
    /// The person as services know it.
    pub fn actor(&self) -> Actor {
        let User { id, name, roles, clusters, .. } = &self.user;
        Actor::User(actor::User::new(*id, name.clone(), roles.clone()).working_for(clusters.clone()))
    }
}

impl Accounts {
    /// Chooses the zone in which a person sees times; `None` is UTC.
    pub async fn set_zone(&self, ctx: &Ctx, user: UserId, zone: Option<Zone>) -> Result<(), AccountError> {
        ctx.permit(Act::KeepAccount, &OwnedBy(user))?;
        self.db
            .write(ctx, async |tx| {
                store::user::set_zone(tx.conn(), user, zone.as_ref()).await?;
                tx.journal(Entry::new("user.zone_changed", "user", user, &zone)).await?;
                Ok(())
            })
            .await
    }

    /// Who has this session token, if it holds.
    pub async fn by_session(&self, ctx: &Ctx, token: &str) -> Result<Option<Signed>, AccountError> {
        let Some(found) = store::session::find(self.db.reader(), &digest(token)).await? else {
            return Ok(None);
        };
        let now_ms = ctx.now().as_millisecond();
        if !found.user.active || !holds(found.created_at_ms, found.seen_at_ms, now_ms) {
            return Ok(None);
        }
        if now_ms - found.seen_at_ms >= NOTE_EVERY_MS {
            self.db.write_one(store::session::NOTE_USE, vec![now_ms.into(), found.id.0.into()]).await?;
        }
        Ok(Some(Signed { user: found.user, session: Some(found.id) }))
    }

    /// Who has this API token, if it holds.
    pub async fn by_token(&self, ctx: &Ctx, token: &str) -> Result<Option<Signed>, AccountError> {
        let now_ms = ctx.now().as_millisecond();
        let Some(found) = store::token::find(self.db.reader(), &digest(token), now_ms).await? else {
            return Ok(None);
        };
        if !found.user.active {
            return Ok(None);
        }
        if found.seen_at_ms.is_none_or(|seen_at_ms| now_ms - seen_at_ms >= NOTE_EVERY_MS) {
            self.db.write_one(store::token::NOTE_USE, vec![now_ms.into(), found.id.0.into()]).await?;
        }
        Ok(Some(Signed { user: found.user, session: None }))
    }

    /// The sessions of a person that hold, newest first.
    pub async fn sessions(&self, ctx: &Ctx, user: UserId) -> Result<Vec<Session>, AccountError> {
        ctx.permit(Act::KeepAccount, &OwnedBy(user))?;
        let now_ms = ctx.now().as_millisecond();
        Ok(store::session::list(self.db.reader(), user, now_ms - LONGEST_MS, now_ms - IDLE_MS).await?)
    }

    /// Ends one session of a person.
    pub async fn end_session(&self, ctx: &Ctx, user: UserId, id: SessionId) -> Result<(), AccountError> {
        ctx.permit(Act::KeepAccount, &OwnedBy(user))?;
        self.db
            .write(ctx, async |tx| {
                if !store::session::delete(tx.conn(), user, id).await? {
                    return Err(AccountError::NotFound);
                }
                tx.journal(Entry::new("session.ended", "user", user, &id)).await?;
                Ok(())
            })
            .await
    }

    /// Ends all sessions of a person, but `kept`.
    pub async fn end_all_sessions(&self, ctx: &Ctx, user: UserId, kept: Option<SessionId>) -> Result<(), AccountError> {
        ctx.permit(Act::KeepAccount, &OwnedBy(user))?;
        self.db
            .write(ctx, async |tx| {
                let ended = store::session::delete_all(tx.conn(), user, kept).await?;
                tx.journal(Entry::new("session.all_ended", "user", user, &ended)).await?;
                Ok(())
            })
            .await
    }
}
