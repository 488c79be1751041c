//! Threads, messages, and how far each reader has read. What a reader's row says of the side is a note for counting; what the
//! record says counts.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const SQL: [&str; 4] = [
    "CREATE TABLE messages_thread (
        id UUID PRIMARY KEY,
        kind TEXT NOT NULL,
        record UUID NOT NULL,
        last_number BIGINT NOT NULL,
        UNIQUE (kind, record)
    )",
    "CREATE TABLE messages_message (
        id UUID PRIMARY KEY,
        thread_id UUID NOT NULL REFERENCES messages_thread (id),
        number BIGINT NOT NULL,
        from_side TEXT NOT NULL,
        to_side TEXT NOT NULL,
        author UUID,
        words TEXT NOT NULL,
        written_at_ms BIGINT NOT NULL,
        UNIQUE (thread_id, number)
    )",
    "CREATE TABLE messages_reader (
        thread_id UUID NOT NULL REFERENCES messages_thread (id),
        person UUID NOT NULL,
        side TEXT NOT NULL,
        is_alone BIGINT NOT NULL CHECK (is_alone IN (0, 1)),
        read_number BIGINT NOT NULL,
        PRIMARY KEY (thread_id, person)
    )",
    "CREATE INDEX messages_reader_person ON messages_reader (person, thread_id)",
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
