//! The outbox. The key is what makes a second letter for the same cause impossible; a letter that was sent holds no text.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const SQL: [&str; 2] = [
    "CREATE TABLE mail_letter (
        id UUID PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        address TEXT NOT NULL,
        name TEXT NOT NULL,
        content TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'handing', 'sent', 'failed', 'unsure')),
        attempts BIGINT NOT NULL,
        created_at_ms BIGINT NOT NULL,
        due_at_ms BIGINT NOT NULL,
        sent_at_ms BIGINT,
        problem TEXT,
        lease UUID,
        lease_until_ms BIGINT,
        CHECK (state <> 'sent' OR (sent_at_ms IS NOT NULL AND content = ''))
    )",
    "CREATE INDEX mail_letter_due ON mail_letter (state, due_at_ms)",
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
