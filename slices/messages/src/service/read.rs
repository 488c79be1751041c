//! Reading a thread.

use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;

use crate::model::message::{Message, Stored, Thread};
use crate::model::records::{About, Place, Seat};
use crate::policy::Act;
use crate::service::Messages;
use crate::service::error::MessageError;
use crate::store::{reader, thread as store};

impl Messages {
    /// The thread of a record, also where nothing was written yet. What is new is told, and counts as read from now on.
    pub async fn open(&self, ctx: &Ctx, about: &About) -> Result<Thread, MessageError> {
        let thread = self.look(ctx, about).await?;
        ctx.permit(Act::TakePart, &Place(ctx.actor.user_id()))?;
        let Some(person) = ctx.actor.user_id() else { return Ok(thread) };
        if thread.messages.iter().any(|message| message.is_new) {
            self.db
                .write(ctx, async |tx| {
                    let Some(id) = store::of(tx.conn(), about).await? else { return Ok(()) };
                    let all = store::messages(tx.conn(), id).await?;
                    let last = seen(&all, &thread.seat, Some(person)).last().map_or(0, |last| last.number);
                    let place = (thread.seat.side, thread.seat.is_alone);
                    Ok::<(), MessageError>(reader::note(tx.conn(), id, person, place, last).await?)
                })
                .await?;
        }
        Ok(thread)
    }

    /// The same without counting it as read.
    pub async fn look(&self, ctx: &Ctx, about: &About) -> Result<Thread, MessageError> {
        let seat = self.seat(ctx, about).await?;
        let person = ctx.actor.user_id();
        ctx.permit(Act::TakePart, &Place(person))?;
        let mut messages = Vec::new();
        if let (Some(id), Some(person)) = (store::of(self.db.reader(), about).await?, person) {
            let all = store::messages(self.db.reader(), id).await?;
            let read_until = reader::read_until(self.db.reader(), id, person).await?;
            let seen: Vec<&Stored> = seen(&all, &seat, Some(person)).collect();
            messages = self.told(&seat, person, read_until, &seen).await?;
        }
        Ok(Thread { about: about.clone(), seat, messages })
    }

    /// Messages with the names that the reader may know.
    async fn told(
        &self,
        seat: &Seat,
        reader: UserId,
        read_until: i64,
        seen: &[&Stored],
    ) -> Result<Vec<Message>, MessageError> {
        let mut named: Vec<UserId> =
            seen.iter().filter(|one| seat.names_of.contains(&one.from)).filter_map(|one| one.author).collect();
        named.sort_unstable();
        named.dedup();
        let names = self.people.names(&named).await?;
        let told = |one: &&Stored| {
            let is_own = one.author == Some(reader);
            let is_named = seat.names_of.contains(&one.from) && !is_own;
            Message {
                from: one.from,
                to: one.to,
                name: one.author.filter(|_| is_named).and_then(|author| names.get(&author)).cloned(),
                is_own,
                is_new: one.number > read_until && !is_own,
                words: one.words.clone(),
                written_at_ms: one.written_at_ms,
            }
        };
        Ok(seen.iter().map(told).collect())
    }
}

fn seen<'a>(all: &'a [Stored], seat: &'a Seat, reader: Option<UserId>) -> impl Iterator<Item = &'a Stored> {
    all.iter().filter(move |one| one.is_seen_by((seat.side, seat.is_alone), reader))
}
