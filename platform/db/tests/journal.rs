//! The journal's promises, on both databases: what was written stays, and every kind of tampering is found.
#![expect(clippy::unwrap_used, reason = "test code")]

use bellwether_db::journal::Row;
use bellwether_db::journal::list::Wanted;
use bellwether_db::journal::verify::{Broken, Head, Verifier};
use bellwether_db::{Db, DbError, Engine};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::paging::PageSize;
use bellwether_testkit::{TestDb, databases};
use proptest::prelude::*;
use sea_orm::{ConnectionTrait, Database};

fn entry(n: usize) -> Entry {
    Entry::new("thing.changed", "thing", n, &serde_json::json!({ "n": n }))
}

async fn written(test: &TestDb, entries: usize) -> Db {
    let db = Db::open(&test.url).await.unwrap();
    db.migrate(vec![]).await.unwrap();
    for n in 1..=entries {
        write(&db, n).await;
    }
    db
}

async fn write(db: &Db, n: usize) {
    db.write(&Ctx::system(), async |tx| tx.journal(entry(n)).await).await.unwrap();
}

/// What somebody does who holds the database's password.
async fn tamper(test: &TestDb, engine: Engine, sql: &[&str]) {
    let conn = Database::connect(&test.url).await.unwrap();
    let disarm = match engine {
        Engine::Sqlite => vec![
            "DROP TRIGGER db_journal_no_update",
            "DROP TRIGGER db_journal_no_delete",
            "DROP TRIGGER db_journal_head_no_delete",
        ],
        Engine::Postgres => vec![
            "DROP TRIGGER db_journal_no_change ON db_journal",
            "DROP TRIGGER db_journal_head_no_delete ON db_journal_head",
        ],
    };
    for statement in disarm.iter().chain(sql) {
        conn.execute_unprepared(statement).await.unwrap();
    }
    conn.close().await.unwrap();
}

fn broken(result: Result<Head, DbError>) -> Broken {
    match result.unwrap_err() {
        DbError::Journal(broken) => broken,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn every_kind_of_tampering_is_found_and_the_first_broken_entry_named() {
    let newest = "(SELECT hash FROM db_journal WHERE seq = 6)";
    let cut_head = format!("UPDATE db_journal_head SET seq = 6, hash = {newest}");
    let cases: [(&str, &[&str], Broken); 8] = [
        ("edited", &["UPDATE db_journal SET detail = '{}' WHERE seq = 3"], Broken::Altered { seq: 3 }),
        ("backdated", &["UPDATE db_journal SET at_ms = at_ms - 1 WHERE seq = 8"], Broken::Altered { seq: 8 }),
        ("removed", &["DELETE FROM db_journal WHERE seq = 4"], Broken::Missing { expected: 4, found: 5 }),
        ("first removed", &["DELETE FROM db_journal WHERE seq = 1"], Broken::Missing { expected: 1, found: 2 }),
        (
            "swapped",
            &[
                "UPDATE db_journal SET seq = -1 WHERE seq = 2",
                "UPDATE db_journal SET seq = 2 WHERE seq = 5",
                "UPDATE db_journal SET seq = 5 WHERE seq = -1",
            ],
            Broken::Altered { seq: 2 },
        ),
        ("end cut off", &["DELETE FROM db_journal WHERE seq > 6"], Broken::Ends { expected: 8, found: 6 }),
        ("head altered", &["UPDATE db_journal_head SET hash = 'x'"], Broken::Head { seq: 8 }),
        (
            "end cut off and head set back",
            &["DELETE FROM db_journal WHERE seq > 6", &cut_head],
            Broken::Rewritten { seq: 8 },
        ),
    ];
    for (what, sql, expected) in cases {
        for test in databases().await {
            let db = written(&test, 8).await;
            let noted = db.verify_journal(None).await.unwrap();
            assert_eq!(noted.seq, 8);
            tamper(&test, db.engine(), sql).await;
            assert_eq!(broken(db.verify_journal(Some(&noted)).await), expected, "{what} on {}", test.name);
        }
    }
}

#[tokio::test]
async fn the_database_refuses_to_change_the_journal() {
    for test in databases().await {
        let db = written(&test, 2).await;
        let mut attempts = vec![
            "UPDATE db_journal SET act = 'x'",
            "DELETE FROM db_journal WHERE seq = 2",
            "DELETE FROM db_journal_head",
        ];
        if db.engine() == Engine::Postgres {
            attempts.push("TRUNCATE db_journal");
        }
        for sql in attempts {
            let refused: Result<(), DbError> = db
                .write(&Ctx::system(), async |tx| {
                    tx.conn().execute_unprepared(sql).await?;
                    Ok(())
                })
                .await;
            assert!(format!("{:?}", refused.unwrap_err()).contains("append-only"), "{sql} on {}", test.name);
        }
        assert_eq!(db.verify_journal(None).await.unwrap().seq, 2);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_writers_leave_one_whole_chain() {
    for test in databases().await {
        let db = written(&test, 0).await;
        let tasks: Vec<_> = (0..64)
            .map(|n| {
                let db = db.clone();
                tokio::spawn(async move { write(&db, n).await })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(db.verify_journal(None).await.unwrap().seq, 64, "{}", test.name);
        let page = db.journal(&Wanted::default(), PageSize::clamped(100)).await.unwrap();
        let mut targets: Vec<usize> = page.rows.iter().map(|row| row.target_id.parse().unwrap()).collect();
        targets.sort_unstable();
        assert_eq!(targets, (0..64).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn an_entry_of_work_that_failed_is_not_there() {
    for test in databases().await {
        let db = written(&test, 1).await;
        let failed: Result<(), DbError> = db
            .write(&Ctx::system(), async |tx| {
                tx.journal(entry(2)).await?;
                Err(DbError::Kept)
            })
            .await;
        assert!(failed.is_err());
        assert_eq!(db.verify_journal(None).await.unwrap().seq, 1, "{}", test.name);
    }
}

#[tokio::test]
async fn an_honest_journal_that_grew_still_matches_its_note() {
    for test in databases().await {
        let db = written(&test, 3).await;
        let noted = db.verify_journal(None).await.unwrap();
        write(&db, 4).await;
        assert_eq!(db.verify_journal(Some(&noted)).await.unwrap().seq, 4, "{}", test.name);
        assert_eq!(noted.to_string().parse::<Head>().unwrap(), noted);
    }
}

#[tokio::test]
async fn a_long_journal_is_checked_in_batches() {
    let db = Db::open("sqlite::memory:").await.unwrap();
    db.migrate(vec![]).await.unwrap();
    db.write(&Ctx::system(), async |tx| {
        for n in 0..2500 {
            tx.journal(entry(n)).await?;
        }
        Ok::<_, DbError>(())
    })
    .await
    .unwrap();
    assert_eq!(db.verify_journal(None).await.unwrap().seq, 2500);
}

#[tokio::test]
async fn the_journal_is_listed_newest_first_by_pages_and_filters() {
    for test in databases().await {
        let db = written(&test, 5).await;
        db.write(&Ctx::system(), async |tx| tx.journal(Entry::new("account.made", "user", "u1", &())).await)
            .await
            .unwrap();
        let seqs = |rows: &[Row]| rows.iter().map(|row| row.seq).collect::<Vec<_>>();
        let first = db.journal(&Wanted::default(), PageSize::clamped(4)).await.unwrap();
        assert_eq!((seqs(&first.rows), first.next.as_deref()), (vec![6, 5, 4, 3], Some("3")));
        let rest = Wanted { before: Some(3), ..Wanted::default() };
        let second = db.journal(&rest, PageSize::clamped(4)).await.unwrap();
        assert_eq!((seqs(&second.rows), second.next), (vec![2, 1], None));
        let wanted = Wanted { act: Some("account.".into()), ..Wanted::default() };
        assert_eq!(seqs(&db.journal(&wanted, PageSize::USUAL).await.unwrap().rows), [6]);
        let wanted = Wanted { target_kind: Some("thing".into()), target_id: Some("2".into()), ..Wanted::default() };
        assert_eq!(seqs(&db.journal(&wanted, PageSize::USUAL).await.unwrap().rows), [2], "{}", test.name);
        let wanted = Wanted { actor: Some("visitor".into()), ..Wanted::default() };
        assert_eq!(db.journal(&wanted, PageSize::USUAL).await.unwrap().rows, []);
    }
}

fn chain(details: &[String]) -> (Vec<Row>, Head) {
    let mut last = Head::default();
    let rows = details
        .iter()
        .map(|detail| {
            let mut row = Row {
                seq: last.seq + 1,
                at_ms: 1,
                actor: "system".into(),
                act: "a.b".into(),
                target_kind: "k".into(),
                target_id: "t".into(),
                detail: detail.clone(),
                hash: String::new(),
            };
            row.hash = row.hash_after(&last.hash);
            last = Head { seq: row.seq, hash: row.hash.clone() };
            row
        })
        .collect();
    (rows, last)
}

fn check(rows: &[Row], head: &Head) -> Result<Head, Broken> {
    let mut verifier = Verifier::default();
    rows.iter().try_for_each(|row| verifier.next(row))?;
    verifier.finish(head)
}

proptest! {
    #[test]
    fn no_single_change_goes_unnoticed(
        details in prop::collection::vec(".{0,8}", 2..12),
        place in any::<prop::sample::Index>(),
        change in 0..7_u8,
        new in ".{1,4}",
    ) {
        let (mut rows, head) = chain(&details);
        prop_assert_eq!(check(&rows, &head), Ok(head.clone()));
        let at = place.index(rows.len());
        let row = &mut rows[at];
        match change {
            0 => row.detail.push_str(&new),
            1 => row.actor.push_str(&new),
            2 => row.act.push_str(&new),
            3 => row.at_ms += 1,
            // Text moved from one field to its neighbour.
            4 => { row.target_kind.push_str(&new); row.target_id.insert_str(0, &new); }
            5 => { rows.remove(at); }
            _ => { let other = (at + 1) % rows.len(); rows.swap(at, other); }
        }
        let found = check(&rows, &head);
        prop_assert!(found.is_err(), "change {} at {} was not found", change, at);
    }
}
