//! Opening a database, reading from it, and whether it answers.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sea_orm::sqlx::postgres::{PgConnectOptions, PgConnection};
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::sqlx::{self, Connection};
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, IsolationLevel,
    QueryResult, Statement, TransactionOptions, TransactionTrait, Value,
};
use tempfile::TempDir;

use crate::asked::Asked;
use crate::error::{DbError, IsConflict};
use crate::retry;

/// How long a connection is waited for before the work fails.
const ACQUIRE: Duration = Duration::from_secs(30);
/// How long SQLite waits for another process's write before it reports `busy`.
const BUSY: Duration = Duration::from_secs(5);
/// Readers never wait for the writer, so a few connections serve many requests.
const SQLITE_READERS: u32 = 8;
/// PostgreSQL's usual limit is 100 connections for all servers.
const POSTGRES_CONNECTIONS: u32 = 24;

/// One state of the database, for the steps of a long reading; see [`Db::read`].
pub type Snapshot = DatabaseTransaction;

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// SQLite: one file beside the evidence.
    Sqlite,
    /// PostgreSQL: a server of its own.
    Postgres,
}

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    engine: Engine,
    reader: DatabaseConnection,
    writer: DatabaseConnection,
    asked: Asked,
    // Writers of this program that take turns; see `Db::write_in_turn`.
    turn: tokio::sync::Mutex<()>,
    // Removes the file of a `sqlite::memory:` database when the last user is gone.
    _folder: Option<TempDir>,
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Db").field("engine", &self.inner.engine).finish_non_exhaustive()
    }
}

impl Db {
    /// Opens the database at `sqlite:PATH` (made if it is not there), `sqlite::memory:` or `postgres://…`.
    ///
    /// `sqlite::memory:` is a temporary file: SQLite's own memory database cannot have readers beside a writer.
    pub async fn open(url: &str) -> Result<Db, DbError> {
        if url == "sqlite::memory:" {
            let folder =
                TempDir::new().map_err(|source| DbError::File { path: "the temporary folder".into(), source })?;
            let file = folder.path().join("bellwether.db");
            return Db::open_sqlite(&file, Some(folder)).await;
        }
        if let Some(path) = url.strip_prefix("sqlite:") {
            return Db::open_sqlite(Path::new(path.strip_prefix("//").unwrap_or(path)), None).await;
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Db::open_postgres(url).await;
        }
        Err(DbError::Address(redact(url)))
    }

    async fn open_sqlite(file: &Path, folder: Option<TempDir>) -> Result<Db, DbError> {
        if let Some(parent) = file.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            std::fs::create_dir_all(parent)
                .map_err(|source| DbError::File { path: parent.display().to_string(), source })?;
        }
        // One connection writes, so that writers queue in the program instead of failing in the database.
        let asked = Asked::default();
        let mut writer = sqlite_pool(file, Access::Write, 1).await?;
        let mut reader = sqlite_pool(file, Access::Read, SQLITE_READERS).await?;
        asked.watch(&mut writer);
        asked.watch(&mut reader);
        Ok(Db {
            inner: Arc::new(Inner {
                engine: Engine::Sqlite,
                reader,
                writer,
                asked,
                turn: Default::default(),
                _folder: folder,
            }),
        })
    }

    async fn open_postgres(url: &str) -> Result<Db, DbError> {
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(ACQUIRE)
            .set_application_name("bellwether")
            .sqlx_logging(false);
        // A pool tries again until its time is over and then says only that; one connection says at once what is wrong.
        let refused = |source| DbError::Unreachable { address: redact(url), source };
        let address = PgConnectOptions::from_str(url).map_err(refused)?;
        let connection = tokio::time::timeout(ACQUIRE, PgConnection::connect_with(&address)).await;
        connection.map_err(|_| refused(sqlx::Error::PoolTimedOut))?.map_err(refused)?.close().await.map_err(refused)?;
        let asked = Asked::default();
        let mut pool =
            Database::connect(options).await.map_err(|source| DbError::Open { address: redact(url), source })?;
        asked.watch(&mut pool);
        Ok(Db {
            inner: Arc::new(Inner {
                engine: Engine::Postgres,
                reader: pool.clone(),
                writer: pool,
                asked,
                turn: Default::default(),
                _folder: None,
            }),
        })
    }

    /// Which database it is.
    pub fn engine(&self) -> Engine {
        self.inner.engine
    }

    /// How many statements were run since it was opened.
    pub fn statements(&self) -> u64 {
        self.inner.asked.many()
    }

    /// For single reads. On SQLite this connection cannot write.
    pub fn reader(&self) -> &DatabaseConnection {
        &self.inner.reader
    }

    pub(crate) fn writer(&self) -> &DatabaseConnection {
        &self.inner.writer
    }

    pub(crate) fn turn(&self) -> &tokio::sync::Mutex<()> {
        &self.inner.turn
    }

    /// Several reads that see one state of the database, whatever is written meanwhile.
    pub async fn read<T, E, F, W>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(Arc<DatabaseTransaction>) -> W,
        W: Future<Output = Result<T, E>>,
        E: From<DbError>,
    {
        let options = match self.engine() {
            Engine::Sqlite => TransactionOptions::default(),
            Engine::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
        };
        let snapshot = Arc::new(self.reader().begin_with_options(options).await.map_err(DbError::from)?);
        let answer = work(snapshot.clone()).await;
        if let Some(snapshot) = Arc::into_inner(snapshot) {
            snapshot.rollback().await.map_err(DbError::from)?;
        }
        answer
    }

    /// One statement that writes, on its own: it is atomic in itself and needs no serialisable transaction.
    /// For counters, leases and claims; anything that reads before it writes belongs into [`Db::write`].
    pub async fn write_one(&self, sql: &str, values: Vec<Value>) -> Result<Vec<QueryResult>, DbError> {
        let conn = self.writer();
        for attempt in 2..=retry::ATTEMPTS {
            let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values.clone());
            match conn.query_all_raw(statement).await.map_err(DbError::from) {
                Err(error) if error.is_conflict() => tokio::time::sleep(retry::pause_before(attempt)).await,
                answer => return answer,
            }
        }
        Err(DbError::Overtaken { attempts: retry::ATTEMPTS })
    }

    /// Does the database answer?
    pub async fn ping(&self) -> Result<(), DbError> {
        self.reader().execute_unprepared("SELECT 1").await?;
        Ok(())
    }

    /// Waits for running statements and closes all connections.
    pub async fn close(&self) -> Result<(), DbError> {
        self.inner.reader.clone().close().await?;
        self.inner.writer.clone().close().await?;
        Ok(())
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Access {
    Read,
    Write,
}

/// Opens a pool on `file`. SQLite answers `busy` at once, without its usual wait, to all but one of the programs that turn
/// a new file to write-ahead logging at the same moment, so those who lost that race open again.
async fn sqlite_pool(file: &Path, access: Access, connections: u32) -> Result<DatabaseConnection, DbError> {
    let late = Instant::now() + ACQUIRE;
    let mut attempt = 2;
    loop {
        match sqlite_pool_once(file, access, connections).await {
            Err(error) if error.is_conflict() && Instant::now() < late => {
                tokio::time::sleep(retry::pause_before(attempt)).await;
                attempt += 1;
            }
            answer => return answer,
        }
    }
}

async fn sqlite_pool_once(file: &Path, access: Access, connections: u32) -> Result<DatabaseConnection, DbError> {
    let path: PathBuf = file.to_owned();
    let mut options = ConnectOptions::new("sqlite:bellwether.db");
    options.max_connections(connections).acquire_timeout(ACQUIRE).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(move |sqlite| {
        let sqlite = sqlite
            .filename(&path)
            .foreign_keys(true)
            .busy_timeout(BUSY)
            // What was acknowledged must survive a power cut, so each commit is flushed.
            .synchronous(SqliteSynchronous::Full)
            .pragma("trusted_schema", "OFF");
        match access {
            Access::Write => sqlite.create_if_missing(true).journal_mode(SqliteJournalMode::Wal),
            Access::Read => sqlite.pragma("query_only", "ON"),
        }
    });
    Database::connect(options)
        .await
        .map_err(|source| DbError::Open { address: format!("sqlite:{}", file.display()), source })
}

/// The address without its password, for messages.
pub fn redact(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    match rest.rsplit_once('@') {
        Some((credentials, host)) => {
            let user = credentials.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}@{host}")
        }
        None => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::redact;

    #[test]
    fn an_address_in_a_message_has_no_password() {
        assert_eq!(redact("postgres://ann:s3:cr@et@db.example:5432/bw"), "postgres://ann@db.example:5432/bw");
        assert_eq!(redact("postgres://db.example/bw"), "postgres://db.example/bw");
        assert_eq!(redact("sqlite:data/bw.db"), "sqlite:data/bw.db");
    }
}
