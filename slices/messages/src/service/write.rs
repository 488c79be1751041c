//! Writing a message.

use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_notices::api::Kind;
use serde_json::json;

use crate::model::message::{LONGEST, Stored, Written};
use crate::model::records::{About, Place};
use crate::policy::Act;
use crate::service::Messages;
use crate::service::error::MessageError;
use crate::store::{reader, thread as store};

impl Messages {
    /// Writes a message into the thread of a record, for the people of one side; they are told.
    pub async fn write(&self, ctx: &Ctx, about: &About, written: &Written) -> Result<(), MessageError> {
        let seat = self.seat(ctx, about).await?;
        ctx.permit(Act::TakePart, &Place(ctx.actor.user_id()))?;
        let words = written.words.trim();
        if words.is_empty() || words.chars().count() > LONGEST {
            return Err(MessageError::Field("words", "messages-fault-words"));
        }
        let to = match (written.to, seat.writes_to.as_slice()) {
            (Some(to), sides) if sides.contains(&to) => to,
            (None, [only]) => *only,
            _ => return Err(MessageError::Field("to", "messages-fault-to")),
        };
        let members = match self.of_kind(&about.kind) {
            Some(records) => records.members(about.id).await?,
            None => Vec::new(),
        };
        let author = ctx.actor.user_id();
        self.db
            .write(ctx, async |tx| {
                let (thread, number) = store::open(tx.conn(), about).await?;
                let written_at_ms = tx.now().as_millisecond();
                let one = Stored { number, from: seat.side, to, author, words: words.to_owned(), written_at_ms };
                store::add(tx.conn(), thread, &one).await?;
                if let Some(author) = author {
                    reader::note(tx.conn(), thread, author, (seat.side, seat.is_alone), number).await?;
                }
                // They are asked for their seats again when they are told.
                for member in members.iter().filter(|member| Some(member.person) != author) {
                    if one.is_seen_by((member.side, member.is_alone), Some(member.person)) {
                        reader::invite(tx.conn(), thread, member).await?;
                        self.notices.note(&tx, member.person, Kind::Message, (thread.0, "")).await?;
                    }
                }
                let detail = json!({ "kind": about.kind, "record": about.id });
                tx.journal(Entry::new("messages.written", "thread", thread, &detail)).await?;
                Ok(())
            })
            .await
    }
}
