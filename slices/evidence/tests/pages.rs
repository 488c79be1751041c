//! The pages about sources and ingests: every sample in every language, and the journey of an ingest.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod articles;

use std::sync::Arc;

use articles::{Article, write_gzip, xml};
use bellwether_db::Db;
use bellwether_evidence::api::{Evidence, IngestHandler, Ingests};
use bellwether_evidence::service::ingests::IngestsError;
use bellwether_evidence::slice::MESSAGES;
use bellwether_evidence::views::{SEARCH_WORDS, ingest::IngestPage, ingests::IngestsPage, sources::SourcesPage};
use bellwether_jobs::{Jobs, State};
use bellwether_kernel::actor::{Actor, Role, User, UserId};
use bellwether_kernel::clock::SystemClock;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Lang;
use bellwether_kernel::paging::PageSize;
use bellwether_web::testing;
use tokio_stream::StreamExt;

#[test]
fn every_sample_of_every_page_is_sound_in_every_language() {
    let rendered = [
        testing::render_samples::<SourcesPage>(MESSAGES),
        testing::render_samples::<IngestsPage>(MESSAGES),
        testing::render_samples::<IngestPage>(MESSAGES),
    ];
    let typical = ["typical", "done"];
    for (name, html) in rendered.into_iter().flatten() {
        assert!(!html.contains("<script>alert") && !html.contains("<b>"), "{name} passes on markup");
        if typical.iter().any(|sample| name.contains(sample)) {
            insta::assert_snapshot!(name, html);
        }
    }
}

#[test]
fn every_word_exists_in_every_language() {
    let messages = [MESSAGES, SEARCH_WORDS].concat();
    testing::check_messages_of(env!("CARGO_MANIFEST_DIR"), "evidence", &messages);
}

fn person(roles: Vec<Role>) -> Ctx {
    let user = User::new(UserId::new(), "An invented person".to_owned(), roles);
    Ctx::new(Actor::User(user), Lang::En, Arc::new(SystemClock))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_analyst_ingests_files_of_the_inbox_and_others_may_not() {
    for database in bellwether_testkit::databases().await {
        let folder = tempfile::tempdir().unwrap();
        let inbox = folder.path().join("inbox");
        std::fs::create_dir(&inbox).unwrap();
        write_gzip(&inbox.join("a.xml.gz"), &xml(&[Article { pmid: 1, version: 1, title: "One" }], &[]));
        std::fs::write(inbox.join("b.xml"), "broken").unwrap();
        std::fs::write(folder.path().join("secret.xml"), "not for you").unwrap();
        let evidence = Evidence::open(&folder.path().join("store")).unwrap();
        let db = Db::open(&database.url).await.unwrap();
        db.migrate(bellwether_jobs::migrations::all()).await.unwrap();
        let handler = Arc::new(IngestHandler::new(evidence.clone(), inbox.clone()));
        let jobs = Jobs::new(db.clone(), vec![handler]);
        let desk = Ingests::new(evidence.clone(), db, jobs.clone(), inbox);

        let expert = person(vec![Role::Expert, Role::Council]);
        assert!(matches!(desk.start(&expert, &["a.xml.gz".to_owned()]).await, Err(IngestsError::Denied(_))));
        assert!(matches!(desk.list(&expert, None, PageSize::USUAL).await, Err(IngestsError::Denied(_))));
        let analyst = person(vec![Role::Analyst]);
        assert!(matches!(desk.start(&analyst, &[]).await, Err(IngestsError::NothingChosen)));
        for outside in ["../secret.xml", "/etc/passwd", "missing.xml"] {
            let refused = desk.start(&analyst, &[outside.to_owned()]).await;
            assert!(matches!(refused, Err(IngestsError::NotInInbox(name)) if name == outside));
        }

        let names: Vec<String> = desk.inbox(&analyst).await.unwrap().into_iter().map(|file| file.name).collect();
        assert_eq!(names, ["a.xml.gz", "b.xml"]);
        let id = desk.start(&analyst, &names).await.unwrap();
        let (_stop, stopping) = tokio::sync::watch::channel(false);
        jobs.run_one(&stopping).await.unwrap();
        let states: Vec<State> = desk.watch(&analyst, id).unwrap().map(|job| job.state).collect().await;
        assert_eq!(states.last(), Some(&State::Done));
        assert_eq!(evidence.snapshot().count(), 1);
        let found = desk.find(&analyst, id).await.unwrap().unwrap();
        let done: Vec<bool> = found.files.iter().map(|(_, file)| file.is_some()).collect();
        assert_eq!(done, [true, true]);
        assert!(desk.inbox(&analyst).await.unwrap().iter().all(|file| file.is_known));
        assert!(!desk.stop(&analyst, id).await.unwrap(), "what is over cannot be stopped");
    }
}
