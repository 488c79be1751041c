//! The contract of writing, on both databases: nothing lost, nothing half done, losers run again.
#![expect(clippy::unwrap_used, reason = "test code")]

use std::sync::atomic::{AtomicU32, Ordering};

use bellwether_db::{Db, DbError, Engine, Tx};
use bellwether_kernel::ctx::Ctx;
use bellwether_testkit::databases;
use sea_orm::{ConnectionTrait, DatabaseTransaction, Statement};

const WRITERS: usize = 64;

async fn counted(db: &Db) {
    db.migrate(vec![]).await.unwrap();
    let ctx = Ctx::system();
    db.write(&ctx, async |tx| run(&tx, "CREATE TABLE counter (id BIGINT PRIMARY KEY, n BIGINT NOT NULL)").await)
        .await
        .unwrap();
    db.write(&ctx, async |tx| run(&tx, "INSERT INTO counter (id, n) VALUES (1, 0)").await).await.unwrap();
}

async fn run(tx: &Tx, sql: &str) -> Result<(), DbError> {
    tx.conn().execute_unprepared(sql).await?;
    Ok(())
}

async fn value(conn: &impl ConnectionTrait) -> i64 {
    let sql = Statement::from_string(conn.get_database_backend(), "SELECT n FROM counter WHERE id = 1");
    conn.query_one_raw(sql).await.unwrap().unwrap().try_get("", "n").unwrap()
}

/// Reads, lets others run, and writes what it read plus one: loses updates unless writes are serialisable.
async fn increment(db: &Db, runs: &AtomicU32) -> Result<(), DbError> {
    db.write(&Ctx::system(), async |tx| {
        runs.fetch_add(1, Ordering::Relaxed);
        let n = value_of(tx.conn()).await?;
        tokio::task::yield_now().await;
        run(&tx, &format!("UPDATE counter SET n = {} WHERE id = 1", n + 1)).await
    })
    .await
}

async fn value_of(conn: &DatabaseTransaction) -> Result<i64, DbError> {
    let sql = Statement::from_string(conn.get_database_backend(), "SELECT n FROM counter WHERE id = 1");
    Ok(conn.query_one_raw(sql).await?.unwrap().try_get("", "n")?)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_concurrent_increments_lose_nothing() {
    for test in databases().await {
        let db = Db::open(&test.url).await.unwrap();
        counted(&db).await;
        let runs = std::sync::Arc::new(AtomicU32::new(0));
        let tasks: Vec<_> = (0..WRITERS)
            .map(|_| {
                let (db, runs) = (db.clone(), runs.clone());
                tokio::spawn(async move { increment(&db, &runs).await })
            })
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        assert_eq!(value(db.reader()).await, WRITERS as i64, "{}", test.name);
        println!("{}: {WRITERS} increments took {} runs", test.name, runs.load(Ordering::Relaxed));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_programs_on_one_database_lose_nothing() {
    for test in databases().await {
        let first = Db::open(&test.url).await.unwrap();
        counted(&first).await;
        let second = Db::open(&test.url).await.unwrap();
        let tasks: Vec<_> = (0..32)
            .map(|i| {
                let db = if i % 2 == 0 { first.clone() } else { second.clone() };
                tokio::spawn(async move { increment(&db, &AtomicU32::new(0)).await })
            })
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        assert_eq!(value(second.reader()).await, 32, "{}", test.name);
    }
}

#[tokio::test]
async fn work_that_lost_a_race_runs_again_and_sees_the_winner() {
    for test in databases().await {
        let db = Db::open(&test.url).await.unwrap();
        counted(&db).await;
        if db.engine() == Engine::Sqlite {
            // Writers queue there; a lost race cannot be provoked inside one program.
            continue;
        }
        let seen = std::sync::Mutex::new(Vec::new());
        db.write(&Ctx::system(), async |tx| {
            let n = value_of(tx.conn()).await?;
            let first = {
                let mut seen = seen.lock().unwrap();
                seen.push(n);
                seen.len() == 1
            };
            if first {
                increment(&db, &AtomicU32::new(0)).await?;
            }
            run(&tx, &format!("UPDATE counter SET n = {} WHERE id = 1", n + 10)).await
        })
        .await
        .unwrap();
        assert_eq!(*seen.lock().unwrap(), [0, 1]);
        assert_eq!(value(db.reader()).await, 11);
    }
}

#[tokio::test]
async fn work_that_fails_leaves_nothing_and_runs_once() {
    for test in databases().await {
        let db = Db::open(&test.url).await.unwrap();
        counted(&db).await;
        let runs = AtomicU32::new(0);
        let refused: Result<(), DbError> = db
            .write(&Ctx::system(), async |tx| {
                runs.fetch_add(1, Ordering::Relaxed);
                run(&tx, "UPDATE counter SET n = 5 WHERE id = 1").await?;
                run(&tx, "INSERT INTO counter (id, n) VALUES (1, 7)").await
            })
            .await;
        assert!(refused.unwrap_err().is_duplicate(), "{}", test.name);
        assert_eq!((value(db.reader()).await, runs.into_inner()), (0, 1), "{}", test.name);
    }
}

#[tokio::test]
async fn a_swallowed_failure_is_never_taken_for_a_commit() {
    for test in databases().await {
        let db = Db::open(&test.url).await.unwrap();
        counted(&db).await;
        let answer: Result<(), DbError> = db
            .write(&Ctx::system(), async |tx| {
                run(&tx, "UPDATE counter SET n = 5 WHERE id = 1").await?;
                let _ = run(&tx, "INSERT INTO counter (id, n) VALUES (1, 7)").await;
                Ok(())
            })
            .await;
        // SQLite goes on after a refused statement, PostgreSQL does not; neither may say "ok" and keep nothing.
        assert_eq!(answer.is_ok(), value(db.reader()).await == 5, "{}", test.name);
    }
}

#[tokio::test]
async fn dropped_work_leaves_nothing_and_blocks_nobody() {
    for test in databases().await {
        let db = Db::open(&test.url).await.unwrap();
        counted(&db).await;
        let begun = std::sync::Arc::new(tokio::sync::Notify::new());
        let task = tokio::spawn({
            let (db, begun) = (db.clone(), begun.clone());
            async move {
                db.write(&Ctx::system(), async |tx| {
                    run(&tx, "UPDATE counter SET n = 5 WHERE id = 1").await?;
                    begun.notify_one();
                    std::future::pending::<Result<(), DbError>>().await
                })
                .await
            }
        });
        begun.notified().await;
        task.abort();
        assert!(task.await.unwrap_err().is_cancelled());
        increment(&db, &AtomicU32::new(0)).await.unwrap();
        assert_eq!(value(db.reader()).await, 1, "{}", test.name);
    }
}

#[tokio::test]
async fn a_read_sees_one_state_while_others_write() {
    for test in databases().await {
        let db = Db::open(&test.url).await.unwrap();
        counted(&db).await;
        let seen: Result<(i64, i64), DbError> = db
            .read(async |snapshot| {
                let before = value_of(&snapshot).await?;
                increment(&db, &AtomicU32::new(0)).await?;
                Ok((before, value_of(&snapshot).await?))
            })
            .await;
        assert_eq!(seen.unwrap(), (0, 0), "{}", test.name);
        assert_eq!(value(db.reader()).await, 1, "{}", test.name);
    }
}

#[tokio::test]
async fn a_memory_database_has_readers_beside_its_writer() {
    let db = Db::open("sqlite::memory:").await.unwrap();
    counted(&db).await;
    increment(&db, &AtomicU32::new(0)).await.unwrap();
    assert_eq!(value(db.reader()).await, 1);
    db.ping().await.unwrap();
}

#[tokio::test]
async fn a_reader_of_sqlite_cannot_write() {
    let db = Db::open("sqlite::memory:").await.unwrap();
    counted(&db).await;
    assert!(db.reader().execute_unprepared("UPDATE counter SET n = 9").await.is_err());
}

#[tokio::test]
async fn an_unknown_kind_of_address_is_refused_without_its_password() {
    let refused = Db::open("mysql://ann:secret@db.example/x").await.unwrap_err().to_string();
    assert!(refused.contains("mysql://ann@db.example/x"), "{refused}");
}
