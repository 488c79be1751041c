//! The tables of notices. A notice is removed when it was told, or had nothing to say.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const SQL: [&str; 5] = [
    "CREATE TABLE notices_notice (
        id UUID PRIMARY KEY,
        person UUID NOT NULL,
        kind TEXT NOT NULL,
        about UUID NOT NULL,
        data TEXT NOT NULL,
        due_at_ms BIGINT NOT NULL,
        is_gathered BIGINT NOT NULL CHECK (is_gathered IN (0, 1))
    )",
    "CREATE INDEX notices_notice_due ON notices_notice (due_at_ms, person)",
    "CREATE TABLE notices_choice (
        person UUID NOT NULL,
        kind TEXT NOT NULL,
        moment TEXT NOT NULL CHECK (moment IN ('at_once', 'daily', 'never')),
        PRIMARY KEY (person, kind)
    )",
    // The token is the person's word where a letter is to be the last of its kind: it can do nothing else.
    "CREATE TABLE notices_person (
        person UUID PRIMARY KEY,
        lang TEXT NOT NULL,
        hour BIGINT NOT NULL CHECK (hour BETWEEN 0 AND 23),
        token TEXT NOT NULL UNIQUE
    )",
    // How far ahead bookings were looked through for reminders.
    "CREATE TABLE notices_clock (name TEXT PRIMARY KEY, until_ms BIGINT NOT NULL)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for sql in SQL {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }
}
