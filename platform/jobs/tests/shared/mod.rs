//! A database with a counter, whose value is the number of effects that happened.

use bellwether_db::{Db, DbError, Tx};
use bellwether_kernel::ctx::Ctx;
use sea_orm::{ConnectionTrait, Statement};
use tokio::sync::watch;

/// A stop signal that never comes.
pub fn never() -> watch::Receiver<bool> {
    watch::channel(false).1
}

pub async fn prepared(url: &str) -> Db {
    let db = Db::open(url).await.unwrap();
    db.migrate(bellwether_jobs::migrations::all()).await.unwrap();
    db.write(&Ctx::system(), async |tx| {
        tx.conn().execute_unprepared("CREATE TABLE counter (id BIGINT PRIMARY KEY, n BIGINT NOT NULL)").await?;
        tx.conn().execute_unprepared("INSERT INTO counter (id, n) VALUES (1, 0)").await?;
        Ok::<_, DbError>(())
    })
    .await
    .unwrap();
    db
}

pub async fn count_once(tx: &Tx) -> Result<(), DbError> {
    tx.conn().execute_unprepared("UPDATE counter SET n = n + 1 WHERE id = 1").await?;
    Ok(())
}

pub async fn count(db: &Db) -> i64 {
    let conn = db.reader();
    let sql = Statement::from_string(conn.get_database_backend(), "SELECT n FROM counter WHERE id = 1");
    conn.query_one_raw(sql).await.unwrap().unwrap().try_get("", "n").unwrap()
}
