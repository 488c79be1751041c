//! The journal, its head, and the triggers that refuse to change what was written.

use sea_orm::DbBackend;
use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 4] = [
    "CREATE TABLE db_journal (
        seq BIGINT PRIMARY KEY,
        at_ms BIGINT NOT NULL,
        actor TEXT NOT NULL,
        act TEXT NOT NULL,
        target_kind TEXT NOT NULL,
        target_id TEXT NOT NULL,
        detail TEXT NOT NULL,
        hash TEXT NOT NULL UNIQUE
    )",
    "CREATE INDEX db_journal_target ON db_journal (target_kind, target_id, seq)",
    "CREATE TABLE db_journal_head (id BIGINT PRIMARY KEY CHECK (id = 1), seq BIGINT NOT NULL, hash TEXT NOT NULL)",
    "INSERT INTO db_journal_head (id, seq, hash) VALUES (1, 0, '')",
];

const SQLITE: [&str; 3] = [
    "CREATE TRIGGER db_journal_no_update BEFORE UPDATE ON db_journal
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "CREATE TRIGGER db_journal_no_delete BEFORE DELETE ON db_journal
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "CREATE TRIGGER db_journal_head_no_delete BEFORE DELETE ON db_journal_head
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
];

const POSTGRES: [&str; 3] = [
    "CREATE FUNCTION db_journal_refuse() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$",
    "CREATE TRIGGER db_journal_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON db_journal
        FOR EACH STATEMENT EXECUTE FUNCTION db_journal_refuse()",
    "CREATE TRIGGER db_journal_head_no_delete BEFORE DELETE OR TRUNCATE ON db_journal_head
        FOR EACH STATEMENT EXECUTE FUNCTION db_journal_refuse()",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let conn = manager.get_connection();
        let triggers = match manager.get_database_backend() {
            DbBackend::Postgres => POSTGRES,
            _ => SQLITE,
        };
        for sql in TABLES.into_iter().chain(triggers) {
            conn.execute_unprepared(sql).await?;
        }
        Ok(())
    }
}
