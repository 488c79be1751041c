//! Throw-away databases: SQLite always, PostgreSQL where there is one.
//!
//! PostgreSQL is used when `BELLWETHER_TEST_POSTGRES` holds its address, such as
//! `postgres://postgres@127.0.0.1:5544/postgres`; `cargo xtask test` starts one and sets it. Each test gets a
//! schema of its own, which is dropped at the end, so tests run side by side on one server.

use sea_orm::{ConnectionTrait, Database};
use tempfile::TempDir;
use uuid::Uuid;

/// The environment variable with the address of a PostgreSQL server for tests.
pub const POSTGRES: &str = "BELLWETHER_TEST_POSTGRES";

/// An empty database that is removed when this value is dropped.
pub struct TestDb {
    /// `sqlite` or `postgres`, for messages.
    pub name: &'static str,
    /// The address to open it with.
    pub url: String,
    // Removes itself with the file in it.
    _folder: Option<TempDir>,
    schema: Option<Schema>,
}

struct Schema {
    server: String,
    name: String,
}

impl TestDb {
    /// An empty SQLite file.
    pub fn sqlite() -> TestDb {
        let folder = TempDir::new().expect("a temporary folder can be made");
        let url = format!("sqlite:{}", folder.path().join("test.db").display());
        TestDb { name: "sqlite", url, _folder: Some(folder), schema: None }
    }

    /// An empty schema on the PostgreSQL server for tests; `None`, with a message, if there is none.
    pub async fn postgres() -> Option<TestDb> {
        let Ok(server) = std::env::var(POSTGRES) else {
            println!("only SQLite is tried: {POSTGRES} is not set (`cargo xtask test` starts a server and sets it)");
            return None;
        };
        let name = format!("test_{}", Uuid::now_v7().simple());
        run(&server, &format!("CREATE SCHEMA {name}")).await;
        let joint = if server.contains('?') { '&' } else { '?' };
        let url = format!("{server}{joint}options[search_path]={name}");
        Some(TestDb { name: "postgres", url, _folder: None, schema: Some(Schema { server, name }) })
    }
}

/// An empty database of each kind that this machine has.
pub async fn databases() -> Vec<TestDb> {
    let mut all = vec![TestDb::sqlite()];
    all.extend(TestDb::postgres().await);
    all
}

async fn run(server: &str, sql: &str) {
    let conn = Database::connect(server).await.expect("the PostgreSQL server for tests answers");
    conn.execute_unprepared(sql).await.expect("the PostgreSQL server for tests lets its user make schemas");
    conn.close().await.expect("a connection can be closed");
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let Some(Schema { server, name }) = self.schema.take() else {
            return;
        };
        // A thread with a runtime of its own: this may be dropped inside a runtime that is about to end.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime can be made").block_on(drop_schema(&server, &name));
        });
        if dropping.join().is_err() {
            println!("left a schema of the test behind");
        }
    }
}

async fn drop_schema(server: &str, name: &str) {
    // A test that panicked may still hold locks; its schema is then left behind, not waited for.
    let sql = format!("SET lock_timeout = '2s'; DROP SCHEMA {name} CASCADE");
    let conn = Database::connect(server).await.expect("the PostgreSQL server for tests answers");
    if let Err(error) = conn.execute_unprepared(&sql).await {
        println!("left the schema {name} behind: {error}");
    }
}
