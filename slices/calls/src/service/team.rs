//! Teams: inviting, signing, declining.

use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use serde_json::json;

use crate::model::application::{ApplicationId, Seat, SeatRole, SeatState};
use crate::model::told::Happened;
use crate::policy::Act;
use crate::service::Calls;
use crate::service::apply::led;
use crate::service::draft::writable;
use crate::service::error::{CallError, field};
use crate::service::look::permitted;
use crate::store::application as store;
use crate::store::{assessment, seat};

/// The most members of a team.
const MOST: usize = 50;

impl Calls {
    /// Invites a person to the team. They see the application from then on, and sign it or decline.
    pub async fn invite(&self, ctx: &Ctx, id: ApplicationId, email: &str) -> Result<(), CallError> {
        ctx.permitted(Act::WriteApplication)?;
        writable(&led(ctx, store::find(self.db.reader(), ctx, id).await?)?)?;
        let person = self.people.by_email(email.trim()).await?.ok_or_else(|| field("email", "calls-wrong-email"))?;
        self.db
            .write(ctx, async |tx| {
                let one = led(ctx, store::find(tx.conn(), ctx, id).await?)?;
                writable(&one)?;
                let team = seat::of(tx.conn(), id).await?;
                let is_there = team.iter().any(|seat| seat.person == person && seat.state != SeatState::Declined);
                // Whoever was asked to judge an application cannot become one of its team.
                let judges = assessment::of(tx.conn(), &[id]).await?.iter().any(|one| one.assessor == person);
                if is_there || judges || team.len() >= MOST {
                    return Err(field("email", "calls-wrong-member"));
                }
                let new = Seat { person, role: SeatRole::Member, state: SeatState::Invited };
                seat::save(tx.conn(), id, &new, tx.now().as_millisecond()).await?;
                tx.journal(Entry::new("calls.invited", "application", id, &json!({ "person": person }))).await?;
                self.tell(&tx, Happened::Invited(id), &[person]).await
            })
            .await
    }

    /// Signs what the application says now, or declines to belong to its team.
    pub async fn answer_invitation(&self, ctx: &Ctx, id: ApplicationId, answer: SeatState) -> Result<(), CallError> {
        self.db
            .write(ctx, async |tx| {
                let one = permitted(ctx, Act::WriteApplication, store::find(tx.conn(), ctx, id).await?)?;
                writable(&one)?;
                let team = seat::of(tx.conn(), id).await?;
                let own = team.into_iter().find(|seat| Some(seat.person) == ctx.actor.user_id());
                let own = own.filter(|seat| seat.role == SeatRole::Member).ok_or(CallError::NotFound)?;
                if answer == SeatState::Invited {
                    return Err(CallError::NotFound);
                }
                seat::save(tx.conn(), id, &Seat { state: answer, ..own }, tx.now().as_millisecond()).await?;
                tx.journal(Entry::new("calls.invitation_answered", "application", id, &json!({ "answer": answer })))
                    .await?;
                Ok(())
            })
            .await
    }
}
