//! The restore drill: copies taken while others write come back whole, on either database and across them.
#![expect(clippy::unwrap_used, reason = "test code")]

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bellwether_db::backup::BackupError;
use bellwether_db::{Db, DbError, sql};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_testkit::databases;
use sea_orm::{ConnectionTrait, FromQueryResult};
use sea_orm_migration::prelude::*;
use uuid::Uuid;

struct Things;

impl MigrationName for Things {
    fn name(&self) -> &str {
        "m2026_11_22_0009_things"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Things {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // A tree, so that rows refer to rows; and a second table whose name comes first but refers to it.
        for sql in [
            "CREATE TABLE things_b (id UUID PRIMARY KEY, parent UUID REFERENCES things_b (id), name TEXT,
                n BIGINT NOT NULL, share DOUBLE PRECISION)",
            "CREATE TABLE things_a (thing UUID NOT NULL REFERENCES things_b (id), place BIGINT NOT NULL, note TEXT NOT NULL,
                PRIMARY KEY (thing, place))",
        ] {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }
}

fn migrations() -> Vec<Box<dyn MigrationTrait>> {
    vec![Box::new(Things)]
}

#[derive(Debug, PartialEq, FromQueryResult)]
struct Thing {
    id: Uuid,
    parent: Option<Uuid>,
    name: Option<String>,
    n: i64,
    share: Option<f64>,
}

#[derive(Debug, PartialEq, FromQueryResult)]
struct Note {
    thing: Uuid,
    place: i64,
    note: String,
}

async fn content(db: &Db) -> (Vec<Thing>, Vec<Note>) {
    let things = "SELECT id, parent, name, n, share FROM things_b ORDER BY id";
    let notes = "SELECT thing, place, note FROM things_a ORDER BY thing, place";
    (sql::rows(db.reader(), things, vec![]).await.unwrap(), sql::rows(db.reader(), notes, vec![]).await.unwrap())
}

/// One change: a thing with its note and its journal entry, together or not at all. The child comes before its parent
/// in the order of ids.
async fn change(db: &Db, n: i64) {
    let (first, second) = (Uuid::now_v7(), Uuid::now_v7());
    db.write(&Ctx::system(), async |tx| {
        let insert = "INSERT INTO things_b (id, parent, name, n, share) VALUES ($1, $2, $3, $4, $5)";
        let name = "O'Brien \"Ё\"\n\\ \u{1f9ec}".to_owned();
        sql::run(
            tx.conn(),
            insert,
            vec![second.into(), None::<Uuid>.into(), None::<String>.into(), n.into(), 0.1.into()],
        )
        .await?;
        sql::run(tx.conn(), insert, vec![first.into(), Some(second).into(), name.into(), n.into(), None::<f64>.into()])
            .await?;
        let note = "INSERT INTO things_a (thing, place, note) VALUES ($1, $2, $3)";
        sql::run(tx.conn(), note, vec![first.into(), n.into(), "a note".into()]).await?;
        tx.journal(Entry::new("thing.made", "thing", first, &n)).await
    })
    .await
    .unwrap();
}

async fn opened(url: &str) -> Db {
    let db = Db::open(url).await.unwrap();
    db.migrate(migrations()).await.unwrap();
    db
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_copy_taken_while_others_write_comes_back_whole_on_either_database() {
    for source in databases().await {
        let db = opened(&source.url).await;
        for n in 0..1200 {
            change(&db, n).await;
        }
        let stop = Arc::new(AtomicBool::new(false));
        let writers: Vec<_> = (0..4)
            .map(|_| {
                let (db, stop) = (db.clone(), stop.clone());
                tokio::spawn(async move {
                    while !stop.load(Ordering::Relaxed) {
                        change(&db, -1).await;
                    }
                })
            })
            .collect();
        let folder = tempfile::tempdir().unwrap();
        let copied = db.export(folder.path()).await.unwrap();
        stop.store(true, Ordering::Relaxed);
        for writer in writers {
            writer.await.unwrap();
        }
        let rows = |name: &str| copied.tables.iter().find(|table| table.name == name).unwrap().rows;
        // What belongs together was copied together.
        assert_eq!((rows("things_b"), rows("things_a")), (2 * rows("db_journal"), rows("db_journal")));
        assert!(rows("db_journal") >= 1200);
        for target in databases().await {
            let restored = Db::open(&target.url).await.unwrap();
            assert_eq!(restored.import(folder.path(), migrations()).await.unwrap(), copied);
            restored.migrate(migrations()).await.unwrap();
            restored.verify_journal(None).await.unwrap();
            // Taking a copy of the copy gives the same files.
            let again = tempfile::tempdir().unwrap();
            assert_eq!(restored.export(again.path()).await.unwrap(), copied, "{} to {}", source.name, target.name);
            // And life goes on.
            change(&restored, 7).await;
            restored.verify_journal(None).await.unwrap();
            let orphan = "INSERT INTO things_a (thing, place, note) VALUES ($1, 1, 'x')";
            let refused = restored.write_one(orphan, vec![Uuid::now_v7().into()]).await;
            assert!(refused.is_err(), "references are checked again on {}", target.name);
        }
    }
}

#[tokio::test]
async fn nothing_is_restored_over_data() {
    for test in databases().await {
        let db = opened(&test.url).await;
        change(&db, 1).await;
        let folder = tempfile::tempdir().unwrap();
        db.export(folder.path()).await.unwrap();
        let before = content(&db).await;
        assert!(matches!(db.import(folder.path(), migrations()).await, Err(BackupError::NotEmpty)));
        assert_eq!(content(&db).await, before);
    }
}

async fn import(folder: &Path) -> BackupError {
    let db = Db::open("sqlite::memory:").await.unwrap();
    db.import(folder, migrations()).await.unwrap_err()
}

#[tokio::test]
async fn a_damaged_copy_is_refused_with_the_file_named() {
    let db = opened("sqlite::memory:").await;
    change(&db, 1).await;
    let folder = tempfile::tempdir().unwrap();
    db.export(folder.path()).await.unwrap();
    let notes = folder.path().join("things_a.jsonl");
    let whole = std::fs::read(&notes).unwrap();
    std::fs::write(&notes, &whole[..whole.len() - 2]).unwrap();
    assert!(matches!(import(folder.path()).await, BackupError::Damaged { file, .. } if file == "things_a.jsonl"));
    std::fs::remove_file(&notes).unwrap();
    assert!(matches!(import(folder.path()).await, BackupError::File { path, .. } if path.ends_with("things_a.jsonl")));
    std::fs::write(&notes, &whole).unwrap();
    let description = folder.path().join("database.json");
    let text = std::fs::read_to_string(&description).unwrap();
    std::fs::write(&description, text.replace("m2026_11_22_0009_things", "m2099_01_01_0001_future")).unwrap();
    assert!(matches!(import(folder.path()).await, BackupError::Db(DbError::Newer(_))));
    std::fs::write(&description, text.replace("\"things_a\"", "\"things_a; DROP TABLE x\"")).unwrap();
    assert!(matches!(import(folder.path()).await, BackupError::Damaged { file, .. } if file == "database.json"));
    let head = text.split("\"journal_head\": \"").nth(1).unwrap().split('"').next().unwrap();
    std::fs::write(&description, text.replace(head, "1:00")).unwrap();
    assert!(matches!(import(folder.path()).await, BackupError::Db(DbError::Journal(_))));
}
