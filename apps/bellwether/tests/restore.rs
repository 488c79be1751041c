//! The restore drill of a whole installation: backed up while people work and evidence is published.
#![expect(clippy::unwrap_used, reason = "test code")]

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bellwether::backup::{make, restore};
use bellwether::install;
use bellwether_accounts::api::Accounts;
use bellwether_accounts::model::password::Password;
use bellwether_accounts::model::user::{Email, NewUser};
use bellwether_accounts::service::Origin;
use bellwether_db::Db;
use bellwether_generations::folder::{Generations, Keep};
use bellwether_kernel::actor::Role;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_testkit::databases;

const PASSWORD: &str = "lantern over the harbour";

/// A generation in which every file holds the same number, so that a mixture shows.
fn publish(generations: &Arc<Generations>, number: u64) {
    let mut writer = generations.writer("test").unwrap();
    let draft = writer.draft(|_| Keep::Leave).unwrap();
    fs::create_dir_all(draft.path().join("parts")).unwrap();
    for name in ["manifest.json", "parts/a.parquet", "parts/b.parquet"] {
        fs::write(draft.path().join(name), number.to_string().repeat(10_000)).unwrap();
    }
    draft.publish().unwrap();
}

fn content(folder: &Path) -> Vec<String> {
    ["manifest.json", "parts/a.parquet", "parts/b.parquet"]
        .iter()
        .map(|name| fs::read_to_string(folder.join(name)).unwrap())
        .collect()
}

async fn prepared(url: &str) -> Db {
    let db = Db::open(url).await.unwrap();
    db.migrate(install::migrations()).await.unwrap();
    let email = Email::parse("ann@example.org").unwrap();
    let password = Password::choose(PASSWORD, &email).unwrap();
    let new = NewUser { email, name: "Анна".into(), roles: vec![Role::Administrator], clusters: Vec::new() };
    Accounts::new(db.clone()).create_user(&Ctx::system(), new, Some(password)).await.unwrap();
    db
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_running_installation_is_copied_and_comes_back() {
    for source in databases().await {
        let db = prepared(&source.url).await;
        let home = tempfile::tempdir().unwrap();
        let evidence = home.path().join("evidence");
        let generations = Generations::open(&evidence).unwrap();
        publish(&generations, 0);
        let stop = Arc::new(AtomicBool::new(false));
        let writing = tokio::spawn({
            let (db, stop) = (db.clone(), stop.clone());
            async move {
                while !stop.load(Ordering::Relaxed) {
                    db.write(&Ctx::system(), async |tx| tx.journal(Entry::new("a.b", "c", 1, &())).await)
                        .await
                        .unwrap();
                }
            }
        });
        let publishing = std::thread::spawn({
            let stop = stop.clone();
            move || (1..).take_while(|_| !stop.load(Ordering::Relaxed)).for_each(|n| publish(&generations, n))
        });
        let archive = home.path().join("backups/today.tar.zst");
        let folder = home.path().join("backups/today");
        let packed = make::backup(&db, &evidence, &archive).await.unwrap();
        make::backup(&db, &evidence, &folder).await.unwrap();
        assert!(make::backup(&db, &evidence, &archive).await.is_err(), "nothing is overwritten");
        stop.store(true, Ordering::Relaxed);
        writing.await.unwrap();
        publishing.join().unwrap();
        for from in [&archive, &folder] {
            for target in databases().await {
                let home = tempfile::tempdir().unwrap();
                let evidence = home.path().join("evidence");
                let db = Db::open(&target.url).await.unwrap();
                let manifest = restore::restore(&db, &evidence, from, install::migrations).await.unwrap();
                db.migrate(install::migrations()).await.unwrap();
                assert_eq!(db.verify_journal(None).await.unwrap().to_string(), manifest.journal_head);
                let current = Generations::open(&evidence).unwrap().current().unwrap().unwrap();
                let files = content(current.path());
                assert!(files.iter().all(|file| *file == files[0]), "files of several generations are mixed");
                let accounts = Accounts::new(db.clone());
                let ctx = Ctx::system();
                let opened = accounts.sign_in(&ctx, "ann@example.org", PASSWORD, &Origin::default()).await;
                assert_eq!(opened.unwrap().user.name, "Анна", "{} to {}", source.name, target.name);
                let again = restore::restore(&db, &evidence, from, install::migrations).await;
                assert!(again.unwrap_err().to_string().contains("empty installation"));
            }
        }
        assert_eq!(packed.format, 1);
    }
}

#[tokio::test]
async fn a_damaged_backup_changes_nothing() {
    let db = prepared("sqlite::memory:").await;
    let home = tempfile::tempdir().unwrap();
    let evidence = home.path().join("evidence");
    publish(&Generations::open(&evidence).unwrap(), 1);
    let folder = home.path().join("backup");
    make::backup(&db, &evidence, &folder).await.unwrap();
    let part = folder.join("evidence/parts/a.parquet");
    let mut bytes = fs::read(&part).unwrap();
    bytes[77] ^= 1;
    fs::write(&part, bytes).unwrap();
    let target = home.path().join("restored/evidence");
    let db = Db::open("sqlite::memory:").await.unwrap();
    let refused = restore::restore(&db, &target, &folder, install::migrations).await.unwrap_err();
    assert!(refused.to_string().contains("evidence/parts/a.parquet of the backup is damaged"), "{refused:#}");
    assert!(db.migrations().await.unwrap().is_empty());
    assert!(Generations::open(&target).unwrap().current().unwrap().is_none());
}
