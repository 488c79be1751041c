//! The outbox: putting letters in, and looking at what became of them.

use std::sync::Arc;

use bellwether_db::{Db, DbError, Tx};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use tokio::sync::Notify;

use crate::letter::{Letter, LetterId, Listed, State};
use crate::server::Server;
use crate::store;

/// The outbox of an installation. Cheap to clone.
#[derive(Clone)]
pub struct Outbox {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub db: Db,
    pub server: Option<Server>,
    pub ctx: Ctx,
    /// Tells the sender of this process that there is something to send.
    pub wake: Notify,
}

/// What came of putting a letter in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// It will be sent if the transaction is committed.
    New,
    /// There is a letter with its key; nothing was done.
    Known,
    /// No mail server is set; nothing was done.
    Off,
}

impl Outbox {
    /// The outbox in this database, for this server; `None` where mail is off.
    pub fn new(db: Db, server: Option<Server>) -> Outbox {
        Outbox::with_ctx(db, server, Ctx::system())
    }

    /// An outbox that takes its clock from `ctx`.
    pub fn with_ctx(db: Db, server: Option<Server>, ctx: Ctx) -> Outbox {
        Outbox { inner: Arc::new(Inner { db, server, ctx, wake: Notify::new() }) }
    }

    /// Is there a server to send with?
    pub fn is_on(&self) -> bool {
        self.inner.server.is_some()
    }

    /// Puts a letter in, in the caller's transaction: it will be sent exactly if that is committed. Call [`Outbox::wake`]
    /// after the commit, so that it need not wait for the next look.
    pub async fn put(&self, tx: &Tx, letter: &Letter) -> Result<Put, DbError> {
        if !self.is_on() {
            return Ok(Put::Off);
        }
        Ok(if store::insert(tx, letter).await? { Put::New } else { Put::Known })
    }

    /// Tells the sender of this process to look now.
    pub fn wake(&self) {
        self.inner.wake.notify_one();
    }

    /// Letters, newest first: of one state where one is named, and older than one where one is named.
    pub async fn list(
        &self,
        state: Option<State>,
        before: Option<LetterId>,
        limit: u32,
    ) -> Result<Vec<Listed>, DbError> {
        store::list(self.inner.db.reader(), state, before, limit).await
    }

    /// How many letters failed for good, or may or may not have been sent.
    pub async fn troubled(&self) -> Result<u64, DbError> {
        store::troubled(self.inner.db.reader()).await
    }

    /// Sends a letter once more that was given up. `false` if it was not given up, or is not there.
    pub async fn again(&self, ctx: &Ctx, id: LetterId) -> Result<bool, DbError> {
        let done = self
            .inner
            .db
            .write(ctx, async |tx| {
                let done = store::again(&tx, id).await?;
                if done {
                    tx.journal(Entry::new("mail.sent_again", "letter", id, &())).await?;
                }
                Ok::<bool, DbError>(done)
            })
            .await?;
        self.wake();
        Ok(done)
    }
}
