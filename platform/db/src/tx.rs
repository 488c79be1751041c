//! Write transactions: serialisable, and run again when another writer was faster.

use std::sync::Arc;

use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, IsolationLevel, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

use crate::db::{Db, Engine};
use crate::error::{DbError, IsConflict};
use crate::journal::append;
use crate::retry;

/// One running write transaction. It is committed by [`Db::write`] when the work returns `Ok`.
pub struct Tx {
    // Shared with `Db::write`, which commits once the work has dropped its half.
    conn: Arc<DatabaseTransaction>,
    engine: Engine,
    actor: String,
    now: Timestamp,
}

impl Tx {
    /// The transaction, for statements.
    pub fn conn(&self) -> &DatabaseTransaction {
        &self.conn
    }

    /// Which database it is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The instant of this attempt: one for all rows it writes.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Who acts, as the journal names it: `user:…`, `system` or `visitor`.
    pub fn actor(&self) -> &str {
        &self.actor
    }

    /// Writes a journal entry in this transaction: both become visible, or neither.
    pub async fn journal(&self, entry: Entry) -> Result<(), DbError> {
        append::append(&self.conn, &self.actor, self.now, &entry).await
    }
}

impl Db {
    /// Runs `work` in a serialisable transaction: as if all writers came one after the other.
    ///
    /// The work is run again from the start when another writer was faster, so it must have no effect outside
    /// the database. It must not call `write` itself: on SQLite there is one writer, and it would wait for itself.
    ///
    /// The work owns its `Tx`, because a future that borrows an argument cannot be proven to be `Send` (Rust issue
    /// 110338); write it as `async |tx| { … }` and lend it on as `&tx`.
    ///
    /// # Errors
    /// Whatever the work returns, after rolling back; [`DbError::Overtaken`] after too many lost races.
    pub async fn write<T, E, F, W>(&self, ctx: &Ctx, work: F) -> Result<T, E>
    where
        F: Fn(Tx) -> W,
        W: Future<Output = Result<T, E>>,
        E: From<DbError> + IsConflict,
    {
        self.attempt(ctx, 1, work).await
    }

    /// The same for work that many want to do to the same rows at the same moment, such as booking: it takes its turn from
    /// the start, instead of losing a race first. On PostgreSQL the writers of one program queue in the program, so that
    /// they do not hold all its connections while they wait; on SQLite writers always do.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub async fn write_in_turn<T, E, F, W>(&self, ctx: &Ctx, work: F) -> Result<T, E>
    where
        F: Fn(Tx) -> W,
        W: Future<Output = Result<T, E>>,
        E: From<DbError> + IsConflict,
    {
        let _turn = match self.engine() {
            Engine::Postgres => Some(self.turn().lock().await),
            Engine::Sqlite => None,
        };
        self.attempt(ctx, 2, work).await
    }

    /// Attempts from the first on; those after number 1 take their turn.
    async fn attempt<T, E, F, W>(&self, ctx: &Ctx, first: u32, work: F) -> Result<T, E>
    where
        F: Fn(Tx) -> W,
        W: Future<Output = Result<T, E>>,
        E: From<DbError> + IsConflict,
    {
        let actor = append::actor_name(&ctx.actor);
        for attempt in first..=retry::ATTEMPTS {
            if attempt > first {
                tokio::time::sleep(retry::pause_before(attempt)).await;
            }
            let conn = match self.begin(attempt).await {
                Ok(conn) => Arc::new(conn),
                Err(error) if error.is_conflict() => continue,
                Err(error) => return Err(error.into()),
            };
            let tx = Tx { conn: conn.clone(), engine: self.engine(), actor: actor.clone(), now: ctx.now() };
            match work(tx).await {
                Ok(answer) => match self.commit(conn).await {
                    Ok(()) => return Ok(answer),
                    Err(error) if error.is_conflict() => {}
                    Err(error) => return Err(error.into()),
                },
                Err(error) if error.is_conflict() => roll_back(conn).await,
                Err(error) => {
                    roll_back(conn).await;
                    return Err(error);
                }
            }
            tracing::debug!(db.attempt = attempt, "another writer was faster, running the work again");
        }
        Err(DbError::Overtaken { attempts: retry::ATTEMPTS }.into())
    }

    /// Begins a write. On PostgreSQL whoever lost a race before takes its turn: a table lock taken before the
    /// snapshot lets the losers pass one by one instead of failing each other again.
    async fn begin(&self, attempt: u32) -> Result<DatabaseTransaction, DbError> {
        let options = match self.engine() {
            Engine::Sqlite => TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            },
            Engine::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::Serializable),
                ..TransactionOptions::default()
            },
        };
        let conn = self.writer().begin_with_options(options).await?;
        if attempt > 1 && self.engine() == Engine::Postgres {
            conn.execute_unprepared("LOCK TABLE db_turn IN EXCLUSIVE MODE").await?;
        }
        Ok(conn)
    }

    async fn commit(&self, conn: Arc<DatabaseTransaction>) -> Result<(), DbError> {
        let conn = Arc::into_inner(conn).ok_or(DbError::Kept)?;
        if self.engine() == Engine::Postgres {
            // PostgreSQL answers COMMIT of a failed transaction with a silent rollback. If the work swallowed the
            // failure of a statement, this one fails instead of losing the write.
            conn.execute_unprepared("SELECT 1").await?;
        }
        conn.commit().await?;
        Ok(())
    }
}

/// Dropping the transaction rolls back as well, only later; so a failure here needs no answer.
async fn roll_back(conn: Arc<DatabaseTransaction>) {
    if let Some(conn) = Arc::into_inner(conn)
        && let Err(error) = conn.rollback().await
    {
        tracing::warn!(db.error = %error, "could not roll back");
    }
}
