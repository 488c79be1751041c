//! Migrations: from empty, again, at once, and never backwards.
#![expect(clippy::unwrap_used, reason = "test code")]

use bellwether_db::{Db, DbError};
use bellwether_testkit::databases;
use sea_orm::ConnectionTrait;
use sea_orm_migration::prelude::*;

struct Named(&'static str, &'static str);

impl MigrationName for Named {
    fn name(&self) -> &str {
        self.0
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Named {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(self.1).await.map(|_| ())
    }
}

fn two() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(Named("m2026_11_23_0001_b", "ALTER TABLE thing ADD COLUMN b TEXT")),
        Box::new(Named("m2026_11_22_0009_a", "CREATE TABLE thing (id BIGINT PRIMARY KEY)")),
    ]
}

#[tokio::test]
async fn migrations_run_from_empty_in_name_order_and_only_once() {
    for test in databases().await {
        let db = Db::open(&test.url).await.unwrap();
        assert_eq!(db.migrations().await.unwrap(), Vec::<String>::new());
        db.migrate(two()).await.unwrap();
        let names = db.migrations().await.unwrap();
        assert!(names.is_sorted(), "{names:?}");
        assert!(names.ends_with(&["m2026_11_22_0009_a".to_owned(), "m2026_11_23_0001_b".to_owned()]), "{names:?}");
        db.migrate(two()).await.unwrap();
        assert_eq!(db.migrations().await.unwrap(), names);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn eight_servers_may_start_at_once() {
    for test in databases().await {
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let url = test.url.clone();
                tokio::spawn(async move { Db::open(&url).await?.migrate(two()).await })
            })
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
    }
}

#[tokio::test]
async fn a_migration_that_fails_takes_the_others_back() {
    for test in databases().await {
        let db = Db::open(&test.url).await.unwrap();
        db.migrate(vec![]).await.unwrap();
        let mut broken = two();
        broken.push(Box::new(Named("m2026_11_24_0001_c", "NOT SQL")));
        assert!(db.migrate(broken).await.is_err());
        assert!(db.reader().execute_unprepared("SELECT * FROM thing").await.is_err(), "{}", test.name);
        db.migrate(two()).await.unwrap();
    }
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() {
    for test in databases().await {
        let db = Db::open(&test.url).await.unwrap();
        db.migrate(two()).await.unwrap();
        match db.migrate(vec![]).await.unwrap_err() {
            DbError::Newer(name) => assert_eq!(name, "m2026_11_22_0009_a"),
            other => panic!("{other}"),
        }
    }
}

#[tokio::test]
async fn two_migrations_of_one_name_are_refused() {
    let db = Db::open("sqlite::memory:").await.unwrap();
    let twice = two().into_iter().chain(two()).collect();
    assert!(matches!(db.migrate(twice).await, Err(DbError::SameMigration(_))));
}
