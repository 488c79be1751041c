//! The threads of a reader, and what is unread in them.

use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::policy::Installation;

use crate::model::message::Threaded;
use crate::model::records::About;
use crate::policy::Act;
use crate::service::Messages;
use crate::service::error::MessageError;
use crate::store::reader::{self, Noted};

/// Threads of one reader that are looked at, at most.
const MOST: u32 = 200;

impl Messages {
    /// The threads that the acting person takes part in, those with the newest messages first.
    pub async fn threads(&self, ctx: &Ctx) -> Result<Vec<Threaded>, MessageError> {
        ctx.permit(Act::ListThreads, &Installation)?;
        self.seated(ctx, false).await
    }

    /// How many messages the acting person has not read.
    pub async fn unread(&self, ctx: &Ctx) -> Result<u64, MessageError> {
        ctx.permit(Act::ListThreads, &Installation)?;
        Ok(self.seated(ctx, true).await?.iter().map(|one| one.unread).sum())
    }

    /// The noted threads in which the person has a seat now. Where the seat is another one than was noted, the counts are
    /// those of other eyes, so such a thread is not listed until it was opened.
    async fn seated(&self, ctx: &Ctx, is_unread_only: bool) -> Result<Vec<Threaded>, MessageError> {
        let Some(person) = ctx.actor.user_id() else { return Ok(Vec::new()) };
        let noted = reader::threads(self.db.reader(), person, is_unread_only, MOST).await?;
        let all: Vec<About> = noted.iter().map(|one| one.about.clone()).collect();
        let mut seats = self.seats(ctx, &all).await?;
        let threaded = |one: Noted| {
            let seat = seats.remove(&one.about)?;
            let is_same = one.side == Some(seat.side) && one.is_alone == seat.is_alone;
            is_same.then_some(Threaded { about: one.about, seat, unread: one.unread, last_at_ms: one.last_at_ms })
        };
        Ok(noted.into_iter().filter_map(threaded).collect())
    }
}
