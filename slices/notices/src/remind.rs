//! Reminders of what comes by the clock: each source says what, and how long ahead or after.
//!
//! How far each clock was looked at is kept beside the notices, and moves on in the transaction that notes reminders: so
//! nobody is reminded twice, and nobody is left out after the server was away.

use crate::model::notice::{Clock, Source};
use crate::service::Notices;
use crate::service::error::NoticeError;
use crate::store::notice as store;

impl Notices {
    /// Notes reminders of what came within its time since the last look. Tells how many.
    pub async fn remind(&self) -> Result<usize, NoticeError> {
        let mut noted = 0;
        for source in self.sources.iter() {
            for clock in source.clocks() {
                noted += self.remind_by(source.as_ref(), clock).await?;
            }
        }
        Ok(noted)
    }

    async fn remind_by(&self, source: &dyn Source, clock: &Clock) -> Result<usize, NoticeError> {
        let now_ms = self.ctx.now().as_millisecond();
        let until_ms = now_ms.saturating_add(clock.ahead_ms);
        let from_ms = match store::looked_until(self.db.reader(), clock.name).await? {
            // What is over is not reminded of; what is told after its time is told however long the server was away.
            Some(looked_ms) if clock.ahead_ms > 0 => looked_ms.max(now_ms),
            Some(looked_ms) => looked_ms,
            // From the first look on: who is to be reminded of what comes sooner has just made it, or did so before.
            None => until_ms,
        };
        let due = match until_ms > from_ms {
            true => source.reminders(&self.ctx, clock, (from_ms, until_ms)).await?,
            false => Vec::new(),
        };
        self.db
            .write(&self.ctx, async |tx| {
                // Another server may have looked meanwhile.
                if store::looked_until(tx.conn(), clock.name).await?.is_some_and(|looked_ms| looked_ms > from_ms) {
                    return Ok(0);
                }
                for one in &due {
                    self.note(&tx, one.person, one.kind, (one.about, &one.data)).await?;
                }
                store::look_until(tx.conn(), clock.name, until_ms.max(from_ms)).await?;
                Ok(due.len())
            })
            .await
    }
}
